"""Entries of rows that the database gave, which name by id what many of them share."""

from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal
from functools import partial

from ..formats import Analytic, Entry, Line
from ..formats.field import Memo
from .analytic_split import split_amount

ZERO = Decimal(0)
REMEMBERED = 50_000
# What ``Line`` does with its values, without a function of Python.
_as_line = partial(tuple.__new__, Line)
KINDS = {
    "out_invoice": "customer_invoice",
    "out_receipt": "customer_invoice",
    "out_refund": "customer_refund",
    "in_invoice": "supplier_invoice",
    "in_receipt": "supplier_invoice",
    "in_refund": "supplier_refund",
}
CUSTOMER_TYPES = ("out_invoice", "out_refund", "out_receipt")
JOURNALS = {"sale", "purchase", "bank", "cash"}


@dataclass(frozen=True, slots=True)
class EntryMaker:
    """Makes entries of rows of ``HEADS`` and ``LINES``.

    :param accounts: by id: code, name, kind of third party
    :param journals: by id: code, name, type
    :param currencies: by id: code
    :param payment_modes: by id: code
    :param sections: by id as text: code of the section, number of its plan
    """

    accounts: dict
    journals: dict
    currencies: dict
    payment_modes: dict
    sections: dict
    _days: Memo = field(default_factory=lambda: Memo(_read_day, REMEMBERED))
    _amounts: Memo = field(default_factory=lambda: Memo(_read_amount, REMEMBERED))

    def entries(self, first: int, ids: list, heads: list, rows: list) -> Iterator:
        """An ``Entry`` for each of ``ids``, in that order, numbered from ``first``."""
        known = {entry_id: head for entry_id, *head in heads}
        own = defaultdict(list)
        for row in rows:
            own[row[0]].append(row)
        for number, entry_id in enumerate(ids, first):
            yield self.make_entry(number, known[entry_id], own[entry_id])

    def make_entry(self, number: int, head: list, rows: list) -> Entry:
        """An entry with the lines of ``rows``."""
        name, day, journal_id, type_, partner_type, mode, ref, piece_day, text = head
        code, label, journal_type = self.journals[journal_id]
        (mode,) = self.payment_modes.get(mode, ("",))
        lines = tuple([self.make_line(row, name, ref, mode) for row in rows])
        return Entry(
            number=number,
            name=name,
            date=self._days[day],
            journal=code,
            lines=lines,
            journal_label=label,
            journal_kind=kind_of_journal(journal_type),
            kind=KINDS.get(type_) or kind_of_payment(journal_type, partner_type, lines),
            piece="" if type_ in CUSTOMER_TYPES else ref or "",
            piece_date=self._days[piece_day or day],
            communication=text if text and text.startswith("+++") else "",
        )

    def make_line(self, row: tuple, name: str, ref: str, mode: str) -> Line:
        """A line of an entry of that name, reference and payment method."""
        _entry, account_id, debit, credit, label, party, party_name, due, *others = row
        letter, letter_day, currency_id, foreign, vat_code, vat_base, shares = others
        account, account_label, kind = self.accounts[account_id]
        days, amounts = self._days, self._amounts
        debit, credit = amounts[debit], amounts[credit]
        return _as_line(
            (
                account,
                account_label,
                debit,
                credit,
                label or ref or party_name or name,
                party or "",
                party_name or "",
                "",
                kind,
                days[due],
                letter or "",
                days[letter_day],
                self.currencies[currency_id][0] if currency_id else "",
                amounts[foreign],
                vat_code,
                amounts[vat_base],
                mode,
                self.split(debit - credit, shares) if shares else (),
            )
        )

    def split(self, amount: Decimal, shares: dict) -> tuple[Analytic, ...]:
        """The analytic parts of a line, signed like it."""
        percents = {}
        for keys, percent in shares.items():
            for key in keys.split(","):
                if key in self.sections:
                    percents[key] = percents.get(key, 0) + Decimal(str(percent))
        plans = {key: self.sections[key][1] for key in percents}
        parts = []
        for plan in sorted(set(plans.values())):
            own = {key: one for key, one in percents.items() if plans[key] == plan}
            for key, part in split_amount(amount, own).items():
                parts.append(Analytic(self.sections[key][0], part, plan))
        return tuple(parts)


def kind_of_journal(type_: str) -> str:
    """The kind of a journal, ``general`` where the type says nothing more."""
    if type_ == "credit":
        return "bank"
    return type_ if type_ in JOURNALS else "general"


def kind_of_payment(type_: str, partner_type: str | None, lines: tuple) -> str:
    """The kind of an entry that is no invoice, by its journal and third parties."""
    if type_ not in ("bank", "cash", "credit"):
        return "other"
    kinds = {line.third_party_kind for line in lines} | {partner_type}
    if "supplier" in kinds and "customer" not in kinds:
        return "supplier_payment"
    return "customer_payment" if "customer" in kinds else "other"


def _read_day(text):
    return date.fromisoformat(text) if text else None


def _read_amount(text):
    return Decimal(text) if text else ZERO
