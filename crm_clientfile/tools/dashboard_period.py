"""The period that a dashboard tells of, and the same one a year before.

A rolling period is the window of twelve months of the figures; the others are months of
a calendar year, of which those to come are empty.
"""

from dataclasses import dataclass
from datetime import date, timedelta

from .figures_scope import years_before

PERIODS = ("year", "12m", "quarter", "last_year")


@dataclass(frozen=True)
class Period:
    """``months`` are those of ``year``; the ones before are of the year before it.

    ``date_from`` and ``date_to`` are its first and last day.
    """

    key: str
    year: int
    months: tuple[int, ...]
    months_before: tuple[int, ...]
    date_from: date
    date_to: date

    @property
    def is_rolling(self):
        """Whether it is counted by days, in twelve months."""
        return self.key == "12m"

    @property
    def is_whole_year(self):
        """Whether it is a calendar year, from January on."""
        return self.key in ("year", "last_year")


def period_of(key, today):
    """The period called ``key``, as seen on a day; this year if there is none.

    What is not over is compared with the same months of the year before, whole.

    >>> period_of("quarter", date(2026, 5, 10)).months_before
    (4, 5)
    >>> period_of("12m", date(2024, 2, 29)).date_from
    datetime.date(2023, 3, 1)
    """
    build = {"12m": _rolling, "quarter": _quarter, "last_year": _last_year}
    return build.get(key, _this_year)(today)


def _this_year(today):
    first = today.replace(month=1, day=1)
    until_now = tuple(range(1, today.month + 1))
    return Period("year", today.year, _YEAR, until_now, first, today)


def _last_year(today):
    year = today.year - 1
    return Period("last_year", year, _YEAR, _YEAR, date(year, 1, 1), date(year, 12, 31))


def _quarter(today):
    first = (today.month - 1) // 3 * 3 + 1
    months = (first, first + 1, first + 2)
    until_now = tuple(month for month in months if month <= today.month)
    start = today.replace(month=first, day=1)
    return Period("quarter", today.year, months, until_now, start, today)


def _rolling(today):
    start = years_before(today, 1) + timedelta(days=1)
    return Period("12m", today.year, _YEAR, _YEAR, start, today)


_YEAR = tuple(range(1, 13))
