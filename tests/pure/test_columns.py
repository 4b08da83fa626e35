from collections import Counter

import pytest

from crm_clientfile.tools.columns import (
    FIELDS,
    layout_fingerprint,
    parse_boolean,
    parse_company_type,
    recognise,
)
from crm_clientfile.tools.errors import InvalidValue
from crm_clientfile.tools.text import words

EXPORTS = {
    "Odoo, technical": {
        "name": "name",
        "is_company": "is_company",
        "parent_id/name": "parent_name",
        "street": "street",
        "street2": "street2",
        "zip": "zip",
        "city": "city",
        "state_id": "state",
        "country_id/id": "country",
        "phone": "phone",
        "email": "email",
        "vat": "vat",
        "company_registry": "company_registry",
        "category_id": "tags",
        "user_id": "salesperson",
        "lang": "lang",
        "comment": "comment",
        "id": None,
    },
    "Odoo, French": {
        "Nom": "name",
        "Rue": "street",
        "Rue 2": "street2",
        "Code postal": "zip",
        "Ville": "city",
        "État": "state",
        "Pays": "country",
        "N° TVA": "vat",
        "Étiquettes": "tags",
        "Vendeur": "salesperson",
        "Poste occupé": "function",
        "Site Web": "website",
    },
    "Dolibarr": {
        "Code client": "ref",
        "Nom du tiers": "name",
        "Nom alternatif (commercial, marque, ...)": "trade_name",
        "Type de tiers": "is_company",
        "Adresse": "street",
        "Département/Canton": "state",
        "Téléphone": "phone",
        "Url": "website",
        "Id. prof. 1 (SIREN)": "siren",
        "Id. prof. 2 (SIRET)": "siret",
        "Id. prof. 3 (NAF-APE)": "ape",
        "Numéro de TVA": "vat",
        "Effectifs": "employee_count",
        "Forme juridique": "legal_form",
        "Date création": None,
    },
    "Sage 100": {
        "CT_Num": "ref",
        "CT_Intitule": "name",
        "CT_Adresse": "street",
        "CT_Complement": "street2",
        "CT_CodePostal": "zip",
        "CT_Ville": "city",
        "CT_Telephone": "phone",
        "CT_Telecopie": "fax",
        "CT_EMail": "email",
        "CT_Siret": "siret",
        "CT_Ape": "ape",
        "CT_Identifiant": "vat",
        "CT_Contact": None,
    },
    "EBP": {
        "Code (tiers)": "ref",
        "Nom": "name",
        "Nom (contact) (facturation)": "last_name",
        "Prénom (contact)": "first_name",
        "Civilité (facturation)": "civility",
        "Adresse 1 (facturation)": "street",
        "Adresse 2 (facturation)": "street2",
        "Code postal (facturation)": "zip",
        "Code postal (livraison)": None,
        "Téléphone fixe (contact)": "phone",
        "Téléphone portable (contact)": "mobile",
        "NAF": "ape",
    },
    "Ciel": {
        "Code client": "ref",
        "Raison sociale / Nom": "name",
        "Portable": "mobile",
        "N° TVA intracom": "vat",
        "Représentant": "salesperson",
    },
    "HubSpot, companies": {
        "Record ID": None,
        "Company name": "name",
        "Company Domain Name": None,
        "Phone Number": "phone",
        "Mobile Phone Number": "mobile",
        "Street Address": "street",
        "Street Address 2": "street2",
        "State/Region": "state",
        "Number of Employees": "employee_count",
        "Annual Revenue": "turnover",
        "Website URL": "website",
        "LinkedIn Company Page": "linkedin",
        "Twitter Handle": "x_twitter",
        "Company owner": "salesperson",
        "Lifecycle Stage": None,
    },
    "HubSpot, contacts": {
        "First Name": "first_name",
        "Last Name": "last_name",
        "Email": "email",
        "Company Name": "parent_name",
        "Job Title": "function",
        "Contact owner": "salesperson",
    },
    "Dutch": {
        "Klantnummer": "ref",
        "Naam": "name",
        "Straat + nr": "street",
        "Postcode + gemeente": "zip_city",
        "Land": "country",
        "Telefoon": "phone",
        "GSM": "mobile",
        "E-mail": "email",
        "BTW-nummer": "vat",
        "Ondernemingsnummer": "be_enterprise",
        "Geboortedatum": "birth_date",
        "Taal": "lang",
        "Leveringsadres": None,
        "Opmerkingen": "comment",
    },
    "Ukrainian": {
        "Код клієнта": "ref",
        "Назва": "name",
        "ЄДРПОУ": "company_registry",
        "ІПН": "vat",
        "Вулиця": "street",
        "Місто": "city",
        "Поштовий індекс": "zip",
        "Телефон": "phone",
        "Моб. телефон": "mobile",
        "Електронна пошта": "email",
        "Дата народження": "birth_date",
        "Примітка": "comment",
    },
    "relationship, French": {
        "Commercial": "salesperson",
        "Secteur": "industry",
        "Secteur commercial": "territory",
        "Origine": "source",
        "Campagne": "campaign",
        "Projet souhaité": "project",
        "Budget (€)": "budget",
        "Préférences": "preferences",
        "Date du 1er contact": None,
        "Premier contact le": "first_contact_date",
        "Conditions de règlement": "payment_term",
        "Mode de règlement": "payment_method",
        "Catégorie tarifaire": "pricelist",
        "Remise (%)": "discount",
        "Motif de la remise": "discount_reason",
        "Transporteur": "carrier",
        "Délai de livraison (jours)": "delivery_days",
        "Conditions de livraison": "delivery_terms",
        "Instructions de livraison": "delivery_instructions",
        "Frais de livraison HT": "delivery_charge",
        "Vérifié le": "checked_date",
        "Établissement fermé le": "closed_date",
    },
    "relationship, Dutch": {
        "Herkomst": "source",
        "Verkoopgebied": "territory",
        "Betalingsvoorwaarden": "payment_term",
        "Betaalwijze": "payment_method",
        "Prijslijst": "pricelist",
        "Korting %": "discount",
        "Reden van de korting": "discount_reason",
        "Vervoerder": "carrier",
        "Levertijd (dagen)": "delivery_days",
        "Leveringsvoorwaarden": "delivery_terms",
        "Verzendkosten": "delivery_charge",
        "Eerste contact": "first_contact_date",
    },
    "relationship, Ukrainian": {
        "Джерело": "source",
        "Територія": "territory",
        "Умови оплати": "payment_term",
        "Спосіб оплати": "payment_method",
        "Прайс-лист": "pricelist",
        "Знижка, %": "discount",
        "Причина знижки": "discount_reason",
        "Перевізник": "carrier",
        "Термін доставки": "delivery_days",
        "Умови доставки": "delivery_terms",
        "Вартість доставки": "delivery_charge",
        "Бюджет": "budget",
    },
    "relationship, of programs": {
        "CT_Taux01": "discount",
        "N_CatTarif": "pricelist",
        "N_Expedition": "carrier",
        "N_Condition": "delivery_terms",
        "Original Source Type": "source",
        "Sales territory": "territory",
        "property_payment_term_id/id": "payment_term",
    },
    "of others": {
        "Chef de projet": None,
        "Pays d'origine": None,
        "Date de livraison": None,
        "Ville (livraison)": None,
        "Téléphone livraison": None,
        "Adresse de livraison": None,
        "Tarif HT": None,
        "Discount code": None,
        "Préférences de contact": None,
        "Source URL": None,
        "Contrôlé par": None,
    },
    "sentences": {
        "N° de téléphone du client": "phone",
        "Adresse e-mail du contact": "email",
        "Numéro SIRET de l'établissement principal": "siret",
        "Date de naissance du client": "birth_date",
        "Ville de naissance": None,
        "Program Name": None,
        "Couleur préférée": None,
    },
}


