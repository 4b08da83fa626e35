"""What a worksheet refers to: names of sheets, formats of dates, shared strings.

Source: ECMA-376 part 1 (SpreadsheetML), transitional and strict.
"""

import mmap
import re
import tempfile
from array import array
from typing import NamedTuple

from .errors import UnreadableFile
from .xlsx_package import local_name

# ECMA-376 part 1, 18.8.30: built-in dates and times; 27-36 and 50-58 are Asian ones.
DATE_FORMATS = frozenset(
    map(str, (*range(14, 23), *range(27, 37), 45, 47, *range(50, 59)))
)
PERCENT_FORMATS = frozenset(("9", "10"))
NO_STYLES = (frozenset(), frozenset())
LITERALS = re.compile(r'"[^"]*"|\\.|_.|\*.|\[[^\]]*\]')
DURATION = re.compile(r"\[(h+|m+|s+)\]", re.IGNORECASE)
ESCAPED = re.compile(r"_x([0-9A-Fa-f]{4})_")


class Sheet(NamedTuple):
    """A worksheet: its name, whether people see it, where its cells are."""

    name: str
    is_visible: bool
    path: str


class Workbook(NamedTuple):
    """The parts of a workbook that its sheets need."""

    sheets: tuple[Sheet, ...]
    starts_1904: bool
    date_styles: frozenset
    percent_styles: frozenset
    strings: "SharedStrings"


def read_workbook(package):
    """Describe the workbook in an open ``Package``."""
    path = _find_part(package.relations(""), "officeDocument") or "xl/workbook.xml"
    relations = package.relations(path)
    sheets, starts_1904 = [], False
    for element in package.elements(path, "sheet", "sheets", "workbookPr"):
        if local_name(element) == "workbookPr":
            starts_1904 = element.get("date1904") in ("1", "true")
        elif local_name(element) == "sheets":
            break  # thousands of forgotten names may follow
        elif sheet := _describe_sheet(element, relations):
            sheets.append(sheet)
    styles = _find_part(relations, "styles")
    strings = _find_part(relations, "sharedStrings")
    dates, percents = read_styles(package, styles) if styles else NO_STYLES
    return Workbook(
        tuple(sheets), starts_1904, dates, percents, SharedStrings(package, strings)
    )


def _find_part(relations, kind):
    return next((path for name, path in relations.values() if name == kind), None)


def _describe_sheet(element, relations):
    """The sheet, or ``None`` for a chart or a macro sheet."""
    keys = (name for name in element.attrib if name.endswith("}id"))
    kind, path = relations.get(element.get(next(keys, ""), ""), ("", ""))
    if kind != "worksheet":
        return None
    return Sheet(
        element.get("name", ""), element.get("state") in (None, "visible"), path
    )


def read_styles(package, path):
    """The style numbers (as text, as cells name them) of dates, and of percentages."""
    codes, formats = {}, []
    for element in package.elements(path, "numFmt", "xf", "cellXfs"):
        name = local_name(element)
        if name == "numFmt":
            codes[element.get("numFmtId")] = element.get("formatCode", "")
        elif name == "cellXfs":
            break
        elif local_name(element.getparent()) == "cellXfs":
            formats.append(element.get("numFmtId", "0"))
    return tuple(
        frozenset(str(at) for at, number in enumerate(formats) if shows(number, codes))
        for shows in (_shows_date, _shows_percent)
    )


def _shows_date(number, codes):
    if number in codes:
        return is_date_format(codes[number])
    return number in DATE_FORMATS


def _shows_percent(number, codes):
    if number in codes:
        return "%" in LITERALS.sub("", codes[number])
    return number in PERCENT_FORMATS


def is_date_format(code):
    """Whether a number format shows a date or a time of day, not a duration.

    >>> is_date_format("dd/mm/yyyy"), is_date_format('[$-40C]d\\\\ mmmm yyyy')
    (True, True)
    >>> is_date_format('0.00" d"'), is_date_format("[h]:mm"), is_date_format("General")
    (False, False, False)
    """
    shown = LITERALS.sub("", code.split(";")[0]).lower()
    return not DURATION.search(code) and any(char in shown for char in "dmyhs")


class SharedStrings:
    """The texts of a workbook by number, kept in a temporary file, not in memory."""

    def __init__(self, package, path):
        self._ends = array("Q", [0])
        self._file = tempfile.TemporaryFile()  # noqa: SIM115 - closed by close()
        if path and path in package:
            for element in package.elements(path, "si"):
                size = self._file.write(rich_text(element).encode("utf-8", "replace"))
                self._ends.append(self._ends[-1] + size)
        self._file.flush()
        self._bytes = b""
        if self._ends[-1]:
            self._bytes = mmap.mmap(self._file.fileno(), 0, access=mmap.ACCESS_READ)

    def __getitem__(self, index):
        if not 0 <= index < len(self._ends) - 1:
            raise UnreadableFile("damaged_workbook", part="sharedStrings.xml")
        return self._bytes[self._ends[index] : self._ends[index + 1]].decode()

    def close(self):
        """Delete the temporary file."""
        if self._bytes:
            self._bytes.close()
        self._file.close()


def rich_text(element):
    """The text of an ``si`` or ``is`` element, without its phonetic guide."""
    if len(element) == 1 and element[0].tag[-2:] == "}t":
        return unescape(element[0].text or "")
    runs = [child for child in element if local_name(child) == "r"]
    texts = (text for part in (element, *runs) for text in part)
    return unescape("".join(t.text or "" for t in texts if local_name(t) == "t"))


def unescape(text):
    """Resolve the ``_xHHHH_`` by which SpreadsheetML writes control characters.

    >>> unescape("a_x000D_b") == "a\\rb", unescape("_x005F_x0041_")
    (True, '_x0041_')
    """
    if "_x" not in text:
        return text
    return ESCAPED.sub(lambda match: chr(int(match[1], 16)), text)
