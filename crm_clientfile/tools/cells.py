"""Numbers that a spreadsheet has made out of texts such as phones and SIRETs."""

import re

from .errors import InvalidValue
from .text import clean

_SCIENTIFIC = re.compile(r"(\d)(?:[.,](\d+))?[eE]\+?(\d{1,2})")
_FLOAT = re.compile(r"(\d{4,})[.,]0")
# A float shows no trace of the digits it lost but its zeros; five at the end of a long
# number are taken for such a trace rather than for digits.
_ROUNDED = re.compile(r"\d{3,}0{5}")
_EXACT_FLOATS = 2**53


def whole_number_text(value, code: str, field: str) -> tuple[str, bool]:
    """The digits a cell stands for, and whether the cell showed them differently.

    Texts that are no number come back cleaned. Raises ``InvalidValue(code)`` when the
    spreadsheet has rounded the number: digits are never invented.

    >>> whole_number_text("3,3612345678E+10", "phone_truncated", "phone")
    ('33612345678', True)
    >>> whole_number_text(73282932000074.0, "siret_truncated", "siret")
    ('73282932000074', True)
    >>> whole_number_text("06 12", "phone_truncated", "phone")
    ('06 12', False)
    """
    if isinstance(value, bool):
        return "", False
    if isinstance(value, float):
        return _float_text(value, code, field)
    text = clean(value)
    if found := _FLOAT.fullmatch(text):
        return found[1], True
    if found := _SCIENTIFIC.fullmatch(text):
        return _scientific_text(found, code, field)
    return text, False


def _float_text(value, code, field):
    if not value.is_integer():
        return str(value), False
    text = f"{value:.0f}"
    if abs(value) >= _EXACT_FLOATS or _ROUNDED.fullmatch(text):
        raise InvalidValue(code, field, value)
    return text, True


def _scientific_text(found, code, field):
    first, decimals, exponent = found[1], found[2] or "", int(found[3])
    if len(decimals) < exponent:
        raise InvalidValue(code, field, found[0])
    is_whole = len(decimals) == exponent
    return (first + decimals, True) if is_whole else (found[0], False)
