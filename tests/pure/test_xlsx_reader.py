import io
from datetime import date, datetime

import openpyxl
import pytest
from raw_workbooks import HEADER, MAIN, cell_row, part, raw_workbook, text_row

from crm_clientfile.formats.errors import UnreadableFile
from crm_clientfile.formats.table_reader import open_table
from crm_clientfile.formats.xlsx_cells import column_index

DATES = (
    '<numFmts><numFmt numFmtId="164" formatCode="[$-40C]d mmm yyyy"/>'
    '<numFmt numFmtId="165" formatCode="[h]:mm"/>'
    '<numFmt numFmtId="166" formatCode="0.00%"/>'
    '<numFmt numFmtId="167" formatCode="0&quot;%&quot;"/></numFmts>'
    '<cellXfs><xf numFmtId="0"/><xf numFmtId="14"/><xf numFmtId="164"/>'
    '<xf numFmtId="165"/><xf numFmtId="x"/><xf numFmtId="9"/><xf numFmtId="166"/>'
    '<xf numFmtId="167"/></cellXfs>'
)


def save(*sheets):
    """The bytes of a workbook that openpyxl makes: ``(title, rows)`` per sheet."""
    book = openpyxl.Workbook()
    book.remove(book.active)
    for title, rows in sheets:
        sheet = book.create_sheet(title)
        for row in rows:
            sheet.append(row)
    return save_book(book)


def save_book(book):
    file = io.BytesIO()
    book.save(file)
    return file.getvalue()


def read_cell(cell, **parts):
    """The value and the codes of the notices of one raw cell."""
    with open_table(raw_workbook(HEADER + cell_row(cell), **parts)) as table:
        (row,) = table.rows()
        return row.cells[1], [notice.code for notice in row.notices]


def test_values_come_with_their_types():
    moment = datetime(2024, 3, 1, 14, 30)
    row = ["Durand", 12, 1.5, True, date(2024, 2, 29), moment, None, "é ü"]
    table = open_table(save(("Clients", [[f"c{at}" for at in range(8)], row])))
    assert next(table.rows()).cells == (
        *("Durand", 12, 1.5, True),
        *(datetime(2024, 2, 29), moment, None, "é ü"),
    )
    assert (table.format, table.sheet, table.encoding) == ("xlsx", "Clients", None)


@pytest.mark.parametrize("shown", ["33612345678", "33612345678.0", "3.3612345678E10"])
def test_phone_as_number_comes_without_decimals(shown):
    value, notices = read_cell(f'<c r="B2"><v>{shown}</v></c>')
    assert (value, type(value), notices) == (33612345678, int, [])


def test_number_beyond_what_excel_keeps_stays_a_float():
    assert read_cell('<c r="B2"><v>1.2345678901234568E+19</v></c>') == (
        12345678901234567168.0,
        [],
    )


@pytest.mark.parametrize(
    ("cell", "value"),
    [
        ('s="1"><v>45351</v>', datetime(2024, 2, 29)),
        ('s="2"><v>45351.604166666664</v>', datetime(2024, 2, 29, 14, 30)),
        ('s="1"><v>1</v>', datetime(1900, 1, 1)),
        ('s="1"><v>61</v>', datetime(1900, 3, 1)),
        ('s="1"><v>2958465</v>', datetime(9999, 12, 31)),
        ('s="1"><v>0.5</v>', "12:00:00"),
        ('s="3"><v>1.5</v>', 1.5),
        ('s="4"><v>7</v>', 7),
        ('s="5"><v>0.1</v>', "10 %"),
        ('s="6"><v>0.12345</v>', "12.345 %"),
        ('s="7"><v>5</v>', 5),
        ('t="d"><v>2024-02-29T08:00:00</v>', datetime(2024, 2, 29, 8)),
    ],
)
def test_dates_are_told_from_numbers_by_their_style(cell, value):
    assert read_cell(f'<c r="B2" {cell}</c>', styles=DATES) == (value, [])


def test_old_mac_workbooks_count_from_1904():
    book = openpyxl.Workbook()
    book.epoch = datetime(1904, 1, 1)
    book.active.append(["Nom", "Depuis"])
    book.active.append(["Durand", date(2024, 2, 29)])
    (row,) = open_table(save_book(book)).rows()
    assert row.cells[1] == datetime(2024, 2, 29)


@pytest.mark.parametrize(
    ("cell", "code"),
    [
        ('t="e"><v>#N/A</v>', "error_cell"),
        ('t="e"><f>1/0</f><v>#DIV/0!</v>', "error_cell"),
        ("><v>abc</v>", "error_cell"),
        ("><v>1E999</v>", "error_cell"),
        (f"><v>{'9' * 5000}</v>", "error_cell"),
        ('s="1"><v>-5</v>', "impossible_date"),
        ('s="1"><v>99999999</v>', "impossible_date"),
        ('t="d"><v>demain</v>', "impossible_date"),
        ("><f>1+1</f>", "formula_without_value"),
        ("><f>1+1</f><v/>", "formula_without_value"),
    ],
)
def test_cell_without_value_is_blank_with_a_notice(cell, code):
    assert read_cell(f'<c r="B2" {cell}</c>', styles=DATES) == (None, [code])


