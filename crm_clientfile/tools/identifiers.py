"""Identifiers of companies, and whether those of one company fit together.

The rules of France are in ``sirene``, those of VAT numbers in ``vat``; both are
offered here too, so that callers need one module.
"""

from functools import lru_cache

from stdnum.be import vat as be_vat
from stdnum.exceptions import (
    InvalidChecksum,
    InvalidComponent,
    InvalidLength,
    ValidationError,
)

from .errors import InvalidValue
from .sirene import (
    SIRENE_COUNTRIES,
    check_ape,
    check_siren,
    check_siret,
    format_siren,
    format_siret,
    repair_siret,
)
from .text import clean, compact, is_digits
from .vat import NO_NUMBER, check_vat

__all__ = [
    "NO_NUMBER",
    "SIRENE_COUNTRIES",
    "check_ape",
    "check_be_enterprise",
    "check_coherence",
    "check_registry",
    "check_siren",
    "check_siret",
    "check_vat",
    "format_be",
    "format_siren",
    "format_siret",
    "repair_siret",
    "siren_of",
]

_BE_REFUSALS = {
    InvalidLength: "be_length",
    InvalidChecksum: "be_checksum",
    InvalidComponent: "be_first_digit",
}


def check_be_enterprise(text) -> str:
    """The ten digits of a valid Belgian enterprise number. Raises ``be_…``.

    The prefix BE and the old writing with nine digits are accepted. Rule: royal decree
    of 24 June 2003 (numac 2003011352); first digit 0 or 1, the last two digits are 97
    less the others modulo 97.

    >>> check_be_enterprise("BE 403.019.261")
    '0403019261'
    """
    number = compact(text).removeprefix("BE").replace("(0)", "0")
    if not is_digits(number):
        raise InvalidValue("be_characters", "be", text)
    try:
        return be_vat.validate(number)
    except ValidationError as error:
        code = _BE_REFUSALS.get(type(error), "be_zeros")
        raise InvalidValue(code, "be", text, length=len(number)) from error


def format_be(number) -> str:
    """A Belgian enterprise number as the Crossroads Bank prints it.

    >>> format_be("0403019261")
    '0403.019.261'
    """
    number = compact(number)
    return ".".join(part for part in (number[:4], number[4:7], number[7:]) if part)


# Who is saved is tidied, checked and given keys.
@lru_cache(maxsize=1024)
def check_registry(text, country_code) -> str:
    """The host's ``company_registry`` as it is stored, by country.

    France and its territories: a SIRET, or a SIREN if it has nine digits. Belgium: an
    enterprise number. Other countries: the text, cleaned. Raises ``InvalidValue``.

    >>> check_registry("732 829 320 00074", "FR"), check_registry("HRB 1234 B", "DE")
    ('73282932000074', 'HRB 1234 B')
    """
    if country_code in SIRENE_COUNTRIES:
        return check_siren(text) if len(compact(text)) == 9 else check_siret(text)
    return check_be_enterprise(text) if country_code == "BE" else clean(text)


def siren_of(siret=None, vat=None) -> str | None:
    """The SIREN inside a valid SIRET or, failing that, a valid French VAT number.

    A SIREN given as ``siret`` is itself the answer. VAT numbers of Monaco (FR..000…)
    hold none.

    >>> siren_of(siret="73282932000074"), siren_of(vat="FR40303265045"), siren_of()
    ('732829320', '303265045', None)
    """
    try:
        return check_registry(siret, "FR")[:9]
    except InvalidValue:
        return _siren_in_vat(vat)


def _siren_in_vat(vat):
    try:
        number = check_vat(vat, "")
    except InvalidValue:
        return None
    is_french = number.startswith("FR") and len(number) == 13 and number[4:7] != "000"
    return number[4:] if is_french else None


def check_coherence(siren=None, siret=None, vat=None) -> None:
    """Raises ``InvalidValue`` if the identifiers given belong to different companies.

    Missing, invalid and foreign ones are no contradiction. A member of a French VAT
    group (assujetti unique, article 256 C of the tax code) may rightly show the VAT
    number of its group: callers that know of one do not pass ``vat``.

    >>> check_coherence("732829320", "73282932000074", "FR44732829320")
    >>> try:
    ...     check_coherence("303265045", "73282932000074")
    ... except InvalidValue as error:
    ...     error.code, error.params
    ('siren_not_in_siret', {'found': '732829320', 'expected': '303265045'})
    """
    by_siren, by_siret, by_vat = siren_of(siren), siren_of(siret), _siren_in_vat(vat)
    _compare("siren_not_in_siret", "siret", siret, by_siret, by_siren)
    _compare("siren_not_in_vat", "vat", vat, by_vat, by_siren)
    _compare("siret_not_in_vat", "vat", vat, by_vat, by_siret)


def _compare(code, field, value, found, expected):
    if found and expected and found != expected:
        raise InvalidValue(code, field, value, found=found, expected=expected)
