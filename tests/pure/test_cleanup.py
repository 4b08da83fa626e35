"""What a clean-up makes of dirty values, and what it leaves alone."""

import random

import pytest

from crm_clientfile.tools.cleanup import (
    ADDRESSES,
    INTERNET,
    NAMES,
    NUMBERS,
    PHONES,
    Stored,
    channel_kind,
    find_channel_cleanup,
    find_cleanups,
)

ALL = (NAMES, PHONES, INTERNET, NUMBERS, ADDRESSES)
USUAL = {"FR": "FR", "BE": "BE", "NL": "NL", "UA": "UA", "": "FR"}


def stored(country="FR", values=None, **kind):
    return Stored(values or {}, country, USUAL.get(country, country), **kind)


def clean(country="FR", **values):
    """Before and after, by field."""
    found = find_cleanups(stored(country, values), ALL)
    return {one.field: (one.before, one.after) for one in found}


def doubts(country="FR", **values):
    """The codes of what cannot be read, by field."""
    found = find_cleanups(stored(country, values), ALL)
    return {one.field: one.note.code for one in found if not one.after}


def after(country="FR", **values):
    return {name: pair[1] for name, pair in clean(country, **values).items()}


def test_dirty_french_company():
    assert after(
        name="  BOULANGERIE   MARTIN ",
        clientfile_trade_name="Chez  Martin",
        phone="06.12.34.56.78",
        email="Contact@Martin.FR ",
        website="WWW.Martin.fr",
        company_registry="732 829 320 00074",
        vat="fr 44 732 829 320",
        clientfile_siren="732-829-320",
        clientfile_ape="6201z",
        street=" 12,  rue de la Paix, ",
        zip="1000",
        city="BOURG-EN-BRESSE  CEDEX,",
    ) == {
        "name": "BOULANGERIE MARTIN",
        "clientfile_trade_name": "Chez Martin",
        "phone": "+33 6 12 34 56 78",
        "email": "contact@martin.fr",
        "website": "https://www.martin.fr",
        "company_registry": "73282932000074",
        "vat": "FR44732829320",
        "clientfile_siren": "732829320",
        "clientfile_ape": "62.01Z",
        "street": "12, rue de la Paix",
        "zip": "01000",
        "city": "BOURG-EN-BRESSE CEDEX",
    }


def test_dirty_belgian_company():
    assert after(
        "BE",
        phone="0475/12.34.56",
        company_registry="BE 403.019.261",
        vat="be 0403.019.261",
        zip="B-1000",
        city="Bruxelles,",
    ) == {
        "phone": "+32 475 12 34 56",
        "company_registry": "0403019261",
        "vat": "BE0403019261",
        "zip": "1000",
        "city": "Bruxelles",
    }


def test_dirty_dutch_company():
    assert after(
        "NL", phone="020 555 1234", zip="1012ab", vat="nl 8506.84.481.B01"
    ) == {
        "phone": "+31 20 555 1234",
        "zip": "1012 AB",
        "vat": "NL850684481B01",
    }


def test_dirty_ukrainian_company():
    assert after(
        "UA", phone="(044) 279-38-88", vat="UA 1428-2829", name="ТОВ  «Ліс»"
    ) == {
        "phone": "+380 44 279 3888",
        "vat": "UA14282829",
        "name": "ТОВ «Ліс»",
    }


def test_ukrainian_code_gets_no_prefix():
    assert after("UA", vat="1428 2829") == {"vat": "14282829"}
    assert after("UA", vat="14282829") == {}


@pytest.mark.parametrize("country", ["CH", "GB"])
def test_numbers_that_the_host_writes_its_own_way_are_left_to_it(country):
    assert clean(country, vat="CHE-107.787.577 IVA") == {}


def test_no_vat_number_is_a_value():
    assert clean(vat="/") == {}


def test_siren_is_found_in_the_other_numbers():
    assert after(company_registry="73282932000074") == {"clientfile_siren": "732829320"}
    assert after(vat="FR40303265045") == {"clientfile_siren": "303265045"}
    assert after("BE", company_registry="0403019261") == {}
    kept = stored(values={"vat": "FR40303265045"}, is_vat_group=True)
    assert find_cleanups(kept, ALL) == []


def test_what_cannot_be_read_is_left_alone():
    assert doubts(
        phone="0612",
        email="nobody",
        website="javascript:alert(1)",
        company_registry="73282932000075",
        vat="FR00732829320",
        clientfile_siren="123",
        clientfile_ape="boulangerie",
        zip="ABC",
    ) == {
        "phone": "phone_too_short",
        "email": "email_no_at",
        "website": "url_scheme",
        "company_registry": "siret_checksum",
        "vat": "vat_checksum",
        "clientfile_siren": "siren_length",
        "clientfile_ape": "ape_shape",
        "zip": "postcode_shape",
    }


def test_several_values_in_one_are_for_a_person_to_part():
    assert doubts(phone="01 44 55 66 77 / 06 12 34 56 78", email="a@x.fr; b@x.fr") == {
        "phone": "phone_several",
        "email": "email_several",
    }


@pytest.mark.parametrize("value", ["", "   ", " ,; ", "\u200b"])
def test_nothing_is_ever_emptied(value):
    names = ("phone", "email", "vat", "street", "zip", "city")
    found = find_cleanups(stored(values=dict.fromkeys(names, value)), ALL)
    assert [one for one in found if one.after] == []


