"""Dates as accounting software writes them."""

import re
from datetime import date

from .problem import BadValue

PATTERNS = {
    "AAAAMMJJ": "{0:%Y%m%d}",
    "JJMMAAAA": "{0:%d%m%Y}",
    "JJMMAA": "{0:%d%m%y}",
    "AAMMJJ": "{0:%y%m%d}",
    "JJ/MM/AAAA": "{0:%d/%m/%Y}",
    "JJ/MM/AA": "{0:%d/%m/%y}",
    "JJ-MM-AAAA": "{0:%d-%m-%Y}",
    "AAAA/MM/JJ": "{0:%Y/%m/%d}",
    "AAAA-MM-JJ": "{0:%Y-%m-%d}",
}
"""French letters, because the layouts are printed with them: A year, M month, J day."""

CENTURY = 2000


def write_day(day: date, pattern: str) -> str:
    """``day`` as ``pattern`` shows it; two digits of the year are of this century.

    >>> write_day(date(2026, 1, 15), "JJMMAA")
    '150126'
    """
    has_century = "AAAA" in pattern
    if day.year < 1000 or not has_century and not 0 <= day.year - CENTURY < 100:
        raise BadValue("bad_date", day.isoformat())
    return PATTERNS[pattern].format(day)


def read_day(text: str, pattern: str) -> date | None:
    """The day that ``text`` writes, ``None`` if it is blank or zeros.

    >>> read_day("150126", "JJMMAA")
    datetime.date(2026, 1, 15)
    """
    if not text.strip(" 0"):
        return None
    places = {letter: _digits(text, pattern, letter) for letter in "AMJ"}
    year = places["A"] if "AAAA" in pattern else CENTURY + places["A"]
    return date(year, places["M"], places["J"])


def _digits(text, pattern, letter):
    first, last = pattern.index(letter), pattern.rindex(letter)
    found = text[first : last + 1]
    if len(text) != len(pattern) or not re.fullmatch(r"[0-9]+", found):
        raise ValueError(f"“{text}” is no date written {pattern}.")
    return int(found)
