"""Dates as typed, days of spreadsheets, ages."""

import math
from datetime import date, datetime, timedelta, timezone

import pytest

from crm_clientfile.tools.dates import age_on, birth_range_for_age, parse_date
from crm_clientfile.tools.errors import InvalidValue

DAY = date(2024, 3, 12)


@pytest.mark.parametrize(
    "value",
    [
        DAY,
        datetime(2024, 3, 12, 23, 59),
        datetime(2024, 3, 12, tzinfo=timezone.utc),
        "2024-03-12",
        "2024/3/12",
        "2024-03-12 10:30",
        "2024-03-12T10:30:00Z",
        "2024-03-12T10:30:00.123+02:00",
        "20240312",
        "12/03/2024",
        "12.3.2024",
        "12-03-2024",
        "12 03 2024",
        "12/03/2024 10:30:00",
        " 12/03/2024\u00a0",
        "12 mars 2024",
        "Mardi 12 mars 2024",
        "le 12 MARS 2024",
        "12 mrt. 2024",
        "dinsdag 12 maart 2024",
        "March 12th, 2024",
        "12 Mar 2024",
        "12 березня 2024 р.",
        "12 БЕРЕЗЕНЬ 2024 року",
        45363,
        45363.75,
        "45363",
        "45363.5",
    ],
)
def test_all_writings_of_a_day_are_the_same_day(value):
    assert parse_date(value) == DAY


@pytest.mark.parametrize(
    "text, expected",
    [
        ("1er février 2023", date(2023, 2, 1)),
        ("31 décembre 1999", date(1999, 12, 31)),
        ("15 août 2020", date(2020, 8, 15)),
        ("3 augustus 2020", date(2020, 8, 3)),
        ("24 серпня 1991", date(1991, 8, 24)),
        ("5 січня 2022", date(2022, 1, 5)),
        ("1 листопада 2022", date(2022, 11, 1)),
        ("2 July 2021", date(2021, 7, 2)),
        ("29/02/2024", date(2024, 2, 29)),
        ("01/01/1000", date(1000, 1, 1)),
    ],
)
def test_month_names_of_four_languages_are_known(text, expected):
    assert parse_date(text) == expected


@pytest.mark.parametrize(
    "serial, expected",
    [
        (1, date(1900, 1, 1)),
        (59, date(1900, 2, 28)),
        (59.99, date(1900, 2, 28)),
        (61, date(1900, 3, 1)),
        (367, date(1901, 1, 1)),
        (25569, date(1970, 1, 1)),
        (2958465, date(9999, 12, 31)),
        (2958465.5, date(9999, 12, 31)),
    ],
)
def test_spreadsheet_days_jump_over_the_day_that_never_was(serial, expected):
    assert parse_date(serial) == expected


@pytest.mark.parametrize(
    "value",
    [
        60,
        60.5,
        0,
        0.5,
        -1,
        2958466,
        math.nan,
        math.inf,
        10**30,
        True,
        None,
        "",
        "2024",
        "60",
        "9999999",
        "29/02/2023",
        "31/04/2024",
        "03/25/2024",
        "00/01/2024",
        "12/00/2024",
        "12/03-2024",
        "12/03/0024",
        "2024-13-01",
        "20241301",
        "12 brumaire 2024",
        "er mars 2024",
        "32 mars 2024",
        "mars 2024",
        "12 mars",
        "12 mars 2024 ou 13 mars 2024",
        "12 mars 20245",
        "hier",
        "١٢/٠٣/٢٠٢٤",
        "1" * 5000,
        "12 mars " + "x" * 5000,
        "\x00",
        [2024],
    ],
)
def test_what_is_no_day_is_refused(value):
    with pytest.raises(InvalidValue) as caught:
        parse_date(value)
    assert (caught.value.code, caught.value.field) == ("date_unreadable", "date")


@pytest.mark.parametrize(
    "text, reference, expected",
    [
        ("12/03/24", 2026, date(2024, 3, 12)),
        ("12/03/26", 2026, date(2026, 3, 12)),
        ("12/03/27", 2026, date(1927, 3, 12)),
        ("12/03/27", 2046, date(2027, 3, 12)),
        ("12 mars 63", 2026, date(1963, 3, 12)),
        ("12.03.00", 2026, date(2000, 3, 12)),
        ("12.03.99.", 2026, date(1999, 3, 12)),
    ],
)
def test_a_short_year_is_the_latest_not_after_the_reference(text, reference, expected):
    assert parse_date(text, reference) == expected


def test_a_short_year_without_reference_is_refused():
    with pytest.raises(InvalidValue) as caught:
        parse_date("12/03/24")
    assert caught.value.code == "date_two_digit_year"


@pytest.mark.parametrize(
    "birth, day, age",
    [
        (date(2000, 6, 15), date(2026, 6, 14), 25),
        (date(2000, 6, 15), date(2026, 6, 15), 26),
        (date(2000, 2, 29), date(2023, 2, 28), 22),
        (date(2000, 2, 29), date(2023, 3, 1), 23),
        (date(2000, 2, 29), date(2024, 2, 28), 23),
        (date(2000, 2, 29), date(2024, 2, 29), 24),
        (date(2026, 6, 15), date(2026, 6, 15), 0),
        (date(2026, 6, 15), date(2026, 6, 14), -1),
    ],
)
def test_age_changes_on_the_birthday(birth, day, age):
    assert age_on(birth, day) == age


@pytest.mark.parametrize(
    "day",
    [date(2024, 2, 28), date(2024, 2, 29), date(2024, 3, 1), date(2023, 2, 28)]
    + [date(2023, 3, 1), date(2026, 6, 15), date(2025, 12, 31), date(2026, 1, 1)],
)
@pytest.mark.parametrize("low, high", [(0, 0), (3, 3), (4, 4), (0, 8), (2, 7)])
def test_the_range_of_births_holds_exactly_the_ages(day, low, high):
    first, last = birth_range_for_age(low, high, day)
    for back in range(10 * 366):
        birth = day - timedelta(days=back)
        assert (low <= age_on(birth, day) <= high) == (first <= birth <= last), birth


def test_an_age_without_upper_limit_reaches_the_first_day():
    assert birth_range_for_age(65, 9999, DAY) == (date.min, date(1959, 3, 12))
    assert birth_range_for_age(2023, 2023, DAY)[0] == date.min


@pytest.mark.parametrize("low, high", [(30, 20), (-1, 5), (2024, 3000)])
def test_an_impossible_range_is_refused(low, high):
    with pytest.raises(InvalidValue) as caught:
        birth_range_for_age(low, high, DAY)
    assert caught.value.code == "age_range"
