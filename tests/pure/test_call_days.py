from datetime import date

import pytest

from crm_clientfile.tools.call_days import call_day

FRIDAY = date(2026, 11, 27)
MONDAY = date(2026, 11, 30)


@pytest.mark.parametrize(
    ("place", "day"),
    [
        (0, FRIDAY),
        (1, FRIDAY),
        (2, MONDAY),
        (9, date(2026, 12, 3)),
        (10, date(2026, 12, 4)),
        (12, date(2026, 12, 7)),
    ],
)
def test_two_calls_a_day_skip_the_weekend(place, day):
    assert call_day(FRIDAY, place, 2) == day


def test_list_begun_on_a_saturday_starts_on_monday():
    assert call_day(date(2026, 11, 28), 0, 10) == MONDAY


def test_without_a_number_a_day_all_fall_on_the_first():
    assert {call_day(FRIDAY, place, 0) for place in range(500)} == {FRIDAY}


def test_no_day_gets_more_than_its_share():
    days = [call_day(FRIDAY, place, 7) for place in range(70)]
    assert len(set(days)) == 10
    assert all(day.weekday() < 5 for day in days)
