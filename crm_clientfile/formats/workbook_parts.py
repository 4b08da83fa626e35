"""One table written in several sittings: ``write_table`` for long work.

A part is the XML of some rows as XlsxWriter writes them, complete in itself: in
constant memory its text is inside the cells, and its formats are numbered in the order
of their first use, which is that of the columns. A test compares the whole with what
``write_table`` gives.
"""

import io
import zipfile
from itertools import chain

import xlsxwriter

from .workbook import SHEET_ROWS, TableWriter
from .workbook_style import OPTIONS, Style, describe_book

__all__ = ["MOST_ROWS", "assemble_table", "render_rows"]

MOST_ROWS = SHEET_ROWS - 1
_SHEET = "xl/worksheets/sheet1.xml"


def render_rows(columns, rows, start=0) -> bytes:
    """The XML of ``rows``, the first of which has ``start`` rows above it.

    ``columns`` and ``rows`` are those of ``write_table``.
    """

    def write(writer, sheet):
        for at, row in enumerate(rows, start + 1):
            writer.write_row(sheet, at, row)

    frame = _write_book("Part", columns, write)
    with zipfile.ZipFile(frame) as book:
        _before, content, _after = _cut_sheet(book)
    return content


def assemble_table(file, sheet_name, columns, parts, *, count, size, created):
    """Write the workbook whose rows are ``parts``, in order, to a binary file.

    ``count`` is the number of their rows, ``size`` that of their bytes, both needed
    before the first one is read; ``parts`` may be an iterator.
    """

    def write(writer, sheet):
        # A blank last row: the frame then declares its cells as the whole has them.
        writer.write_row(sheet, max(count, 1), [None] * len(columns))
        writer.finish_sheet(sheet, count)

    frame = _write_book(sheet_name, columns, write, created)
    with zipfile.ZipFile(frame) as source, zipfile.ZipFile(file, "w") as target:
        for info in source.infolist():
            if info.filename == _SHEET:
                before, _blank, after = _cut_sheet(source)
                info.file_size = len(before) + size + len(after)
                _write_entry(target, info, chain([before], parts, [after]))
            else:
                _write_entry(target, info, [source.read(info.filename)])


def _write_book(sheet_name, columns, write, created=None):
    file = io.BytesIO()
    with xlsxwriter.Workbook(file, {**OPTIONS, "constant_memory": True}) as book:
        if created:
            describe_book(book, sheet_name, created)
        style = Style(book, "#,##0.00")
        writer = TableWriter(book, style, sheet_name, tuple(columns))
        write(writer, writer.start_sheet())
    return file


def _cut_sheet(book):
    """The XML of the sheet: up to the header, the rows under it, what follows."""
    xml = book.read(_SHEET)
    start = xml.index(b"</row>") + len(b"</row>")
    end = xml.index(b"</sheetData>", start)
    return xml[:start], xml[start:end], xml[end:]


def _write_entry(target, info, blocks):
    info.compress_type = zipfile.ZIP_DEFLATED
    with target.open(info, "w") as entry:
        for block in blocks:
            entry.write(block)
