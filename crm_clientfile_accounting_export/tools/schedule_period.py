"""When a regular export is due, and which period it takes."""

import calendar
from collections.abc import Iterator
from datetime import date, timedelta
from typing import NamedTuple

MONTHLY, WEEKLY = "monthly", "weekly"
PREVIOUS_MONTH, PREVIOUS_WEEK = "previous_month", "previous_week"
YEAR_TO_DATE = "year_to_date"
DAY = timedelta(days=1)


class Rhythm(NamedTuple):
    """``day`` is one of the month, from 1 to 31, or of the week, Monday being 0."""

    frequency: str
    day: int


def next_due(rhythm: Rhythm, after: date) -> date:
    """The first day after ``after`` on which an export is due.

    A month without that day has it on its last one.

    >>> next_due(Rhythm("monthly", 31), date(2026, 1, 31))
    datetime.date(2026, 2, 28)
    >>> next_due(Rhythm("monthly", 31), date(2026, 2, 28))
    datetime.date(2026, 3, 31)
    >>> next_due(Rhythm("weekly", 0), date(2026, 11, 30))
    datetime.date(2026, 12, 7)
    """
    if rhythm.frequency == WEEKLY:
        return after + timedelta(days=(rhythm.day - after.weekday() - 1) % 7 + 1)
    due = _in_month(after, rhythm.day)
    if due > after:
        return due
    return _in_month(_last_of_month(after) + DAY, rhythm.day)


def dues(rhythm: Rhythm, first: date, today: date) -> Iterator[date]:
    """The days from ``first`` until today on which an export is due.

    >>> first, today = date(2026, 1, 5), date(2026, 3, 4)
    >>> [str(day) for day in dues(Rhythm("monthly", 5), first, today)]
    ['2026-01-05', '2026-02-05']
    """
    while first <= today:
        yield first
        first = next_due(rhythm, first)


def period_of(rule: str, due: date) -> tuple[date, date]:
    """First and last day of what is exported on that day.

    >>> [str(day) for day in period_of("previous_month", date(2026, 3, 31))]
    ['2026-02-01', '2026-02-28']
    >>> [str(day) for day in period_of("previous_week", date(2026, 11, 29))]
    ['2026-11-16', '2026-11-22']
    >>> [str(day) for day in period_of("year_to_date", date(2027, 1, 1))]
    ['2026-01-01', '2026-12-31']
    """
    if rule == PREVIOUS_MONTH:
        last = due.replace(day=1) - DAY
        return last.replace(day=1), last
    if rule == PREVIOUS_WEEK:
        monday = due - timedelta(days=due.weekday())
        return monday - 7 * DAY, monday - DAY
    last = due - DAY
    return last.replace(month=1, day=1), last


def _in_month(day, number):
    return day.replace(day=min(number, _last_of_month(day).day))


def _last_of_month(day):
    return day.replace(day=calendar.monthrange(day.year, day.month)[1])
