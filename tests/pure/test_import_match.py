"""Whom a row means, among those who share something with it."""

from dataclasses import replace

import pytest

from crm_clientfile.tools.import_match import (
    Candidate,
    Identity,
    find_match,
    place_of,
    same_place,
)

PARIS = ("12 rue paix", "75002", "paris")
BASE = Identity(
    "dupont",
    frozenset(("r:c1", "i:732829320", "i:73282932000074", "e:a@x.fr", "p:+331")),
    ref="c1",
    registry="73282932000074",
    place=PARIS,
)


def known(target=7, identity=BASE, **values):
    return Candidate(target, f"Dupont {target}", identity, **values)


def who(name="dupont", keys=(), **values):
    return Identity(name, frozenset(keys), **values)


def target(identity, *candidates):
    match = find_match(identity, candidates)
    return match.refusal.code if match.refusal else match.target


@pytest.mark.parametrize(
    "identity",
    [
        who("autre", ["r:c1"], ref="c1"),
        who("autre", ["i:73282932000074"], registry="73282932000074"),
        who("autre", ["i:732829320"]),
        who("dupont", ["e:a@x.fr"]),
        who("dupont", ["p:+331"]),
        who("", ["e:a@x.fr"]),
        who("dupont", place=("12 rue paix", "", "")),
        who("dupont"),
    ],
)
def test_customer_is_recognised(identity):
    assert target(identity, known()) == 7


@pytest.mark.parametrize(
    "identity",
    [
        who("durand", ["e:a@x.fr"]),
        who("durand", ["p:+331"], place=PARIS),
        who("dupont", ["e:a@x.fr", "r:c2"], ref="c2"),
        who("dupont", ["i:73282932000082", "i:732829320"], registry="73282932000082"),
        who("dupont", ["e:a@x.fr", "i:303265045"]),
        who("dupont", place=("1 rue basse", "75002", "paris")),
        who("dupont", ["e:b@y.fr"]),
        who(""),
    ],
)
def test_another_customer_is_new(identity):
    assert target(identity, known()) is None


def test_stronger_reason_decides():
    other = known(8, who("dupont", ["e:a@x.fr"]))
    assert target(who("dupont", ["r:c1", "e:a@x.fr"], ref="c1"), other, known()) == 7


def test_number_and_register_of_two_are_refused():
    other = known(8, who("glas", ["i:303265045"]))
    identity = who("dupont", ["r:c1", "i:303265045"], ref="c1")
    assert target(identity, known(), other) == "numbers_disagree"


def test_two_equals_are_refused_with_their_names():
    match = find_match(who("dupont"), [known(7), known(8)])
    assert match.refusal.params["names"] == "Dupont 7, Dupont 8"


def test_name_decides_between_two_of_one_register():
    identity = who("glas", ["i:732829320"])
    assert target(identity, known(), known(8, replace(BASE, name_key="glas"))) == 8


def test_place_decides_between_two_of_one_name():
    elsewhere = replace(BASE, place=("1 rue basse", "69001", "lyon"))
    identity = who("dupont", ["p:+331"], place=PARIS)
    assert target(identity, known(), known(8, elsewhere)) == 7


def test_customer_in_use_is_preferred_to_an_archived_one():
    identity = who("dupont", ["e:a@x.fr"])
    assert target(identity, known(), known(8, is_archived=True)) == 7
    assert target(identity, known(8, is_archived=True)) == "customer_archived"


def test_row_imported_before_means_the_same_customer():
    bare = who("dupont", place=PARIS)
    assert target(bare, known(8, is_same_row=True), known(7)) == 8


def test_bare_company_is_completed_by_a_full_row():
    assert target(who("glas", place=PARIS), known(7, who("glas"))) == 7
    person = who("glas", is_company=False)
    assert target(who("glas", place=PARIS), known(7, person)) is None


def test_contacts_are_told_apart_by_their_company():
    contact = Identity("anne dupont", employer_key="partner:1", is_contact=True)
    same = replace(contact)
    elsewhere = replace(contact, employer_key="partner:2")
    assert target(contact, known(7, same)) == 7
    assert target(contact, known(7, elsewhere)) is None
    assert target(replace(contact, keys=frozenset(("e:a@x.fr",))), known()) is None


def test_contact_is_found_by_email_among_customers():
    contact = Identity("dupont", frozenset(("e:a@x.fr",)), is_contact=True)
    assert target(contact, known()) == 7


def test_places():
    assert place_of("12 r. de la Paix", "F 75002", None)[0] == "12 rue paix"
    assert same_place(PARIS, ("12 rue paix", "", ""))
    assert same_place(("", "75002", ""), PARIS)
    assert not same_place(PARIS, ("12 rue paix", "69001", ""))
    assert not same_place(("", "", ""), ("", "", ""))
