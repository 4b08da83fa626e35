"""One table written in several sittings: ``write_table`` for long work.

A part is the XML of some rows as XlsxWriter writes them, complete in itself: in
constant memory its text is inside the cells, and its formats are numbered in the order
of their first use, which is that of the columns. Tests compare the whole with what
``write_table`` gives.
"""

import io
import zipfile
from functools import lru_cache
from itertools import chain

import xlsxwriter

from .workbook import SHEET_ROWS, TableWriter, compile_formulas
from .workbook_rows import RowRenderer
from .workbook_sheets import write_sheets
from .workbook_style import OPTIONS, Style, describe_book

__all__ = ["MOST_ROWS", "assemble_table", "render_rows"]

MOST_ROWS = SHEET_ROWS - 1
_SHEET = "xl/worksheets/sheet{}.xml"


def render_rows(columns, rows, start=0, currency_format="#,##0.00") -> bytes:
    """The XML of ``rows``, the first of which has ``start`` rows above it.

    ``columns``, ``rows`` and ``currency_format`` are those of ``write_table``.
    """

    renderer = _prepare_renderer(tuple(columns), currency_format)
    return renderer.render(rows, start + 2)


@lru_cache(maxsize=4)
def _prepare_renderer(columns, currency_format):
    """What writes rows of these columns: in the formats that XlsxWriter gives them."""

    def write(writer, sheet):
        writer.write_row(sheet, 1, [None] * len(columns))

    frame = _write_book("Part", columns, write, currency_format)
    with zipfile.ZipFile(frame) as book:
        _before, blank, _after = _cut_sheet(book, _SHEET.format(1))
    return RowRenderer(columns, compile_formulas(columns), blank)


def assemble_table(
    file,
    sheet_name,
    columns,
    parts,
    *,
    count,
    size,
    created,
    front=None,
    frozen=0,
    currency_format="#,##0.00",
):
    """Write the workbook whose rows are ``parts``, in order, to a binary file.

    ``count`` is the number of their rows, ``size`` that of their bytes, both needed
    before the first one is read; ``parts`` may be an iterator. The sheets of the
    ``Book`` given as ``front`` stand before the table.
    """

    def write(writer, sheet):
        # A blank last row: the frame then declares its cells as the whole has them.
        # One before it, where sheets follow: a row takes its formats when it is left.
        blank = [None] * len(columns)
        if front:
            writer.write_row(sheet, 1, blank)
        writer.write_row(sheet, max(count, 2 if front else 1), blank)
        writer.frozen = frozen
        writer.finish_sheet(sheet, count)

    frame = _write_book(sheet_name, columns, write, currency_format, created, front)
    own = _SHEET.format(len(front.sheets) + 1 if front else 1)
    with zipfile.ZipFile(frame) as source, zipfile.ZipFile(file, "w") as target:
        for info in source.infolist():
            if info.filename == own:
                before, _blank, after = _cut_sheet(source, own)
                info.file_size = len(before) + size + len(after)
                _write_entry(target, info, chain([before], parts, [after]))
            else:
                _write_entry(target, info, [source.read(info.filename)])


def _write_book(sheet_name, columns, write, currency, created=None, front=None):
    file = io.BytesIO()
    with xlsxwriter.Workbook(file, {**OPTIONS, "constant_memory": True}) as book:
        if created:
            describe_book(book, sheet_name, created)
        style = Style(book, currency)
        sheets = front.sheets if front else ()
        worksheets = [book.add_worksheet(sheet.name) for sheet in sheets]
        writer = TableWriter(book, style, sheet_name, tuple(columns))
        # The table first: its formats have then the numbers that the parts know.
        write(writer, writer.start_sheet())
        if front:
            write_sheets(book, style, worksheets, front)
    return file


def _cut_sheet(book, name):
    """The XML of the sheet: up to the header, the rows under it, what follows."""
    xml = book.read(name)
    start = xml.index(b"</row>") + len(b"</row>")
    end = xml.index(b"</sheetData>", start)
    return xml[:start], xml[start:end], xml[end:]


def _write_entry(target, info, blocks):
    info.compress_type = zipfile.ZIP_DEFLATED
    with target.open(info, "w") as entry:
        for block in blocks:
            entry.write(block)
