import io
from datetime import UTC, date, datetime, time, timedelta
from decimal import Decimal

import openpyxl
import pytest
import xlsxwriter

from crm_clientfile.formats.safe_cell import (
    MAX_TEXT,
    fit_text,
    is_formula_like,
    original_text,
    safe_csv_cell,
    write_cell,
)

HOSTILE = [
    "=1+1",
    '=HYPERLINK("http://example.com";"x")',
    "+cmd|' /C calc'!A0",
    "-2+3",
    "@SUM(A1)",
    "\t=1",
    "\rx",
    "  =1",
    "\xa0=1",
    "\u200b=1",
    " \ufeff =1",
    "\n=1",
    "＝1",
    "＋1+1",
    "﹣1+1",
    "＠x",
    "−1+1",
    "+1-555-0100",
    "+33 (0)6 12",
    "-",
    "=",
]
HARMLESS = ["", " ", "Durand", "a=b", "1-2", "'=1", "https://exemple.fr", "é+"]
NUMBERS = ["-12", "+33612345678", "+33 6 12 34 56 78", "-1.234,56", "-1,5E+10", "+20%"]


@pytest.mark.parametrize("text", HOSTILE)
def test_hostile_text_is_recognised_and_protected(text):
    assert is_formula_like(text)
    assert safe_csv_cell(text) == "'" + text


@pytest.mark.parametrize("text", [*HARMLESS, *NUMBERS])
def test_harmless_text_is_left_alone(text):
    assert not is_formula_like(text)


@pytest.mark.parametrize("text", [*HOSTILE, *HARMLESS, *NUMBERS, "''=1"])
def test_protected_text_comes_back(text):
    assert original_text(safe_csv_cell(text)) == text


def test_long_text_is_judged_at_once():
    assert is_formula_like("+1" + " 1" * 20_000 + "x")


def test_text_too_long_for_a_cell_ends_in_an_ellipsis():
    assert len(fit_text("x" * MAX_TEXT)) == MAX_TEXT
    assert fit_text("x" * (MAX_TEXT + 1)) == "x" * (MAX_TEXT - 1) + "…"
    assert fit_text("😀" * MAX_TEXT) == "😀" * (MAX_TEXT // 2) + "…"


def write_and_read(value):
    file = io.BytesIO()
    with xlsxwriter.Workbook(file, {"default_date_format": "d/m/yy"}) as book:
        write_cell(book.add_worksheet(), 0, 0, value)
    return openpyxl.load_workbook(file).active["A1"]


@pytest.mark.parametrize("text", [*HOSTILE, *HARMLESS[2:], *NUMBERS, "{=1}", "12"])
def test_text_is_written_as_text_only(text):
    cell = write_and_read(text)
    assert (cell.data_type, cell.hyperlink) == ("s", None)
    assert cell.value.replace("_x000D_", "\r") == text


class Label(str):
    __slots__ = ()


@pytest.mark.parametrize(
    ("value", "written"),
    [
        (12, 12),
        (-1.5, -1.5),
        (Decimal("12.50"), 12.5),
        (True, True),
        (False, False),
        (None, None),
        (date(2024, 2, 29), datetime(2024, 2, 29)),
        (datetime(2024, 2, 29, 8, 30), datetime(2024, 2, 29, 8, 30)),
        (datetime(2024, 2, 29, 8, tzinfo=UTC), datetime(2024, 2, 29, 8)),
        (date(1899, 12, 31), "1899-12-31"),
        (time(12), time(12)),
        (timedelta(days=2), datetime(1900, 1, 2)),
        (10**15, "1000000000000000"),
        (float("nan"), "nan"),
        (Decimal("Infinity"), "Infinity"),
        (Label("=1"), "=1"),
        (["=1"], "['=1']"),
    ],
)
def test_values_keep_their_type(value, written):
    cell = write_and_read(value)
    assert cell.data_type != "f"
    assert cell.value == written


def test_markup_of_xlsxwriter_in_a_name_stays_text():
    file = io.BytesIO()
    name = "<r><t>x</r>"
    with xlsxwriter.Workbook(file) as book:
        write_cell(book.add_worksheet(), 0, 0, name)
    assert openpyxl.load_workbook(file).active["A1"].value.strip() == name
