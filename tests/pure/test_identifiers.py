"""SIREN, SIRET, enterprise number, APE, and whether they fit together."""

import random

import pytest
from stdnum import luhn
from stdnum.fr import siret as stdnum_siret

from crm_clientfile.tools.errors import InvalidValue
from crm_clientfile.tools.identifiers import (
    check_ape,
    check_be_enterprise,
    check_coherence,
    check_registry,
    check_siren,
    check_siret,
    format_be,
    format_siren,
    format_siret,
    repair_siret,
    siren_of,
)
from crm_clientfile.tools.sirene import fits_luhn


def refusal(check, *values):
    with pytest.raises(InvalidValue) as caught:
        check(*values)
    return caught.value.code


def test_the_check_digit_is_that_of_stdnum():
    draw = random.Random(1)
    for _ in range(2000):
        digits = "".join(draw.choices("0123456789", k=draw.choice((9, 14))))
        assert fits_luhn(digits) == luhn.is_valid(digits), digits


@pytest.mark.parametrize("text", ["732829320", "732 829 320", "732.829.320", 732829320])
def test_a_siren_is_nine_digits_however_written(text):
    assert check_siren(text) == "732829320"


@pytest.mark.parametrize(
    "text, code",
    [
        ("", "siren_characters"),
        (None, "siren_characters"),
        ("73282932A", "siren_characters"),
        ("٧٣٢٨٢٩٣٢٠", "siren_characters"),
        ("73282932", "siren_length"),
        ("7328293200", "siren_length"),
        ("732829321", "siren_checksum"),
        ("000000000", "siren_zeros"),
    ],
)
def test_a_wrong_siren_is_refused_with_its_reason(text, code):
    assert refusal(check_siren, text) == code


@pytest.mark.parametrize(
    "text, code",
    [
        ("", "siret_characters"),
        ("732 829 320 0007X", "siret_characters"),
        ("732829320", "siret_length"),
        ("732829320000744", "siret_length"),
        ("73282932000075", "siret_checksum"),
        ("73282932100003", "siret_checksum"),
        ("00000000000000", "siret_zeros"),
        ("35600000000002", "siret_checksum"),
    ],
)
def test_a_wrong_siret_is_refused_with_its_reason(text, code):
    assert refusal(check_siret, text) == code


def test_la_poste_counts_its_digits_instead():
    assert check_siret("356 000 000 00048") == "35600000000048"
    assert check_siret("35600000049837") == "35600000049837"


def test_siret_validity_is_that_of_stdnum():
    draw = random.Random(2)
    for _ in range(2000):
        siren = draw.choice(("732829320", "356000000", "552081317"))
        number = f"{siren}{draw.randrange(100000):05d}"
        try:
            valid = bool(check_siret(number))
        except InvalidValue:
            valid = False
        assert valid == stdnum_siret.is_valid(number), number


@pytest.mark.parametrize(
    "value, text, repaired",
    [
        (73282932000074, "73282932000074", False),
        (73282932000074.0, "73282932000074", True),
        ("732 829 320 00074", "732 829 320 00074", False),
        (558050100012, "00558050100012", True),
        ("0558050100012", "00558050100012", True),
        (5420651234567, "5420651234567", False),
        (732829320, "732829320", False),
        ("7.3282932000074E+13", "73282932000074", True),
        ("", "", False),
        (None, "", False),
        ("en cours", "en cours", False),
    ],
)
def test_a_siret_gets_its_zeros_back_if_that_makes_it_valid(value, text, repaired):
    assert repair_siret(value) == (text, repaired)


@pytest.mark.parametrize("value", ["7.32829E+13", 7.32829e13])
def test_a_rounded_siret_is_never_completed(value):
    assert refusal(repair_siret, value) == "siret_truncated"


def test_a_thirteen_digit_siret_gets_one_zero():
    draw = random.Random(3)
    found = 0
    while found < 20:
        number = f"0{draw.randrange(10**12, 10**13)}"
        if stdnum_siret.is_valid(number):
            assert repair_siret(int(number)) == (number, True)
            found += 1


@pytest.mark.parametrize(
    "text",
    ["0403.019.261", "BE 0403.019.261", "be403019261", "403019261", "(0)403.019.261"],
)
def test_an_enterprise_number_is_ten_digits_however_written(text):
    assert check_be_enterprise(text) == "0403019261"


