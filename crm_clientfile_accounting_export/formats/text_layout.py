"""Text whose columns a person chooses: for software that no other format serves.

Sage 100's *import paramétrable*, Cegid's Excel import, Pennylane, Bob 50 and others
take what their user's model says. A layout is a value: ``layout_presets`` has those
that are known from practice, and any other may be given as ``layout=``.
"""

from codecs import BOM_UTF8
from collections.abc import Iterator
from dataclasses import dataclass

from .encodings import is_unicode
from .field import Dialect, Field
from .layout_presets import PRESETS
from .layout_values import CHOICES, COLUMN_VALUES, Column, Layout
from .line_format import LineFormat
from .options import Option
from .registry import register
from .section_rows import join_sections, with_sections
from .sections import first_plan, lost_sections, split_sections
from .text import fit_text
from .values import posted_lines

REQUIRED = frozenset(("account", "posting_account", "typed_account"))
KEY = ("number", "name", "journal", "date", "piece")


@register
class TextLayout(LineFormat):
    """Delimited text, or fixed widths where the layout has no delimiter."""

    code = "text_layout"
    label = "Text with chosen columns"
    software = "Sage 100 (import paramétrable), Cegid, Bob 50, Pennylane and others"
    source = "Layouts in production elsewhere; see the presets"
    options = (
        Option(
            "preset",
            "Layout",
            "sage_param",
            tuple((code, layout.name) for code, layout in PRESETS.items()),
        ),
    )

    def __init__(self, context=None, layout: Layout | None = None, **chosen):
        self.name = "entries" if layout else chosen.get("preset", "sage_param")
        self.layout = layout or PRESETS[self.name]
        self.extension = self.layout.extension
        self.newline = self.layout.newline
        has_bom = self.layout.has_bom and is_unicode(self.layout.encoding)
        self.bom = BOM_UTF8 if has_bom else b""
        names = {column.value for column in self.layout.columns}
        self.group = tuple(name for name in KEY if name in names)
        super().__init__(context, **chosen)

    def file_name(self):
        return f"{self.name}.{self.extension}"

    def make_dialect(self):
        layout = self.layout
        return Dialect(
            layout.encoding,
            layout.delimiter,
            layout.quote,
            layout.decimal,
            layout.day,
            layout.reference,
        )

    def columns(self):
        return tuple(_field_of(one, self.layout) for one in self.layout.columns)

    def values(self):
        return super().values() | self.layout.values()

    def header(self):
        if self.layout.has_titles:
            yield self.dialect.delimiter.join(self._titles())

    def _titles(self):
        for column, field in zip(self.layout.columns, self.record.fields, strict=True):
            title = fit_text(column.title or column.value, self.dialect.encoding)
            delimiter = self.dialect.delimiter
            plain = title.replace(delimiter, " ") if delimiter else title
            yield plain if delimiter else f"{plain[: field.width]:{field.width}}"

    def lines_of(self, entry):
        lines = posted_lines(entry)
        if self.layout.analytic == "column":
            return split_sections(lines)
        return first_plan(lines) if self.layout.analytic == "lines" else lines

    def entry_problems(self, entry, lines):
        if self.layout.analytic != "none":
            yield from lost_sections(entry, lines)

    def expand(self, _entry, lines):
        return with_sections(lines) if self.layout.analytic == "lines" else lines

    def collect(self, rows):
        return rows if self.layout.analytic != "lines" else join_sections(rows)

    def rows(self, lines):
        if self.layout.has_titles:
            next(lines, None)
        yield from super().rows(lines)


def layout_errors(layout: Layout) -> Iterator[tuple[str, str]]:
    """Why a layout cannot be used: a code for translating, and the column concerned.

    >>> list(layout_errors(PRESETS["pennylane"]))
    []
    """
    names = [column.value for column in layout.columns if column.value]
    yield from (("unknown_value", one) for one in names if one not in COLUMN_VALUES)
    yield from (("twice", one) for one in sorted(_repeated(names)))
    if not REQUIRED & set(names):
        yield "no_account", ""
    if not any(set(group) <= set(names) for group in AMOUNTS):
        yield "no_amount", ""
    if not layout.delimiter:
        yield from (("no_width", one.value) for one in layout.columns if not one.width)
    if not layout.delimiter and is_unicode(layout.encoding):
        yield "wide_encoding", ""
    if layout.delimiter and layout.delimiter == layout.decimal:
        yield "delimiter_is_decimal", ""
    if layout.analytic == "lines" and not {"line_type", "section"} <= set(names):
        yield "no_line_type", ""
    if layout.analytic == "column" and "section" not in names:
        yield "no_section", ""


AMOUNTS = (("debit", "credit"), ("amount", "side"), ("balance",))

LAYOUT_ERRORS = {
    "unknown_value": "“%s” is no value that a column can show.",
    "twice": "“%s” is shown by two columns; one is enough.",
    "no_account": "The layout has no account. Add a column for it.",
    "no_amount": "Add debit and credit, or amount and side, or the signed amount.",
    "no_width": "“%s” has no width, and without a delimiter every column needs one.",
    "wide_encoding": "Columns of fixed width need an encoding of one byte a character.",
    "delimiter_is_decimal": "The delimiter and the decimal sign must differ.",
    "no_line_type": "Analytic lines need the columns “Line type” and “Section”.",
    "no_section": "An analytic column needs the value “Section”.",
}


@dataclass(frozen=True)
class Sample:
    """Nothing but what a live preview shows."""

    text: str
    errors: tuple[tuple[str, str], ...]


def sample_of(layout: Layout, context, entries) -> Sample:
    """The file of a few entries as text, or why the layout cannot be used."""
    errors = tuple(layout_errors(layout))
    if errors:
        return Sample("", errors)
    data = b"".join(TextLayout(context, layout=layout).write(entries))
    return Sample(data.decode(layout.encoding), ())


def _repeated(names):
    return {name for name in names if names.count(name) > 1}


def _field_of(column: Column, layout: Layout) -> Field:
    kind = COLUMN_VALUES[column.value][1] if column.value else "text"
    if kind == "amount" and layout.is_zero_blank:
        kind = "optional_amount"
    is_number = kind in ("amount", "optional_amount", "cents", "number")
    return Field(
        column.value,
        column.width,
        kind,
        column.align or (">" if is_number else "<"),
        column.fill,
        column.constant,
        column.value in REQUIRED,
        choices=CHOICES.get(column.value, {}),
        is_padded=column.is_padded,
    )
