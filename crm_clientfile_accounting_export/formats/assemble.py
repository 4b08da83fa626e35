"""Entries from the values that a reader found, line by line."""

from collections.abc import Iterable, Iterator
from dataclasses import fields

from .entry import ZERO, Analytic, Entry, Line
from .values import analytic_of

_ENTRY_FIELDS = {field.name for field in fields(Entry)} - {"lines"}
_LINE_FIELDS = set(Line._fields)


def entries_of(rows: Iterable[dict], group: tuple[str, ...]) -> Iterator[Entry]:
    """Consecutive rows with the same values under the names ``group``, as entries.

    >>> rows = [{"number": 1, "side": "D", "amount": 5}, {"number": 1, "balance": -5}]
    >>> (entry,) = entries_of(rows, ("number",))
    >>> [line.credit for line in entry.lines]
    [Decimal('0'), 5]
    """

    known, waiting = None, []
    for row in rows:
        key = tuple(row.get(name) for name in group)
        if waiting and key != known:
            yield entry_of(waiting)
            waiting = []
        known = key
        waiting.append(row)
    if waiting:
        yield entry_of(waiting)


def entry_of(rows: list[dict]) -> Entry:
    """One entry; what is said once for the whole entry is read from its first row."""
    known = {"number": 0, "name": "", "date": None, "journal": ""}
    known |= {name: rows[0][name] for name in _ENTRY_FIELDS & rows[0].keys()}
    return Entry(**known, lines=tuple(line_of(row) for row in rows))


def line_of(row: dict) -> Line:
    """One line, whichever way the format writes its amount and its account."""
    known = {name: row[name] for name in _LINE_FIELDS & row.keys()}
    if "posting_label" in row:
        known["account_label"] = row["posting_label"]
    known |= _account(row) | _sides(row)
    line = Line(**known)
    return line._replace(
        amount_currency=_foreign(row, line), analytic=_parts(row, line)
    )


def _account(row):
    if row.get("account_type"):
        return {
            "account": row.get("account", ""),
            "third_party": row["typed_account"],
            "third_party_kind": row["account_type"],
        }
    names = ("account", "posting_account", "typed_account")
    return {"account": next((row[name] for name in names if name in row), "")}


def _foreign(row, line):
    if "unsigned_currency" in row:
        return row["unsigned_currency"] * (1 if line.debit else -1)
    if "debit_currency" in row:
        return row["debit_currency"] - row["credit_currency"]
    return line.amount_currency


def _parts(row, line):
    if "analytic" in row:
        return row["analytic"]
    if "sections" in row:
        parts = [(one["section"], line_of(one)) for one in row["sections"]]
        return tuple(Analytic(name, one.debit - one.credit) for name, one in parts)
    return analytic_of(row.get("section", ""), line.debit - line.credit)


def _sides(row):
    if "side" in row:
        name = {"D": "debit", "C": "credit"}[row["side"]]
        return {name: row["amount"]}
    if "balance" in row:
        balance = row["balance"]
        return {"debit": max(balance, ZERO), "credit": max(-balance, ZERO)}
    return {}
