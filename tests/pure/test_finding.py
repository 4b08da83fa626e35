"""What is typed into the search box, and whether it finds the customer."""

import pytest

from crm_clientfile.tools.keys import Reachable, find_terms, keys_of

PREFIX, EXACT = False, True


def prefixes(*keys):
    return tuple((key, PREFIX) for key in keys)


def finds(query, record, country="FR"):
    """Whether a record whose keys match every term of the query exists."""
    keys = keys_of(record)
    terms = find_terms(query, country)
    return bool(terms) and all(
        any(
            value in keys if exact else any(key.startswith(value) for key in keys)
            for value, exact in term
        )
        for term in terms
    )


DUPONT = Reachable(
    name="Boulangerie Dupont & Fils SARL",
    trade_name="Le Fournil de l'Étoile",
    ref="C00042",
    city="St-Étienne",
    country_code="FR",
    vat="FR44732829320",
    company_registry="73282932000074",
    phones=("06 12 34 56 78",),
    emails=("contact@dupont-fils.fr",),
)
JANSSENS = Reachable(
    name="Janssens BV",
    ref="CLI-2024-0007",
    city="La Louvière",
    country_code="BE",
    vat="BE0403019261",
    phones=("0475 12 34 56",),
)
PERSON = Reachable(name="Mme Anne Le Goff", city="Київ", is_company=False)


@pytest.mark.parametrize("query", ["", None, "   ", "\x00", "🎉", "&", "@", "()", "-"])
def test_a_query_without_letters_or_digits_has_no_terms(query):
    assert find_terms(query) == ()


def test_each_word_is_sought_in_name_and_town():
    assert find_terms("dupont lyon") == (
        prefixes("n:dupont", "c:dupont"),
        prefixes("n:lyon", "c:lyon"),
    )


@pytest.mark.parametrize(
    "query, terms",
    [
        ("06 12 34 56 78", ((("p:+33612345678", EXACT),),)),
        ("+33 6 12 34 56 78", ((("p:+33612345678", EXACT),),)),
        ("06.12.34.56.78", None),
        ("732 829 320 00074", ((("i:73282932000074", EXACT),),)),
        ("contact@dup", (prefixes("e:contact@dup"),)),
        ("<Contact@Dup", (prefixes("e:contact@dup"),)),
        (
            "FR 40 303 265 045",
            ((("i:FR40303265045", EXACT), ("i:303265045", EXACT)),),
        ),
        ("06 12 34", (prefixes("p:+3361234", "i:061234", "r:061234"),)),
        ("C00042", (prefixes("i:C00042", "r:c00042", "n:c00042", "c:c00042"),)),
        ("SARL", (prefixes("n:sarl", "c:sarl"),)),
        ("St", (prefixes("n:st", "c:saint"),)),
        ("x" * 5000, (prefixes("n:" + "x" * 40, "c:" + "x" * 40),)),
    ],
)
def test_a_query_is_read_as_what_it_looks_like(query, terms):
    if terms is None:
        terms = find_terms("06 12 34 56 78")
    assert find_terms(query) == terms


def test_digits_may_mean_several_things():
    (term,) = find_terms("732829320")
    assert {("i:732829320", EXACT), ("p:+33732829320", EXACT)} <= set(term)
    assert {("r:732829320", PREFIX), ("n:732829320", PREFIX)} <= set(term)


def test_an_enterprise_number_is_found_with_and_without_its_prefix():
    assert ("i:0403019261", EXACT) in find_terms("0403.019.261", "BE")[0]
    assert ("i:0403019261", EXACT) in find_terms("BE 0403.019.261", "BE")[0]


def test_a_vat_number_without_prefix_is_recognised():
    assert ("i:FR40303265045", EXACT) in find_terms("40303265045")[0]


@pytest.mark.parametrize(
    "query",
    [
        "dupont",
        "DUPONT",
        "dup",
        "fils dupont",
        "Dupont et Fils",
        "SARL Dupont",
        "S.A.R.L. Dupont",
        "dupont st etienne",
        "Dupont Saint-Étienne",
        "fournil",
        "le fournil",
        "l'étoile",
        "l etoile",
        "Дупонт",
        "contact@dupont",
        "contact@dupont-fils.fr",
        "@dupont-fils.fr",
        "C00042",
        "c000",
        "C 00042",
        "732829320",
        "732 829 320",
        "732 829",
        "73282932000074",
        "FR44732829320",
        "FR 44 732 829 320",
        "fr44",
        "TVA FR44732829320",
        "SIRET 732 829 320 00074",
        "06 12 34 56 78",
        "0612",
        "06 12 34",
        "+33 6 12",
        "tél 06 12 34 56 78",
        "33612345678",
        "dupont 06 12 34",
        "dupont contact@",
        "dupont c00042",
        "dupont cedex",
    ],
)
def test_this_query_finds_the_french_company(query):
    assert finds(query, DUPONT)


@pytest.mark.parametrize(
    "query",
    [
        "janssens",
        "la louviere",
        "La Louvière",
        "janssens bv",
        "0403.019.261",
        "BE0403019261",
        "BE 0403.019.261",
        "0475 12",
        "0475/12.34.56",
        "CLI-2024-0007",
        "cli-2024",
    ],
)
def test_this_query_finds_the_belgian_company(query):
    assert finds(query, JANSSENS, "BE")


@pytest.mark.parametrize("query", ["le goff", "goff anne", "le", "Mme Le Goff", "kyiv"])
def test_this_query_finds_the_person(query):
    assert finds(query, PERSON)


@pytest.mark.parametrize(
    "query",
    ["durand", "dupont paris", "06 12 35", "732829321", "FR40303265045", "c00043"]
    + ["dupont contact@durand", "goff dupont"],
)
def test_this_query_finds_none_of_them(query):
    assert not any(finds(query, record) for record in (DUPONT, JANSSENS, PERSON))


def test_labels_before_a_number_do_not_count():
    assert find_terms("siret 73282932000074") == find_terms("73282932000074")
    assert find_terms("siret") == (prefixes("n:siret", "c:siret"),)


def test_a_repeated_word_is_one_term():
    assert len(find_terms("dupont Dupont DUPONT")) == 1


def test_a_number_is_kept_together_if_long_or_dialled():
    assert len(find_terms("732 829")) == len(find_terms("06 12")) == 1
    assert len(find_terms("732 82")) == len(find_terms("06 1")) == 2


def test_short_numbers_are_separate_words():
    assert len(find_terms("studio 54 75")) == 3


def test_an_incomplete_address_of_a_domain_is_a_word():
    assert find_terms("@dupont") == (prefixes("n:dupont", "c:dupont"),)


def test_an_invalid_vat_number_is_still_a_beginning():
    (term,) = find_terms("FR 40 303 265")
    assert term == prefixes("i:FR40303265", "r:fr40303265")


@pytest.mark.parametrize("country", ["FR", "BE", "XX", "", None])
@pytest.mark.parametrize(
    "query",
    ["\x00\ud800", "%_\\", "(((", "+++", "1" * 300, "@@@", "a@", "0" * 9, "FR " * 99]
    + ["🎉 1", "²", "١٢٣٤٥٦", "FR 1", "CHE", "- 1 -", "0", "00", "a" * 999 + "@"],
)
def test_no_query_makes_it_raise(query, country):
    for term in find_terms(query, country):
        for key, _exact in term:
            assert key[1] == ":" and len(key) > 2 and "\x00" not in key


def test_a_query_is_limited_in_length_and_terms():
    assert (
        len(find_terms(" ".join(f"mot{letter}" for letter in "abcdefghijklmnop"))) == 10
    )
