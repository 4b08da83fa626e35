"""VAT numbers of the countries in the file."""

import pytest

from crm_clientfile.tools.errors import InvalidValue
from crm_clientfile.tools.vat import check_vat, registry_in_vat

VALID = {  # examples of Odoo's and python-stdnum's documentation
    "AT": "ATU12345675", "BE": "BE0477472701", "BG": "BG1234567892",
    "CY": "CY10259033P", "CZ": "CZ12345679", "DE": "DE123456788",
    "DK": "DK12345674", "EE": "EE123456780", "ES": "ESA12345674",
    "FI": "FI12345671", "FR": "FR23334175221", "GB": "GB123456782",
    "GR": "EL123456783", "HR": "HR01234567896", "HU": "HU12345676",
    "IE": "IE1234567FA", "IT": "IT12345670017", "LT": "LT123456715",
    "LU": "LU12345613", "LV": "LV41234567891", "MT": "MT12345634",
    "NL": "NL123456782B90", "PL": "PL1234567883", "PT": "PT123456789",
    "RO": "RO1234567897", "SE": "SE123456789701", "SI": "SI12345679",
    "SK": "SK2022749619", "CH": "CHE107787577IVA", "UA": "UA32855961",
}  # fmt: skip


@pytest.mark.parametrize("country, number", VALID.items())
def test_each_country_has_its_rule(country, number):
    assert check_vat(number, country) == number
    assert check_vat(number.lower(), "") == number
    assert check_vat(f" {number[:4]} {number[4:7]}.{number[7:]} ", country) == number


@pytest.mark.parametrize("country", sorted(set(VALID) - {"CH"}))
def test_the_prefix_may_be_left_out(country):
    number = VALID[country]
    assert check_vat(number[2:], country) == number


@pytest.mark.parametrize(
    "text, country, expected",
    [
        ("BE0477472701", "FR", "BE0477472701"),
        ("XI123456782", "GB", "XI123456782"),
        ("FR53000004605", "MC", "FR53000004605"),
        ("FR23334175221", "RE", "FR23334175221"),
        ("FRK7399859412", "FR", "FRK7399859412"),
        ("BE697449992", "BE", "BE0697449992"),
        ("CHE-107.787.577 IVA", "CH", "CHE107787577IVA"),
        ("32855961", "UA", "UA32855961"),
        ("UA 1759013776", "UA", "UA1759013776"),
        ("123456789012", "UA", "UA123456789012"),
        ("/", "FR", "/"),
        (" 12-3456789 ", "US", "12-3456789"),
        ("BE0477472701", "US", "BE0477472701"),
        ("something", "", "something"),
        ("something", None, "something"),
        ("", "US", ""),
    ],
)
def test_the_number_comes_back_in_one_word(text, country, expected):
    assert check_vat(text, country) == expected


@pytest.mark.parametrize(
    "text, country, code",
    [
        ("FR41303265045", "FR", "vat_checksum"),
        ("FR40303265046", "FR", "vat_checksum"),
        ("FR4030326504", "FR", "vat_length"),
        ("FR4030326504X", "FR", "vat_characters"),
        ("FRIO334175221", "FR", "vat_characters"),
        ("", "FR", "vat_characters"),
        ("BE0477472702", "FR", "vat_checksum"),
        ("BE2477472701", "BE", "vat_component"),
        ("UA32855968", "UA", "vat_checksum"),
        ("1759013770", "UA", "vat_checksum"),
        ("12345678901X", "UA", "vat_characters"),
        ("1234567", "UA", "vat_length"),
        ("٤٠٣٠٣٢٦٥٠٤٥", "FR", "vat_characters"),
        ("FR" + "4" * 5000, "FR", "vat_length"),
    ],
)
def test_a_wrong_number_is_refused_with_its_reason(text, country, code):
    with pytest.raises(InvalidValue) as caught:
        check_vat(text, country)
    assert (caught.value.code, caught.value.field) == (code, "vat")


def test_the_refusal_names_the_country_whose_rule_it_is():
    with pytest.raises(InvalidValue) as caught:
        check_vat("BE04774", "FR")
    assert caught.value.params == {"country": "BE"}


@pytest.mark.parametrize(
    "vat, registry",
    [
        ("FR23334175221", "334175221"),
        ("FR53000004605", "FR53000004605"),
        ("BE0477472701", "0477472701"),
        ("UA32855961", "32855961"),
        ("DE123456788", "DE123456788"),
        ("", ""),
    ],
)
def test_the_registry_number_is_in_the_vat_number_of_some_countries(vat, registry):
    assert registry_in_vat(vat) == registry
