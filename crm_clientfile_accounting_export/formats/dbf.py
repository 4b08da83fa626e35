"""Tables of dBase III, written and read: header, rows of fixed width, one end byte.

Source: the format's published structure (dBase III without memo): 32 bytes of
header, 32 for each column, a carriage return; a row starts with a blank, or a star
where deleted.
"""

import struct
from collections.abc import Iterable, Iterator
from datetime import date
from typing import NamedTuple

from .encodings import encode_text
from .field import Dialect, Field
from .problem import Unreadable

END_OF_COLUMNS, END_OF_FILE, KEPT = b"\r", b"\x1a", " "
HEADER = struct.Struct("<BBBBIHH17sB2s")
COLUMN = struct.Struct("<11sc4sBB14s")
CODE_PAGES = {"cp850": 2, "cp1252": 3}


class DbfColumn(NamedTuple):
    """A column: its name in the table, its type (C, N or D) and its field."""

    name: str
    type: str
    field: Field


class DbfTable:
    """The bytes around the rows of a table.

    >>> table = DbfTable([DbfColumn("CODE", "C", Field("code", 3))], Dialect("cp850"))
    >>> data = table.header(1, date(2026, 1, 2)) + table.rows(["ABC"]) + END_OF_FILE
    >>> len(data), list(table.texts(data))
    (70, ['ABC'])
    """

    def __init__(self, columns, dialect: Dialect):
        self.columns = tuple(columns)
        self.fields = tuple(column.field for column in self.columns)
        self._encoding = dialect.encoding
        self._width = 1 + sum(field.width for field in self.fields)
        self._size = HEADER.size + COLUMN.size * len(self.columns) + 1

    def header(self, count: int, day: date) -> bytes:
        """The bytes before ``count`` rows."""
        start = HEADER.pack(
            3,
            day.year % 100,
            day.month,
            day.day,
            count,
            self._size,
            self._width,
            b"",
            CODE_PAGES[self._encoding],
            b"",
        )
        return start + b"".join(map(_describe, self.columns)) + END_OF_COLUMNS

    def rows(self, texts: Iterable[str]) -> bytes:
        """The bytes of rows that ``Record`` wrote."""
        return encode_text("".join([KEPT + one for one in texts]), self._encoding)

    def texts(self, data: bytes) -> Iterator[str]:
        """The rows of a table with these columns."""
        if len(data) < self._size:
            raise Unreadable("The table ends in its header.")
        count, size, width = HEADER.unpack(data[: HEADER.size])[4:7]
        if (size, width) != (self._size, self._width):
            raise Unreadable("The table has other columns.")
        if len(data) != size + count * width + len(END_OF_FILE):
            raise Unreadable("The table has not as many rows as its header says.")
        for start in range(size, size + count * width, width):
            yield data[start + 1 : start + width].decode(self._encoding)


def _describe(column):
    decimals = column.field.places if "amount" in column.field.kind else 0
    name, kind = column.name.encode("ascii"), column.type.encode("ascii")
    return COLUMN.pack(name, kind, b"", column.field.width, decimals, b"")
