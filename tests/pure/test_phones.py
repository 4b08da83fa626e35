"""Phone numbers, whole, partial and damaged."""

import random

import phonenumbers
import pytest

from crm_clientfile.tools.errors import InvalidValue
from crm_clientfile.tools.phones import (
    Phone,
    parse_phone,
    phone_digits,
    repair_phone,
)

MOBILE = Phone("+33612345678", "mobile", "FR")


@pytest.mark.parametrize(
    "text",
    [
        "0612345678",
        "06 12 34 56 78",
        "06.12.34.56.78",
        "06-12-34-56-78",
        "06/12/34/56/78",
        "0033612345678",
        "00 33 6 12 34 56 78",
        "+33612345678",
        "+33 (0)6 12 34 56 78",
        "(+33) 6 12 34 56 78",
        "+33 06 12 34 56 78",
        "33612345678",
        "612345678",
        "tél : 06 12 34 56 78",
        "Tél. portable 2 : 06 12 34 56 78",
        "GSM 06 12 34 56 78 (Marie, le soir)",
        "06 12 34 56 78 poste 12",
        "06 12 34 56 78 x4",
        "tel:+33612345678;ext=12",
        "06\u00a012\u202f34 56 78",
        "０６１２３４５６７８",
        "٠٦١٢٣٤٥٦٧٨",
        "\u202a+33 6 12 34 56 78\u202c",
    ],
)
def test_all_writings_of_a_number_are_the_same_number(text):
    assert parse_phone(text) == MOBILE


def test_a_number_is_written_for_home_and_abroad():
    assert MOBILE.national == "06 12 34 56 78"
    assert MOBILE.international == "+33 6 12 34 56 78"


@pytest.mark.parametrize(
    "text, country, e164, kind, region",
    [
        ("01 42 68 53 00", "FR", "+33142685300", "landline", "FR"),
        ("09 70 80 90 10", "FR", "+33970809010", "voip", "FR"),
        ("0899 12 34 56", "FR", "+33899123456", "premium", "FR"),
        ("0810 12 34 56", "FR", "+33810123456", "premium", "FR"),
        ("0800 12 34 56", "FR", "+33800123456", "toll_free", "FR"),
        ("0692 12 34 56", "FR", "+262692123456", "mobile", "RE"),
        ("0475 12 34 56", "BE", "+32475123456", "mobile", "BE"),
        ("02 555 12 34", "BE", "+3225551234", "landline", "BE"),
        ("06 12345678", "NL", "+31612345678", "mobile", "NL"),
        ("044 234 56 78", "UA", "+380442345678", "landline", "UA"),
        ("067 123 45 67", "UA", "+380671234567", "mobile", "UA"),
        ("06 4201 2345", "IT", "+390642012345", "landline", "IT"),
        ("+39 06 4201 2345", "FR", "+390642012345", "landline", "IT"),
        ("(650) 253-0000", "US", "+16502530000", "other", "US"),
        ("+800 1234 5678", "FR", "+80012345678", "toll_free", ""),
        ("380671234567", "FR", "+380671234567", "mobile", "UA"),
        ("0612345678", "", "+33612345678", "mobile", "FR"),
        ("0475123456", "be", "+32475123456", "mobile", "BE"),
    ],
)
def test_kind_and_country_come_with_the_number(text, country, e164, kind, region):
    assert parse_phone(text, country) == Phone(e164, kind, region)


@pytest.mark.parametrize(
    "text, code",
    [
        ("", "phone_unreadable"),
        (None, "phone_unreadable"),
        ("appeler le soir", "phone_unreadable"),
        ("06 12 xx 34 56 78", "phone_unreadable"),
        ("🎉", "phone_unreadable"),
        ("+", "phone_unreadable"),
        ("1" * 20, "phone_too_long"),
        ("9" * 240, "phone_too_long"),
        ("9" * 300, "phone_unreadable"),
        ("06 12 34", "phone_too_short"),
        ("0", "phone_unreadable"),
        ("06 12 34 56 78 90", "phone_too_long"),
        ("00 00 00 00 00", "phone_country"),
        ("+999 12 34 56 78", "phone_country"),
        ("08 12", "phone_too_short"),
        ("06 12 34 56 7", "phone_too_short"),
        ("0312", "phone_too_short"),
        ("+33 0", "phone_too_short"),
        ("07 00 00 00 00", "phone_invalid"),
        ("06 12 34 56 78 / 01 42 68 53 00", "phone_several"),
        ("0612345678 ou 0142685300", "phone_several"),
        ("tel 61234567 / 42685300", "phone_several"),
        ("tel 6123456 / 4268530", "phone_too_long"),
    ],
)
def test_what_is_no_number_is_refused_with_its_reason(text, code):
    with pytest.raises(InvalidValue) as caught:
        parse_phone(text)
    assert (caught.value.code, caught.value.field) == (code, "phone")


