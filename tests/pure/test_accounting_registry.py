"""Another addon brings a format with one class."""

from datetime import date
from decimal import Decimal

import pytest

from crm_clientfile_accounting_export.formats import (
    MESSAGES,
    Context,
    Entry,
    Line,
    all_formats,
    register,
    registry,
)
from crm_clientfile_accounting_export.formats.field import Dialect, Field
from crm_clientfile_accounting_export.formats.line_format import LineFormat


@pytest.fixture
def formats(monkeypatch):
    """The registry, which forgets after the test what was added."""
    known = all_formats()
    monkeypatch.setattr(registry, "_FORMATS", known)
    return known


class Ledger(LineFormat):
    """A format of another addon."""

    code = "ledger"
    label = "Ledger"
    dialect = Dialect(delimiter="|")

    def columns(self):
        return (
            Field("number", kind="number"),
            Field("date", kind="day"),
            Field("account", kind="code"),
            Field("balance", kind="amount"),
        )


def test_format_of_another_addon_is_written_and_read(formats):
    register(Ledger)
    made = all_formats()["ledger"](Context())
    lines = (Line("411", debit=Decimal(5)), Line("706", credit=Decimal(5)))
    entry = Entry(1, "F1", date(2026, 1, 5), "VE", lines)
    data = b"".join(made.write([entry]))
    assert data == b"1|20260105|411|5.00\r\n1|20260105|706|-5.00\r\n"
    assert list(made.read(data)) == [made.normalise(entry)]


def test_class_with_a_known_code_takes_its_place(formats):
    class Better(all_formats()["ebp"]):
        label = "EBP, better"

    register(Better)
    assert all_formats()["ebp"].label == "EBP, better"
    assert len(all_formats()) == len(set(formats))


def test_what_is_given_out_cannot_change_the_registry():
    all_formats().clear()
    assert all_formats()


def test_every_problem_is_a_sentence_about_its_document():
    params = dict.fromkeys(("width", "character", "debit", "credit", "other"), "7")
    for code, message in MESSAGES.items():
        details = {"document": "F1", "field": "account", "value": "x", "amount": "5"}
        written = message % (details | params)
        assert written[-1] == ".", code
        assert "F1" in written or code in ("bad_siren", "no_year")
