"""How long deliveries take."""

from collections.abc import Iterable
from statistics import median

SHOWN_DECIMALS = 1


def usual_days(days: Iterable[float]) -> float:
    """The usual number of days among those of past deliveries: their median.

    A median, because one forgotten transfer validated three months late says nothing
    about the others. Deliveries dated before their order are errors of entry: left
    out. 0.0 when nothing remains.

    >>> usual_days([2.0, 3.0, 95.0])
    3.0
    >>> usual_days([-1.0])
    0.0
    """
    plausible = [one for one in days if one >= 0]
    return round(median(plausible), SHOWN_DECIMALS) if plausible else 0.0
