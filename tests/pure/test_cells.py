"""Numbers that a spreadsheet made out of texts."""

import math

import pytest

from crm_clientfile.tools.cells import whole_number_text
from crm_clientfile.tools.errors import InvalidValue


def read(value):
    return whole_number_text(value, "siret_truncated", "siret")


@pytest.mark.parametrize(
    "value, text, changed",
    [
        (None, "", False),
        (True, "", False),
        ("", "", False),
        (73282932000074, "73282932000074", False),
        (73282932000074.0, "73282932000074", True),
        ("73282932000074.0", "73282932000074", True),
        ("73282932000074,0", "73282932000074", True),
        ("7.3282932000074E+13", "73282932000074", True),
        ("7,3282932000074e13", "73282932000074", True),
        (" 732 829 320 ", "732 829 320", False),
        ("1.25E+1", "1.25E+1", False),
        (75.5, "75.5", False),
        (-75.0, "-75", True),
        ("12.0", "12.0", False),
    ],
)
def test_a_cell_gives_back_its_digits(value, text, changed):
    assert read(value) == (text, changed)


@pytest.mark.parametrize(
    "value",
    ["7.32829E+13", "7E13", "3,36E+10", 7.32829e13, 1e99, float(2**53)],
)
def test_rounded_numbers_are_refused_and_never_completed(value):
    with pytest.raises(InvalidValue) as caught:
        read(value)
    assert caught.value.code == "siret_truncated"


@pytest.mark.parametrize("value", [math.nan, math.inf, -math.inf])
def test_a_float_that_is_no_number_stays_a_text(value):
    assert read(value) == (str(value), False)
