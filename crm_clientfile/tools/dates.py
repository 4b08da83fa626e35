"""Dates as people and spreadsheets write them, and ages.

Nothing here reads the clock: callers pass the day or the year they mean.
"""

import re
from datetime import date, datetime, timedelta

from .errors import InvalidValue
from .text import clean, word_set, words

_MONTHS_BY_LANGUAGE = (
    "janvier fevrier mars avril mai juin juillet aout septembre octobre novembre "
    "decembre",
    "janv fevr mars avr mai juin juil aout sept oct nov dec",
    "jan fev mar avr mai juin jul aou sep okt nov dec",
    "januari februari maart april mei juni juli augustus september oktober november "
    "december",
    "january february march april may june july august september october november "
    "december",
    "jan feb mrt apr mei jun jul aug sept okt nov dec",
    "sichen liutyi berezen kviten traven cherven lypen serpen veresen zhovten "
    "lystopad hruden",
    "sichnia liutoho bereznia kvitnia travnia chervnia lypnia serpnia veresnia "
    "zhovtnia lystopada hrudnia",
    "sich liut ber kvit trav cherv lyp serp ver zhovt lyst hrud",
)
_MONTHS = {
    name: number
    for names in _MONTHS_BY_LANGUAGE
    for number, name in enumerate(names.split(), start=1)
}
_BESIDE_A_DATE = word_set(
    """
    le lundi mardi mercredi jeudi vendredi samedi dimanche de op maandag dinsdag
    woensdag donderdag vrijdag zaterdag zondag the of monday tuesday wednesday
    thursday friday saturday sunday ponedilok vivtorok sereda chetver piatnytsia
    subota nedilia r roku rik
    """
)
_TIME = r"(?:[T ]\d{1,2}:\d{2}(?::\d{2}(?:[.,]\d+)?)?\s?(?:Z|[+-]\d{2}:?\d{2})?)?"
_YEAR_FIRST = re.compile(rf"(\d{{4}})([-/.])(\d{{1,2}})\2(\d{{1,2}}){_TIME}", re.A)
_DAY_FIRST = re.compile(
    rf"(\d{{1,2}})([-/. ])(\d{{1,2}})\2(\d{{4}}|\d{{2}})\.?{_TIME}", re.A
)
_BASIC = re.compile(r"(\d{4})(\d{2})(\d{2})", re.A)
_SERIAL = re.compile(r"(\d{5,7})(?:[.,]\d+)?", re.A)
_DAY = re.compile(r"(\d{1,2})(?:er|e|st|nd|rd|th|ste|de)?", re.A)
_YEAR = re.compile(r"\d{4}|\d{2}", re.A)
_FIRST_YEAR = 1000
_LAST_SERIAL = 2958465
_FALSE_LEAP_DAY = 60


def parse_date(value, reference_year: int | None = None) -> date:
    """The day that a cell or a text means; day before month, whatever the separator.

    A two-digit year is the latest one not after ``reference_year`` that ends so: pass
    this year for births, a later one for terms. Without it such a date is refused.
    Numbers are Excel days (1900 system, ECMA-376 part 1, 18.17.4.1); as a text they
    need five digits, so that a year is never taken for one. Raises ``InvalidValue``
    date_unreadable or date_two_digit_year.

    >>> parse_date("12 mars 2024") == parse_date("12.03.24", 2026) == parse_date(45363)
    True
    >>> parse_date("1/2/63", reference_year=2026)
    datetime.date(1963, 2, 1)
    """
    if isinstance(value, datetime):
        return value.date()
    if isinstance(value, date):
        return value
    if isinstance(value, (int, float)) and not isinstance(value, bool):
        return _from_serial(value)
    try:
        year, month, day = _parts(clean(value))
        return date(_full_year(year, reference_year, value), month, day)
    except ValueError as error:
        if isinstance(error, InvalidValue):
            raise
        raise InvalidValue("date_unreadable", "date", value) from error


def _parts(text):
    """Year as written, month, day. Raises ``ValueError``."""
    if found := _YEAR_FIRST.fullmatch(text):
        return found[1], int(found[3]), int(found[4])
    if found := _DAY_FIRST.fullmatch(text):
        return found[4], int(found[3]), int(found[1])
    if found := _BASIC.fullmatch(text):
        return found[1], int(found[2]), int(found[3])
    if found := _SERIAL.fullmatch(text):
        day = _from_serial(int(found[1]))
        return f"{day.year}", day.month, day.day
    return _parts_in_words(text)


def _parts_in_words(text):
    day, month, year = (w for w in words(text[:80]) if w not in _BESIDE_A_DATE)
    if day in _MONTHS:
        day, month = month, day
    if month not in _MONTHS or not _YEAR.fullmatch(year):
        raise ValueError(text)
    found = _DAY.fullmatch(day)
    return year, _MONTHS[month], int(found[1]) if found else 0


def _full_year(year, reference_year, value):
    if len(year) == 4:
        return int(year) if int(year) >= _FIRST_YEAR else 0
    if reference_year is None:
        raise InvalidValue("date_two_digit_year", "date", value)
    return reference_year - (reference_year - int(year)) % 100


def _from_serial(number):
    """Excel counts 29 February 1900, which never was, as day 60."""
    if not 1 <= number < _LAST_SERIAL + 1 or int(number) == _FALSE_LEAP_DAY:
        raise InvalidValue("date_unreadable", "date", number)
    days = int(number) if number < _FALSE_LEAP_DAY else int(number) - 1
    return date(1899, 12, 31) + timedelta(days=days)


def age_on(birth: date, day: date) -> int:
    """Whole years from ``birth`` to ``day``; negative before the birth.

    Born on 29 February, one is a year older on 1 March of common years.

    >>> age_on(date(2000, 2, 29), date(2023, 2, 28))
    22
    >>> age_on(date(2000, 2, 29), date(2023, 3, 1))
    23
    """
    before_birthday = (day.month, day.day) < (birth.month, birth.day)
    return day.year - birth.year - before_birthday


def birth_range_for_age(low: int, high: int, day: date) -> tuple[date, date]:
    """First and last birth of those who are ``low`` to ``high`` years old on ``day``.

    Both ages are included. Raises ``InvalidValue`` age_range if no age lies between.

    >>> birth_range_for_age(18, 25, date(2026, 6, 15))
    (datetime.date(2000, 6, 16), datetime.date(2008, 6, 15))
    """
    last = _last_birth(low, day)
    if low < 0 or low > high or last is None:
        raise InvalidValue("age_range", "age", f"{low}-{high}", low=low, high=high)
    too_old = _last_birth(high + 1, day)
    return (too_old + timedelta(days=1) if too_old else date.min), last


def _last_birth(age, day):
    """The last birth of those who are at least ``age``; none before year 1."""
    if age >= day.year:
        return None
    try:
        return day.replace(year=day.year - age)
    except ValueError:
        return date(day.year - age, 2, 28)
