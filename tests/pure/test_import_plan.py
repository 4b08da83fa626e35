"""Rows of a customer file, read and split into customers."""

from datetime import date, datetime

import pytest

from crm_clientfile.tools.columns import FIELDS
from crm_clientfile.tools.errors import InvalidValue
from crm_clientfile.tools.import_cells import (
    correctable_cell,
    json_cell,
    show_cell,
    show_lines,
)
from crm_clientfile.tools.import_plan import (
    TARGETS,
    ImportColumn,
    PlanOptions,
    RowPlanner,
    describe_entry,
)
from crm_clientfile.tools.import_remarks import MESSAGES, Remark, UnknownValue
from crm_clientfile.tools.import_row import READERS

COUNTRIES = {"france": "FR", "belgique": "BE", "be": "BE", "etats-unis": "US"}


def plan(options=None, **cells):
    """The entries of a row whose columns are titled as their fields."""
    columns = [ImportColumn(at, name, name) for at, name in enumerate(cells)]
    values = {"countries": COUNTRIES, "languages": {"fr": "fr_FR"}, "year": 2026}
    planner = RowPlanner(columns, PlanOptions(**{**values, **(options or {})}))
    return planner.plan(tuple(cells.values()))


def plan_one(options=None, **cells):
    [entry] = plan(options, **cells)
    return entry


def codes(said):
    return [one.code for _title, one in said]


def test_every_field_and_target_has_a_reader():
    unread = {"first_name", "last_name"} - READERS.keys()
    assert {field.name for field in FIELDS} <= READERS.keys() | unread
    assert set(TARGETS) == READERS.keys()


def test_blank_cells_give_nothing():
    entry = plan_one(name="Dupont", street=None, city="", phone=None)
    assert entry.values == {"name": "Dupont", "country": "FR", "is_company": True}


@pytest.mark.parametrize(
    "cells, is_company",
    [
        ({"name": "Dupont"}, True),
        ({"name": "Dupont", "civility": "M."}, False),
        ({"name": "Dupont", "civility": "M.", "siret": "73282932000074"}, True),
        ({"name": "Dupont", "is_company": "non"}, False),
        ({"name": "Dupont", "is_company": "Particulier"}, False),
        ({"last_name": "Dupont", "first_name": "Anne"}, False),
    ],
)
def test_companies_are_told_from_persons(cells, is_company):
    assert plan_one(**cells).values["is_company"] is is_company


def test_names_without_a_sign_are_what_was_chosen():
    options = {"is_company": False}
    assert plan_one(options, name="DUPONT anne").values["is_company"] is False
    assert plan_one(options, name="SARL Dupont").values["is_company"] is True


def test_names_of_persons_are_composed_and_tidied():
    assert (
        plan_one(last_name="LE GOFF", first_name="anne").values["name"]
        == "Anne Le Goff"
    )


def test_full_name_beside_its_parts_is_one_person():
    entry = plan_one(name="Anne Dupont", last_name="Dupont", first_name="Anne")
    assert (entry.values["name"], entry.values["is_company"]) == ("Anne Dupont", False)


def test_company_with_a_contact_is_two_customers():
    company, contact = plan(
        name="Glas SA",
        last_name="Dupont",
        first_name="Anne",
        function="Achats",
        city="X",
    )
    assert (company.part, contact.part) == ("main", "contact")
    assert contact.values == {
        "name": "Anne Dupont",
        "function": "Achats",
        "is_company": False,
    }
    assert contact.parent is company
    assert company.values["city"] == "X"
    assert (company.rank, contact.rank) == (0, 2)


def test_person_with_an_employer_is_two_customers():
    company, person = plan(
        parent_name="Glas SA",
        last_name="Dupont",
        siret="73282932000074",
        city="Lyon",
        is_client="oui",
    )
    assert (company.part, person.part) == ("company", "main")
    assert (company.rank, person.rank) == (1, 2)
    assert person.parent is company
    assert company.values["company_registry"] == "73282932000074"
    assert company.values["is_client"] is True
    assert company.values["city"] == person.values["city"] == "Lyon"
    assert "company_registry" not in person.values
    assert set(company.soft) >= {"name", "city", "company_registry"}


def test_employer_alone_is_the_customer():
    entry = plan_one(parent_name="Glas SA", city="Lyon")
    assert (entry.part, entry.values["name"]) == ("main", "Glas SA")


def test_establishment_keeps_its_own_numbers():
    company, site = plan(
        name="Glas Lyon",
        is_company="oui",
        parent_name="Glas SA",
        siret="73282932000074",
    )
    assert site.values["company_registry"] == "73282932000074"
    assert company.values == {"name": "Glas SA", "is_company": True}


