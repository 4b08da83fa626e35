"""A dated history: who held something when, at any date one holder or none.

Periods are half-open: the day one ends is the first day of the next. A history is a
list of periods in the order of their dates, of which no two share a day.
"""

from dataclasses import dataclass, replace
from datetime import date


@dataclass(frozen=True)
class Period:
    """``holder`` from ``start`` until the day before ``end``, or until further notice.

    ``key`` tells which stored row the period comes from; parts of one row share it.
    """

    start: date
    end: date | None
    holder: object
    key: object = None

    def __post_init__(self):
        if self.end is not None and self.end <= self.start:
            raise ValueError(f"{self.start} is not before {self.end}")

    def __contains__(self, day):
        return self.start <= day and (self.end is None or day < self.end)


def holder_at(history, day):
    """Who held it on that day; ``None`` if nobody did.

    >>> holder_at([Period(date(2026, 1, 1), None, "Camille")], date(2026, 3, 1))
    'Camille'
    """
    return next((one.holder for one in history if day in one), None)


def overlay(history, period):
    """The history in which ``period`` is true, whatever was noted for its days.

    What was noted before and after stays; a period without holder leaves a gap. It
    may begin and end anywhere: today, in the past, inside one period, in a gap.

    >>> camille = Period(date(2026, 1, 1), None, "Camille")
    >>> march = Period(date(2026, 3, 1), date(2026, 4, 1), "Nadia")
    >>> [(one.start.month, one.holder) for one in overlay([camille], march)]
    [(1, 'Camille'), (3, 'Nadia'), (4, 'Camille')]
    """
    kept = [part for one in history for part in subtract(one, period)]
    added = [period] if period.holder is not None else []
    return _in_order([*kept, *added])


def fill(history, other):
    """``history``, completed by ``other`` for the days when nobody held it.

    >>> march = Period(date(2026, 3, 1), date(2026, 4, 1), "Nadia")
    >>> camille = Period(date(2026, 1, 1), date(2026, 3, 15), "Camille")
    >>> [(one.start.month, one.holder) for one in fill([march], [camille])]
    [(1, 'Camille'), (3, 'Nadia')]
    """
    filled = list(history)
    for period in other:
        missing = [period]
        for known in history:
            missing = [part for one in missing for part in subtract(one, known)]
        filled += missing
    return _in_order(filled)


def before(history, day):
    """The part of a history that lies before a day."""
    begun = [one for one in history if one.start < day]
    return [replace(one, end=min(one.end or day, day)) for one in begun]


def subtract(period, other):
    """What is left of ``period`` without the days of ``other``: up to two parts."""
    parts = []
    if period.start < other.start:
        end = min(period.end or other.start, other.start)
        parts.append(replace(period, end=end))
    if other.end is not None and (period.end is None or period.end > other.end):
        parts.append(replace(period, start=max(period.start, other.end)))
    return parts


def _in_order(history):
    return sorted(history, key=lambda one: one.start)
