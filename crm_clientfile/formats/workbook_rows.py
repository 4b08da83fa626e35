"""The XML of rows as XlsxWriter writes it in constant memory, in half of its time.

A cell of a customer file is a text, a number or a day: for these the XML is short, and
formatting it at once saves what a general writer spends on each cell. The numbers of
the formats are those that XlsxWriter gives a first row. Tests compare the bytes.
"""

import math
import re
from datetime import date, datetime, time, timedelta
from decimal import Decimal

from xlsxwriter.utility import xl_col_to_name

from .safe_cell import FIRST_DAY, MAX_EXACT_INTEGER, fit_text

_SPECIAL = re.compile(r'["&<>\n\x00-\x08\x0b-\x1f]|_x[0-9a-fA-F]{4}_|^\s|\s$')
_LITERAL_ESCAPE = re.compile(r"(_x[0-9a-fA-F]{4}_)")
_CONTROL = re.compile(r"[\x00-\x08\x0b-\x1f]")
_OUTER_BLANK = re.compile(r"^\s|\s$")
_STYLE = re.compile(rb' s="(\d+)"')
_EPOCH = date(1899, 12, 31).toordinal()
_LEAP_BUG = 59  # Excel counts a 29 February 1900
_DAY = 86_400


class RowRenderer:
    """Renders rows of ``columns``; ``prototype`` is the XML of a blank row of them."""

    def __init__(self, columns, formulas, prototype):
        styles = [style.decode() for style in _STYLE.findall(prototype)]
        cells = zip(columns, styles, strict=True)
        self._cells = [
            (
                f'<c r="{xl_col_to_name(at)}',
                f'" s="{style}"',
                column.kind == "text",
                column.kind == "boolean",
            )
            for at, (column, style) in enumerate(cells)
        ]
        self._formulas = {at: text.removeprefix("=") for at, text in formulas}

    def render(self, rows, start):
        """The XML of rows, the first of which is row ``start``, counted from 1."""
        return "".join(
            self._render_row(row, str(number)) for number, row in enumerate(rows, start)
        ).encode()

    def _render_row(self, row, number):
        cells = [f'<row r="{number}">']
        for (start, style, is_text, is_boolean), value in zip(
            self._cells, row, strict=True
        ):
            if value.__class__ is not str:
                if value is False and not is_boolean:
                    value = None
                elif is_text and value is not None:
                    value = str(value)
            cells.append(f"{start}{number}{style}{_content_of(value)}")
        for index, formula in self._formulas.items():
            start, style, *_kind = self._cells[index]
            text = _escape(formula.format(row=number))
            value = "" if row[index] is None else row[index]
            content = f"><f>{text}</f><v>{value}</v></c>"
            cells[index + 1] = f"{start}{number}{style}{content}"
        cells.append("</row>")
        return "".join(cells)


def _content_of(value):
    """What follows the attributes of a cell."""
    write = _CONTENTS.get(value.__class__)
    if write is None:
        family = next((kind for kind in _CONTENTS if isinstance(value, kind)), None)
        write = _CONTENTS[family] if family else _content_of_other
    return write(value)


def _content_of_text(value):
    if not value:
        return "/>"
    text = fit_text(value)
    if not _SPECIAL.search(text):
        return f' t="inlineStr"><is><t>{text}</t></is></c>'
    space = ' xml:space="preserve"' if _OUTER_BLANK.search(text) else ""
    return f' t="inlineStr"><is><t{space}>{_escape(text)}</t></is></c>'


def _content_of_number(value):
    if not math.isfinite(value):
        return _content_of_text(str(value))
    return f"><v>{float(value):.16G}</v></c>"


def _content_of_integer(value):
    if abs(value) >= MAX_EXACT_INTEGER:
        return _content_of_text(str(value))
    return f"><v>{value:.16G}</v></c>"


def _content_of_boolean(value):
    return f' t="b"><v>{int(value)}</v></c>'


def _content_of_day(value):
    if value < FIRST_DAY:
        return _content_of_text(value.isoformat())
    days = value.toordinal() - _EPOCH
    return f"><v>{days + (days > _LEAP_BUG):.16G}</v></c>"


def _content_of_moment(value):
    if value.date() < FIRST_DAY:
        return _content_of_text(value.isoformat())
    seconds = (value.replace(tzinfo=None) - datetime.combine(value, time())).seconds
    days = value.toordinal() - _EPOCH
    share = (seconds + value.microsecond / 1e6) / _DAY
    return f"><v>{days + share + (days > _LEAP_BUG):.16G}</v></c>"


def _content_of_other(value):
    return _content_of_text(str(value))


def _escape(text):
    text = _LITERAL_ESCAPE.sub(r"_x005F\1", text)
    text = _CONTROL.sub(lambda found: f"_x{ord(found[0]):04X}_", text)
    return text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;")


_CONTENTS = {
    str: _content_of_text,
    type(None): lambda _value: "/>",
    bool: _content_of_boolean,
    int: _content_of_integer,
    float: _content_of_number,
    Decimal: _content_of_number,
    datetime: _content_of_moment,
    date: _content_of_day,
    time: lambda value: f"><v>{_seconds_of(value) / _DAY:.16G}</v></c>",
    timedelta: lambda value: f"><v>{value.total_seconds() / _DAY:.16G}</v></c>",
}


def _seconds_of(moment):
    return moment.hour * 3600 + moment.minute * 60 + moment.second