def by_title(header, samples=()):
    found = recognise(header, samples)
    return {title: found.get(index) for index, title in enumerate(header)}


@pytest.mark.parametrize("program", EXPORTS)
def test_columns_of_known_exports_are_recognised(program):
    assert by_title(list(EXPORTS[program])) == EXPORTS[program]


def test_each_title_belongs_to_one_field():
    keys = {
        ("".join(words(title)), field.name)
        for field in FIELDS
        for title in field.synonyms
    }
    counts = Counter(key for key, _name in keys)
    assert [key for key, count in counts.items() if count > 1 or not key] == []


def test_each_field_is_recognised_by_each_of_its_titles():
    for field in FIELDS:
        for title in field.synonyms:
            assert recognise([title]) == {0: field.name}, title


def test_field_has_one_column_the_best():
    assert by_title(["Ville du client", "Ville", "Ville (2)"]) == {
        "Ville du client": None,
        "Ville": "city",
        "Ville (2)": None,
    }


@pytest.mark.parametrize(
    ("header", "fields"),
    [
        (["Phone", "Phone (2)"], ["phone", "phone_2"]),
        (["Tél. 1", "Tél. 2", "Tél. 3"], ["phone", "phone_2", None]),
        (["Tél bureau", "Téléphone fixe"], ["phone_2", "phone"]),
        (["Mobile", "Mobile 2"], ["mobile", "phone_2"]),
        (["Téléphone", "Portable", "GSM"], ["phone", "mobile", "phone_2"]),
        (["E-mail", "E-mail 2"], ["email", "email_2"]),
        (["Email perso", "Courriel"], ["email_2", "email"]),
    ],
)
def test_further_phone_and_email_have_fields(header, fields):
    assert list(by_title(header).values()) == fields


