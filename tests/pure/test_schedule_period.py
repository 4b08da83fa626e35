"""Regular exports are due on days that exist, and leave no day out."""

from datetime import date, timedelta

import pytest

from crm_clientfile_accounting_export.tools.schedule_period import (
    Rhythm,
    dues,
    next_due,
    period_of,
)

START, END = date(2023, 12, 15), date(2028, 3, 2)


@pytest.mark.parametrize("day", [1, 28, 29, 30, 31])
def test_every_month_has_one_due_day(day):
    found = list(
        dues(Rhythm("monthly", day), next_due(Rhythm("monthly", day), START), END)
    )
    months = [(due.year, due.month) for due in found]
    assert len(set(months)) == len(months) >= 50
    assert all(due.day == day or (due + timedelta(1)).day == 1 for due in found)


@pytest.mark.parametrize("weekday", range(7))
def test_every_week_has_one_due_day(weekday):
    rhythm = Rhythm("weekly", weekday)
    due = next_due(rhythm, START)
    assert 1 <= (due - START).days <= 7
    assert due.weekday() == weekday
    assert next_due(rhythm, due) - due == timedelta(7)


@pytest.mark.parametrize(
    ("rule", "rhythm"),
    [("previous_month", Rhythm("monthly", 31)), ("previous_week", Rhythm("weekly", 6))],
)
def test_periods_follow_each_other_without_a_gap(rule, rhythm):
    periods = [
        period_of(rule, due) for due in dues(rhythm, next_due(rhythm, START), END)
    ]
    for (_first, last), (first, _last) in zip(periods, periods[1:], strict=False):
        assert first - last == timedelta(1)


def test_period_ends_before_the_day_it_is_exported():
    for rule in ("previous_month", "previous_week", "year_to_date"):
        for number in range(800):
            due = START + timedelta(number)
            first, last = period_of(rule, due)
            assert first <= last < due
