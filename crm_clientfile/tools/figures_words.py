"""What figures say: a rhythm, a silence, a change, the months that count."""

from dataclasses import dataclass

_WEEK = 7
_MONTH = 30.44
# From so many times an average month on, a month is a season.
SEASON = 130
REPEATED = 2
# What is below is chance, not change.
CHANGE = 10


@dataclass(frozen=True)
class Rhythm:
    """How often something is bought and for how long nothing was, in one unit."""

    unit: str
    every: int
    silent: int


def rhythm_of(interval: float, silence: int) -> Rhythm:
    """The unit follows the interval: days, weeks or months.

    >>> rhythm_of(42.5, 98)
    Rhythm(unit='week', every=6, silent=14)
    """
    unit, length = unit_of(interval)
    return Rhythm(unit, max(1, round(interval / length)), round(silence / length))


def unit_of(days: float) -> tuple[str, float]:
    """The unit in which one would say a number of days, and its length."""
    if days < 2 * _WEEK - 1:
        return "day", 1
    if days < 10 * _WEEK:
        return "week", _WEEK
    return "month", _MONTH


def span_of(days: int) -> tuple[str, int]:
    """A number of days in the unit one would say it in.

    >>> span_of(5), span_of(20), span_of(400)
    (('day', 5), ('week', 3), ('month', 13))
    """
    unit, length = unit_of(days)
    return unit, round(days / length)


def change_of(now: float, before: float) -> str:
    """``up``, ``down`` or, below a tenth, nothing."""
    if before <= 0 or abs(now - before) * 100 < CHANGE * before:
        return ""
    return "up" if now > before else "down"


def indices_of(months) -> tuple[int, ...]:
    """How much of an average month is sold in each month, in percent.

    >>> indices_of([0, 0, 30, 0, 0, 30, 0, 0, 0, 0, 0, 60])[2:6]
    (300, 0, 0, 300)
    >>> indices_of([0] * 12)
    ()
    """
    total = sum(months)
    if total <= 0:
        return ()
    return tuple(round(1200 * sold / total) for sold in months)


def best_months(indices, years) -> tuple[int, ...]:
    """The numbers of up to three months that are a season.

    :param years: in how many years something was bought in each month; once is chance

    >>> best_months((90, 80, 140, 90, 90, 100, 60, 50, 90, 90, 120, 200), [2] * 12)
    (3, 12)
    """
    seasons = [
        at
        for at, index in enumerate(indices)
        if index >= SEASON and years[at] >= REPEATED
    ]
    best = sorted(seasons, key=lambda at: (-indices[at], at))[:3]
    return tuple(sorted(at + 1 for at in best))