def test_country_decides_how_the_row_is_read():
    entry = plan_one(name="Glas", country="Belgique", phone="0475 12 34 56", zip="1000")
    assert entry.values["phone"] == "+32 475 12 34 56"
    assert entry.values["zip"] == "1000"
    assert "country" not in entry.soft


def test_country_follows_from_the_number():
    entry = plan_one(name="Glas", be_enterprise="403019261", phone="0475123456")
    assert entry.values["country"] == "BE"
    assert entry.values["company_registry"] == "0403019261"
    assert entry.values["phone"] == "+32 475 12 34 56"
    assert codes(entry.remarks) == ["country_from_number"]


def test_phones_written_as_elsewhere():
    entry = plan_one({"phone_country": "BE"}, name="Glas", phone="0475 12 34 56")
    assert entry.values["phone"].startswith("+32")
    assert entry.values["country"] == "FR"


def test_phones_are_sorted_by_use():
    entry = plan_one(
        name="Glas", fax="0144556678", mobile="0612345678", phone="0144556677"
    )
    assert entry.values["phone"] == "+33 1 44 55 66 77"
    assert [(one["kind"], one["key"]) for one in entry.channels] == [
        ("mobile", "+33612345678"),
        ("fax", "+33144556678"),
    ]


def test_mobile_alone_is_the_preferred_phone():
    entry = plan_one(name="Glas", mobile="0612345678")
    assert (entry.values["phone"], entry.channels) == ("+33 6 12 34 56 78", [])


def test_several_phones_and_emails_in_a_cell_are_all_kept():
    entry = plan_one(
        name="Glas",
        phone="01 44 55 66 77 / 06 12 34 56 78",
        email="a@x.example; B <b@x.example>",
    )
    assert entry.values["email"] == "a@x.example"
    assert [one["key"] for one in entry.channels] == ["+33612345678", "b@x.example"]


def test_extension_of_a_phone_is_not_lost():
    entry = plan_one(name="Glas", phone="01 44 55 66 77 poste 12")
    assert entry.values["phone"] == "01 44 55 66 77 poste 12"
    assert entry.reach == {"phone": "+33144556677"}


def test_profiles_become_ways_to_reach():
    entry = plan_one(name="Glas", x_twitter="@glas", whatsapp="0612345678")
    assert [(one["medium"], one["kind"]) for one in entry.channels] == [
        ("social", "x"),
        ("social", "whatsapp"),
    ]


def test_repairs_are_said_with_the_title_of_the_column():
    entry = plan_one(name="Glas", siret=558050100012, zip=1000, phone=612345678.0)
    assert entry.values["company_registry"] == "00558050100012"
    assert {title: remark.code for title, remark in entry.remarks} == {
        "siret": "siret_repaired",
        "zip": "zip_repaired",
        "phone": "phone_repaired",
    }


def test_unusable_values_refuse_the_row():
    entry = plan_one(name="Glas", phone="0612", civility="Sir Lancelot")
    assert codes(entry.refusals) == ["phone_too_short", "choice_unknown"]


def test_unusable_values_are_noted_if_wished():
    entry = plan_one({"leave_out": True}, name="Glas", phone="0612", lang="Klingon")
    assert entry.refusals == []
    assert codes(entry.remarks) == ["left_out", "left_out"]
    assert entry.notes == ["phone: 0612", "lang: Klingon"]
    assert "phone" not in entry.values


def test_incoherent_numbers_always_refuse_the_row():
    entry = plan_one(
        {"leave_out": True}, name="G", siret="73282932000074", vat="FR40303265045"
    )
    assert codes(entry.refusals) == ["siret_not_in_vat"]


@pytest.mark.parametrize("leave_out", [False, True])
def test_refusals_keep_nothing_of_the_reading_in_memory(leave_out):
    entry = plan_one({"leave_out": leave_out}, name="G", phone="+999 1", vat="FR1")
    said = [reason for _title, reason in entry.refusals]
    said += [remark.params["reason"] for _title, remark in entry.remarks]
    assert len(said) == 2
    for error in said:
        assert (error.__traceback__, error.__cause__, error.__context__) == (None,) * 3


def test_unknown_country_is_refused_and_read_as_the_usual_one():
    entry = plan_one(name="Glas", country="Atlantis", phone="0612345678")
    assert codes(entry.refusals) == ["country_unknown"]
    assert entry.values["phone"] == "+33 6 12 34 56 78"


def test_numbers_and_dates():
    entry = plan_one(
        name="Glas",
        employee_count="10 à 19 salariés",
        turnover="1.234,50 €",
        client_since=datetime(2021, 3, 15),
        birth_date="1/2/63",
    )
    values = entry.values
    assert (values["employee_count"], values["turnover"]) == (10, 1234.5)
    assert (values["client_since"], values["birth_date"]) == (
        "2021-03-15",
        "1963-02-01",
    )