def test_an_unknown_country_needs_a_country_code():
    with pytest.raises(InvalidValue) as caught:
        parse_phone("0612345678", "ZZ")
    assert caught.value.code == "phone_country"
    assert parse_phone("+33612345678", "ZZ") == MOBILE


def library(number, country):
    try:
        parsed = phonenumbers.parse(number, country)
    except phonenumbers.NumberParseException:
        return None
    if not phonenumbers.is_valid_number(parsed):
        return None
    return phonenumbers.format_number(parsed, phonenumbers.PhoneNumberFormat.E164)


@pytest.mark.parametrize("country", ["FR", "BE", "NL", "UA", "DE", "IT", "ES", "US"])
def test_the_quick_reading_agrees_with_the_library(country):
    draw = random.Random(country)
    code = phonenumbers.country_code_for_region(country)
    for _ in range(400):
        digits = str(draw.randint(10**7, 10**10))
        for number in ("0" + digits, f"+{code}{digits}"):
            expected = library(number, country)
            if expected:
                assert parse_phone(number, country).e164 == expected


@pytest.mark.parametrize(
    "value, country, text, repaired",
    [
        (612345678, "FR", "0612345678", True),
        (612345678.0, "FR", "0612345678", True),
        ("612345678", "FR", "0612345678", True),
        (33612345678.0, "FR", "33612345678", True),
        (33612345678, "FR", "33612345678", False),
        ("3.3612345678E+10", "FR", "33612345678", True),
        (475123456, "BE", "0475123456", True),
        (25551234, "BE", "025551234", True),
        (612345678, "NL", "0612345678", True),
        (671234567, "UA", "0671234567", True),
        (612345678, "ES", "612345678", False),
        ("06 12 34 56 78", "FR", "06 12 34 56 78", False),
        ("+33612345678", "FR", "+33612345678", False),
        (999999999, "FR", "0999999999", True),
        (12, "FR", "12", False),
        (None, "FR", "", False),
        ("", "FR", "", False),
        (-612345678, "FR", "-612345678", False),
        (6.5, "FR", "6.5", False),
    ],
)
def test_a_spreadsheet_number_gets_its_zero_back(value, country, text, repaired):
    assert repair_phone(value, country) == (text, repaired)


def test_no_zero_is_added_if_that_makes_no_valid_number():
    assert repair_phone(700000000) == ("700000000", False)


@pytest.mark.parametrize("value", [3.36123e10, "3.36123e10", "3,36E+10", "6.12345E8"])
def test_lost_digits_are_never_invented(value):
    with pytest.raises(InvalidValue) as caught:
        repair_phone(value)
    assert caught.value.code == "phone_truncated"


def test_a_repaired_number_can_be_parsed():
    for value in (612345678, 33612345678.0, "3.3612345678E+10"):
        assert parse_phone(repair_phone(value)[0]) == MOBILE


@pytest.mark.parametrize(
    "typed, country, start",
    [
        ("06 12 34", "FR", "+3361234"),
        ("06.12", "FR", "+33612"),
        ("0612345678", "FR", "+33612345678"),
        ("612345678", "FR", "+33612345678"),
        ("0032 475", "FR", "+32475"),
        ("+32 475", "FR", "+32475"),
        ("+33 (0)6 12", "FR", "+33612"),
        ("(+33) 6 12", "FR", "+33612"),
        ("33612", "FR", "+33612"),
        ("0475 12", "BE", "+3247512"),
        ("415 55", "US", "+141555"),
        ("1415", "US", "+1415"),
        ("612 34", "ES", "+3461234"),
        ("06 6981", "IT", "+39066981"),
        ("067 12", "UA", "+3806712"),
    ],
)
def test_the_start_of_a_number_is_the_start_of_its_key(typed, country, start):
    assert phone_digits(typed, country) == start


@pytest.mark.parametrize(
    "typed",
    [
        "",
        "06",
        "dupont",
        "12 rue",
        "6123",
        "+33",
        "a@b.fr",
        "+9991",
        "1" * 40,
        "rue 061234",
    ],
)
def test_what_is_no_start_of_a_number_gives_nothing(typed):
    assert phone_digits(typed) == ""


def test_an_unknown_country_gives_no_start():
    assert phone_digits("0612", "ZZ") == "" and phone_digits("", "ZZ") == ""


def test_each_start_of_a_number_finds_the_whole_number():
    written = "06 12 34 56 78"
    for length in range(5, len(written) + 1):
        assert MOBILE.e164.startswith(phone_digits(written[:length]))
