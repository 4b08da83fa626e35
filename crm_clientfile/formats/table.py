"""What every readable table has in common, whatever its format."""

import statistics
from abc import ABC, abstractmethod
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime
from itertools import islice
from typing import NamedTuple

from .errors import UnreadableFile
from .notices import REFUSING, Notice

HEAD_RECORDS = 50

Cell = str | int | float | bool | datetime | None


@dataclass(frozen=True)
class Limits:
    """What a file may demand; sizes in bytes, lengths in characters."""

    max_bytes: int = 200_000_000
    max_columns: int = 500
    max_cell_length: int = 32_767
    max_rows: int = 1_000_000
    max_unzipped: int = 1_500_000_000
    max_ratio: int = 200


DEFAULT_LIMITS = Limits()


class Record(NamedTuple):
    """A line as the format gives it: unpadded, blank ones and titles included."""

    number: int
    cells: list
    notices: tuple = ()


class Row(NamedTuple):
    """A data row: its number in the spreadsheet, one cell per column, remarks.

    A blank cell is ``None``. Text keeps its spaces.
    """

    number: int
    cells: tuple[Cell, ...]
    notices: tuple[Notice, ...] = ()

    @property
    def refused(self):
        """Whether importing this row would store wrong or mutilated values.

        So it is for a cell that is too long, whose value is ``None`` here, and for
        filled cells right of the last column: a separator inside a text has then
        shifted the whole row.
        """
        return any(notice.code in REFUSING for notice in self.notices)


class Table(ABC):
    """A header and its rows, read from the file anew by each call of ``rows``.

    ``format`` is "csv" or "xlsx"; ``encoding`` and ``delimiter`` are those of a CSV
    file, ``sheet`` and ``sheets`` those of a workbook. ``notices`` are the remarks on
    the file as a whole. Use it in a ``with`` statement, or call ``close``.
    """

    format = ""
    encoding = None
    delimiter = None
    sheet = None
    sheets = ()

    def __init__(self, source, name, limits):
        self.name = name
        self.limits = limits
        self.notices = ()
        self.header = ()
        self._source = source
        self._header_number = 0

    def __enter__(self):
        return self

    def __exit__(self, *exc_info):
        self.close()

    def close(self):  # noqa: B027 - most formats hold nothing
        """Let go of the temporary files of the reader."""

    @abstractmethod
    def _records(self) -> Iterator[Record]:
        """Every line of the file, in order."""

    def rows(self, start=0) -> Iterator[Row]:
        """The data rows that are not blank, without the first ``start`` of them.

        Raises ``UnreadableFile`` where the file turns out to be damaged or larger
        than the limits; the rows before that place have been given by then.
        """
        count = 0
        for record in self._records():
            if record.number <= self._header_number or is_blank(record):
                continue
            count += 1
            if count > self.limits.max_rows:
                raise UnreadableFile("too_many_rows", limit=self.limits.max_rows)
            if count > start:
                yield self._make_row(record)

    def _make_row(self, record):
        width = len(self.header)
        limit = self.limits.max_cell_length
        notices = list(record.notices)
        cells = [None if _is_empty(cell) else cell for cell in record.cells[:width]]
        for index, cell in enumerate(cells):
            if cell.__class__ is str and len(cell) > limit:
                params = {"column": self.header[index], "length": len(cell)}
                notices.append(Notice("cell_too_long", params))
                cells[index] = None
        cells.extend([None] * (width - len(cells)))
        if extra := sum(not _is_empty(cell) for cell in record.cells[width:]):
            notices.append(Notice("extra_cells", {"count": extra}))
        return Row(record.number, tuple(cells), tuple(notices))

    def _read_header(self):
        """Find the header among the first records; refuse a file without rows."""
        head = list(islice(self._records(), HEAD_RECORDS))
        filled = [record for record in head if not is_blank(record)]
        if not filled:
            raise UnreadableFile("empty_file")
        position = find_header([_count_filled(record.cells) for record in filled])
        header = filled[position]
        self._header_number = header.number
        self.header, notices = name_columns(self._pad_header(header, filled[position:]))
        if position:
            notices = [Notice("title_rows", {"count": header.number - 1}), *notices]
        self.notices += tuple(notices)
        if not any(self.rows()):
            raise UnreadableFile("header_only")

    def _pad_header(self, header, records):
        """The header's cells, as wide as half of the rows under it reach."""
        usual = statistics.median_low(_extent(record.cells) for record in records)
        width = max(_extent(header.cells), usual)
        if width > self.limits.max_columns:
            limit = self.limits.max_columns
            raise UnreadableFile("too_many_columns", columns=width, limit=limit)
        return header.cells[:width] + [None] * (width - len(header.cells))


def find_header(filled_counts):
    """Position of the header, given how many cells each of the first rows fills.

    It is the first row with at least two filled cells, unless one of the next three
    rows fills more than twice as many: then that was a title with, say, a date.
    A table with a single column begins at its first row.

    >>> find_header([1, 2, 12, 9, 12])
    2
    >>> find_header([1, 1, 1])
    0
    """
    best = next((at for at, count in enumerate(filled_counts) if count > 1), 0)
    for at, count in enumerate(filled_counts):
        if best < at <= best + 3 and count > 2 * filled_counts[best] > 2:
            best = at
    return best


def name_columns(cells):
    """Names of the columns, each one unique, and the notices about duplicates.

    >>> name_columns([" Phone ", None, "Phone"])[0]
    ('Phone', 'Column 2', 'Phone (2)')
    """
    names, notices = [], []
    for position, cell in enumerate(cells, start=1):
        name = " ".join(str("" if cell is None else cell).split())
        new = _unused(name or f"Column {position}", names)
        if name and new != name:
            notices.append(Notice("duplicate_header", {"name": name, "new": new}))
        names.append(new)
    return tuple(names), notices


def _unused(name, names):
    copies, candidate = 1, name
    while candidate in names:
        copies += 1
        candidate = f"{name} ({copies})"
    return candidate


def _is_empty(cell):
    return cell is None or (cell.__class__ is str and not cell.strip())


def is_blank(record):
    """Whether a record has no filled cell and nothing to remark."""
    return not record.notices and all(map(_is_empty, record.cells))


def _count_filled(cells):
    return sum(not _is_empty(cell) for cell in cells)


def _extent(cells):
    """Number of cells up to the last filled one."""
    reached = (at for at in range(len(cells), 0, -1) if not _is_empty(cells[at - 1]))
    return next(reached, 0)
