"""Rows of an import, fetched and written a batch at a time, without the ORM."""

import hashlib
import json
from dataclasses import dataclass, field
from functools import cached_property
from typing import NamedTuple

from psycopg2.extras import Json

from odoo.tools import SQL

from ..tools.import_match import Identity, place_of
from ..tools.text import LONGEST_WORD, compact, fold_code

_COLUMNS = (
    *("id", "number", "rank", "part", "state", "partner_id", "parent_row_id"),
    *("twin_id", "reason", "remarks", "plan", "merged", "journal", "digest"),
)
PAGE = 1000
IN_ORDER = SQL("rank, id")
LAST_FIRST = SQL("rank DESC, id DESC")
_JSON = frozenset(("raw", "plan", "merged", "journal"))


class StepResult(NamedTuple):
    """What a step has done; a ``cursor`` of ``None`` says that nothing is left."""

    cursor: dict | None
    done: int = 0
    errors: int = 0
    total: int | None = None


@dataclass
class BatchRow:
    """A row of ``clientfile.import.row`` in memory."""

    id: int
    number: int
    rank: int
    part: str
    state: str
    partner_id: int | None
    parent_row_id: int | None
    twin_id: int | None
    reason: str | None
    remarks: str | None
    plan: dict
    merged: dict | None
    journal: dict | None
    digest: str
    employer: str = ""
    changed: set = field(default_factory=set)

    @property
    def is_contact(self):
        """Whether this is a person of a company."""
        return bool(self.parent_row_id) and not self.plan["values"]["is_company"]

    @property
    def rarest_word(self):
        """The key (``tools/keys.py``) of the word of the name that few others share."""
        words = self.plan["name_key"].split()
        return f"n:{max(words, key=len)[:LONGEST_WORD]}" if words else ""

    @property
    def label(self):
        """How a person finds the row."""
        return f"{self.plan['values'].get('name', '')} ({self.number})"

    @property
    def group_id(self):
        """The first row about the same customer."""
        return self.twin_id or self.id

    @cached_property
    def identity(self):
        """The row as ``tools/import_match.py`` compares it."""
        values = self.plan["values"]
        # The address of a person tells nothing of where his company is.
        place = () if self.part == "company" else ("street", "zip", "city")
        return Identity(
            name_key=self.plan["name_key"],
            keys=frozenset(self.plan["keys"]),
            ref=fold_code(values.get("ref")),
            registry="" if self.is_contact else compact(values.get("company_registry")),
            place=place_of(*(values.get(name) for name in place))
            if place
            else ("",) * 3,
            employer_key=self.employer if self.is_contact else "",
            is_contact=self.is_contact,
            is_company=values["is_company"],
        )

    def set(self, **values):
        """Change columns; ``write_rows`` stores them."""
        for name, value in values.items():
            setattr(self, name, value)
        self.changed.update(values)

    def refuse(self, sentence):
        """Refuse the row for the reason that ``sentence`` gives."""
        self.set(state="refused", reason=sentence)

    def remark(self, *sentences):
        """Add what was done to the row."""
        if sentences:
            lines = [self.remarks] if self.remarks else []
            self.set(remarks="\n".join([*lines, *sentences]))


def fetch_rows(env, condition, limit=None, order=IN_ORDER):
    """The rows that fulfil an ``SQL`` condition, in order."""
    query = SQL(
        "SELECT %s FROM clientfile_import_row WHERE %s ORDER BY %s %s",
        SQL(", ").join(map(SQL.identifier, _COLUMNS)),
        condition,
        order,
        SQL("LIMIT %s", limit) if limit else SQL(),
    )
    return [BatchRow(*values) for values in env.execute_query(query)]


def fetch_next(document, cursor, states, limit):
    """The rows after a cursor in one of ``states``; only rows of one rank at a time."""
    condition = SQL(
        "import_id = %s AND state = ANY(%s) AND (rank, id) > (%s, %s)",
        document.id,
        list(states),
        cursor.get("rank", -1),
        cursor.get("id", 0),
    )
    rows = fetch_rows(document.env, condition, limit)
    return [row for row in rows if row.rank == rows[0].rank]


def write_rows(env, rows, names):
    """Store the columns ``names`` of the rows in which one of them has changed."""
    rows = [row for row in rows if not row.changed.isdisjoint(names)]
    if not rows:
        return
    values = [
        (row.id, *(_adapt(name, getattr(row, name)) for name in names)) for row in rows
    ]
    types = {"partner_id": "int4", "twin_id": "int4", **dict.fromkeys(_JSON, "jsonb")}
    changes = (
        SQL(
            "%s = new.%s::%s",
            SQL.identifier(name),
            SQL.identifier(name),
            SQL.identifier(types.get(name, "text")),
        )
        for name in names
    )
    query = SQL(
        "UPDATE clientfile_import_row AS row SET %s FROM (VALUES %%s) AS new (%s)"
        " WHERE row.id = new.id",
        SQL(", ").join(changes),
        SQL(", ").join(map(SQL.identifier, ("id", *names))),
    )
    env.cr.execute_values(query.code % (), values, page_size=PAGE)


def insert_rows(env, table, names, values):
    """Insert tuples of ``values`` into a table of ours."""
    if not values:
        return
    query = SQL(
        "INSERT INTO %s (%s) VALUES %%s",
        SQL.identifier(table),
        SQL(", ").join(map(SQL.identifier, names)),
    )
    adapted = (tuple(map(_adapt, names, one_row)) for one_row in values)
    env.cr.execute_values(query.code % (), adapted, page_size=PAGE)


def draw_ids(env, table, count):
    """Identifiers for rows that are about to be inserted."""
    query = "SELECT nextval(%s) FROM generate_series(1, %s)"
    return [id_ for (id_,) in env.execute_query(SQL(query, f"{table}_id_seq", count))]


def digest_of(part, plan):
    """What equal rows share, in whatever file and order of columns they came."""
    content = json.dumps([part, plan], sort_keys=True, ensure_ascii=False)
    return hashlib.blake2b(content.encode(), digest_size=16).hexdigest()


def _adapt(name, value):
    return Json(value) if name in _JSON and value is not None else value
