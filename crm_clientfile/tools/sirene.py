"""What INSEE's directory SIRENE gives a French company: SIREN, SIRET, APE.

Check digits by Luhn (https://www.insee.fr/fr/metadonnees/definition/c2047 for SIREN,
c1841 for SIRET). La Poste (SIREN 356 000 000) has more establishments than that key
allows: the digits of its SIRETs, but the head office's, add up to a multiple of five
(https://fr.wikipedia.org/wiki/Système_d'identification_du_répertoire_des_établissements,
also in python-stdnum).
"""

import re
from functools import lru_cache

from .cells import whole_number_text
from .errors import InvalidValue
from .text import compact, is_digits

SIRENE_COUNTRIES = frozenset(("FR", "GP", "MQ", "GF", "RE", "YT", "PM", "BL", "MF"))
"""France and its territories whose companies have a SIRET."""

_LA_POSTE = "356000000"
_LA_POSTE_HEAD_OFFICE = "35600000000048"
# Twice each digit, the digits of the product added up.
_DOUBLED = str.maketrans("0123456789", "0246813579")
_APE = re.compile(r"([0-9]{2})([0-9]{2})([A-Z])")


def fits_luhn(digits: str) -> bool:
    """Whether the last of ``digits`` is the check digit of the others (ISO/IEC 7812-1).

    The answer of ``stdnum.luhn`` at a fifth of its time: each customer written needs
    it three times.

    >>> fits_luhn("732829320"), fits_luhn("732829321")
    (True, False)
    """
    doubled = digits[-2::-2].translate(_DOUBLED)
    return (sum(map(int, digits[-1::-2])) + sum(map(int, doubled))) % 10 == 0


# A batch of customers is checked several times over: at entry, as stored, for its keys.
@lru_cache(maxsize=4096, typed=True)
def check_siren(text) -> str:
    """The nine digits of a valid SIREN. Raises ``InvalidValue`` siren_….

    >>> check_siren("732 829 320")
    '732829320'
    """
    number = compact(text)
    if not is_digits(number):
        raise InvalidValue("siren_characters", "siren", text)
    if len(number) != 9:
        raise InvalidValue("siren_length", "siren", text, length=len(number))
    if number == "000000000":
        raise InvalidValue("siren_zeros", "siren", text)
    if not fits_luhn(number):
        raise InvalidValue("siren_checksum", "siren", text)
    return number


@lru_cache(maxsize=4096, typed=True)
def check_siret(text) -> str:
    """The fourteen digits of a valid SIRET. Raises ``InvalidValue`` siret_….

    >>> check_siret("732 829 320 00074"), check_siret("356 000 000 00001")
    ('73282932000074', '35600000000001')
    """
    number = compact(text)
    if not is_digits(number):
        raise InvalidValue("siret_characters", "siret", text)
    if len(number) != 14:
        raise InvalidValue("siret_length", "siret", text, length=len(number))
    if number.startswith("000000000"):
        raise InvalidValue("siret_zeros", "siret", text)
    if not (fits_luhn(number[:9]) and _fits_siret_key(number)):
        raise InvalidValue("siret_checksum", "siret", text)
    return number


def _fits_siret_key(number):
    if number.startswith(_LA_POSTE) and number != _LA_POSTE_HEAD_OFFICE:
        return sum(map(int, number)) % 5 == 0
    return fits_luhn(number)


def repair_siret(value) -> tuple[str, bool]:
    """What a spreadsheet cell was before it became a number, and whether it changed.

    Twelve or thirteen digits get back their leading zeros if the result is a valid
    SIRET; the ".0" of a float goes. The text is not checked otherwise. Raises
    ``InvalidValue`` siret_truncated when the spreadsheet has rounded digits away.

    >>> repair_siret(558050100012), repair_siret("732 829 320 00074")
    (('00558050100012', True), ('732 829 320 00074', False))
    """
    text, repaired = whole_number_text(value, "siret_truncated", "siret")
    number = compact(text)
    if len(number) not in (12, 13):
        return text, repaired
    try:
        return check_siret(number.zfill(14)), True
    except InvalidValue:
        return text, repaired


def check_ape(text) -> str:
    """An APE code as INSEE prints it. Raises ``InvalidValue`` ape_shape.

    Only the shape is checked: NAF rev. 2 and NAF 2025 share it, and a file holds codes
    of both while one replaces the other.

    >>> check_ape("6201z"), check_ape("62.01 Z")
    ('62.01Z', '62.01Z')
    """
    found = _APE.fullmatch(compact(text))
    if not found:
        raise InvalidValue("ape_shape", "ape", text)
    return f"{found[1]}.{found[2]}{found[3]}"


def format_siren(number) -> str:
    """A SIREN in groups of three.

    >>> format_siren("732829320")
    '732 829 320'
    """
    number = compact(number)
    return f"{number[:3]} {number[3:6]} {number[6:]}".strip()


def format_siret(number) -> str:
    """A SIRET as its SIREN and the number of the establishment.

    >>> format_siret("73282932000074")
    '732 829 320 00074'
    """
    number = compact(number)
    return f"{format_siren(number[:9])} {number[9:]}".strip()
