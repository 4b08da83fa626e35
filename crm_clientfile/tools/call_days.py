"""On which day the calls of a list fall."""

from datetime import date, timedelta

_SATURDAY = 5


def is_workday(day: date) -> bool:
    return day.weekday() < _SATURDAY


def next_workday(day: date) -> date:
    """``day`` itself, or the Monday after it.

    >>> next_workday(date(2026, 11, 28))
    datetime.date(2026, 11, 30)
    """
    while not is_workday(day):
        day += timedelta(days=1)
    return day


def call_day(start: date, place: int, per_day: int) -> date:
    """Day of the call at ``place`` (0 is the first) when so many are made a day.

    Saturdays and Sundays are left out. With ``per_day`` 0 all fall on the first day.

    >>> call_day(date(2026, 11, 27), 3, 2)
    datetime.date(2026, 11, 30)
    """
    day = next_workday(start)
    if per_day <= 0:
        return day
    for _passed in range(place // per_day):
        day = next_workday(day + timedelta(days=1))
    return day
