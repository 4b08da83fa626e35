"""What a row adds to a customer who is known already."""

import pytest

from crm_clientfile.tools.import_merge import (
    Known,
    Update,
    Wanted,
    channel_key,
    find_update,
    new_known,
)

MOBILE = {"medium": "phone", "kind": "mobile", "value": "06", "key": "+336"}


def update(known, wanted, overwrite=True, **more):
    return find_update(Known(known, **more), Wanted(wanted), overwrite)


@pytest.mark.parametrize("overwrite", [True, False])
def test_empty_fields_are_filled(overwrite):
    assert update({"city": False}, {"city": "Lyon"}, overwrite).values == {
        "city": "Lyon"
    }


def test_empty_values_clear_nothing():
    assert not update({"city": "Paris"}, {})


@pytest.mark.parametrize(
    "name, known, value",
    [
        ("city", "Lyon", "Lyon"),
        ("website", "http://www.glas.example/", "https://glas.example"),
        ("vat", "FR 44 732829320", "FR44732829320"),
        ("company_registry", "732 829 320 00074", "73282932000074"),
        ("clientfile_is_client", True, True),
        ("clientfile_is_client", False, False),
    ],
)
def test_other_writing_is_no_change(name, known, value):
    assert not update({name: known}, {name: value})


@pytest.mark.parametrize("name", ["ref", "parent_id", "is_company", "type"])
def test_some_fields_are_never_replaced(name):
    assert not update({name: "a"}, {name: "b"})
    assert update({name: False}, {name: "b"}).values == {name: "b"}


def test_role_is_cleared_only_when_values_are_replaced():
    wanted = {"clientfile_is_client": False}
    assert update({"clientfile_is_client": True}, wanted).values == wanted
    assert not update({"clientfile_is_client": True}, wanted, overwrite=False)


def test_soft_values_only_fill():
    wanted = Wanted({"country_id": 2}, soft=frozenset(("country_id",)))
    assert not find_update(Known({"country_id": 1}), wanted, True)


def test_lists_are_completed():
    assert update({"category_id": [1]}, {"category_id": [1, 2]}).values == {
        "category_id": [1, 2]
    }
    assert not update({"category_id": [1, 2]}, {"category_id": [2]})


def test_further_phone_is_kept_as_a_channel():
    wanted = Wanted({"phone": "06"}, reach={"phone": "+336"}, channels=(MOBILE,))
    found = find_update(Known({"phone": "01"}, {"p:+331"}), wanted, False)
    assert found.values == {}
    assert [one["key"] for one in found.channels] == ["+336"]
    assert not find_update(Known({"phone": "01"}, {"p:+336"}), wanted, True)


def test_notes_are_added_once():
    wanted = Wanted({}, notes=("a", "b"))
    found = find_update(Known({}, notes={"a"}), wanted, False)
    assert found.notes == ("b",)


def test_next_row_sees_what_the_last_one_added():
    wanted = Wanted({"phone": "06", "city": "Lyon"}, {"phone": "+336"}, (), ("a",))
    known = Known({})
    known.absorb(find_update(known, wanted, False))
    assert not find_update(known, wanted, False)


def test_new_customer_is_known_as_wanted():
    wanted = Wanted({"phone": "06"}, {"phone": "+336"}, (MOBILE,), ("a",))
    known = new_known(wanted)
    assert (known.reach_keys, known.notes) == ({"p:+336"}, {"a"})
    assert not find_update(known, wanted, True)


def test_update_is_empty_when_nothing_is_written():
    assert not Update({}, reach_keys=("p:+331",))
    assert Update({}, channels=(MOBILE,))
    assert channel_key(MOBILE) == "p:+336"
