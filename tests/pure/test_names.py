"""Words, keys and capitals of names."""

import pytest

from crm_clientfile.tools.names import (
    LEGAL_FORMS,
    name_key,
    name_words,
    person_words,
    telling_words,
    tidy_name,
)
from crm_clientfile.tools.text import words


@pytest.mark.parametrize(
    "name, expected",
    [
        ("SARL DUPONT", ("dupont",)),
        ("Dupont S.A.R.L.", ("dupont",)),
        ("Dupont & Fils", ("dupont", "fils")),
        ("Dupont et Fils", ("dupont", "fils")),
        ("L'Oréal", ("oreal",)),
        ("L OREAL", ("oreal",)),
        ("Société à responsabilité limitée Martin", ("martin",)),
        ("Comptoir de la Mer", ("comptoir", "mer")),
        ("Janssens BVBA", ("janssens",)),
        ("De Bakker B.V.", ("bakker",)),
        ("Müller GmbH & Co. KG", ("muller", "co")),
        ("ТОВ «Зелений Ліс»", ("zelenyi", "lis")),
        ("Товариство з обмеженою відповідальністю Ліс", ("lis",)),
        ("ФОП Шевченко Т. Г.", ("shevchenko", "t", "h")),
        ("ПрАТ Київстар", ("kyivstar",)),
        ("Mme Le Goff", ("goff",)),
        ("M. et Mme Petit", ("petit",)),
    ],
)
def test_legal_forms_titles_and_articles_go(name, expected):
    assert name_words(name) == expected


@pytest.mark.parametrize(
    "name", ["SARL", "La", "SA NV", "M. et Mme", "Société Anonyme"]
)
def test_a_name_is_never_emptied(name):
    assert name_words(name) == words(name)
    assert telling_words(name) == ()


def test_french_surnames_are_not_taken_for_ukrainian_forms():
    assert name_words("Jean Prat") == ("jean", "prat")
    assert name_words("Pat Smith") == ("pat", "smith")


def test_an_initial_is_no_elided_article():
    assert name_words("Martin D.") == ("martin", "d")
    assert name_words("D. Martin") == ("d", "martin")


def test_titles_count_as_titles_only_at_the_start():
    assert name_words("Peter Pan") == ("peter", "pan")


def test_a_person_keeps_surnames_that_look_like_forms_and_articles():
    assert person_words("M. Jan Sas") == ("jan", "sas")
    assert person_words("Le Goff") == ("le", "goff")
    assert person_words("Mr") == ("mr",)
    assert person_words("") == ()


@pytest.mark.parametrize("name", ["", None, "🎉", "\x00", "---"])
def test_no_letters_give_no_words_and_an_empty_key(name):
    assert name_words(name) == () and name_key(name) == ""


def test_the_key_is_the_same_in_any_order_and_dressing():
    keys = {
        name_key("Dupont Fils Dupont"),
        name_key("S.A.S. FILS & DUPONT"),
        name_key("dupont-fils"),
    }
    assert keys == {"dupont fils"}


def test_each_legal_form_is_one_folded_word():
    for form in LEGAL_FORMS:
        assert words(form) == (form,)


def test_legal_forms_of_all_countries_are_known():
    wanted = "sarl sasu eurl sprl srl asbl bv nv vof gmbh ltd plc llc inc sarls"
    ukrainian = ("ТОВ", "ФОП", "ПП", "ПАТ", "ПрАТ", "АТ", "ДП", "КП")
    assert LEGAL_FORMS.issuperset(wanted.split())
    assert LEGAL_FORMS.issuperset(words(" ".join(ukrainian)))


@pytest.mark.parametrize(
    "typed, tidied",
    [
        ("JEAN-PIERRE D'ARC", "Jean-Pierre d'Arc"),
        ("jeanne d’arc", "Jeanne d’Arc"),
        ("D'ARC JEANNE", "D'Arc Jeanne"),
        ("CHARLES DE GAULLE", "Charles de Gaulle"),
        ("DE GAULLE CHARLES", "De Gaulle Charles"),
        ("jean de la fontaine", "Jean de La Fontaine"),
        ("YANN LE GOFF", "Yann Le Goff"),
        ("jan van den berg", "Jan van den Berg"),
        ("LUDWIG VON BEETHOVEN", "Ludwig von Beethoven"),
        ("mcdonald ronald", "McDonald Ronald"),
        ("IAN MCCOY", "Ian McCoy"),
        ("ANNE MCKE", "Anne Mcke"),
        ("JEAN D'AX", "Jean d'Ax"),
        ("EMMANUEL MACRON", "Emmanuel Macron"),
        ("O'BRIEN SEAN", "O'Brien Sean"),
        ("LOUIS DUPONT III", "Louis Dupont III"),
        ("ÉLOÏSE L'HERMITE", "Éloïse L'Hermite"),
        ("j.-p. martin", "J.-P. Martin"),
        ("ТАРАС ЗНАМ'ЯНСЬКИЙ", "Тарас Знам'янський"),
        ("ТАРАС Д'АРТАНЬЯН", "Тарас Д'артаньян"),
    ],
)
def test_a_person_in_one_case_gets_capitals(typed, tidied):
    assert tidy_name(typed, False) == tidied


@pytest.mark.parametrize(
    "name", ["DUPONT Jean", "Jean de La Tour", "McDonald", "", "42"]
)
def test_a_person_in_mixed_case_is_left_alone(name):
    assert tidy_name(name, False) == name


def test_a_company_is_cleaned_and_never_recased():
    assert tidy_name("  IBM\u00a0FRANCE ", True) == "IBM FRANCE"
    assert tidy_name("ikea", True) == "ikea"


def test_tidying_a_name_twice_changes_nothing():
    for name in ("JEAN-PIERRE D'ARC", "jan van den berg", "mcdonald"):
        once = tidy_name(name, False)
        assert tidy_name(once, False) == once
