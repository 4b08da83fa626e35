"""Cells of a worksheet to Python values. Formulas are never evaluated."""

import math
from datetime import datetime, timedelta
from functools import lru_cache

from .errors import UnreadableFile
from .notices import Notice
from .table import Record
from .xlsx_package import local_name
from .xlsx_parts import rich_text, unescape

MAX_COLUMNS = 16_384
DIGITS = "0123456789"
EXACT = 10**15  # Excel keeps 15 digits
LONG_NUMBER = 20
LEAP_BUG = 60  # Excel believes in 29 February 1900
EPOCH = datetime.fromisoformat("1899-12-30")
EPOCH_1904 = datetime.fromisoformat("1904-01-01")  # old Macs


class CellReader:
    """Turns ``row`` elements into records.

    Numbers come as ``int`` where they are whole, dates as ``datetime``, times without
    a date as text "HH:MM:SS", booleans as ``bool``; a formula is the value it had when
    the workbook was saved. What has no value is ``None`` with a notice.
    """

    def __init__(self, workbook):
        self._strings = workbook.strings
        self._date_styles = workbook.date_styles
        self._percent_styles = workbook.percent_styles
        self._epoch = EPOCH_1904 if workbook.starts_1904 else EPOCH
        self._last_number = 0
        self._converters = {
            None: self._read_number,
            "n": self._read_number,
            "s": self._read_shared,
            "str": lambda text, _style: unescape(text),
            "b": lambda text, _style: text in ("1", "true"),
            "d": _read_iso_date,
            "e": _refuse_error,
        }

    def read_row(self, row):
        """The ``Record`` of a ``row`` element; columns left out are ``None``."""
        self._last_number = _row_number(row.get("r"), self._last_number + 1)
        cells, notices, index = [], [], -1
        for cell in row:
            place = cell.get("r")
            index = column_index(place.rstrip(DIGITS)) if place else index + 1
            if not len(cell):
                continue
            while len(cells) <= index:
                cells.append(None)
            try:
                cells[index] = self._read_cell(cell)
            except _NoValue as reason:
                notices.append(reason.notice(index + 1))
        if index >= MAX_COLUMNS:
            raise UnreadableFile("too_many_cells", row=self._last_number)
        return Record(self._last_number, cells, tuple(notices))

    def _read_cell(self, cell):
        first, kind = cell[0], cell.get("t")
        if kind == "inlineStr":
            return rich_text(first)
        is_plain = len(cell) == 1 and first.tag[-1] == "v"
        text = first.text if is_plain else _find_value(cell, kind)
        if text is None:
            return None
        return self._converters.get(kind, _keep_text)(text, cell.get("s"))

    def _read_shared(self, text, _style):
        if not _is_short_number(text):
            raise UnreadableFile("damaged_workbook", part="sharedStrings.xml")
        return self._strings[int(text)]

    def _read_number(self, text, style):
        try:
            value = int(text) if _is_short_number(text) else float(text)
        except ValueError:
            raise _NoValue("error_cell", text) from None
        if not math.isfinite(value):
            raise _NoValue("error_cell", text)
        if style in self._date_styles:
            return self._read_date(value)
        if style in self._percent_styles:
            # As it is seen: nobody could tell 0.1 from 10% otherwise.
            return f"{value * 100:.10g} %"
        return int(value) if value == int(value) and abs(value) < EXACT else value

    def _read_date(self, serial):
        """The date of a serial number, rounded to the millisecond."""
        is_early = 1 <= serial < LEAP_BUG and self._epoch == EPOCH
        days = serial + 1 if is_early else serial
        try:
            moment = self._epoch + timedelta(milliseconds=round(days * 86_400_000))
        except OverflowError:
            raise _NoValue("impossible_date", serial) from None
        if serial < 0:
            raise _NoValue("impossible_date", serial)
        return moment if serial >= 1 else f"{moment:%H:%M:%S}"


class _NoValue(Exception):  # noqa: N818 - not an error: the cell is left blank
    def __init__(self, code, value=None):
        self.code = code
        self.value = value

    def notice(self, column):
        params = {"column": column}
        if self.value is not None:
            params["value"] = self.value
        return Notice(self.code, params)


@lru_cache(maxsize=MAX_COLUMNS)
def column_index(letters):
    """Zero-based index of a column named by letters; refuses those beyond "XFD".

    >>> column_index("A"), column_index("AA"), column_index("XFD")
    (0, 26, 16383)
    """
    if not (letters.isascii() and letters.isalpha()):
        raise UnreadableFile("damaged_workbook", part="sheet")
    index = 0
    for letter in letters[:4].upper():
        index = index * 26 + ord(letter) - 64
    if index > MAX_COLUMNS:
        raise UnreadableFile("too_many_columns", columns=letters, limit=MAX_COLUMNS)
    return index - 1


def _find_value(cell, kind):
    """The stored text of a cell that may be a formula or have an extension."""
    parts = {local_name(child): child for child in cell}
    text = parts["v"].text if "v" in parts else None
    if text is None and "f" in parts and kind != "str":
        raise _NoValue("formula_without_value")
    return text


def _row_number(text, following):
    return int(text) if text and _is_short_number(text) else following


def _is_short_number(text):
    """Whether ``int`` takes a text at no cost, however hostile the workbook."""
    return len(text) < LONG_NUMBER and text.isdecimal()


def _read_iso_date(text, _style):
    try:
        return datetime.fromisoformat(text).replace(tzinfo=None)
    except ValueError:
        raise _NoValue("impossible_date", text) from None


def _refuse_error(text, _style):
    raise _NoValue("error_cell", text)


def _keep_text(text, _style):
    return text
