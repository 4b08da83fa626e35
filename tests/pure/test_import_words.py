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
    read_days,
    read_percent,
    read_positive,
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


@pytest.mark.parametrize(
    "value, days",
    [
        ("3 jours", 3),
        ("3 à 5 jours ouvrés", 5),
        ("24/48h", 2),
        ("36 h", 2),
        ("2 semaines", 14),
        ("5 werkdagen", 5),
        ("10 дн.", 10),
        ("3 дні", 3),
        (7.0, 7),
        ("0", 0),
    ],
)
def test_durations_are_days(value, days):
    assert read_days(value) == days


@pytest.mark.parametrize("value", ["J+3", "vite", "2,5", -1, "", "3 mois", None])
def test_other_durations_are_refused(value):
    with pytest.raises(UnknownValue) as caught:
        read_days(value)
    assert caught.value.code == "days_unreadable"


@pytest.mark.parametrize(
    "value, percent",
    [(10, "10"), ("10 %", "10"), ("12,125", "12.125"), ("0,5%", "0.5"), (100.0, "100")],
)
def test_percentages_are_read(value, percent):
    assert read_percent(value) == Decimal(percent)


@pytest.mark.parametrize("value", ["101", -5, "10 €", "", "dix", 100.5])
def test_what_is_no_percentage_is_refused(value):
    with pytest.raises(UnknownValue) as caught:
        read_percent(value)
    assert caught.value.code == "percent_unreadable"


@pytest.mark.parametrize("value", [0.1, "0.1", "0,25"])
def test_fraction_or_percentage_is_not_guessed(value):
    with pytest.raises(UnknownValue) as caught:
        read_percent(value)
    assert caught.value.code == "percent_ambiguous"


def test_amounts_below_zero_are_refused():
    assert read_positive("0") == 0
    with pytest.raises(UnknownValue) as caught:
        read_positive("-5 €")
    assert caught.value.code == "amount_negative"
