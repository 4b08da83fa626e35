import io
from datetime import UTC, date, datetime
from decimal import Decimal

import openpyxl
import pytest

from crm_clientfile.formats import workbook
from crm_clientfile.formats.table_reader import open_table
from crm_clientfile.formats.workbook import ColumnSpec, write_table
from crm_clientfile.formats.workbook_style import clean_sheet_name

CREATED = datetime(2024, 3, 1, 12)
COLUMNS = (
    ColumnSpec("name", "Nom"),
    ColumnSpec("orders", "Commandes", "integer"),
    ColumnSpec("turnover", "CA", "amount"),
    ColumnSpec("share", "Part", "percent"),
    ColumnSpec("since", "Depuis", "date"),
    ColumnSpec("seen", "Vu", "datetime", width=30),
    ColumnSpec("vip", "VIP", "boolean"),
)
MOMENT = datetime(2024, 3, 1, 14, 30, 15)
ROW = ["Durand", 12, 1234.5, 0.125, datetime(2024, 2, 29), MOMENT, True]


def write(rows, columns=COLUMNS, name="Clients", **options):
    file = io.BytesIO()
    count = write_table(file, name, columns, rows, created=CREATED, **options)
    return count, file


def load(rows, **options):
    return openpyxl.load_workbook(write(rows, **options)[1])


def test_what_is_written_is_read_again():
    rows = [ROW, ["=1+1", 0, -0.25, 1, None, None, False], [" é\n\u2028", *ROW[1:]]]
    count, file = write(iter(rows))
    with open_table(file) as table:
        assert table.header == tuple(column.title for column in COLUMNS)
        found = [list(row.cells) for row in table.rows()]
        # A percentage is read as it is seen.
        assert [row.pop(3) for row in found] == ["12.5 %", "100 %", "12.5 %"]
        assert found == [[*row[:3], *row[4:]] for row in rows]
        assert (count, table.sheet, table.notices) == (3, "Clients", ())


def test_rows_may_be_mappings():
    row = {"name": "Durand", "turnover": Decimal("10.10")}
    with open_table(write([row])[1]) as table:
        assert next(table.rows()).cells == ("Durand", None, 10.1, *[None] * 4)


def test_row_of_another_width_is_an_error():
    with pytest.raises(ValueError, match="zip"):
        write([["Durand"]])


def test_false_of_the_host_is_blank_but_in_boolean_columns():
    sheet = load([[False] * 7]).active
    assert [cell.value for cell in sheet[2]] == [None] * 6 + [False]


def test_text_columns_keep_digits_as_text():
    sheet = load([["0612345678", *[None] * 6], [75011, *[None] * 6]]).active
    assert [sheet["A2"].value, sheet["A3"].value] == ["0612345678", "75011"]
    assert sheet["A2"].number_format == "@"


def test_dates_are_real_dates_in_the_format_of_the_reader():
    sheet = load([[*ROW[:4], date(2024, 2, 29), MOMENT.replace(tzinfo=UTC), None]])
    cells = sheet.active[2]
    assert (cells[4].value, cells[4].number_format) == (ROW[4], "mm-dd-yy")
    assert (cells[5].value, cells[5].number_format) == (MOMENT, "m/d/yy h:mm")


def test_amounts_have_the_format_of_their_currency():
    sheet = load([ROW], currency_format="#,##0.00 [$€-40C]").active
    assert sheet["C2"].number_format == "#,##0.00 [$€-40C]"
    assert sheet["D2"].number_format == "0.0%"


def test_captions_stand_above_the_table():
    count, file = write([ROW], title="=Clients", subtitle="Au 1er mars 2024")
    sheet = openpyxl.load_workbook(file).active
    assert [sheet["A1"].value, sheet["A2"].value] == ["=Clients", "Au 1er mars 2024"]
    assert (sheet["A1"].data_type, sheet["A4"].value) == ("s", "Nom")
    with open_table(file) as table:
        assert (table.header[0], next(table.rows()).number) == ("Nom", 5)


def test_sheet_is_ready_to_sort_and_print():
    sheet = load([ROW, ROW], title="Clients").active
    assert (sheet.freeze_panes, sheet.auto_filter.ref) == ("A4", "A3:G5")
    assert (sheet.page_setup.orientation, sheet.page_setup.fitToHeight) == (
        "landscape",
        0,
    )
    assert sheet.print_title_rows == "$3:$3"
    assert sheet.oddFooter.right.text == "&P / &N"
    assert sheet.column_dimensions["F"].width == pytest.approx(30, abs=1)
    assert [str(area.sqref) for area in sheet.conditional_formatting] == ["A4:G5"]


def test_table_without_rows_is_a_header():
    count, file = write([])
    assert count == 0
    assert openpyxl.load_workbook(file).active["A1"].value == "Nom"


def test_table_longer_than_a_sheet_goes_on_on_the_next(monkeypatch):
    monkeypatch.setattr(workbook, "SHEET_ROWS", 3)
    count, file = write([[f"c{at}", *ROW[1:]] for at in range(5)])
    book = openpyxl.load_workbook(file)
    assert (count, book.sheetnames) == (5, ["Clients", "Clients (2)", "Clients (3)"])
    names = [[cell.value for cell in sheet["A"]] for sheet in book]
    assert names == [["Nom", "c0", "c1"], ["Nom", "c2", "c3"], ["Nom", "c4"]]


def test_equal_input_gives_equal_bytes():
    first, second = write([ROW])[1], write([ROW])[1]
    assert first.getvalue() == second.getvalue()
    assert openpyxl.load_workbook(first).properties.created == CREATED


def test_unknown_kind_of_column_is_an_error():
    with pytest.raises(ValueError, match="money"):
        ColumnSpec("a", "A", "money")


@pytest.mark.parametrize(
    ("name", "clean"),
    [
        ("Clients/Prospects [2024]", "Clients Prospects 2024"),
        ("'quoted'", "quoted"),
        ("", "Sheet"),
        ("History", "History (2)"),
        ("x" * 40, "x" * 31),
    ],
)
def test_sheet_names_are_what_excel_accepts(name, clean):
    assert clean_sheet_name(name) == clean


def test_sheet_names_stay_unique_when_cut():
    taken = []
    for _copy in range(11):
        taken.append(clean_sheet_name("x" * 40, taken))
    assert len(set(taken)) == 11
    assert max(map(len, taken)) == 31
