import io
import random
from datetime import datetime

import pytest
from openpyxl import load_workbook

from crm_clientfile.formats.workbook import ColumnSpec
from crm_clientfile.formats.workbook_analysis import (
    Analysis,
    Figure,
    Group,
    build_analysis,
)
from crm_clientfile.formats.workbook_blocks import Book
from crm_clientfile.formats.workbook_parts import assemble_table, render_rows
from crm_clientfile.formats.workbook_tally import add_tallies, tally_rows
from tests.pure.sheet_calculator import Calculator

CREATED = datetime(2024, 3, 1, 12)
CHANGE = '=IF({before}{row}>0,{sold}{row}/{before}{row}-1,"")'
COLUMNS = (
    ColumnSpec("name", "Nom"),
    ColumnSpec("status", "Statut"),
    ColumnSpec("region", "Département"),
    ColumnSpec("sold", "CA", "amount", mark="bar"),
    ColumnSpec("before", "CA avant", "amount"),
    ColumnSpec("change", "Évolution", "percent", mark="arrows", formula=CHANGE),
    ColumnSpec("overdue", "En retard", "amount", mark="alarm"),
)
PLACES = {column.key: at for at, column in enumerate(COLUMNS)}
MEASURES, GROUPS = ("sold", "before", "overdue"), ("status", "region")
WORDS = {
    "summary": "Synthèse",
    "charts": "Graphiques",
    "figures": "Chiffres",
    "years": "Deux ans",
    "label": "Année",
    "customers": "Clients",
    "revenue": "CA",
    "average": "CA par client",
    "share": "Part",
    "nothing": "(inconnu)",
    "others": "Autres",
    "total": "Total",
}
HOSTILE = ("=1+1", "A*", "Qui?", "~", ">5", 'dit "Jo"', "{row}", "L'Isle", "", "a*")


def make_rows(count, regions=HOSTILE):
    chance = random.Random(5)
    for number in range(count):
        sold, before = (chance.choice((0, number + 0.25)) for _both in range(2))
        change = sold / before - 1 if before else None
        region = chance.choice(regions) or None
        status = chance.choice(("Actif", "VIP", "Inactif"))
        overdue = chance.choice((0, 0, 12.5))
        yield [f"Client {number}", status, region, sold, before, change, overdue]


def describe(rows, sheet="Clients", most=15):
    tally = tally_rows(rows, PLACES, GROUPS, MEASURES)
    return Analysis(
        sheet=sheet,
        columns=COLUMNS,
        count=len(rows),
        tally=tally,
        measures=MEASURES,
        groups=(
            Group("status", "Statut", order=("VIP", "Actif"), chart="column"),
            Group("region", "Département", most=most),
        ),
        by_group=MEASURES,
        figures=(
            Figure("Clients", "rows"),
            Figure("Ont acheté", "count", ("sold",)),
            Figure("CA", "sum", ("sold",)),
            Figure("Évolution", "change", ("sold", "before")),
            Figure("Part en retard", "share", ("overdue", "sold")),
        ),
        years=(("2023", "before"), ("2024", "sold")),
        words=WORDS,
        title="Fichier client",
    )


def write(rows, sheet="Clients", size=7, **options):
    parts = [
        render_rows(COLUMNS, rows[start : start + size], start)
        for start in range(0, len(rows), size)
    ]
    front = Book("Fichier client", build_analysis(describe(rows, **options)), CREATED)
    file = io.BytesIO()
    assemble_table(
        file,
        sheet,
        COLUMNS,
        iter(parts),
        count=len(rows),
        size=sum(map(len, parts)),
        created=CREATED,
        front=front,
        frozen=2,
    )
    file.seek(0)
    return file


@pytest.mark.parametrize("count", [1, 2, 40])
def test_formulas_give_what_the_cells_show(count):
    calculator = Calculator(write(list(make_rows(count))))
    assert calculator.differences() == []
    assert calculator.count() > 20


def test_what_is_not_listed_is_in_one_row():
    regions = [f"{number:02}" for number in range(30)]
    rows = list(make_rows(90, regions))
    file = write(rows, most=4)
    assert Calculator(file).differences() == []
    file.seek(0)
    labels = [cell.value for cell in load_workbook(file)["Synthèse"]["A"]]
    start = labels.index("Département", labels.index("Total"))
    assert labels[start + 6 : start + 8] == ["Autres", "Total"]


def test_cells_of_the_table_are_as_written():
    rows = list(make_rows(20))
    sheet = load_workbook(write(rows), data_only=True)["Clients"]
    found = [[cell.value for cell in row] for row in sheet.iter_rows(min_row=2)]
    assert found == [[None if cell == "" else cell for cell in row] for row in rows]
    assert sheet["C2"].number_format == "@"
    assert sheet["D2"].number_format == "#,##0.00"
    assert sheet["F2"].number_format == "0.0%"


def test_table_has_filter_frozen_cells_marks_and_print_titles():
    sheet = load_workbook(write(list(make_rows(20))))["Clients"]
    assert sheet.auto_filter.ref == "A1:G21"
    assert sheet.freeze_panes == "C2"
    assert (sheet.print_title_rows, sheet.print_title_cols) == ("$1:$1", "$A:$B")
    kinds = {
        str(area.sqref): rule.type
        for area in sheet.conditional_formatting
        for rule in area.rules
    }
    assert kinds == {
        "A2:C21": "expression",
        "D2:D21": "dataBar",
        "E2:E21": "expression",
        "F2:F21": "iconSet",
        "G2:G21": "cellIs",
    }


def test_charts_show_the_tables_of_the_summary():
    book = load_workbook(write(list(make_rows(20))))
    assert book.sheetnames == ["Synthèse", "Graphiques", "Clients"]
    charts = book["Graphiques"]._charts
    assert [type(chart).__name__ for chart in charts] == ["BarChart"] * 3
    sources = [chart.series[0].val.numRef.f for chart in charts]
    assert all(source.startswith("Synthèse!") for source in sources)


def test_charts_are_printed_on_one_page():
    book = load_workbook(write(list(make_rows(20))))
    assert all(sheet.sheet_properties.pageSetUpPr.fitToPage for sheet in book)
    # Left out where it is 1.
    pages = {sheet.title: sheet.page_setup.fitToHeight for sheet in book}
    assert pages == {"Synthèse": 0, "Graphiques": None, "Clients": 0}


def test_name_of_the_sheet_may_have_any_sign():
    rows = list(make_rows(5))
    name = "L'année {2024}"
    file = write(rows, sheet=name)
    assert load_workbook(file).sheetnames[-1] == name


def test_tallies_of_parts_add_up_to_that_of_the_whole():
    rows = list(make_rows(60))
    parts = [
        tally_rows(rows[start : start + 7], PLACES, GROUPS, MEASURES)
        for start in range(0, 60, 7)
    ]
    assert add_tallies(parts) == tally_rows(rows, PLACES, GROUPS, MEASURES)


def test_values_that_differ_by_case_are_one():
    rows = [["", "", "Lyon", 1, 0, None, 0], ["", "", "LYON", 2, 0, None, 0]]
    tally = add_tallies([tally_rows([row], PLACES, GROUPS, MEASURES) for row in rows])
    assert tally["region"] == {"Lyon": [2, 3, 0, 0]}