@pytest.mark.parametrize(
    ("header", "fields"),
    [
        (["Nom", "Prénom"], ["last_name", "first_name"]),
        (["Société", "Nom", "Prénom"], ["parent_name", "last_name", "first_name"]),
        (["Raison sociale", "Nom", "Prénom"], ["name", "last_name", "first_name"]),
        (
            ["Société", "Nom contact", "Prénom contact"],
            ["name", "last_name", "first_name"],
        ),
        (["Bedrijf", "Naam", "Voornaam"], ["parent_name", "last_name", "first_name"]),
    ],
)
def test_name_means_the_last_name_in_a_list_of_persons(header, fields):
    assert list(by_title(header).values()) == fields


@pytest.mark.parametrize(
    ("title", "cells", "field"),
    [
        ("Adresse", ["a@exemple.fr", "b@exemple.fr"], "email"),
        ("Adresse", ["3 rue Haute", "a@exemple.fr"], "street"),
        ("Adresse", ["www.exemple.fr", "https://exemple.be"], "website"),
        ("N° SIREN", ["73282932000074", 73282932000074.0], "siret"),
        ("Client", ["oui", "non", None], "is_client"),
        ("Client", ["Durand", "Petit"], "name"),
        ("Société", ["x", "", "x"], "is_company"),
        ("Fournisseur", ["Durand", "Petit"], None),
        ("Fournisseur", [True, False], "is_supplier"),
        ("Type", ["Société", "Particulier"], "is_company"),
        ("Type", ["facturation", "livraison"], "address_type"),
        ("E-mail", ["oui", "non"], None),
        ("Column 7", ["a@exemple.fr"], "email"),
        ("", ["06 12 34 56 78", "+32 2 555 12 12"], "phone"),
        ("", ["732 829 320 00074"], "siret"),
        ("", ["0403.019.261"], "be_enterprise"),
        ("", ["http://exemple.fr"], "website"),
        ("", ["Lyon"], None),
        ("", [None, ""], None),
        ("Créé par", ["a@exemple.fr"], None),
        ("Commercial", ["a@exemple.fr"], "salesperson"),
    ],
)
def test_first_cells_settle_what_the_title_leaves_open(title, cells, field):
    assert by_title([title], [[cell] for cell in cells]) == {title: field}


def test_short_sample_rows_do_no_harm():
    assert recognise(["Nom", "Ville"], [["Durand"], []]) == {0: "name", 1: "city"}


def test_fingerprint_is_stable_and_knows_the_order():
    print_ = layout_fingerprint(["Nom", "Ville"])
    assert print_ == layout_fingerprint([" NOM", "ville "])
    assert print_ != layout_fingerprint(["Ville", "Nom"])
    assert len(print_) == 64


@pytest.mark.parametrize(
    "value", ["Oui", "JA", "так", "x", "1", 1, 1.0, True, "VRAI", "✓"]
)
def test_yes_is_understood(value):
    assert parse_boolean(value) is True


@pytest.mark.parametrize("value", ["Non", "nee", "ні", "0", 0, 0.0, False, "FAUX", "n"])
def test_no_is_understood(value):
    assert parse_boolean(value) is False


@pytest.mark.parametrize("value", ["", None, "peut-être", 2, "10", "01"])
def test_what_is_neither_yes_nor_no_is_refused(value):
    with pytest.raises(InvalidValue) as caught:
        parse_boolean(value)
    assert caught.value.code == "boolean_unreadable"
    assert "neither yes nor no" in str(caught.value)


@pytest.mark.parametrize(
    ("value", "is_company"),
    [("Entreprise", True), ("Particulier", False), ("компанія", True), ("non", False)],
)
def test_company_or_person_is_understood(value, is_company):
    assert parse_company_type(value) is is_company
