"""Entries are made of rows that name by id what many of them share."""

from datetime import date
from decimal import Decimal

import pytest

from crm_clientfile_accounting_export.formats import Analytic
from crm_clientfile_accounting_export.tools.entry_maker import EntryMaker

HEAD = (7, "FAC/1", "2026-01-15", 1, "out_invoice", None, None, "REF", None, None)
LINE = (7, 1, "1200.00", "0", "Label", "DUP", "Dupont", "2026-02-14", "5", "2026-01-31")
BARE = (7, 2, "0", "1000.5", None, None, None, None, None, None)
PLAIN = (None, None, "", None, None)


@pytest.fixture
def make():
    maker = EntryMaker(
        accounts={
            1: ("411", "Clients", "customer"),
            2: ("706", "Ventes", ""),
            3: ("401", "Fournisseurs", "supplier"),
        },
        journals={1: ("VE", "Ventes", "sale"), 2: ("BQ", "Banque", "bank")},
        currencies={3: ("USD",)},
        payment_modes={9: ("VIR",)},
        sections={"4": ("NORD", 1)},
    )

    def make(lines, **changes):
        names = ("type", "partner_type", "mode", "ref", "piece_day", "text")
        values = {**dict(zip(names, HEAD[4:], strict=True)), **changes}
        journal = values.pop("journal", 1)
        head = (*HEAD[:3], journal, *(values[name] for name in names))
        (entry,) = maker.entries(1, [7], [head], lines)
        return entry

    return make


def test_line_has_the_names_of_what_it_names(make):
    (line,) = make([LINE + PLAIN]).lines
    assert (line.account, line.account_label) == ("411", "Clients")
    assert (line.third_party, line.third_party_kind) == ("DUP", "customer")
    assert (line.debit, line.credit) == (Decimal("1200.00"), Decimal(0))
    assert (line.due_date, line.letter) == (date(2026, 2, 14), "5")
    assert line.letter_date == date(2026, 1, 31)


def test_amount_is_exactly_the_text_of_the_database(make):
    (line,) = make([BARE + PLAIN]).lines
    assert str(line.credit) == "1000.5"


@pytest.mark.parametrize(("ref", "label"), [("REF", "REF"), (None, "FAC/1")])
def test_blank_label_is_the_reference_or_the_name(make, ref, label):
    (line,) = make([BARE + PLAIN], ref=ref).lines
    assert line.label == label


def test_foreign_amount_has_its_currency(make):
    (line,) = make([(*LINE, 3, "-5.10", "", None, None)]).lines
    assert (line.currency, line.amount_currency) == ("USD", Decimal("-5.10"))


def test_analytic_parts_are_signed_like_the_line(make):
    (line,) = make([(*BARE, None, None, "", None, {"4,99": 100})]).lines
    assert line.analytic == (Analytic("NORD", Decimal("-1000.50"), 1),)


def test_reference_of_a_customer_is_not_that_of_the_piece(make):
    assert make([LINE + PLAIN]).piece == ""
    assert make([LINE + PLAIN], type="in_invoice").piece == "REF"


@pytest.mark.parametrize(
    ("account", "partner_type", "kind"),
    [
        (1, None, "customer_payment"),
        (3, None, "supplier_payment"),
        (2, "supplier", "supplier_payment"),
        (2, None, "other"),
    ],
)
def test_kind_of_a_payment_is_that_of_its_third_party(
    make, account, partner_type, kind
):
    line = (7, account, *BARE[2:], *PLAIN)
    entry = make([line], type="entry", journal=2, partner_type=partner_type, mode=9)
    assert (entry.kind, entry.lines[0].payment_mode) == (kind, "VIR")
