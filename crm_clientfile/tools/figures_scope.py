"""Which customers are refreshed, and the days their figures are counted from."""

import calendar
from dataclasses import dataclass
from datetime import date

SEASON_YEARS = 3


@dataclass(frozen=True)
class Scope:
    """Customers by their ids, or all of a range of ids, both ends included."""

    ids: tuple[int, ...] | None = None
    first: int = 0
    last: int = 2**31 - 1


@dataclass(frozen=True)
class Days:
    """The windows of the figures of a day; each begins after its first day.

    >>> Days.of(date(2024, 2, 29)).start_12m
    datetime.date(2023, 2, 28)
    """

    today: date
    start_12m: date
    start_24m: date
    start_36m: date

    @classmethod
    def of(cls, today: date) -> "Days":
        return cls(today, *(years_before(today, years) for years in (1, 2, 3)))


def years_before(day: date, years: int) -> date:
    """The same day of an earlier year; the last of February on leap days.

    >>> years_before(date(2024, 2, 29), 1)
    datetime.date(2023, 2, 28)
    """
    last = calendar.monthrange(day.year - years, day.month)[1]
    return day.replace(year=day.year - years, day=min(day.day, last))


def season_years(month: int, today: date) -> tuple[int, int]:
    """The three years of a month that are over, the first and the last of them.

    >>> season_years(3, date(2026, 5, 10)), season_years(5, date(2026, 5, 10))
    ((2024, 2026), (2023, 2025))
    """
    last = today.year if month < today.month else today.year - 1
    return last - SEASON_YEARS + 1, last
