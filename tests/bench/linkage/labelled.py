"""Customer files of which it is known who is who."""

import csv
from collections import Counter
from dataclasses import dataclass, field, fields
from pathlib import Path

from ground.console import GroundError

from crm_clientfile.tools.duplicate_profile import Comparable
from crm_clientfile.tools.text import fold

COLUMNS = frozenset(one.name for one in fields(Comparable)) - {"is_company"}
_SEVERAL = ("phones", "emails")


@dataclass(frozen=True)
class Labelled:
    """Records by number, and the true customer of each.

    ``kinds`` names what only looks like a double: sets of two records, by kind.
    ``names`` holds given name and surname where the file has them apart.
    """

    name: str
    records: dict[int, Comparable]
    truth: dict[int, str]
    kinds: dict[str, set[tuple[int, int]]] = field(default_factory=dict)
    names: dict[int, tuple[str, str]] = field(default_factory=dict)

    @property
    def pair_count(self) -> int:
        """How many pairs of records are of one customer."""
        return sum(
            size * (size - 1) // 2 for size in Counter(self.truth.values()).values()
        )

    def is_same(self, pair) -> bool:
        one, other = pair
        return self.truth[one] == self.truth[other]


@dataclass(frozen=True)
class Reading:
    """Which columns of a file are which field of a customer.

    :param columns: field → columns, put together with a space between
    :param same: the column whose equal values mean one customer
    :param is_company: whether the records are companies
    """

    same: str
    columns: dict[str, tuple[str, ...]]
    is_company: bool = False
    country_code: str = ""

    def record(self, row: dict) -> Comparable:
        values = {
            name: self._value(row, name, columns)
            for name, columns in self.columns.items()
        }
        return Comparable(
            is_company=self.is_company, country_code=self.country_code, **values
        )

    def names(self, row: dict) -> tuple[str, str]:
        columns = self.columns.get("name", ())
        is_apart = len(columns) == 2
        return tuple(fold(row[column]) for column in columns) if is_apart else ("", "")

    def _value(self, row, name, columns):
        found = [text for column in columns if (text := row[column].strip())]
        return tuple(found) if name in _SEVERAL else " ".join(found)


def read(name: str, path: Path, reading: Reading) -> Labelled:
    """The labelled file at ``path``. Raises where it or a column is not there."""
    if not path.is_file():
        raise GroundError(f"{name}: there is no file {path}.")
    with path.open(encoding="utf-8-sig", newline="") as file:
        rows = list(csv.DictReader(file))
    wanted = {column for columns in reading.columns.values() for column in columns}
    missing = (wanted | {reading.same}) - set(rows[0] if rows else ())
    if missing:
        raise GroundError(f"{path} has no column {', '.join(sorted(missing))}.")
    return Labelled(
        name,
        {number: reading.record(row) for number, row in enumerate(rows, 1)},
        {number: row[reading.same] for number, row in enumerate(rows, 1)},
        names={number: reading.names(row) for number, row in enumerate(rows, 1)},
    )


def parse_reading(text: str) -> Reading:
    """``same=cluster name=first+last phones=tel kind=company country=FR``."""
    words = dict(word.partition("=")[::2] for word in text.split())
    same, kind = words.pop("same", ""), words.pop("kind", "person")
    country = words.pop("country", "")
    if not same or not words or (unknown := words.keys() - COLUMNS):
        wrong = ", ".join(sorted(unknown)) if same and words else "same=… name=…"
        raise GroundError(f"Columns are given as field=column+column: {wrong}.")
    columns = {name: tuple(value.split("+")) for name, value in words.items()}
    return Reading(same, columns, kind == "company", country)
