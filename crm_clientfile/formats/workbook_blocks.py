"""What sheets that people read are made of: words, pairs, tables, charts.

A formula names the columns of its own table by their keys: ``{debit}{row}``.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from .workbook_style import ColumnSpec


@dataclass(frozen=True)
class Formula:
    """A cell that goes on calculating; ``value`` is what it gives now.

    In ``text``, ``{row}`` is the row of the cell, ``{above}`` the one above it,
    ``{first}`` and ``{last}`` those of its table, the key of a column its letter.
    """

    text: str
    value: object = 0


@dataclass(frozen=True)
class Words:
    """Sentences, one in a row."""

    title: str
    sentences: Sequence[str]


@dataclass(frozen=True)
class Pairs:
    """Labels with their values, each a tuple of label, value and kind of column."""

    title: str
    pairs: Sequence[tuple[str, object, str]]


@dataclass(frozen=True)
class Table:
    """A table with its header; ``name`` is for charts, ``total`` its last row."""

    name: str
    title: str
    columns: tuple[ColumnSpec, ...]
    rows: Sequence[Sequence]
    total: Sequence | None = None


@dataclass(frozen=True)
class Chart:
    """A chart of columns of a table: ``kind`` is column, bar, line or doughnut.

    ``first`` rows alone are shown, if it is given.
    """

    kind: str
    title: str
    table: str
    categories: str
    series: tuple[str, ...]
    first: int | None = None


@dataclass(frozen=True)
class Charts:
    """Charts side by side, ``height`` rows high."""

    charts: tuple[Chart, ...]
    height: int = 16


@dataclass(frozen=True)
class Sheet:
    """A sheet; its name is one that Excel accepts, see ``clean_sheet_name``.

    ``repeated`` names the table whose header stands on each page. What is no table
    may be shrunk to one page: Excel cuts charts where a page ends.
    """

    name: str
    title: str
    blocks: tuple
    subtitle: str = ""
    is_landscape: bool = False
    is_one_page: bool = False
    repeated: str = ""


@dataclass(frozen=True)
class Book:
    """A workbook: its sheets, and what stands above each printed page."""

    title: str
    sheets: tuple[Sheet, ...]
    created: datetime
    header: str = ""
    currency_format: str = "#,##0.00"
