"""The 72 hours of art. 33 GDPR: counted in UTC, so that no change of the clock matters.

The regulation counts hours: nights, Sundays and holidays count, too.
"""

from datetime import datetime, timedelta

HOURS = 72
_MINUTE, _HOUR, _DAY = 60, 3_600, 86_400


def deadline_of(aware: datetime) -> datetime:
    """Until when the authority is to be told; both in UTC.

    >>> deadline_of(datetime(2026, 3, 27, 20, 0))
    datetime.datetime(2026, 3, 30, 20, 0)
    """
    return aware + timedelta(hours=HOURS)


def split(span: timedelta) -> tuple[int, int, int]:
    """Days, hours and minutes of a span, late or not.

    >>> split(timedelta(hours=-25, minutes=-30))
    (1, 1, 30)
    """
    seconds = abs(int(span.total_seconds()))
    return seconds // _DAY, seconds % _DAY // _HOUR, seconds % _HOUR // _MINUTE


def clock_of(aware: datetime, now: datetime, told: datetime | None = None) -> str:
    """``running``, ``soon`` (a day or less is left) or ``late``; at ``told``, if told.

    >>> aware = datetime(2026, 5, 1, 12, 0)
    >>> clock_of(aware, datetime(2026, 5, 3, 12, 1))
    'soon'
    >>> clock_of(aware, datetime(2026, 6, 1), told=datetime(2026, 5, 4, 12, 0))
    'in_time'
    """
    left = deadline_of(aware) - (told or now)
    if told:
        return "late" if left < timedelta(0) else "in_time"
    if left < timedelta(0):
        return "late"
    return "soon" if left <= timedelta(days=1) else "running"
