"""The keys of one customer."""

import pytest

from crm_clientfile.tools.keys import Reachable, keys_of

DUPONT = Reachable(
    name="Dupont & Fils SARL",
    trade_name="Le Fournil",
    ref="C 00042",
    city="St-Étienne",
    country_code="FR",
    vat="FR 44 732 829 320",
    company_registry="732 829 320 00074",
    siren="732829320",
    phones=("06 12 34 56 78", "+32 475 12 34 56"),
    emails=("Contact@Dupont.fr; jean@dupont.fr",),
)


def keys(**values):
    return sorted(keys_of(Reachable(**values)))


def test_a_whole_customer_has_these_keys():
    assert sorted(keys_of(DUPONT)) == [
        "c:etienne",
        "c:saint",
        "e:contact@dupont.fr",
        "e:jean@dupont.fr",
        "i:732829320",
        "i:73282932000074",
        "i:FR44732829320",
        "n:dupont",
        "n:fils",
        "n:fournil",
        "p:+32475123456",
        "p:+33612345678",
        "r:c00042",
    ]


def test_a_customer_without_anything_has_no_keys():
    assert keys_of(Reachable()) == frozenset()


def test_siret_and_vat_of_one_company_meet_in_its_siren():
    by_siret = keys_of(Reachable(company_registry="73282932000074", country_code="FR"))
    by_vat = keys_of(Reachable(vat="FR44732829320", country_code="FR"))
    by_siren = keys_of(Reachable(siren="732 829 320"))
    assert by_siret & by_vat & by_siren == {"i:732829320"}


def test_vat_and_enterprise_number_of_one_belgian_company_meet():
    assert keys(vat="BE0403019261", country_code="BE") == [
        "i:0403019261",
        "i:BE0403019261",
    ]
    assert keys(company_registry="0403.019.261", country_code="BE") == ["i:0403019261"]


def test_registry_numbers_of_other_countries_are_kept_in_one_word():
    assert keys(company_registry="hrb 1234", country_code="DE") == ["i:HRB1234"]
    assert keys(vat="32855961", country_code="UA") == ["i:32855961", "i:UA32855961"]


def test_a_person_keeps_a_surname_that_looks_like_a_form():
    assert keys(name="M. Jan Sas", is_company=False) == ["n:jan", "n:sas"]
    assert keys(name="Jan SAS", is_company=True) == ["n:jan"]


@pytest.mark.parametrize(
    "values, key",
    [
        ({"company_registry": "73282932000075", "country_code": "FR"}, "x:siret"),
        ({"company_registry": "0403019262", "country_code": "BE"}, "x:siret"),
        ({"siren": "732829321"}, "x:siret"),
        ({"vat": "FR41303265045", "country_code": "FR"}, "x:vat"),
        ({"phones": ("12",), "country_code": "FR"}, "x:phone"),
        ({"emails": ("jean",)}, "x:email"),
        ({"emails": (";",)}, "x:email"),
    ],
)
def test_a_stored_value_that_is_not_valid_is_marked(values, key):
    assert keys(**values) == [key]


def test_no_vat_number_said_with_a_slash_is_no_doubt():
    assert keys(vat="/", country_code="FR") == []


@pytest.mark.parametrize("blank", [None, False, "", "  ", "\x00", "\u200b"])
def test_blank_values_give_no_keys(blank):
    record = Reachable(*[blank] * 8, phones=(blank,), emails=(blank,))
    assert keys_of(record) == frozenset()
    assert keys_of(Reachable(phones=blank, emails=blank)) == frozenset()


HOSTILE = [
    "x" * 5000,
    "mot " * 5000,
    "🎉" * 300,
    "مرحبا بالعالم",
    "\x00\ud800\u202e",
    "ﷺ" * 500,
    "a.b." * 2000,
    "%s %(x)s {0}",
    "'; DROP TABLE res_partner; --",
    "<" * 900 + "@" + ">" * 900,
    "\n\r\t",
    "١٢٣٤٥٦٧٨٩",
    "+" * 900,
    "=" + "1" * 900,
    12345,
    1.5,
    True,
    b"bytes",
    ["a", "list"],
    {"a": "dict"},
]


@pytest.mark.parametrize("value", HOSTILE, ids=lambda value: repr(value)[:15])
def test_no_value_makes_it_raise_or_gives_a_key_too_long(value):
    for phones in (value, (value,), (value,) * 500):
        record = Reachable(*[value] * 8, phones=phones, emails=phones)
        found = keys_of(record)
        assert len(found) < 120
        for key in found:
            assert key[0] in "ncpeirx" and key[1] == ":" and key[2:]
            assert len(key) < 260 and "\x00" not in key
            key.encode("utf-8")


@pytest.mark.parametrize("country", ["FR", "BE", "UA", "XX", "", None, 33, "fr"])
def test_no_country_makes_it_raise(country):
    assert "n:dupont" in keys_of(
        Reachable(name="Dupont", country_code=country, vat="1", phones=("0612345678",))
    )


def test_a_word_is_cut_at_forty_letters():
    assert keys(name="x" * 5000) == ["n:" + "x" * 40]


def test_only_the_first_twenty_words_of_a_name_are_kept():
    assert len(keys(name=" ".join(f"w{number}" for number in range(99)))) == 20
