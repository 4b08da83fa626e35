import io
from datetime import date, datetime

from openpyxl import load_workbook

from crm_clientfile.formats.workbook import ColumnSpec
from crm_clientfile.formats.workbook_blocks import (
    Book,
    Chart,
    Charts,
    Formula,
    Pairs,
    Sheet,
    Table,
    Words,
)
from crm_clientfile.formats.workbook_sheets import write_book
from tests.pure.sheet_calculator import Calculator

CREATED = datetime(2024, 3, 1, 12)
LEDGER = Table(
    "ledger",
    "Compte",
    (
        ColumnSpec("date", "Date", "date"),
        ColumnSpec("label", "Libellé"),
        ColumnSpec("debit", "Débit", "amount", mark="bar"),
        ColumnSpec("balance", "Solde", "amount"),
    ),
    [
        (date(2024, 1, 2), "=1+1", 10.5, Formula("={debit}{row}", 10.5)),
        (date(2024, 1, 3), "@x", -3, Formula("={balance}{above}+{debit}{row}", 7.5)),
    ],
    (None, "Total", Formula("=SUM({debit}{first}:{debit}{last})", 7.5), None),
)
CHART = Chart("column", "Débits", "ledger", "label", ("debit",))


def write(*sheets, **options):
    file = io.BytesIO()
    write_book(file, Book("Fiche R&D", sheets, CREATED, **options))
    file.seek(0)
    return file


def sheet(*blocks, name="Fiche", **options):
    return Sheet(name, "Boulangerie Martin", blocks, **options)


def cells(file, name="Fiche"):
    rows = load_workbook(file, data_only=True)[name].iter_rows(values_only=True)
    return [[cell for cell in row if cell is not None] for row in rows]


def test_blocks_stand_one_under_the_other():
    pairs = Pairs("Identité", [("Nom", "Martin", "text"), ("Effectif", 12, "integer")])
    rows = cells(write(sheet(Words("Notes", ["Achète peu."]), pairs, LEDGER)))
    assert [row for row in rows if row] == [
        ["Boulangerie Martin"],
        ["Notes"],
        ["Achète peu."],
        ["Identité"],
        ["Nom", "Martin"],
        ["Effectif", 12],
        ["Compte"],
        ["Date", "Libellé", "Débit", "Solde"],
        [datetime(2024, 1, 2), "=1+1", 10.5, 10.5],
        [datetime(2024, 1, 3), "@x", -3, 7.5],
        ["Total", 7.5],
    ]


def test_formulas_go_on_calculating():
    calculator = Calculator(write(sheet(LEDGER)))
    assert calculator.count() == 3
    assert calculator.differences() == []


def test_text_is_never_a_formula():
    book = load_workbook(write(sheet(Pairs("", [("=A1", "=1+1", "text")]), LEDGER)))
    texts = [cell for row in book["Fiche"] for cell in row if cell.value == "=1+1"]
    assert [cell.data_type for cell in texts] == ["s", "s"]


def test_long_text_is_as_high_as_its_lines():
    text = "Livrer\navant\n8 h"
    page = load_workbook(write(sheet(Pairs("", [("Note", text, "text")]))))["Fiche"]
    assert page["B4"].value == text
    assert page.row_dimensions[4].height == 45
    assert [str(area) for area in page.merged_cells.ranges] == ["B4:F4"]


def test_chart_shows_a_table_of_a_former_sheet():
    drawn = sheet(Charts((CHART, CHART)), name="Graphiques")
    book = load_workbook(write(sheet(LEDGER), drawn))
    charts = book["Graphiques"]._charts
    assert len(charts) == 2
    assert charts[0].series[0].val.numRef.f == "Fiche!$C$5:$C$6"


def test_axis_starts_at_zero_unless_amounts_are_negative():
    positive = Table("ledger", "", LEDGER.columns, LEDGER.rows[:1])
    for table, least in ((positive, 0), (LEDGER, None)):
        book = load_workbook(write(sheet(table, Charts((CHART,)))))
        assert book["Fiche"]._charts[0].y_axis.scaling.min == least


def test_page_is_a4_as_wide_as_the_sheet_with_header_and_titles():
    page = load_workbook(
        write(
            sheet(LEDGER, is_landscape=True, repeated="ledger"), header="Maison & Fils"
        )
    )["Fiche"]
    assert (page.page_setup.paperSize, page.page_setup.orientation) == (9, "landscape")
    assert page.sheet_properties.pageSetUpPr.fitToPage
    assert page.print_title_rows == "$4:$4"
    assert page.freeze_panes == "A5"
    assert page.oddHeader.left.text == "Fiche R&&D"
    assert page.oddHeader.right.text == "Maison && Fils"


def test_table_without_rows_is_a_header():
    empty = Table("empty", "", LEDGER.columns, [])
    assert cells(write(sheet(empty)))[2] == ["Date", "Libellé", "Débit", "Solde"]


def test_same_values_give_the_same_bytes():
    one, other = (write(sheet(LEDGER, Charts((CHART,)))).getvalue() for _ in range(2))
    assert one == other
