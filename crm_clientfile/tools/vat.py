"""VAT numbers by the rules of each country, as python-stdnum knows them.

European Union: annex of https://ec.europa.eu/taxation_customs/vies (number structures).
Ukraine: code of an enterprise (EDRPOU, 8 digits), of a person (RNOKPP, 10) or
individual tax number (12 digits, its check digit is not published).
"""

import re
from functools import lru_cache

from stdnum.exceptions import (
    InvalidChecksum,
    InvalidComponent,
    InvalidLength,
    ValidationError,
)
from stdnum.ua import edrpou, rntrc
from stdnum.util import get_cc_module

from .errors import InvalidValue
from .sirene import fits_luhn
from .text import clean, compact, is_digits, word_set

_EUROPEAN_UNION = word_set(
    """
    AT BE BG CY CZ DE DK EE EL ES FI FR HR HU IE IT LT LU LV MT NL PL PT RO SE SI SK
    """
)
PREFIXES = _EUROPEAN_UNION | {"XI", "GB", "CH", "UA"}
"""What the VAT numbers with a rule here start with."""

# Countries whose VAT numbers carry another prefix than their code.
_PREFIX_OF = {"GR": "EL", "MC": "FR", "GP": "FR", "MQ": "FR", "RE": "FR", "IM": "GB"}
_MODULE_OF = {"EL": "gr", "XI": "gb"}
_REFUSALS = {
    InvalidLength: "vat_length",
    InvalidChecksum: "vat_checksum",
    InvalidComponent: "vat_component",
}
# Not in those of Monaco, whose VAT numbers go on with three zeros.
_WITH_REGISTRY = re.compile(r"FR..(?!000)(\d{9})|(?:BE|UA)(\d+)", re.A)
NO_NUMBER = "/"
"""The host's sign for a company that has no VAT number."""


def check_vat(text, country_code) -> str:
    """A valid VAT number in one word with its prefix, such as FR40303265045.

    The prefix is the number's own if it has one, else that of ``country_code``. In
    countries without a rule here the text is only cleaned, as is "/". Raises
    ``InvalidValue`` with a code that starts with ``vat_``.

    >>> check_vat("40 303 265 045", "FR"), check_vat("be 428.759.497", "BE")
    ('FR40303265045', 'BE0428759497')
    >>> check_vat("123-45-6789", "US")
    '123-45-6789'
    """
    text = clean(text)
    number = compact(text)
    prefix = _prefix(number, str(country_code or ""))
    if not prefix or text == NO_NUMBER:
        return text
    try:
        return _validated(number, prefix)
    except ValidationError as error:
        code = _REFUSALS.get(type(error), "vat_characters")
        raise InvalidValue(code, "vat", text, country=prefix) from error


def _prefix(number, country_code):
    """The prefix whose rule applies; empty if none does."""
    home = _PREFIX_OF.get(country_code, country_code)
    if home and home not in PREFIXES:
        return ""
    return number[:2] if number[:2] in PREFIXES else home


@lru_cache(maxsize=2048)
def _validated(number, prefix):
    if prefix == "FR" and _is_usual_french(number.removeprefix("FR")):
        return "FR" + number.removeprefix("FR")
    if prefix == "UA":
        return "UA" + _validated_ukrainian(number.removeprefix("UA"))
    # CHE is part of a Swiss number, not a prefix to it.
    bare = number if prefix == "CH" else number.removeprefix(prefix)
    found = _module(prefix).validate(bare)
    return found if found.startswith(prefix) else prefix + found


def _is_usual_french(number):
    """All digits, and both check numbers fit: the library needs not be asked."""
    if len(number) != 11 or not is_digits(number):
        return False
    return fits_luhn(number[2:]) and int(number[:2]) == int(number[2:] + "12") % 97


def _validated_ukrainian(number):
    if len(number) == 10:
        return rntrc.validate(number)
    if len(number) != 12:
        return edrpou.validate(number)
    if not is_digits(number):
        raise ValidationError
    return number


@lru_cache(maxsize=64)
def _module(prefix):
    return get_cc_module(_MODULE_OF.get(prefix, prefix.lower()), "vat")


def registry_in_vat(number: str) -> str:
    """The registry number inside a valid VAT number; the VAT number if none is there.

    >>> registry_in_vat("FR40303265045"), registry_in_vat("BE0403019261")
    ('303265045', '0403019261')
    >>> registry_in_vat("DE123456788")
    'DE123456788'
    """
    found = _WITH_REGISTRY.fullmatch(number)
    return found[1] or found[2] if found else number