def test_enterprise_numbers_of_the_new_series_start_with_one():
    assert check_be_enterprise("1000000021") == "1000000021"


@pytest.mark.parametrize(
    "text, code",
    [
        ("", "be_characters"),
        ("0403.019.26X", "be_characters"),
        ("0403.019", "be_length"),
        ("04030192611", "be_length"),
        ("0403019262", "be_checksum"),
        ("2403019261", "be_first_digit"),
        ("0000000000", "be_zeros"),
    ],
)
def test_a_wrong_enterprise_number_is_refused_with_its_reason(text, code):
    assert refusal(check_be_enterprise, text) == code


@pytest.mark.parametrize("text", ["6201Z", "62.01Z", "62.01 z", " 6201 Z "])
def test_an_ape_code_has_one_writing(text):
    assert check_ape(text) == "62.01Z"


@pytest.mark.parametrize(
    "text", ["", "62.01", "620Z1", "62011Z", "6201ZZ", "٦201Z", None]
)
def test_a_wrong_ape_code_is_refused(text):
    assert refusal(check_ape, text) == "ape_shape"


@pytest.mark.parametrize(
    "text, country, expected",
    [
        ("732 829 320 00074", "FR", "73282932000074"),
        ("732 829 320", "FR", "732829320"),
        ("732 829 320 00074", "RE", "73282932000074"),
        ("0403.019.261", "BE", "0403019261"),
        (" HRB  1234 B", "DE", "HRB 1234 B"),
        ("12345678", "UA", "12345678"),
        ("anything", "", "anything"),
        ("", None, ""),
    ],
)
def test_the_registry_number_follows_its_country(text, country, expected):
    assert check_registry(text, country) == expected


def test_a_wrong_registry_number_is_refused_by_its_countrys_rule():
    assert refusal(check_registry, "732829321", "FR") == "siren_checksum"
    assert refusal(check_registry, "12345", "FR") == "siret_length"
    assert refusal(check_registry, "0403019262", "BE") == "be_checksum"


def test_numbers_are_written_in_their_groups():
    assert format_siren("732829320") == "732 829 320"
    assert format_siret("73282932000074") == "732 829 320 00074"
    assert format_be("0403019261") == "0403.019.261"


def test_incomplete_numbers_can_be_shown_too():
    assert format_siren("73282") == "732 82"
    assert format_siret("732829320") == "732 829 320"
    assert format_be("0403") == "0403"
    assert format_siren("") == format_siret("") == format_be("") == ""


@pytest.mark.parametrize(
    "siret, vat, expected",
    [
        ("732 829 320 00074", None, "732829320"),
        ("732829320", None, "732829320"),
        (None, "FR 40 303 265 045", "303265045"),
        ("invalid", "FR40303265045", "303265045"),
        ("73282932000074", "FR40303265045", "732829320"),
        (None, "FR41303265045", None),
        (None, "BE0403019261", None),
        (None, "FR53000004605", None),
        (None, None, None),
        ("", "", None),
    ],
)
def test_a_siren_is_read_from_valid_numbers_only(siret, vat, expected):
    assert siren_of(siret, vat) == expected


@pytest.mark.parametrize(
    "siren, siret, vat, code",
    [
        ("303265045", "73282932000074", None, "siren_not_in_siret"),
        ("732829320", None, "FR40303265045", "siren_not_in_vat"),
        (None, "73282932000074", "FR40303265045", "siret_not_in_vat"),
        ("732829320", "73282932000074", "FR40303265045", "siren_not_in_vat"),
    ],
)
def test_numbers_of_two_companies_are_refused_together(siren, siret, vat, code):
    assert refusal(check_coherence, siren, siret, vat) == code


@pytest.mark.parametrize(
    "siren, siret, vat",
    [
        (None, None, None),
        ("732829320", "73282932000074", "FR44732829320"),
        ("732829320", "73282932000075", "FR44732829321"),
        ("732829320", None, "BE0403019261"),
        ("732829320", None, "FR53000004605"),
        ("", "", ""),
    ],
)
def test_missing_invalid_and_foreign_numbers_contradict_nothing(siren, siret, vat):
    check_coherence(siren, siret, vat)


def test_a_contradiction_names_both_companies():
    with pytest.raises(InvalidValue) as caught:
        check_coherence("303265045", "73282932000074")
    assert "732829320, not to 303265045" in str(caught.value)
