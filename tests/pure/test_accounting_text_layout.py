"""A layout that a person made writes what it says, or says what is wrong with it."""

import random
from dataclasses import replace
from datetime import date
from decimal import Decimal

import pytest
from accounting_entries import CONTEXT, golden_entries, sale
from accounting_random import random_entries

from crm_clientfile_accounting_export.formats import Books, Entry, Line
from crm_clientfile_accounting_export.formats.layout_presets import PRESETS
from crm_clientfile_accounting_export.formats.layout_values import (
    COLUMN_VALUES,
    Column,
    Layout,
)
from crm_clientfile_accounting_export.formats.text_layout import (
    LAYOUT_ERRORS,
    TextLayout,
    layout_errors,
    sample_of,
)

AMOUNTS = (Column("account"), Column("debit"), Column("credit"))
FIXED = Layout(
    "Fixed",
    (
        Column("journal", "Jnl", 3),
        Column("number", "Num", 6, fill="0"),
        Column(constant="X", width=1),
        Column("date", "Date", 8),
        Column("account", "Account", 8, fill="0"),
        Column("label", "Label", 10),
        Column("amount", "Amount", 12),
        Column("side", "S", 1),
    ),
    delimiter="",
    decimal=".",
    day="AAAAMMJJ",
    newline="\n",
    has_titles=True,
)


def written(layout, entries):
    return b"".join(TextLayout(CONTEXT, layout=layout).write(entries))


def small(**line):
    lines = (
        Line("411000", debit=Decimal("12.5"), **line),
        Line("706000", credit=Decimal("12.5")),
    )
    return Entry(7, "F7", date(2026, 1, 5), "VE", lines)


def test_fixed_widths_pad_each_column_to_its_place():
    assert written(FIXED, [small(label="Été à la mer")]).decode("cp1252") == (
        "JnlNum    Date    Account Label     Amount      S\n"
        "VE 000007X2026010541100000Été à la m       12.50D\n"
        "VE 000007X2026010570600000F7               12.50C\n"
    )


def test_delimited_columns_are_padded_where_asked():
    account = Column("account", width=8, fill="0", is_padded=True)
    layout = Layout("Padded", (account, Column("balance")), delimiter=",", decimal=".")
    assert written(layout, [small()]) == b"41100000,12.50\r\n70600000,-12.50\r\n"


def test_columns_that_never_change_are_written_once_a_line():
    made = TextLayout(CONTEXT, layout=Layout("Marks", (Column(constant="X"),)))
    assert b"".join(made.write([small(), small()])) == b"X\r\n" * 4


@pytest.mark.parametrize("seed", range(10))
def test_any_layout_reads_back_what_it_wrote(seed):
    layout = random_layout(random.Random(seed))
    made = TextLayout(CONTEXT, layout=layout)
    assert list(layout_errors(layout)) == []
    entries = random_entries(random.Random(seed), 20, made)
    data = b"".join(made.write(entries))
    assert list(made.read(data)) == [made.normalise(entry) for entry in entries]


def random_layout(chance):
    """Columns in any order, in any dialect."""
    names = ["number", "journal", "date", "account"]
    names += chance.choice((["debit", "credit"], ["amount", "side"], ["balance"]))
    others = (
        "label",
        "piece",
        "letter",
        "due_date",
        "vat_code",
        "kind",
        "account_label",
    )
    names += chance.sample(others, 4)
    analytic = chance.choice(("none", "column", "lines"))
    names += {"none": [], "column": ["section"], "lines": ["section", "line_type"]}[
        analytic
    ]
    chance.shuffle(names)
    delimiter = chance.choice((";", "\t", "|", ""))
    return Layout(
        "Random",
        tuple(Column(name, width=20) for name in names),
        delimiter=delimiter,
        quote=chance.choice(("", '"')) if delimiter else "",
        encoding=chance.choice(("cp1252", "ascii", "cp850")),
        newline=chance.choice(("\n", "\r\n")),
        decimal=chance.choice((".", ",")),
        day=chance.choice(("JJMMAA", "AAAA-MM-JJ")),
        has_titles=chance.random() < 0.5,
        analytic=analytic,
        is_zero_blank=chance.random() < 0.5,
    )


@pytest.mark.parametrize("code", PRESETS)
def test_presets_can_be_used(code):
    assert list(layout_errors(PRESETS[code])) == []


BROKEN = {
    "unknown_value": Layout("", (*AMOUNTS, Column("color"))),
    "twice": Layout("", (*AMOUNTS, Column("debit"))),
    "no_account": Layout("", AMOUNTS[1:]),
    "no_amount": Layout("", AMOUNTS[:2]),
    "no_width": replace(FIXED, columns=(*FIXED.columns, Column("piece"))),
    "wide_encoding": replace(FIXED, encoding="utf-8"),
    "delimiter_is_decimal": Layout("", AMOUNTS, delimiter=","),
    "no_line_type": Layout("", (*AMOUNTS, Column("section")), analytic="lines"),
    "no_section": Layout("", AMOUNTS, analytic="column"),
}


@pytest.mark.parametrize("code", LAYOUT_ERRORS)
def test_layout_that_cannot_be_used_says_why(code):
    assert code in [found for found, _value in layout_errors(BROKEN[code])]


def test_preview_shows_the_file_or_the_reasons():
    shown = sample_of(replace(FIXED, has_titles=False), CONTEXT, [small()])
    assert shown.text.splitlines()[0].startswith("VE 000007X20260105")
    assert sample_of(BROKEN["no_amount"], CONTEXT, [small()]).errors == (
        ("no_amount", ""),
    )


def test_each_section_of_a_line_follows_it():
    text = written(PRESETS["sage_param"], [sale()]).decode("iso8859-15")
    lines = [line.split(";") for line in text.splitlines()]
    goods = [line for line in lines if line[3] == "707000"]
    assert [(line[10], line[11], line[12]) for line in goods] == [
        ("100,00", "G", ""),
        ("33,33", "A", "CHAN12"),
        ("66,67", "A", "CHAN13"),
    ]


def test_a_line_with_two_sections_is_divided_where_one_fits():
    columns = (*AMOUNTS, Column("section"), Column("date"))
    layout = Layout("", columns, analytic="column", is_zero_blank=True)
    lines = written(layout, [sale()]).decode().splitlines()
    assert "707000;;33,33;CHAN12;15/01/2026" in lines
    assert "707000;;66,67;CHAN13;15/01/2026" in lines


def test_byte_order_mark_is_written_where_asked():
    layout = replace(PRESETS["pennylane"], has_bom=True)
    made = TextLayout(CONTEXT, layout=layout)
    data = b"".join(made.write([small()]))
    assert data.startswith(b"\xef\xbb\xbfDate;")
    assert data.count(b"\xef\xbb\xbf") == 1
    assert list(made.read(data)) == [made.normalise(small())]
    assert written(replace(FIXED, has_bom=True), [small()])[:3] == b"Jnl"


def test_code_that_does_not_fit_is_a_problem():
    made = TextLayout(CONTEXT, layout=PRESETS["cegid_excel"])
    entry = replace(small(), journal="LONG")
    (problem,) = made.problems(Books([entry]))
    assert (problem.code, problem.field, problem.value) == (
        "too_long",
        "journal",
        "LONG",
    )
    assert problem.params == {"width": 3}


def test_every_value_of_a_column_is_known_to_the_writer():
    for name, (label, _kind) in COLUMN_VALUES.items():
        layout = Layout("", (*AMOUNTS[:1], Column("balance"), Column(name)))
        assert label
        if name not in ("account", "balance"):
            assert written(layout, golden_entries())