def test_extension_and_remark_of_a_phone_stay():
    assert clean(phone="01 44 55 66 77 poste 12") == {}
    assert after(phone="01 44 55 66 77  (le matin)") == {
        "phone": "01 44 55 66 77 (le matin)"
    }


def test_lost_zero_of_a_phone_is_restored_and_said():
    [found] = find_cleanups(stored(values={"phone": "612345678"}), [PHONES])
    assert (found.after, found.note.code) == ("+33 6 12 34 56 78", "phone_repaired")


def test_postcode_of_an_unknown_country_is_not_completed():
    assert clean("", zip="1000") == {}
    [found] = find_cleanups(stored(values={"zip": "1000"}), [ADDRESSES])
    assert (found.after, found.note.code) == ("01000", "zip_repaired")


@pytest.mark.parametrize(
    ("kind", "values", "name"),
    [
        ({"is_company": False}, {}, "Jean-Pierre Dupont"),
        ({"is_company": True}, {}, None),
        ({"is_company": False, "is_contact": False}, {}, None),
        ({"is_company": False}, {"company_registry": "73282932000074"}, None),
        (
            {"is_company": False, "owns_numbers": False},
            {"vat": "FR40303265045"},
            "Jean-Pierre Dupont",
        ),
    ],
)
def test_capitals_are_those_of_persons_only(kind, values, name):
    found = find_cleanups(
        stored(values={"name": "JEAN-PIERRE DUPONT", **values}, **kind), [NAMES]
    )
    assert [one.after for one in found] == ([name] if name else [])


def test_person_called_like_a_company_keeps_its_capitals():
    person = stored(values={"name": "MARTIN SARL"}, is_company=False)
    assert find_cleanups(person, ALL) == []


def test_what_belongs_to_the_company_is_not_touched_on_contacts():
    values = {"vat": "fr 44 732 829 320", "zip": "1000", "phone": "0612345678"}
    contact = stored(values=values, owns_numbers=False, owns_address=False)
    assert [one.field for one in find_cleanups(contact, ALL)] == ["phone"]


def test_only_what_was_asked_for_is_cleaned():
    dirty = stored(values={"phone": "0612345678", "zip": "1000"})
    assert [one.field for one in find_cleanups(dirty, [ADDRESSES])] == ["zip"]


@pytest.mark.parametrize(
    ("medium", "kind", "text", "written"),
    [
        ("phone", "mobile", "+33612345678", "06 12 34 56 78"),
        ("phone", "mobile", "+32475123456", "+32 475 12 34 56"),
        ("email", "work", " A@B.fr", "a@b.fr"),
        ("social", "x", "@dupont", "https://x.com/dupont"),
    ],
)
def test_ways_to_reach_are_written_as_when_entered(medium, kind, text, written):
    [found] = find_channel_cleanup(medium, kind, text, "FR")
    assert (found.before, found.after) == (text, written)
    assert find_channel_cleanup(medium, kind, written, "FR") == []


def test_way_known_not_to_work_is_no_doubt():
    assert find_channel_cleanup("phone", "mobile", "0612", "FR", works=False) == []
    [found] = find_channel_cleanup("phone", "mobile", "0612", "FR")
    assert found.note.code == "phone_too_short"


def test_ways_to_reach_belong_to_a_kind():
    assert channel_kind("phone", "fax") == channel_kind("social", "viber") == PHONES
    assert channel_kind("email", "work") == channel_kind("web", "site") == INTERNET


PIECES = {
    "name": (" ", "SARL", "DUPONT", "jean", "d'", "  ", "-", "Ő", "ТОВ", ","),
    "phone": ("06", " 12", ".34", "56", "78", "+33", "(0)", "x", " poste 3", "/"),
    "email": ("A", "@", "B.fr", " ", ";", "<", ">", ".", "mailto:"),
    "website": ("www.", "HTTP://", "X.fr", "/A", "#", "?q=1", " "),
    "company_registry": ("732829320", "00074", " ", "-", "SIRET", "0"),
    "vat": ("FR", "44", "732829320", " ", "be", "0403019261", "-", "DE"),
    "clientfile_siren": ("732", "829", "320", " "),
    "clientfile_ape": ("62", ".", "01", "z", "Z", " "),
    "street": (" ", "12", ",", "rue", ";", "Haute", "\t"),
    "zip": ("1000", "F-", "1012", "ab", " ", "75", "0"),
    "city": ("PARIS", " ", ",", "Cedex", "11", ";"),
}


@pytest.mark.parametrize("country", USUAL)
def test_a_second_clean_up_finds_nothing_to_write(country):
    chance = random.Random(f"cleanup-{country}")  # noqa: S311
    for _turn in range(500):
        values = {
            name: "".join(chance.choices(pieces, k=chance.randint(1, 6)))
            for name, pieces in PIECES.items()
        }
        kind = {"is_company": chance.random() < 0.5}
        found = find_cleanups(stored(country, values, **kind), ALL)
        values |= {one.field: one.after for one in found if one.after}
        again = find_cleanups(stored(country, values, **kind), ALL)
        assert [one for one in again if one.after] == [], values
