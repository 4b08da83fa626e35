from datetime import date

import pytest

from crm_clientfile.tools.dashboard_period import period_of

TODAY = date(2026, 5, 20)


@pytest.mark.parametrize(
    ("key", "since", "until"),
    [
        ("year", date(2026, 1, 1), TODAY),
        ("12m", date(2025, 5, 21), TODAY),
        ("quarter", date(2026, 4, 1), TODAY),
        ("last_year", date(2025, 1, 1), date(2025, 12, 31)),
    ],
)
def test_period_has_its_days(key, since, until):
    period = period_of(key, TODAY)
    assert (period.date_from, period.date_to) == (since, until)


def test_what_is_not_over_is_compared_with_the_same_months():
    assert period_of("year", TODAY).months_before == (1, 2, 3, 4, 5)
    assert period_of("quarter", TODAY).months_before == (4, 5)
    assert period_of("last_year", TODAY).months_before == tuple(range(1, 13))


def test_twelve_months_begin_on_the_day_after_a_leap_day():
    assert period_of("12m", date(2024, 2, 29)).date_from == date(2023, 3, 1)
    assert period_of("12m", date(2025, 2, 28)).date_from == date(2024, 2, 29)


def test_unknown_period_is_this_year():
    assert period_of("forever", TODAY) == period_of("year", TODAY)
