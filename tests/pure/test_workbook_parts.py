import io
import zipfile
from datetime import date, datetime

import pytest

from crm_clientfile.formats.table_reader import open_table
from crm_clientfile.formats.workbook import ColumnSpec, write_table
from crm_clientfile.formats.workbook_parts import assemble_table, render_rows

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


def assemble(rows, size):
    """The workbook made of parts of ``size`` rows."""
    parts = [
        render_rows(COLUMNS, rows[start : start + size], start)
        for start in range(0, len(rows), size)
    ]
    file = io.BytesIO()
    assemble_table(
        file,
        "Clients",
        COLUMNS,
        iter(parts),
        count=len(rows),
        size=sum(map(len, parts)),
        created=CREATED,
    )
    return file


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
