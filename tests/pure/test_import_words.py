"""Words, amounts and counts of customer files."""

from decimal import Decimal

import pytest

from crm_clientfile.tools.import_remarks import UnknownValue
from crm_clientfile.tools.import_words import (
    CHOICES,
    choice_key,
    read_amount,
    read_choice,
    read_count,
)


@pytest.mark.parametrize(
    "field, text, key",
    [
        ("civility", "M.", "mr"),
        ("civility", "Mme", "mrs"),
        ("civility", "Mevrouw", "mrs"),
        ("civility", "Maître", "counsel"),
        ("civility", "пан", "mr"),
        ("sex", "F", "female"),
        ("sex", "чоловік", "male"),
        ("address_type", "Siège social", "clientfile_legal"),
        ("address_type", "leveradres", "delivery"),
        ("preferred_channel", "E-mail", "email"),
        ("preferred_channel", "GSM", "mobile"),
    ],
)
def test_words_of_four_languages_are_understood(field, text, key):
    assert read_choice(field, text) == key


@pytest.mark.parametrize("field", CHOICES)
def test_every_choice_understands_its_own_key(field):
    for key in set(CHOICES[field].values()):
        if not key.startswith("clientfile_"):
            assert read_choice(field, key) == key


def test_further_writings_are_understood():
    labels = {choice_key("Dokter"): "doctor"}
    assert read_choice("civility", "DOKTER", labels) == "doctor"


def test_other_words_are_refused():
    with pytest.raises(UnknownValue) as caught:
        read_choice("civility", "Lord")
    assert caught.value.code == "choice_unknown"


@pytest.mark.parametrize(
    "text, amount",
    [
        ("12500", "12500"),
        ("12 500,50", "12500.50"),
        ("12\u202f500,50 €", "12500.50"),
        ("12,500.50", "12500.50"),
        ("12.500,50", "12500.50"),
        ("1.234.567", "1234567"),
        ("1,234", "1234"),
        ("1,23", "1.23"),
        ("0,500", "0.500"),
        ("12345,678", "12345.678"),
        ("-5", "-5"),
        ("3 M€", "3000000"),
        ("1'200 EUR", "1200"),
        (1200, "1200"),
        (1200.5, "1200.5"),
    ],
)
def test_amounts(text, amount):
    assert read_amount(text) == Decimal(amount)


@pytest.mark.parametrize("text", ["", "abc", "1,2,3", "12-5", True, "1.23.45"])
def test_other_texts_are_no_amounts(text):
    with pytest.raises(UnknownValue):
        read_amount(text)


@pytest.mark.parametrize(
    "text, count",
    [("12", 12), ("1 250", 1250), (12.0, 12), ("12 salariés", 12), ("50 - 99", 50)],
)
def test_counts(text, count):
    assert read_count(text) == count


@pytest.mark.parametrize("text", ["-3", "2,5", "beaucoup", 10**12])
def test_other_texts_are_no_counts(text):
    with pytest.raises(UnknownValue):
        read_count(text)
