"""Writings of legal forms, and whose law they belong to."""

import pytest

from crm_clientfile.tools.legal_forms import LegalForm, LegalForms, writings_of

FORMS = LegalForms(
    [
        LegalForm(1, "SARL – Société à responsabilité limitée", "5499", "FR"),
        LegalForm(2, "EURL – SARL unipersonnelle", "5498", "FR"),
        LegalForm(3, "SA – Société anonyme à conseil d'administration", "5599", "FR"),
        LegalForm(4, "SA – Société anonyme à directoire", "5699", "FR"),
        LegalForm(5, "EI – Entrepreneur individuel", "1000", "FR"),
        LegalForm(6, "Association déclarée", "9220", "FR"),
        LegalForm(11, "SRL/BV – Société / Besloten vennootschap", "SRL", "BE"),
        LegalForm(12, "SA/NV – Société anonyme / Vennootschap", "SA", "BE"),
        LegalForm(13, "SC/CV – Société coopérative", "SC", "BE"),
        LegalForm(21, "BV – Besloten vennootschap", "BV", "NL"),
        LegalForm(31, "ТОВ – Товариство з обмеженою відповідальністю", "ТОВ", "UA"),
        LegalForm(32, "ФОП – Фізична особа-підприємець", "ФОП", "UA"),
        LegalForm(41, "Waqf"),
    ]
)


@pytest.mark.parametrize(
    ("text", "country", "form"),
    [
        ("sarl", "FR", 1),
        ("S.A.R.L", "FR", 1),
        ("S A R L", "FR", 1),
        ("SARL au capital de 8 000 €", "FR", 1),
        ("société à responsabilité limitée", "FR", 1),
        ("SARL – Société à responsabilité limitée", "FR", 1),
        ("5499", "FR", 1),
        ("Sarl unipersonnelle", "FR", 2),
        ("entreprise unipersonnelle à responsabilité limitée", "FR", 2),
        ("SA", "FR", 3),
        ("Société anonyme", "FR", 3),
        ("SA à directoire", "FR", 4),
        ("auto-entrepreneur", "FR", 5),
        ("Autoentrepreneur", "FR", 5),
        ("Micro entreprise", "FR", 5),
        ("Association loi 1901", "FR", 6),
        ("Association (loi du 1er juillet 1901)", "FR", 6),
        ("SARL", "RE", 1),
        ("SA", "BE", 12),
        ("n.v.", "BE", 12),
        ("SPRL", "BE", 11),
        ("BVBA", "BE", 11),
        ("bv", "BE", 11),
        ("srl/bv", "BE", 11),
        ("besloten vennootschap", "BE", 11),
        ("Société privée à responsabilité limitée", "BE", 11),
        ("SCRL", "BE", 13),
        ("B.V.", "NL", 21),
        ("ТОВ", "UA", 31),
        ("TOV", "UA", 31),
        ("приватний підприємець", "UA", 32),
        ("waqf", "FR", 41),
        ("waqf", "LU", 41),
    ],
)
def test_form_is_found_by_its_writing_and_country(text, country, form):
    assert FORMS.find(text, country) == form


@pytest.mark.parametrize(
    ("text", "country"),
    [("SPRL", "FR"), ("SARL", "BE"), ("SA", "LU"), ("SA", ""), ("", "FR"), ("-", "FR")],
)
def test_form_of_another_country_is_not_found(text, country):
    assert FORMS.find(text, country) is None


def test_countries_with_forms_are_known():
    known = [code for code in ("FR", "GP", "BE", "LU", "") if FORMS.knows(code)]
    assert known == ["FR", "GP", "BE", ""]


def test_official_code_comes_before_an_abbreviation():
    by_name = LegalForm(1, "SC – Société civile", "6599", "FR")
    by_code = LegalForm(2, "Société coopérative", "SC", "FR")
    assert LegalForms([by_name, by_code]).find("SC", "FR") == 2


def test_no_forms_find_nothing():
    assert LegalForms([]).find("SARL", "FR") is None


def test_form_is_written_by_code_names_and_abbreviations():
    form = LegalForm(1, "SA/NV – Société anonyme / Vennootschap", "SA", "LU")
    names = (form.name, "Société anonyme", "Vennootschap")
    assert writings_of(form) == (("SA",), names, ("SA/NV", "SA", "NV"), ())
