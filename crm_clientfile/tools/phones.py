"""Phone numbers by Google's numbering plans (package ``phonenumbers``).

Stored and compared as E.164 (ITU-T recommendation E.164): + country code, digits.
"""

import re
import unicodedata
from dataclasses import dataclass
from functools import lru_cache

from phonenumbers import (
    COUNTRY_CODE_TO_REGION_CODE,
    NumberParseException,
    PhoneMetadata,
    PhoneNumber,
    PhoneNumberFormat,
    PhoneNumberType,
    ValidationResult,
    country_code_for_region,
    format_number,
    is_possible_number_with_reason,
    number_type,
    parse,
    region_code_for_number,
)

from .cells import whole_number_text
from .errors import InvalidValue
from .text import clean

_LONGEST = 250
_KINDS = {
    PhoneNumberType.MOBILE: "mobile",
    PhoneNumberType.FIXED_LINE: "landline",
    PhoneNumberType.VOIP: "voip",
    PhoneNumberType.PREMIUM_RATE: "premium",
    PhoneNumberType.SHARED_COST: "premium",
    PhoneNumberType.TOLL_FREE: "toll_free",
}
_REFUSALS = {
    ValidationResult.TOO_SHORT: "phone_too_short",
    ValidationResult.TOO_LONG: "phone_too_long",
    ValidationResult.INVALID_COUNTRY_CODE: "phone_country",
}
# Numbers that are dialled from these countries as if they were their own.
_SAME_PLAN = {"FR": ("RE", "GP", "MQ", "GF", "YT")}
# How many digits a number keeps when a spreadsheet has taken its leading zero.
_LENGTHS_WITHOUT_ZERO = {"FR": (9,), "BE": (8, 9), "NL": (9,), "UA": (9,)}

# Numbers come several times within one batch; more would only cost memory.
_REMEMBERED = 2048

_PLAIN = re.compile(r"[+(]?[\d\s().\-/+]*")
_EXTENSION = re.compile(
    r"(?:(?<![^\W\d_])(?:poste?|ext(?:ension)?|toestel|tst|доб|вн|x)|;ext=|#)"
    r"[\s.:]*\d{1,6}\D*$",
    re.IGNORECASE,
)
_SEPARATOR = re.compile(r"[/;,|]|\b(?:ou|et|or|en|of|and|або|та)\b", re.IGNORECASE)
_AROUND = re.compile(r"^[^\d+]+|\D+$")
_HAS_REMARK = re.compile(r"[^\W\d_]|#")


@dataclass(frozen=True)
class Phone:
    """A valid number: ``+33612345678``, its kind and the country it belongs to.

    ``kind`` is mobile, landline, voip, premium, toll_free or other; ``country`` the
    two-letter code, empty for numbers of no country.
    """

    e164: str
    kind: str
    country: str

    @property
    def international(self) -> str:
        """As written for readers abroad: ``+33 6 12 34 56 78``."""
        return _written(self.e164, PhoneNumberFormat.INTERNATIONAL)

    @property
    def national(self) -> str:
        """As written at home: ``06 12 34 56 78``."""
        return _written(self.e164, PhoneNumberFormat.NATIONAL)


@lru_cache(maxsize=_REMEMBERED)
def _written(e164, style):
    return format_number(parse(e164), style)


def parse_phone(text, country: str = "FR") -> Phone:
    """The number in ``text``, read as dialled in ``country`` unless it starts with +.

    Labels before it, a remark after it and an extension are left out. Raises
    ``InvalidValue`` with a code that starts with ``phone_``.

    >>> phone = parse_phone("tél : +33 (0)6 12 34 56 78 poste 12")
    >>> phone.e164, phone.kind, phone.national
    ('+33612345678', 'mobile', '06 12 34 56 78')
    >>> parse_phone("0475 12 34 56", "BE").international
    '+32 475 12 34 56'
    """
    return _parse(clean(text), _region(country))


@lru_cache(maxsize=_REMEMBERED)
def _parse(text, country):
    number = _dialled(_number_part(text))
    for region in (country, *_SAME_PLAN.get(country, ())):
        if found := _read_directly(number, region):
            return found
    return _read_by_library(number, country, text)


def _region(country):
    return str(country or "FR").upper()


def _number_part(text):
    """``text`` without label, extension and remark; what is left is one number."""
    if _PLAIN.fullmatch(text) and len(text) < 20:
        return text
    if len(text) > _LONGEST:
        raise InvalidValue("phone_unreadable", "phone", text)
    number = unicodedata.normalize("NFKC", text).rpartition(":")[2]
    number = _EXTENSION.sub("", number)
    if sum(_digit_count(part) > 7 for part in _SEPARATOR.split(number)) > 1:
        raise InvalidValue("phone_several", "phone", text)
    number = _AROUND.sub("", number)
    if not number or not _PLAIN.fullmatch(number):
        raise InvalidValue("phone_unreadable", "phone", text)
    return number


def _digit_count(text):
    return sum(map(str.isdecimal, text))


def _dialled(number):
    """Only the digits, after a + if they start with a country code."""
    digits = re.sub(r"\D", "", number)
    if not digits.isascii():
        digits = "".join(str(int(digit)) for digit in digits)
    if "+" in number[:2]:
        return "+" + digits.removeprefix("00")
    return "+" + digits[2:] if digits.startswith("00") else digits


