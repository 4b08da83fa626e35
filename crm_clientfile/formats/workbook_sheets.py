"""Sheets that people read and print, laid out block by block from top to bottom.

Rows are written in their order, so that it works in constant memory, too.
"""

from dataclasses import dataclass

import xlsxwriter
from xlsxwriter.utility import xl_col_to_name

from .safe_cell import write_cell
from .workbook_blocks import Book, Charts, Formula, Pairs, Table, Words
from .workbook_charts import add_chart
from .workbook_style import (
    A4,
    FOOTER,
    OPTIONS,
    Style,
    describe_book,
    mark_column,
    write_titles,
)

LABEL_WIDTH, VALUE_WIDTH, LEAST_COLUMNS = 40, 18, 6
ROW_PIXELS, LINE_POINTS, LINE_CHARACTERS = 20, 15, 95


@dataclass(frozen=True)
class Place:
    """Where a table stands: rows counted from 0, without header and total."""

    sheet: str
    first: int
    last: int
    columns: dict[str, int]
    has_negative: bool


def write_book(file, book: Book):
    """Write a workbook to a path or binary file."""
    with xlsxwriter.Workbook(file, OPTIONS) as target:
        describe_book(target, book.title, book.created)
        style = Style(target, book.currency_format)
        worksheets = [target.add_worksheet(sheet.name) for sheet in book.sheets]
        write_sheets(target, style, worksheets, book)


def write_sheets(target, style, worksheets, book):
    """Fill the worksheets; charts show tables of their own and of former sheets."""
    places = {}
    for worksheet, sheet in zip(worksheets, book.sheets, strict=True):
        writer = SheetWriter(target, style, worksheet, places)
        writer.lay_out(sheet)
        worksheet.set_header(f"&L{_escape(book.title)}&R{_escape(book.header)}")


class SheetWriter:
    """Writes one sheet; ``places`` is where it notes its tables."""

    def __init__(self, target, style, worksheet, places):
        self._target = target
        self._style = style
        self._worksheet = worksheet
        self._places = places
        self._at = 0

    def lay_out(self, sheet):
        """Title, blocks and print layout."""
        self._widths = _widths_of(sheet)
        for index, width in enumerate(self._widths):
            self._worksheet.set_column(index, index, width)
        self._write_line(sheet.title, self._style.title)
        if sheet.subtitle:
            self._write_line(sheet.subtitle, self._style.subtitle)
        for block in sheet.blocks:
            self._at += 1
            WRITERS[type(block)](self, block)
        self._prepare_print(sheet)

    def write_words(self, block):
        """Each sentence over the whole width, as high as it needs."""
        self._write_line(block.title, self._style.section)
        for sentence in block.sentences:
            self._write_long(0, sentence)
            self._at += 1

    def write_pairs(self, block):
        """Labels and values; a long text may have several lines."""
        self._write_line(block.title, self._style.section)
        for label, value, kind in block.pairs:
            write_cell(self._worksheet, self._at, 0, label, self._style.label)
            if kind == "text" and _is_long(value):
                self._write_long(1, value)
            else:
                self._write_value(1, value, self._style.values[kind], {})
            self._at += 1

    def write_table(self, block):
        """Title, header, rows and total."""
        if block.title:
            self._write_line(block.title, self._style.section)
        write_titles(self._worksheet, self._at, block.columns, self._style)
        first = self._at + 1
        place = Place(
            self._worksheet.name,
            first,
            max(first + len(block.rows) - 1, first),
            {column.key: index for index, column in enumerate(block.columns)},
            any(_is_negative(value) for row in block.rows for value in row),
        )
        self._places[block.name] = place
        self._at = first
        for row in block.rows:
            self._write_row(block, place, row, self._style.cells)
        if not block.rows:
            self._at += 1
        if block.total:
            self._write_row(block, place, block.total, self._style.totals)
        for index, column in enumerate(block.columns):
            area = (place.first, index, place.last, index)
            mark_column(self._worksheet, area, column, self._style)

    def write_charts(self, block):
        """Charts beside each other, as wide as the sheet."""
        total = sum(width * 7 + 5 for width in self._widths)
        width = total / len(block.charts)
        for index, chart in enumerate(block.charts):
            options = {"x_offset": index * width + 4, "y_offset": 4}
            size = {"width": width - 8, "height": block.height * ROW_PIXELS - 8}
            drawn = add_chart(self._target, chart, self._places[chart.table], size)
            self._worksheet.insert_chart(self._at, 0, drawn, options)
        self._at += block.height

    def _write_row(self, block, place, row, looks):
        names = {key: xl_col_to_name(at) for key, at in place.columns.items()}
        rows = {"row": self._at + 1, "above": self._at}
        bounds = {"first": place.first + 1, "last": place.last + 1}
        for index, (column, value) in enumerate(zip(block.columns, row, strict=True)):
            look = looks[column.kind]
            self._write_value(index, value, look, {**names, **rows, **bounds})
        self._at += 1

    def _write_value(self, index, value, look, names):
        if isinstance(value, Formula):
            text = value.text.format_map(names)
            self._worksheet.write_formula(self._at, index, text, look, value.value)
        else:
            write_cell(self._worksheet, self._at, index, value, look)

    def _write_line(self, text, look):
        write_cell(self._worksheet, self._at, 0, text, look)
        if look is self._style.section:
            for index in range(1, len(self._widths)):
                self._worksheet.write_blank(self._at, index, None, look)
        self._at += 1

    def _write_long(self, start, text):
        """A text over all columns from ``start`` on, in as many lines as it needs."""
        last = len(self._widths) - 1
        lines = sum(1 + len(line) // LINE_CHARACTERS for line in text.split("\n"))
        self._worksheet.set_row(self._at, min(LINE_POINTS * lines, 400))
        self._worksheet.merge_range(self._at, start, self._at, last, "")
        write_cell(self._worksheet, self._at, start, text, self._style.wrapped)

    def _prepare_print(self, sheet):
        worksheet = self._worksheet
        worksheet.hide_gridlines(2)
        worksheet.set_paper(A4)
        worksheet.set_margins(left=0.5, right=0.5, top=0.8, bottom=0.7)
        if sheet.is_landscape:
            worksheet.set_landscape()
        worksheet.fit_to_pages(1, int(sheet.is_one_page))
        worksheet.set_footer(FOOTER)
        worksheet.print_area(0, 0, max(self._at - 1, 1), len(self._widths) - 1)
        if sheet.repeated:
            header = self._places[sheet.repeated].first - 1
            worksheet.repeat_rows(header)
            worksheet.freeze_panes(header + 1, 0)


def _widths_of(sheet):
    """The width of each column of a sheet: that of the widest block."""
    widths = [VALUE_WIDTH] * (1 if sheet.repeated else LEAST_COLUMNS)
    if not sheet.repeated:
        widths[0] = LABEL_WIDTH
    for table in (block for block in sheet.blocks if isinstance(block, Table)):
        widths += [0] * (len(table.columns) - len(widths))
        for index, column in enumerate(table.columns):
            widths[index] = max(
                widths[index] * (not sheet.repeated), column.shown_width
            )
    return widths


def _is_negative(value):
    number = value.value if isinstance(value, Formula) else value
    return isinstance(number, int | float) and number < 0


def _is_long(value):
    return isinstance(value, str) and ("\n" in value or len(value) > LINE_CHARACTERS)


def _escape(text):
    return text[:60].replace("&", "&&")


WRITERS = {
    Words: SheetWriter.write_words,
    Pairs: SheetWriter.write_pairs,
    Table: SheetWriter.write_table,
    Charts: SheetWriter.write_charts,
}
