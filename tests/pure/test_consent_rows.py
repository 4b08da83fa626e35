"""Consents from another program, row by row."""

import pytest

from crm_clientfile_gdpr.tools.consent_rows import RowFault, find_columns, read_row

HEADER = ["Code client", "Courriel", "Finalité", "Canal", "Statut", "Date", "Preuve"]


def read(*cells):
    return read_row(cells, find_columns(HEADER))


@pytest.mark.parametrize(
    "header",
    [
        ["Customer number", "State", "Date"],
        ["E-MAIL", "Consentement", "Donné le"],
        ["Klantnummer", "Toestemming", "Gegeven op"],
        ["Номер клієнта", "Згода", "Дата"],
    ],
)
def test_titles_are_known_in_four_languages(header):
    assert len(find_columns(header)) == 3


def test_first_of_two_columns_of_a_name_counts():
    assert find_columns(["Date", "état", "email", "date"])["date"] == 0


@pytest.mark.parametrize("header", [[], ["email"], ["state", "date"]])
def test_file_without_the_needed_columns_is_refused(header):
    with pytest.raises(RowFault, match="columns"):
        find_columns(header)


def test_row_is_read_with_our_own_names():
    row = read(12.0, " a@x.fr ", "News", "Tél.", "Oui", "12/03/2024", "Salon")
    assert row["number"] == "12"
    assert (row["email"], row["channel"], row["state"]) == ("a@x.fr", "phone", "given")
    assert (row["source"], row["wording"]) == ("Salon", "")


@pytest.mark.parametrize(
    ("cells", "code"),
    [
        (("1", "", "News", "sms", "perhaps", "d"), "state"),
        (("1", "", "News", "fax", "oui", "d"), "channel"),
        (("1", "", "", "sms", "oui", "d"), "precise"),
        (("1", "", "News", "", "non", "d"), "precise"),
        (("", None, "News", "sms", "oui", "d"), "person"),
        ((), "state"),
    ],
)
def test_row_that_says_too_little_is_refused(cells, code):
    with pytest.raises(RowFault) as refused:
        read(*cells)
    assert refused.value.code == code


def test_opposition_may_be_to_all():
    row = read("C1", "", "", "", "opt-out", "2024-01-01")
    assert (row["state"], row["channel"], row["purpose"]) == ("opposed", "", "")
