"""Cells that a spreadsheet shows as text and never runs.

A customer may call himself ``=HYPERLINK(…)``: OWASP, "CSV injection". Decision 20: a
cell that starts with = + - @ TAB or CR and is not a number is written as text.
"""

import math
import re
import unicodedata
from datetime import date, datetime, time, timedelta
from decimal import Decimal

MAX_TEXT = 32_767  # UTF-16 units in one cell, Excel's specification
ELLIPSIS = "…"
STARTERS = frozenset("=+-@\u2212")
INVISIBLE = "\u200b\u200c\u200d\u2060\ufeff\xad"
NUMBER = re.compile(r"[+\-\u2212]?[.,]?\d[\d\s.,]*([eE][+-]?\d+)?[%€]?")
UNWRITABLE = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f\ud800-\udfff\ufffe\uffff]")
MAX_EXACT_INTEGER = 10**15
FIRST_DAY = date(1900, 1, 1)


def is_formula_like(text):
    """Whether a spreadsheet might run ``text`` as a formula.

    Blanks and invisible characters before the sign do not hide it, nor do the
    full-width signs that Asian versions of spreadsheets accept. Numbers are harmless,
    international telephone numbers written with spaces among them.

    >>> [is_formula_like(text) for text in ("=1+1", " @SUM(A1)", "＝cmd", "+1-555")]
    [True, True, True, True]
    >>> [is_formula_like(text) for text in ("-12,50", "+33 6 12 34 56 78", "a=b", "")]
    [False, False, False, False]
    """
    if text[:1] in ("\t", "\r"):
        return True
    core = text.lstrip().lstrip(INVISIBLE).lstrip()
    if not core or unicodedata.normalize("NFKC", core[0])[:1] not in STARTERS:
        return False
    return not NUMBER.fullmatch(core.rstrip())


def safe_csv_cell(text):
    """``text`` for a CSV file: with an apostrophe in front where it looks dangerous.

    >>> safe_csv_cell("=1+1"), safe_csv_cell("Durand"), safe_csv_cell("'=1+1")
    ("'=1+1", 'Durand', "''=1+1")
    """
    return f"'{text}" if is_formula_like(text.lstrip("'")) else text


def original_text(text):
    """What ``safe_csv_cell`` was given; our own exports are read back unchanged.

    >>> original_text("'=1+1"), original_text("'s-Gravenhage")
    ('=1+1', "'s-Gravenhage")
    """
    if text[:1] == "'" and is_formula_like(text.lstrip("'")):
        return text[1:]
    return text


def fit_text(text):
    """``text`` without characters XML forbids, cut with an ellipsis at 32,767.

    What looks like XlsxWriter's own markup gets a blank: it would be written as it is.

    >>> fit_text("a\\x00b")
    'ab'
    >>> len(fit_text("x" * 40_000)), fit_text("x" * 40_000)[-1]
    (32767, '…')
    """
    if text[:3] == "<r>" and text[-4:] == "</r>":
        text += " "
    if len(text) <= MAX_TEXT // 2 and text.isprintable():
        return text
    text = UNWRITABLE.sub("", text)
    if len(text) <= MAX_TEXT // 2 or _utf16_length(text) <= MAX_TEXT:
        return text
    units = text.encode("utf-16-le")[: 2 * (MAX_TEXT - 1)]
    return units.decode("utf-16-le", "ignore") + ELLIPSIS


def write_cell(worksheet, row, col, value, fmt=None):
    """Write any value to an XlsxWriter worksheet; text is never interpreted.

    Text stays text whatever it looks like, also a URL. ``None`` and "" leave a blank
    cell with its format; a date shows as one only with a format that says so. A number
    without a finite value and a day before 1900, which a spreadsheet does not know, are
    written as text; an integer of more than 15 digits too, because a spreadsheet would
    round it. Other objects are written as ``str``.
    """
    write = WRITERS.get(value.__class__, _write_other)
    write(worksheet, row, col, value, fmt)


def _write_text(worksheet, row, col, value, fmt):
    if not value:
        return _write_nothing(worksheet, row, col, value, fmt)
    return worksheet.write_string(row, col, fit_text(value), fmt)


def _write_boolean(worksheet, row, col, value, fmt):
    worksheet.write_boolean(row, col, value, fmt)


def _write_integer(worksheet, row, col, value, fmt):
    if abs(value) >= MAX_EXACT_INTEGER:
        return _write_text(worksheet, row, col, str(value), fmt)
    return worksheet.write_number(row, col, value, fmt)


def _write_number(worksheet, row, col, value, fmt):
    if not math.isfinite(value):
        return _write_text(worksheet, row, col, str(value), fmt)
    return worksheet.write_number(row, col, float(value), fmt)


def _write_date(worksheet, row, col, value, fmt):
    day = value.date() if isinstance(value, datetime) else value
    if day < FIRST_DAY:
        return _write_text(worksheet, row, col, value.isoformat(), fmt)
    naive = value.replace(tzinfo=None) if isinstance(value, datetime) else value
    return worksheet.write_datetime(row, col, naive, fmt)


def _write_duration(worksheet, row, col, value, fmt):
    worksheet.write_datetime(row, col, value, fmt)


def _write_nothing(worksheet, row, col, _value, fmt):
    worksheet.write_blank(row, col, None, fmt)


def _write_other(worksheet, row, col, value, fmt):
    """A subclass as its parent would be, anything else as text."""
    family = next((kind for kind in WRITERS if isinstance(value, kind)), None)
    write = WRITERS[family] if family else _write_text
    write(worksheet, row, col, value if family else str(value), fmt)


def _utf16_length(text):
    return len(text) + sum(char > "\uffff" for char in text)


WRITERS = {
    str: _write_text,
    bool: _write_boolean,
    int: _write_integer,
    float: _write_number,
    Decimal: _write_number,
    datetime: _write_date,
    date: _write_date,
    time: _write_duration,
    timedelta: _write_duration,
    type(None): _write_nothing,
}
