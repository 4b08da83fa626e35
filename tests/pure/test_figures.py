from datetime import date

import pytest

from crm_clientfile.tools.figures_scope import Days, season_years, years_before
from crm_clientfile.tools.figures_words import (
    Rhythm,
    best_months,
    change_of,
    indices_of,
    rhythm_of,
    span_of,
)


@pytest.mark.parametrize(
    ("interval", "silence", "rhythm"),
    [
        (1, 3, Rhythm("day", 1, 3)),
        (0.4, 0, Rhythm("day", 1, 0)),
        (7, 8, Rhythm("day", 7, 8)),
        (14, 28, Rhythm("week", 2, 4)),
        (42.5, 98, Rhythm("week", 6, 14)),
        (91, 200, Rhythm("month", 3, 7)),
        (365, 800, Rhythm("month", 12, 26)),
    ],
)
def test_rhythm_and_silence_are_told_in_the_unit_of_the_rhythm(
    interval, silence, rhythm
):
    assert rhythm_of(interval, silence) == rhythm


def test_silence_alone_is_told_in_its_own_unit():
    assert span_of(0) == ("day", 0)
    assert span_of(20) == ("week", 3)
    assert span_of(90) == ("month", 3)


@pytest.mark.parametrize(
    ("now", "before", "change"),
    [(110, 100, "up"), (90, 100, "down"), (109, 100, ""), (5, 0, ""), (5, -3, "")],
)
def test_change_below_a_tenth_is_none(now, before, change):
    assert change_of(now, before) == change


def test_windows_of_a_leap_day_begin_in_february():
    days = Days.of(date(2024, 2, 29))
    assert days.start_12m == date(2023, 2, 28)
    assert days.start_36m == date(2021, 2, 28)
    assert years_before(date(2025, 2, 28), 1) == date(2024, 2, 28)


def test_current_month_is_not_over_for_the_seasons():
    assert season_years(4, date(2026, 5, 1)) == (2024, 2026)
    assert season_years(5, date(2026, 5, 31)) == (2023, 2025)


def test_seasons_need_something_sold():
    assert indices_of([0] * 12) == ()
    assert indices_of([-5] + [0] * 11) == ()
    assert best_months((), [3] * 12) == ()


def test_months_well_above_the_average_are_named_in_order():
    indices = indices_of([1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 13])
    assert indices[11] == 650
    assert best_months(indices, [3] * 12) == (12,)
    twice = (0, 600, 0, 0, 0, 0, 0, 0, 0, 0, 0, 600)
    assert best_months(twice, [2] * 12) == (2, 12)


def test_month_bought_in_once_is_no_season():
    years = [0, 1, 0, 0, 0, 0, 0, 0, 0, 0, 0, 2]
    assert best_months((0, 600, 0, 0, 0, 0, 0, 0, 0, 0, 0, 600), years) == (12,)
