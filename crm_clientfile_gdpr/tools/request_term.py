"""By when the request of a person is answered, to the day.

Sources: GDPR, article 12(3): one month from receipt, two more where the request is
complex, told within the first month. Regulation (EEC, Euratom) 1182/71, article 3: the
day of receipt is not counted; a period in months ends on the day of the same number,
or on the last day of a month that has none (2c); when that day is a public holiday, a
Sunday or a Saturday, it ends with the next working day (4). Public holidays: in France,
article L. 3133-1 of the code du travail; in Belgium, royal decree of 18 April 1974.
"""

from calendar import monthrange
from dataclasses import dataclass
from datetime import date, timedelta

MOST_MONTHS = 2
# Month and day, each year.
_FIXED = {
    "FR": ((1, 1), (5, 1), (5, 8), (7, 14), (8, 15), (11, 1), (11, 11), (12, 25)),
    "BE": ((1, 1), (5, 1), (7, 21), (8, 15), (11, 1), (11, 11), (12, 25)),
}
# Easter Monday, Ascension, Whit Monday: days after Easter.
_AFTER_EASTER = (1, 39, 50)


@dataclass(frozen=True)
class Term:
    """``legal``: the day that the months lead to; ``last``: the last day to answer."""

    legal: date
    last: date


def term_of(received: date, extension: int = 0, country: str = "FR") -> Term:
    """The term of a request received on a day, with so many months more (0 to 2).

    >>> term_of(date(2026, 1, 31)).legal
    datetime.date(2026, 2, 28)
    >>> term_of(date(2026, 3, 25)).last
    datetime.date(2026, 4, 27)
    """
    if not 0 <= extension <= MOST_MONTHS:
        raise ValueError(f"a request is extended by 1 or 2 months, not {extension}")
    legal = add_months(received, 1 + extension)
    return Term(legal, next_working_day(legal, country))


def add_months(day: date, months: int) -> date:
    """The day of the same number, else the last one of that month.

    >>> add_months(date(2028, 1, 30), 1), add_months(date(2026, 12, 31), 2)
    (datetime.date(2028, 2, 29), datetime.date(2027, 2, 28))
    """
    years, month = divmod(day.month - 1 + months, 12)
    year, month = day.year + years, month + 1
    return date(year, month, min(day.day, monthrange(year, month)[1]))


def next_working_day(day: date, country: str = "FR") -> date:
    """``day``, or the first one after it that is no holiday, Saturday or Sunday.

    >>> next_working_day(date(2026, 5, 1))
    datetime.date(2026, 5, 4)
    """
    while day.weekday() >= 5 or day in public_holidays(day.year, country):
        day += timedelta(days=1)
    return day


def public_holidays(year: int, country: str = "FR") -> frozenset[date]:
    """The public holidays of a year; none where the country's are not known.

    >>> date(2026, 5, 14) in public_holidays(2026)
    True
    """
    if country not in _FIXED:
        return frozenset()
    easter = easter_sunday(year)
    moving = (easter + timedelta(days=days) for days in _AFTER_EASTER)
    fixed = (date(year, month, day) for month, day in _FIXED[country])
    return frozenset((*fixed, *moving))


def easter_sunday(year: int) -> date:
    """Easter by the Gregorian calendar (Meeus, Jones and Butcher, Nature 1876).

    >>> easter_sunday(2026), easter_sunday(2038)
    (datetime.date(2026, 4, 5), datetime.date(2038, 4, 25))
    """
    century, rest = divmod(year, 100)
    golden = year % 19
    shift = century - century // 4 - (century - (century + 8) // 25 + 1) // 3
    epact = (19 * golden + shift + 15) % 30
    weekday = (32 + 2 * (century % 4) + 2 * (rest // 4) - epact - rest % 4) % 7
    late = (golden + 11 * epact + 22 * weekday) // 451
    month, day = divmod(epact + weekday - 7 * late + 114, 31)
    return date(year, month, day + 1)