def test_origin_and_terms_are_read():
    entry = plan_one(
        {"today": date(2026, 5, 1)},
        name="Glas",
        first_contact_date="12/03/2024",
        source="Salon de Lyon",
        budget="12 k€",
        preferences="Pas le lundi\n\n Vins blancs",
        territory="Nord",
        payment_term="30 jours",
        discount="10 %",
        discount_reason="Volume",
        delivery_days="2 semaines",
        delivery_charge=0,
        closed_date="2026-05-01",
    )
    kept = entry.values.keys() - {"name", "country", "is_company"}
    assert {name: entry.values[name] for name in kept} == {
        "first_contact_date": "2024-03-12",
        "source": "Salon de Lyon",
        "budget": 12000.0,
        "preferences": "Pas le lundi\nVins blancs",
        "territory": "Nord",
        "payment_term": "30 jours",
        "discount": 10.0,
        "discount_reason": "Volume",
        "delivery_days": 14,
        "delivery_charge": 0.0,
        "closed_date": "2026-05-01",
    }


def test_discount_without_justification_goes_to_the_notes():
    entry = plan_one(name="Glas", discount=12.5, city="Lyon")
    assert "discount" not in entry.values
    assert (entry.refusals, entry.notes) == ([], ["discount: 12.5 %"])
    [(title, remark)] = entry.remarks
    assert (title, remark.code) == ("discount", "left_out")
    assert "12.5 %" in str(remark.params["reason"])


def test_no_discount_needs_no_justification():
    entry = plan_one(name="Glas", discount=0)
    assert (entry.values["discount"], entry.remarks) == (0.0, [])


def test_days_to_come_and_debts_are_refused():
    entry = plan_one(
        {"today": date(2026, 5, 1)},
        name="Glas",
        checked_date="2/5/2026",
        budget="-1",
        discount=0.1,
    )
    refused = ["day_to_come", "amount_negative", "percent_ambiguous"]
    assert codes(entry.refusals) == refused


def test_terms_are_those_of_the_company_of_a_person():
    company, person = plan(
        parent_name="Glas SA",
        last_name="Dupont",
        discount=5,
        discount_reason="Volume",
        source="Salon",
    )
    assert (company.values["discount"], company.values["discount_reason"]) == (
        5.0,
        "Volume",
    )
    assert person.values["source"] == "Salon"
    assert "discount" not in person.values


def test_ranks_of_the_host_are_roles():
    entry = plan_one(name="Glas", is_client=3, is_supplier=0.0, is_prospect="x")
    roles = [entry.values[name] for name in ("is_client", "is_supplier", "is_prospect")]
    assert roles == [True, False, True]


def test_lists_and_notes_add_up():
    entry = plan_one(name="Glas", tags="Or; Argent, Or", comment="a\n\n b ")
    assert entry.values["tags"] == ["Or", "Argent"]
    assert entry.notes == ["a", "b"]


def test_postcode_and_town_in_one_cell():
    entry = plan_one(name="Glas", zip_city="F-75011 Paris")
    assert (entry.values["zip"], entry.values["city"]) == ("75011", "Paris")


def test_own_columns_have_precedence_over_a_joint_one():
    entry = plan_one(name="Glas", zip_city="75011 Paris", city="Lyon")
    assert entry.values["city"] == "Lyon"


def test_keys_find_one_customer_only():
    entry = plan_one(
        name="SARL Dupont",
        ref="C 1",
        phone="0612345678",
        email="a@x.example",
        fax="0144556677",
    )
    described = describe_entry(entry)
    assert described["keys"] == ["e:a@x.example", "p:+33612345678", "r:c1"]
    assert described["name_key"] == "dupont"


def test_cells_are_shown_as_people_write_them():
    cells = (42.0, 3.5, True, None, datetime(2024, 3, 1, 10, 30), " a  b ")
    shown = ["42", "3.5", "TRUE", "", "2024-03-01 10:30:00", "a b"]
    assert [show_cell(cell) for cell in cells] == shown
    assert show_lines("a\n\n b ") == ["a", "b"]


def test_cells_survive_json_and_correction():
    assert json_cell(datetime(2024, 3, 1)) == "2024-03-01"
    assert json_cell(None) is None
    assert correctable_cell(None) is None
    assert correctable_cell(" a") == " a"
    assert correctable_cell(33612345678.0) == "33612345678"
    assert correctable_cell(3.36123e10) == "3.36123E+10"


def test_remarks_are_sentences_in_english():
    assert Remark("same_as_row", {"number": 2}).message == "Same customer as row 2."
    assert str(UnknownValue("lang_unknown", "lang", "Klingon")).startswith(
        "The language"
    )
    assert issubclass(UnknownValue, InvalidValue)
    assert all(text.endswith((".", "%(reason)s")) for text in MESSAGES.values())