@lru_cache(maxsize=512)
def _plan(country):
    """Country code (0 if there is none) and the digit dialled before home numbers."""
    metadata = PhoneMetadata.metadata_for_region(country, None)
    trunk = metadata.national_prefix if metadata else None
    return country_code_for_region(country), trunk or ""


def _split_code(digits):
    """Country code and the rest of the digits after a +; code 0 if none is known."""
    for length in (1, 2, 3):
        code = int(digits[:length] or 0)
        if code in COUNTRY_CODE_TO_REGION_CODE:
            return code, digits[length:]
    return 0, digits


def _read_directly(number, country):
    """The same answer as the library's parser where no special case applies."""
    code, national = _to_national(number, country)
    if not code or not national or national[0] == "0" or len(national) > 15:
        return None
    return _valid(PhoneNumber(country_code=code, national_number=int(national)))


def _to_national(number, country):
    """Country code and national digits, without the zero dialled before them."""
    if number.startswith("+"):
        code, national = _split_code(number[1:])
        trunk = _plan(COUNTRY_CODE_TO_REGION_CODE[code][0])[1] if code else ""
        return code, national.removeprefix("0") if trunk == "0" else national
    code, trunk = _plan(country)
    if trunk != "0" or not number.startswith("0"):
        return 0, number
    return code, number[1:]


def _valid(number):
    found = number_type(number)
    if found == PhoneNumberType.UNKNOWN:
        return None
    region = region_code_for_number(number) or ""
    return Phone(
        e164=format_number(number, PhoneNumberFormat.E164),
        kind=_KINDS.get(found, "other"),
        country=region if region.isalpha() else "",
    )


def _read_by_library(number, country, text):
    try:
        parsed = parse(number, country)
    except NumberParseException as error:
        raise InvalidValue(_parse_refusal(error), "phone", text) from error
    if found := _valid(parsed):
        return found
    reason = is_possible_number_with_reason(_without_trunk(number, country, parsed))
    # Digits may start with a country code although nothing says so.
    is_too_long = reason == ValidationResult.TOO_LONG and number[0] not in "+0"
    if is_too_long and (found := _read_directly("+" + number, country)):
        return found
    raise InvalidValue(_REFUSALS.get(reason, "phone_invalid"), "phone", text)


def _without_trunk(number, country, parsed):
    """The number to judge the length of: the library counts the zero dialled first."""
    code, national = _to_national(number, country)
    if not code:
        return parsed
    return PhoneNumber(country_code=code, national_number=int(national or 0))


def _parse_refusal(error):
    if error.error_type == NumberParseException.INVALID_COUNTRY_CODE:
        return "phone_country"
    if error.error_type == NumberParseException.TOO_LONG:
        return "phone_too_long"
    is_short = error.error_type != NumberParseException.NOT_A_NUMBER
    return "phone_too_short" if is_short else "phone_unreadable"


def tidy_phone(text, country: str = "FR") -> tuple[Phone, str]:
    """The number in ``text``, and the text to store: international.

    An extension or a remark is worth more than a tidy writing: with one, ``text`` is
    only cleaned. Raises as ``parse_phone``.

    >>> tidy_phone("06.12.34.56.78")[1], tidy_phone("01 44 55 66 77  poste 12")[1]
    ('+33 6 12 34 56 78', '01 44 55 66 77 poste 12')
    """
    phone = parse_phone(text, country)
    has_remark = _HAS_REMARK.search(text)
    return phone, clean(text) if has_remark else phone.international


def repair_phone(value, country: str = "FR") -> tuple[str, bool]:
    """What a spreadsheet cell was before it became a number, and whether it changed.

    Gives back the leading zero of a national number and removes the ".0" of a float.
    The text is not checked otherwise. Raises ``InvalidValue`` phone_truncated when the
    spreadsheet has rounded digits away.

    >>> repair_phone(612345678), repair_phone(33612345678.0)
    (('0612345678', True), ('33612345678', True))
    >>> repair_phone("06 12 34 56 78")
    ('06 12 34 56 78', False)
    """
    text, repaired = whole_number_text(value, "phone_truncated", "phone")
    country = _region(country)
    lengths = _LENGTHS_WITHOUT_ZERO.get(country, ())
    if text.isdecimal() and text[0] != "0" and len(text) in lengths:
        padded = "0" + text
        if _read_directly(padded, country):
            return padded, True
    return text, repaired


def phone_digits(text, country: str = "FR") -> str:
    """The start of an E.164 number for the start of a number as typed in ``country``.

    Empty when ``text`` is no start of a phone number or shorter than four digits.

    >>> phone_digits("06 12 34"), phone_digits("0032 475"), phone_digits("dupont")
    ('+3361234', '+32475', '')
    """
    text = clean(text)
    if len(text) > 30 or not _PLAIN.fullmatch(text):
        return ""
    number, country = _dialled(text), _region(country)
    if len(number) < 4:
        return ""
    code, national = _to_national(number, country)
    if not code:
        return _without_prefix(number, country)
    return f"+{code}{national}"


def _without_prefix(number, country):
    """For digits that start with neither + nor the zero of their country."""
    try:
        return _parse(number, country).e164
    except InvalidValue:
        code, trunk = _plan(country)
    if not code or number[0] == "+":
        return ""
    if number.startswith(str(code)):
        return "+" + number
    return "" if trunk == "0" else f"+{code}{number}"
