"""A workbook to fill in: titles, one example, and a sheet that explains each column."""

from dataclasses import dataclass

import xlsxwriter
from xlsxwriter.utility import xl_range_abs

from .safe_cell import write_cell
from .workbook_style import (
    OPTIONS,
    ColumnSpec,
    Style,
    clean_sheet_name,
    describe_book,
    prepare_print,
    write_header,
)

LAST_FILLED_ROW = 10_000
LISTS = "Lists"
GUIDE_WIDTHS = (26, 70, 40, 26)


@dataclass(frozen=True)
class ColumnNote:
    """What people are told about a column; ``allowed`` are the only values it takes."""

    explanation: str
    allowed: tuple[str, ...] = ()
    required: bool = False


@dataclass(frozen=True)
class TemplateLabels:
    """The words of the template itself, for the caller to translate."""

    sheet: str = "To fill in"
    guide: str = "Explanations"
    column: str = "Column"
    explanation: str = "What to write"
    allowed: str = "Allowed values"
    example: str = "Example"


DEFAULT_LABELS = TemplateLabels()
NO_NOTE = ColumnNote("")


def write_template(file, columns, examples, notes, *, created, labels=DEFAULT_LABELS):
    """Write a template to a path or binary file.

    ``columns`` are ``ColumnSpec``, ``examples`` the values of the example row and
    ``notes`` the ``ColumnNote``, both by key; columns without either may be left out.
    Cells of text columns keep leading zeros; those with allowed values offer a list.
    """
    with xlsxwriter.Workbook(file, OPTIONS) as book:
        describe_book(book, labels.sheet, created)
        template = _Template(Style(book, "#,##0.00"), tuple(columns), examples, notes)
        sheet = book.add_worksheet(clean_sheet_name(labels.sheet, [LISTS]))
        guide_name = clean_sheet_name(labels.guide, [LISTS, sheet.name])
        template.write_form(sheet)
        template.write_guide(book.add_worksheet(guide_name), labels)
        template.write_lists(book.add_worksheet(LISTS), sheet)


class _Template:
    def __init__(self, style, columns, examples, notes):
        self._style = style
        self._columns = columns
        self._examples = examples
        self._notes = [notes.get(column.key, NO_NOTE) for column in columns]

    def write_form(self, sheet):
        """The sheet to fill in: titles and the example."""
        pairs = list(zip(self._columns, self._notes, strict=True))
        required = {column.key for column, note in pairs if note.required}
        write_header(sheet, 0, self._columns, self._style, required)
        for index, column in enumerate(self._columns):
            look = self._style.cells[column.kind]
            sheet.set_column(index, index, column.shown_width, look)
            example = self._examples.get(column.key)
            write_cell(sheet, 1, index, example, self._style.examples[column.kind])
        sheet.freeze_panes(1, 0)
        prepare_print(sheet, 0)

    def write_guide(self, sheet, labels):
        """The sheet that explains each column in a row."""
        titles = (labels.column, labels.explanation, labels.allowed, labels.example)
        specs = [
            ColumnSpec(title, title, width=width)
            for title, width in zip(titles, GUIDE_WIDTHS, strict=True)
        ]
        write_header(sheet, 0, specs, self._style)
        pairs = zip(self._columns, self._notes, strict=True)
        for row, (column, note) in enumerate(pairs, start=1):
            allowed, example = ", ".join(note.allowed), self._examples.get(column.key)
            texts = (column.title, note.explanation, allowed)
            for index, text in enumerate(texts):
                write_cell(sheet, row, index, text, self._style.wrapped)
            write_cell(sheet, row, 3, example, self._style.examples[column.kind])
        sheet.freeze_panes(1, 0)
        prepare_print(sheet, 0)

    def write_lists(self, lists, form):
        """The hidden sheet of allowed values, and the lists that the form offers.

        A list written into the cell itself may have 255 characters and no comma.
        """
        lists.hide()
        for index, note in enumerate(self._notes):
            if not note.allowed:
                continue
            for row, value in enumerate(note.allowed):
                write_cell(lists, row, index, value)
            values = xl_range_abs(0, index, len(note.allowed) - 1, index)
            rule = {"validate": "list", "source": f"={LISTS}!{values}"}
            form.data_validation(1, index, LAST_FILLED_ROW, index, rule)
