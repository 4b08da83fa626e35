"""How our workbooks look: one palette, one format per kind of column."""

import re
from dataclasses import dataclass
from datetime import datetime

from .safe_cell import write_cell

DARK, LIGHT, BAND, ACCENT, MUTED = "#1F3B57", "#FFFFFF", "#EEF3F8", "#B4530A", "#5F6B76"
PALETTE = (
    DARK,
    ACCENT,
    "#7A9CBF",
    "#C9B458",
    "#5B8C5A",
    "#8C6D8F",
    "#A9B4BF",
    "#D98880",
)
LONGEST_NAME = 31
FORBIDDEN_IN_NAME = re.compile(r"[\[\]:*?/\\\x00-\x1f]+")
FOOTER = "&L&A&R&P / &N"  # name of the sheet; page / pages
A3, A4 = 8, 9
HEADER_HEIGHT = 30
# Numbers 14 and 22 are the short date and the date with time of the reader's country.
KINDS = {
    "text": {"width": 24, "align": "left", "num_format": "@"},
    "integer": {"width": 12, "align": "right", "num_format": "#,##0"},
    "amount": {"width": 16, "align": "right"},
    "percent": {"width": 10, "align": "right", "num_format": "0.0%"},
    "date": {"width": 12, "align": "center", "num_format": 14},
    "datetime": {"width": 18, "align": "center", "num_format": 22},
    "boolean": {"width": 10, "align": "center", "num_format": "General"},
}
HEADER = {
    "bold": True,
    "font_color": LIGHT,
    "border": 1,
    "border_color": LIGHT,
    "text_wrap": True,
    "valign": "vcenter",
}
# What makes a column speak: bars as long as its amounts, arrows, alarm above zero.
MARKS = {
    "bar": {
        "type": "data_bar",
        "bar_color": "#A9C4E0",
        "bar_solid": True,
        "bar_border_color": "#7A9CBF",
    },
    "arrows": {
        "type": "icon_set",
        "icon_style": "3_arrows",
        "icons": [
            {"criteria": ">=", "type": "number", "value": 0.05},
            {"criteria": ">=", "type": "number", "value": -0.05},
        ],
    },
    "alarm": {"type": "cell", "criteria": ">", "value": 0},
}
OPTIONS = {
    "strings_to_formulas": False,
    "strings_to_numbers": False,
    "strings_to_urls": False,
}


@dataclass(frozen=True)
class ColumnSpec:
    """A column: ``kind`` is a key of ``KINDS``; ``width`` in characters, or the usual.

    A percentage is a fraction: 0.2 shows as 20.0%. ``mark`` is a key of ``MARKS``.
    Cells of a column with a ``formula`` calculate on; their values are those of now.
    In a formula ``{row}`` is the row, the key of a column its letter.
    """

    key: str
    title: str
    kind: str = "text"
    width: float | None = None
    mark: str = ""
    formula: str = ""

    def __post_init__(self):
        if self.kind not in KINDS:
            raise ValueError(f"no kind of column: {self.kind}")
        if self.mark and self.mark not in MARKS:
            raise ValueError(f"no mark of column: {self.mark}")

    @property
    def shown_width(self):
        """Width on the sheet, in characters."""
        return self.width or KINDS[self.kind]["width"]


class Style:
    """The formats of one workbook, each made once; those of columns by kind."""

    def __init__(self, book, currency_format):
        large = {"bold": True, "font_size": 16, "font_color": DARK}
        self.title = book.add_format(large)
        self.subtitle = book.add_format({"font_color": MUTED})
        self.band = book.add_format({"bg_color": BAND})
        self.wrapped = book.add_format({"text_wrap": True, "valign": "top"})
        self.section = book.add_format({**large, "font_size": 12, "bottom": 2})
        self.label = book.add_format({"font_color": MUTED, "valign": "top"})
        self.alarm = book.add_format({"font_color": "#B00020", "bold": True})
        self.headers, self.required, self.cells, self.examples = {}, {}, {}, {}
        self.totals, self.values = {}, {}
        for kind, usual in KINDS.items():
            look = {"num_format": currency_format, **usual}
            del look["width"]
            self.cells[kind] = book.add_format(look)
            total = {**look, "bold": True, "top": 1, "font_color": DARK}
            self.totals[kind] = book.add_format(total)
            self.values[kind] = book.add_format({**look, "align": "left"})
            example = {**look, "italic": True, "font_color": MUTED}
            self.examples[kind] = book.add_format(example)
            head = {**HEADER, "align": usual["align"]}
            self.headers[kind] = book.add_format({**head, "bg_color": DARK})
            self.required[kind] = book.add_format({**head, "bg_color": ACCENT})


def describe_book(book, title, created: datetime):
    """Set the properties of a workbook, its date included: no clock is read."""
    book.set_properties({"title": title, "created": created})


def prepare_print(sheet, header_row):
    """Landscape A4, as wide as the page, header on each page, numbered."""
    sheet.set_landscape()
    sheet.set_paper(A4)
    sheet.set_margins(left=0.4, right=0.4, top=0.5, bottom=0.7)
    sheet.fit_to_pages(1, 0)
    sheet.repeat_rows(header_row)
    sheet.set_footer(FOOTER)


def clean_sheet_name(name, taken=()):
    """A name that Excel accepts and no sheet in ``taken`` has, case aside.

    >>> clean_sheet_name("Clients: 2024/2025"), clean_sheet_name("a", ["A"])
    ('Clients 2024 2025', 'a (2)')
    """
    base = " ".join(FORBIDDEN_IN_NAME.sub(" ", name).split()).strip("' ")
    base = base[:LONGEST_NAME].strip("' ") or "Sheet"
    used = {other.lower() for other in (*taken, "history")}  # Excel keeps that one
    candidate, copies = base, 1
    while candidate.lower() in used:
        copies += 1
        suffix = f" ({copies})"
        candidate = base[: LONGEST_NAME - len(suffix)].rstrip() + suffix
    return candidate


def write_header(sheet, row, columns, style, required=()):
    """Write the titles of the columns and set their widths.

    The keys in ``required`` get the colour that says so.
    """
    write_titles(sheet, row, columns, style, required)
    for index, column in enumerate(columns):
        sheet.set_column(index, index, column.shown_width)


def write_titles(sheet, row, columns, style, required=()):
    """Write the titles alone, where the sheet has its widths."""
    sheet.set_row(row, HEADER_HEIGHT)
    for index, column in enumerate(columns):
        looks = style.required if column.key in required else style.headers
        write_cell(sheet, row, index, column.title, looks[column.kind])


def mark_column(sheet, area, column, style):
    """Make the cells of a column speak, if it has a mark."""
    if column.mark:
        look = {"format": style.alarm} if column.mark == "alarm" else {}
        sheet.conditional_format(*area, {**MARKS[column.mark], **look})
