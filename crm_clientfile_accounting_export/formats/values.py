"""The values that fields name: of an entry, and of a line of it.

What a document lacks is filled as accountants expect it: the reference from the name of
the entry, the label from the partner's name.
"""

from collections.abc import Callable
from decimal import Decimal
from operator import attrgetter

from .entry import (
    CUSTOMER,
    CUSTOMER_INVOICE,
    CUSTOMER_PAYMENT,
    CUSTOMER_REFUND,
    OTHER,
    SUPPLIER,
    SUPPLIER_INVOICE,
    SUPPLIER_PAYMENT,
    SUPPLIER_REFUND,
    ZERO,
    Analytic,
    Entry,
    Line,
)

KIND_CODES = {
    CUSTOMER_INVOICE: "FC",
    CUSTOMER_REFUND: "AC",
    CUSTOMER_PAYMENT: "RC",
    SUPPLIER_INVOICE: "FF",
    SUPPLIER_REFUND: "AF",
    SUPPLIER_PAYMENT: "RF",
    OTHER: "OD",
}
"""The kind of a document as Sage and Cegid write it."""


class Own:
    """A value that is a field of the line itself.

    A function of a line and its entry as others are; but of many lines the whole column
    is taken at once.

    >>> Own("account")(Line("706000"), None)
    '706000'
    """

    def __init__(self, name: str):
        self.name = name
        self._get = attrgetter(name)

    def __call__(self, line, _entry):
        return self._get(line)


def label_of(line: Line, entry: Entry) -> str:
    """The label of a line, never blank where anything can stand for it."""
    return line.label or line.third_party_label or entry.piece or entry.name


def is_foreign(line: Line) -> bool:
    """Whether a line says what it is in another currency."""
    return bool(line.currency and line.amount_currency)


def foreign_amount(line: Line, _entry: Entry | None = None) -> Decimal:
    """The amount in another currency; zero in the company's."""
    return line.amount_currency if line.currency else ZERO


def third_party_name(line: Line, _entry: Entry | None = None) -> str:
    """The name of the third party, its code at least; blank where there is none."""
    return (line.third_party_label or line.third_party) if line.third_party else ""


ENTRY_VALUES: dict[str, Callable[[Entry], object]] = {
    "number": attrgetter("number"),
    "name": attrgetter("name"),
    "date": attrgetter("date"),
    "journal": attrgetter("journal"),
    "journal_label": lambda entry: entry.journal_label or entry.journal,
    "journal_kind": attrgetter("journal_kind"),
    "kind": attrgetter("kind"),
    "piece": lambda entry: entry.piece or entry.name,
    "piece_date": lambda entry: entry.piece_date or entry.date,
    "validation_date": lambda entry: entry.validation_date or entry.date,
    "communication": attrgetter("communication"),
}

LINE_VALUES: dict[str, Callable[[Line, Entry], object]] = {
    "account": Own("account"),
    "account_label": lambda line, _entry: line.account_label or line.account,
    "debit": Own("debit"),
    "credit": Own("credit"),
    "side": lambda line, _entry: "D" if line.debit else "C",
    "amount": lambda line, _entry: line.debit or line.credit,
    "balance": lambda line, _entry: line.debit - line.credit,
    "label": label_of,
    "third_party": Own("third_party"),
    "third_party_label": third_party_name,
    "has_third_party": lambda line, _entry: bool(line.third_party),
    "third_party_kind": Own("third_party_kind"),
    "due_date": Own("due_date"),
    "letter": Own("letter"),
    "letter_date": Own("letter_date"),
    "currency": lambda line, _entry: line.currency if line.amount_currency else "",
    "amount_currency": foreign_amount,
    "unsigned_currency": lambda line, _entry: abs(foreign_amount(line)),
    "vat_code": Own("vat_code"),
    "vat_base": Own("vat_base"),
    "payment_mode": Own("payment_mode"),
    "section": lambda line, _entry: line.analytic[0].section if line.analytic else "",
}
"""Of a line and its entry; of a line that has one analytic section at most."""


def posting_account(prefixes: dict[str, str]) -> Callable[[Line, Entry], str]:
    """The account of formats with one column for general accounts and third parties.

    ``prefixes`` has the start of third-party accounts by kind.

    >>> get = posting_account({"customer": "411"})
    >>> get(Line("411000", third_party="DUPONT", third_party_kind="customer"), None)
    '411DUPONT'
    """

    def get(line, _entry):
        if not line.third_party:
            return line.account
        if line.third_party_account:
            return line.third_party_account
        kind = line.third_party_kind or CUSTOMER
        return prefixes.get(kind, "") + line.third_party

    return get


def posting_label(line: Line, _entry: Entry) -> str:
    """The name of what ``posting_account`` gives."""
    return third_party_name(line) or line.account_label or line.account


def prefixes_of(chosen: dict) -> dict[str, str]:
    """The prefixes that a person chose, by kind of third party."""
    return {
        CUSTOMER: chosen["customer_prefix"],
        SUPPLIER: chosen["supplier_prefix"],
    }


def posted_lines(entry: Entry) -> list[Line]:
    """The lines to write: none of zero, each on one side, no negative amount.

    >>> line = Line("706000", debit=Decimal(-5))
    >>> (one,) = posted_lines(Entry(1, "", None, "VE", (line,)))
    >>> one.debit, one.credit
    (Decimal('0'), Decimal('5'))
    """
    return [
        line if _is_plain(line) else _on_one_side(line)
        for line in entry.lines
        if line.debit != line.credit
    ]


def zero_lines(entry: Entry) -> list[Line]:
    """The lines of an entry that has no amount, where it must appear nevertheless."""
    return [_on_one_side(line) for line in entry.lines]


def _is_plain(line):
    debit, credit = line.debit, line.credit
    return (not debit and credit > 0) or (not credit and debit > 0)


def _on_one_side(line):
    balance = line.debit - line.credit
    return line._replace(debit=max(balance, ZERO), credit=max(-balance, ZERO))


def merge_lines(lines: list[Line]) -> list[Line]:
    """Lines with the same account, third party and details on one side as one line.

    The first label stays.
    """
    merged: dict[tuple, Line] = {}
    for line in lines:
        key = (bool(line.debit), line._replace(**UNLIKE))
        known = merged.get(key)
        merged[key] = _add(known, line) if known else line
    return list(merged.values())


UNLIKE = {
    "debit": ZERO,
    "credit": ZERO,
    "label": "",
    "account_label": "",
    "amount_currency": ZERO,
    "vat_base": ZERO,
    "analytic": (),
}
"""Where lines that become one may differ."""


def _add(line, other):
    return line._replace(
        debit=line.debit + other.debit,
        credit=line.credit + other.credit,
        amount_currency=line.amount_currency + other.amount_currency,
        vat_base=line.vat_base + other.vat_base,
        analytic=line.analytic + other.analytic,
    )


def analytic_of(section: str, balance: Decimal) -> tuple[Analytic, ...]:
    """The analytic part of a line whose whole amount goes to ``section``."""
    return (Analytic(section, balance),) if section else ()