@pytest.mark.parametrize(
    ("cell", "value"),
    [
        ("><f>1+1</f><v>2</v>", 2),
        ('t="str"><f>A1</f><v>=x</v>', "=x"),
        ('t="str"><f>A1</f>', None),
        ('t="str"><f>A1</f><v></v>', None),
        ('t="b"><v>1</v>', True),
        ('t="unknown"><v>x</v>', "x"),
        ("><v/>", None),
        ('t="inlineStr"><is><r><t>Du</t></r><r><t>rand</t></r></is>', "Durand"),
        ('t="inlineStr"><is><t>a</t><rPh><t>b</t></rPh></is>', "a"),
        ('t="inlineStr"><is><t/></is>', None),
        ('t="inlineStr"><is><t>a_x000D_b</t></is>', "a\rb"),
    ],
)
def test_stored_value_is_taken_and_no_formula_run(cell, value):
    assert read_cell(f'<c r="B2" {cell}</c>') == (value, [])


def test_shared_texts_are_read():
    strings = "<si><t>é</t></si><si><r><t>Du</t></r><r><t>rand</t></r></si>"
    assert read_cell('<c r="B2" t="s"><v>1</v></c>', strings=strings)[0] == "Durand"


@pytest.mark.parametrize("index", ["2", "-1", "x", "9" * 5000])
def test_missing_shared_text_means_damage(index):
    with pytest.raises(UnreadableFile) as caught:
        read_cell(f'<c r="B2" t="s"><v>{index}</v></c>', strings="<si><t>a</t></si>")
    assert caught.value.code == "damaged_workbook"


def test_cells_and_rows_left_out_keep_their_places():
    rows = '<row r="9"><c r="B9"><v>5</v></c><c r="D9"><v>7</v></c></row>'
    rows += "<row><c><v>1</v></c><c/><c><v>3</v></c></row>"
    table = open_table(raw_workbook(text_row(1, *"abcd") + rows))
    assert [(row.number, row.cells) for row in table.rows()] == [
        (9, (None, 5, None, 7)),
        (10, (1, None, 3, None)),
    ]


def test_first_visible_sheet_with_cells_is_read():
    book = openpyxl.Workbook()
    book.active.title = "Vide"
    hidden = book.create_sheet("Cachée")
    hidden.sheet_state = "hidden"
    hidden.append(["x", "y"])
    for title in ("Clients", "Autres"):
        for row in (["Nom", "Ville"], [title, "Lyon"]):
            (book[title] if title in book else book.create_sheet(title)).append(row)
    table = open_table(save_book(book))
    assert (table.sheet, table.sheets) == ("Clients", ("Vide", "Clients", "Autres"))
    assert [notice.params for notice in table.notices] == [
        {"sheet": "Clients", "others": "Autres"}
    ]


def test_sheet_can_be_asked_for():
    data = save(("Un", [["a", "b"], [1, 2]]), ("Deux", [["c", "d"], [3, 4]]))
    table = open_table(data, sheet="Deux")
    assert (table.header, table.notices) == (("c", "d"), ())
    with pytest.raises(UnreadableFile) as caught:
        open_table(data, sheet="Trois")
    assert caught.value.code == "no_sheet"


def test_charts_are_no_sheets():
    book = openpyxl.Workbook()
    book.create_chartsheet("Graphique", 0)
    book["Sheet"].append(["Nom", "Ville"])
    book["Sheet"].append(["Durand", "Lyon"])
    assert open_table(save_book(book)).sheets == ("Sheet",)


def test_workbook_without_cells_is_refused():
    with pytest.raises(UnreadableFile) as caught:
        open_table(save(("Un", []), ("Deux", [[None, " "]])))
    assert caught.value.code == "no_sheet"
    assert caught.value.params == {"sheet": "Un, Deux"}


def test_header_alone_is_refused():
    with pytest.raises(UnreadableFile) as caught:
        open_table(save(("Clients", [["Nom", "Ville"]])))
    assert caught.value.code == "header_only"


def test_reading_starts_again_where_it_stopped():
    rows = [["Nom", "Ville"], ["a", 1], [None, None], ["b", 2], ["c", 3]]
    table = open_table(save(("Clients", rows)))
    assert [row.number for row in table.rows(1)] == [4, 5]


def test_formulas_without_excel_have_no_value():
    table = open_table(save(("Clients", [["Nom", "CA"], ["Durand", "=1+1"]])))
    (row,) = table.rows()
    assert row.cells == ("Durand", None)
    assert row.notices[0].message == "The formula in column 2 has no stored value."


def test_row_of_a_million_cells_is_refused():
    cells = "".join(f"<c><v>{at}</v></c>" for at in range(1_000_000))
    with pytest.raises(UnreadableFile) as caught:
        open_table(raw_workbook(f"{HEADER}<row>{cells}</row>"))
    assert (caught.value.code, caught.value.params) == ("too_many_cells", {"row": 2})


@pytest.mark.parametrize(
    ("letters", "code"),
    [
        ("XFE", "too_many_columns"),
        ("AAAAAAAA", "too_many_columns"),
        ("É", "damaged_workbook"),
        ("", "damaged_workbook"),
    ],
)
def test_columns_beyond_any_sheet_are_refused(letters, code):
    with pytest.raises(UnreadableFile) as caught:
        column_index(letters)
    assert caught.value.code == code


def test_cells_without_place_beyond_any_sheet_are_refused():
    row = "<row>" + "<c/>" * 16_384 + "<c><v>1</v></c></row>"
    with pytest.raises(UnreadableFile) as caught:
        open_table(raw_workbook(HEADER + row))
    assert caught.value.code == "too_many_cells"


def test_strict_workbooks_are_read():
    strict = "http://purl.oclc.org/ooxml/spreadsheetml/main"
    sheet = part("worksheet", f"<sheetData>{HEADER}{cell_row('')}</sheetData>")
    changes = {"xl/worksheets/sheet1.xml": sheet.replace(MAIN, strict)}
    (row,) = open_table(raw_workbook("", changes=changes)).rows()
    assert row.cells == ("Durand", None)
