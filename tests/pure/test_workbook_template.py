import io
from datetime import date, datetime

import openpyxl

from crm_clientfile.formats.table_reader import open_table
from crm_clientfile.formats.workbook import (
    ColumnNote,
    ColumnSpec,
    TemplateLabels,
    write_template,
)

COLUMNS = (
    ColumnSpec("name", "Nom"),
    ColumnSpec("phone", "Téléphone"),
    ColumnSpec("since", "Client depuis", "date"),
    ColumnSpec("vip", "VIP"),
)
EXAMPLES = {"name": "Durand", "phone": "0612345678", "since": date(2024, 2, 29)}
NOTES = {
    "name": ColumnNote("Le nom du client", required=True),
    "vip": ColumnNote("Client important", allowed=("oui", "non, jamais")),
}
LABELS = TemplateLabels(sheet="Clients", guide="Mode d'emploi", column="Colonne")


def write(**options):
    file = io.BytesIO()
    created = datetime(2024, 3, 1)
    write_template(file, COLUMNS, EXAMPLES, NOTES, created=created, **options)
    return file


def test_template_holds_titles_and_one_example():
    with open_table(write()) as table:
        assert table.header == ("Nom", "Téléphone", "Client depuis", "VIP")
        assert [row.cells for row in table.rows()] == [
            ("Durand", "0612345678", datetime(2024, 2, 29), None)
        ]


def test_required_columns_stand_out():
    sheet = openpyxl.load_workbook(write()).active
    assert sheet["A1"].fill.fgColor.rgb != sheet["B1"].fill.fgColor.rgb


def test_cells_to_fill_in_keep_leading_zeros():
    sheet = openpyxl.load_workbook(write()).active
    assert sheet.column_dimensions["A"].number_format == "@"


def test_guide_explains_each_column_in_the_words_given():
    book = openpyxl.load_workbook(write(labels=LABELS))
    assert book.sheetnames == ["Clients", "Mode d'emploi", "Lists"]
    rows = [[cell.value for cell in row] for row in book["Mode d'emploi"]]
    assert rows[0] == ["Colonne", "What to write", "Allowed values", "Example"]
    assert rows[1] == ["Nom", "Le nom du client", None, "Durand"]
    assert rows[4] == ["VIP", "Client important", "oui, non, jamais", None]


def test_allowed_values_are_offered_as_a_list():
    book = openpyxl.load_workbook(write())
    (rule,) = book.active.data_validations.dataValidation
    assert (rule.type, rule.formula1) == ("list", "Lists!$D$1:$D$2")
    assert str(rule.sqref) == "D2:D10001"
    assert [cell.value for cell in book["Lists"]["D"]] == ["oui", "non, jamais"]
    assert book["Lists"].sheet_state == "hidden"
