"""Designed workbooks, written row by row in constant memory.

Source: XlsxWriter's documentation (constant_memory); limits from Excel's specification.
Nothing depends on the clock: equal input gives equal bytes.
"""

from collections.abc import Mapping
from itertools import pairwise

import xlsxwriter
from xlsxwriter.utility import xl_col_to_name

from .safe_cell import write_cell
from .workbook_style import (
    A3,
    OPTIONS,
    ColumnSpec,
    Style,
    clean_sheet_name,
    describe_book,
    mark_column,
    prepare_print,
    write_header,
)
from .workbook_template import ColumnNote, TemplateLabels, write_template

__all__ = [
    "ColumnNote",
    "ColumnSpec",
    "TemplateLabels",
    "write_table",
    "write_template",
]

SHEET_ROWS = 1_048_576


def write_table(
    file,
    sheet_name,
    columns,
    rows,
    *,
    created,
    title=None,
    subtitle=None,
    currency_format="#,##0.00",
):
    """Write one table to a path or binary file; returns the number of its rows.

    ``columns`` are ``ColumnSpec``; ``rows`` any iterable of sequences in their order,
    or of mappings by their keys. ``False`` is a blank but in boolean columns. A table
    longer than a sheet goes on on a next one. ``created`` is the date and time that
    the properties of the file show.
    """
    with xlsxwriter.Workbook(file, {**OPTIONS, "constant_memory": True}) as book:
        describe_book(book, title or sheet_name, created)
        style = Style(book, currency_format)
        writer = TableWriter(book, style, sheet_name, tuple(columns))
        writer.captions = [(title, style.title), (subtitle, style.subtitle)]
        return writer.write_rows(rows)


class TableWriter:
    """Spreads rows over as many sheets as they need.

    So many ``frozen`` columns stay in sight, and stand on each page of a wide table.
    """

    captions = ()
    frozen = 0

    def __init__(self, book, style, sheet_name, columns):
        self._book = book
        self._style = style
        self._sheet_name = sheet_name
        self._columns = columns
        self._keys = [column.key for column in columns]
        self._kinds = [(column.kind, style.cells[column.kind]) for column in columns]
        self._formulas = list(compile_formulas(columns))

    def write_rows(self, rows):
        """Write all rows; returns how many."""
        count, sheet, at = 0, self.start_sheet(), self._header_row + 1
        for row in rows:
            if at == SHEET_ROWS:
                self.finish_sheet(sheet, at - 1)
                sheet, at = self.start_sheet(), self._header_row + 1
            self.write_row(sheet, at, row)
            count, at = count + 1, at + 1
        self.finish_sheet(sheet, at - 1)
        return count

    def write_row(self, sheet, at, row):
        """Write a row of values at its place, counted from 0 with the header."""
        values = map(row.get, self._keys) if isinstance(row, Mapping) else row
        cells = zip(self._kinds, values, strict=True)
        for index, ((kind, look), value) in enumerate(cells):
            write_cell(sheet, at, index, _fit_kind(value, kind), look)
        for index, formula in self._formulas:
            look, value = self._kinds[index][1], row[index]
            shown = "" if value is None else value
            sheet.write_formula(at, index, formula.format(row=at + 1), look, shown)

    def start_sheet(self):
        """A new sheet with captions and header."""
        taken = [sheet.name for sheet in self._book.worksheets()]
        sheet = self._book.add_worksheet(clean_sheet_name(self._sheet_name, taken))
        captions = [caption for caption in self.captions if caption[0]]
        for row, (text, look) in enumerate(captions):
            write_cell(sheet, row, 0, text, look)
        self._header_row = len(captions) + 1 if captions else 0
        write_header(sheet, self._header_row, self._columns, self._style)
        return sheet

    def finish_sheet(self, sheet, last_row):
        """Set filter, stripes and print layout, once the last row is known."""
        header, last_column = self._header_row, len(self._columns) - 1
        sheet.autofilter(header, 0, last_row, last_column)
        sheet.freeze_panes(header + 1, self.frozen)
        prepare_print(sheet, header)
        if self.frozen:
            sheet.set_paper(A3)
            sheet.fit_to_pages(2, 0)
            sheet.repeat_columns(0, self.frozen - 1)
        self._stripe(sheet, header + 1, max(last_row, header + 1))
        everywhere = f"A1:XFD{SHEET_ROWS}"
        sheet.ignore_errors({"number_stored_as_text": everywhere})

    def _stripe(self, sheet, first, last):
        """Every other row in a colour; not where marks are, LibreOffice shows one."""
        band = {"type": "formula", "criteria": "=MOD(ROW(),2)=0"}
        band["format"] = self._style.band
        marked = [at for at, column in enumerate(self._columns) if column.mark]
        bounds = [-1, *marked, len(self._columns)]
        for before, after in pairwise(bounds):
            if after - before > 1:
                sheet.conditional_format(first, before + 1, last, after - 1, band)
        for at in marked:
            mark_column(sheet, (first, at, last, at), self._columns[at], self._style)


def compile_formulas(columns):
    """Index and text of each formula, with the letters of the columns it names."""
    letters = {column.key: xl_col_to_name(at) for at, column in enumerate(columns)}
    for index, column in enumerate(columns):
        if column.formula:
            yield index, column.formula.format(row="{row}", **letters)


def _fit_kind(value, kind):
    """The host's ``False`` for "nothing" as a blank; any value of a text as text."""
    if value.__class__ is str or value is None:
        return value
    if value is False and kind != "boolean":
        return None
    return str(value) if kind == "text" else value
