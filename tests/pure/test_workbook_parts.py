import io
import math
import zipfile
from datetime import date, datetime, time, timedelta, timezone
from decimal import Decimal

import pytest

from crm_clientfile.formats.table_reader import open_table
from crm_clientfile.formats.workbook import ColumnSpec, write_table
from crm_clientfile.formats.workbook_parts import assemble_table, render_rows

SHEET = "xl/worksheets/sheet1.xml"
CREATED = datetime(2024, 3, 1, 12)
COLUMNS = (
    ColumnSpec("name", "Nom"),
    ColumnSpec("city", "Ville"),
    ColumnSpec("turnover", "CA", "amount"),
    ColumnSpec("since", "Depuis", "date"),
    ColumnSpec("vip", "VIP", "boolean"),
)
ROWS = [
    ["Durand & fils", "Lyon", 1234.5, date(2024, 2, 29), True],
    ["=1+1", None, None, None, False],
    ["</row><row>", False, 0, date(1890, 1, 1), None],
    ["\tPetit", "@x", "inconnu", datetime(2024, 3, 1, 14), True],
    ["Élan", "+33 6", -1.0, None, False],
]
HOSTILE = (
    *(
        "",
        " ",
        "a ",
        "\ta",
        "a\nb",
        "a\rb",
        "\x00\x0b\x1f",
        "_x000D_",
        "_X0041_",
        "<r>",
    ),
    *("<r><t>x</t></r>", "]]>", "&amp;", '"', "\ufffe\uffff\ud800", "😀" * 20_000),
    *("x" * 40_000, "\u2028", "\x85", "\xa0a", True, False, None, 0, -0.0, 1e-9),
    *(10**14, 10**15, -(10**20), math.nan, math.inf, 1 / 3, 1234567890.123456789),
    *(Decimal("12.10"), Decimal("NaN"), date(1900, 1, 1), date(1900, 2, 28)),
    *(date(1900, 3, 1), date(1899, 12, 31), date(9999, 12, 31), date(2024, 2, 29)),
    *(datetime(2024, 3, 1, 23, 59, 59, 999_000), datetime(1899, 1, 1, 1), time(6, 30)),
    *(datetime(2024, 3, 1, tzinfo=timezone.utc), timedelta(days=2, hours=3), object),
)


def assemble(rows, size, columns=COLUMNS):
    """The workbook made of parts of ``size`` rows."""
    parts = [
        render_rows(columns, rows[start : start + size], start)
        for start in range(0, len(rows), size)
    ]
    file = io.BytesIO()
    assemble_table(
        file,
        "Clients",
        columns,
        iter(parts),
        count=len(rows),
        size=sum(map(len, parts)),
        created=CREATED,
    )
    return file


def write_whole(rows, columns=COLUMNS):
    file = io.BytesIO()
    write_table(file, "Clients", columns, rows, created=CREATED)
    return file


def test_cells_of_any_kind_are_the_bytes_of_the_whole():
    rows = [[value] * len(COLUMNS) for value in HOSTILE]
    whole = read_entries(write_whole(rows))
    found = read_entries(assemble(rows, 7))
    assert found[SHEET].split(b"<row ") == whole[SHEET].split(b"<row ")
    assert found == whole


def test_formulas_are_the_bytes_of_the_whole():
    change = ColumnSpec("change", "x", "percent", formula='=IF({since}{row}>0,"<&",1)')
    columns = (*COLUMNS, change)
    rows = [
        [*row, value] for row, value in zip(ROWS, (0.5, None, 0, -1, 1), strict=True)
    ]
    assembled, whole = assemble(rows, 2, columns), write_whole(rows, columns)
    assert read_entries(assembled) == read_entries(whole)


def read_entries(file):
    with zipfile.ZipFile(file) as book:
        assert book.testzip() is None
        return {name: book.read(name) for name in book.namelist()}


@pytest.mark.parametrize("size", [1, 2, 5])
def test_parts_make_the_same_workbook_as_one_sitting(size):
    whole = io.BytesIO()
    write_table(whole, "Clients", COLUMNS, ROWS, created=CREATED)
    assert read_entries(assemble(ROWS, size)) == read_entries(whole)


def test_a_part_whose_first_row_is_blank_keeps_the_formats():
    rows = [[None] * 5, *ROWS]
    whole = io.BytesIO()
    write_table(whole, "Clients", COLUMNS, rows, created=CREATED)
    assert read_entries(assemble(rows, 1)) == read_entries(whole)


def test_what_was_assembled_is_read_again():
    with open_table(assemble(ROWS, 2)) as table:
        names = [row.cells[0] for row in table.rows()]
        assert table.header == ("Nom", "Ville", "CA", "Depuis", "VIP")
    assert names == [row[0] for row in ROWS]


def test_equal_parts_give_equal_bytes():
    assert assemble(ROWS, 2).getvalue() == assemble(ROWS, 2).getvalue()
