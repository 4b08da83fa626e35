"""Nobody else's name, address or number leaves with a person's data."""

from crm_clientfile_gdpr.tools.third_parties import Mask, name_candidates

MASK = Mask(
    emails={"claire@example.com"},
    phones={"+33612345678"},
    others=("Paul Petit", "Léa Roux", "Léa Roux-Martin", "Al", "", None),
    person="[person]",
    address="[address]",
    number="[number]",
)


def test_own_address_and_number_stay_in_any_writing():
    text = "Claire@Example.com, 06 12 34 56 78, +33 6.12.34.56.78"
    assert MASK.apply(text) == text


def test_others_disappear_in_any_case_and_spacing():
    text = "PAUL  PETIT et léa roux-martin: paul.petit@example.com, 06 98 76 54 32."
    assert MASK.apply(text) == "[person] et [person]: [address], [number]."


def test_part_of_a_word_is_no_name():
    assert MASK.apply("Paul Petitjean, Also") == "Paul Petitjean, Also"


def test_amounts_and_dates_are_no_numbers_of_phones():
    text = "Facture FAC/2026/00012 du 12/03/2026 : 1 234,50 €, SIRET 73282932000074"
    assert MASK.apply(text) == text


def test_name_that_looks_like_a_pattern_is_taken_literally():
    mask = Mask(others=("A.*(B)+",), person="[person]")
    assert mask.apply("A.*(B)+ wrote, AxB too") == "[person] wrote, AxB too"


def test_nothing_to_hide_and_nothing_at_all():
    assert Mask().apply("plain") == "plain"
    assert Mask().apply(None) == Mask().apply("") == ""


def test_names_of_two_to_four_words_are_looked_up():
    found = name_candidates("Vu avec Jean-Paul de La Tour, 12 rue X.\nO'Neil Anna")
    assert {"jean-paul de la tour", "la tour", "o'neil anna"} <= found
    assert not [one for one in found if "," in one or "\n" in one or "12" in one]
    assert name_candidates("Seul") == name_candidates("") == set()
