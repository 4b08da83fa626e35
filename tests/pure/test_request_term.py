"""By when a request is answered, on the days where it matters."""

from datetime import date, timedelta

import pytest

from crm_clientfile_gdpr.tools.request_term import (
    Term,
    add_months,
    easter_sunday,
    next_working_day,
    public_holidays,
    term_of,
)

# Received, months more, the day the months lead to, the last day to answer.
CASES = [
    # The last day of a month that has no such day.
    ((2026, 1, 31), 0, (2026, 2, 28), (2026, 3, 2)),
    ((2028, 1, 31), 0, (2028, 2, 29), (2028, 2, 29)),
    ((2028, 1, 29), 0, (2028, 2, 29), (2028, 2, 29)),
    ((2027, 1, 29), 0, (2027, 2, 28), (2027, 3, 1)),
    ((2028, 2, 29), 0, (2028, 3, 29), (2028, 3, 29)),
    ((2026, 8, 31), 0, (2026, 9, 30), (2026, 9, 30)),
    ((2026, 12, 31), 2, (2027, 3, 31), (2027, 3, 31)),
    # Over the end of the year.
    ((2026, 12, 15), 0, (2027, 1, 15), (2027, 1, 15)),
    ((2026, 12, 1), 0, (2027, 1, 1), (2027, 1, 4)),
    ((2026, 11, 30), 2, (2027, 2, 28), (2027, 3, 1)),
    # Saturdays, Sundays and holidays.
    ((2026, 3, 25), 0, (2026, 4, 25), (2026, 4, 27)),
    ((2026, 3, 6), 0, (2026, 4, 6), (2026, 4, 7)),
    ((2026, 4, 14), 0, (2026, 5, 14), (2026, 5, 15)),
    ((2026, 4, 25), 0, (2026, 5, 25), (2026, 5, 26)),
    ((2026, 6, 14), 0, (2026, 7, 14), (2026, 7, 15)),
    ((2026, 11, 25), 0, (2026, 12, 25), (2026, 12, 28)),
    # Extended by one month, by two.
    ((2026, 1, 31), 1, (2026, 3, 31), (2026, 3, 31)),
    ((2026, 1, 31), 2, (2026, 4, 30), (2026, 4, 30)),
]


@pytest.mark.parametrize(("received", "months", "legal", "last"), CASES)
def test_each_request_has_its_last_day(received, months, legal, last):
    assert term_of(date(*received), months) == Term(date(*legal), date(*last))


@pytest.mark.parametrize("months", [-1, 3])
def test_no_other_extension_is_known(months):
    with pytest.raises(ValueError, match="extended"):
        term_of(date(2026, 1, 1), months)


def test_holidays_are_those_of_the_country():
    assert next_working_day(date(2026, 7, 14), "BE") == date(2026, 7, 14)
    assert next_working_day(date(2026, 7, 21), "BE") == date(2026, 7, 22)
    assert next_working_day(date(2026, 12, 25), "UA") == date(2026, 12, 25)
    assert len(public_holidays(2026)) == 11


# As published by the Bureau des longitudes.
@pytest.mark.parametrize(
    "day",
    [
        date(2000, 4, 23),
        date(2008, 3, 23),
        date(2019, 4, 21),
        date(2024, 3, 31),
        date(2027, 3, 28),
        date(2035, 3, 25),
        date(2049, 4, 18),
    ],
)
def test_easter_is_where_it_was_announced(day):
    assert easter_sunday(day.year) == day


def test_last_day_is_a_working_day_and_never_before_the_legal_one():
    day = date(2026, 1, 1)
    while day < date(2030, 1, 1):
        for months in (0, 1, 2):
            term = term_of(day, months)
            assert term.legal == add_months(day, months + 1) <= term.last
            assert term.last.weekday() < 5
            assert term.last not in public_holidays(term.last.year)
            assert (term.last - term.legal).days <= 4
        day += timedelta(days=1)
