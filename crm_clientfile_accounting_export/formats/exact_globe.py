"""CSV of Exact Globe, Belgium and the Netherlands: a head line and lines under it.

Source: Exact, "CSV import definition for Financial entries" (document 249bacb9…) and
"Specific guidelines Financial entries": 40 columns in both kinds of lines, line
number 0 for the head, the amount of the head being the sum of its lines. Read from
there and not said: lines count positive on the side opposite to the third party. So
it is a guess. Payments are not written: no source shows a bank entry.
"""

from itertools import islice

from .documents import (
    PURCHASES,
    SALES,
    DocumentFormat,
    head_sign,
    is_document,
    kind_of,
)
from .entry import CUSTOMER, CUSTOMER_INVOICE, OTHER, SUPPLIER, SUPPLIER_INVOICE
from .field import Dialect, Field
from .problem import Unreadable
from .record import Record
from .registry import register
from .winbooks_party import period_of

HEAD = "0"
JOURNAL_TYPES = {
    **dict.fromkeys(SALES, "V"),
    **dict.fromkeys(PURCHASES, "I"),
    OTHER: "M",
}


def _blank(count):
    return tuple(Field() for _place in range(count))


@register
class ExactGlobe(DocumentFormat):
    """Invoices, credit notes, and miscellaneous entries without third party."""

    code = "exact_globe"
    label = "Exact Globe: CSV"
    software = "Exact Globe"
    source = "Exact, documents 249bacb9 and 563e026f"
    confidence = "guess"
    experimental = True
    extension = "csv"
    kinds = (*DocumentFormat.kinds, OTHER)
    dialect = Dialect(delimiter=",", day="JJMMAAAA")

    def __init__(self, context=None, **chosen):
        super().__init__(context, **chosen)
        shared = self.entry_values()
        values = shared | self.values()
        self.head = Record(self.head_columns(), self.dialect, values, frozenset(shared))
        self.reference_record = self.head

    def start(self) -> tuple[Field, ...]:
        """What both kinds of lines begin with, after their number."""
        return (
            Field("kind", kind="choice", choices=JOURNAL_TYPES),
            Field("journal", 3, "code", required=True),
            Field("period", 3, "number"),
            Field("year", 2),
            Field("number", 8, "number"),
        )

    def head_columns(self) -> tuple[Field, ...]:
        """The line of the third party."""
        return (
            *self.start(),
            Field("head_label", 25),
            Field("date", 8, "day"),
            *_blank(1),
            Field("debtor", 20, "code"),
            Field("creditor", 20, "code"),
            *_blank(1),
            Field("head_amount", 11, "amount"),
            *_blank(5),
            Field("due_date", 8, "day"),
            *_blank(4),
            Field("communication", 20),
            *_blank(16),
        )

    def columns(self):
        return (
            *self.start(),
            Field("label", 25),
            Field("date", 8, "day"),
            Field("account", 9, "code", required=True),
            *_blank(3),
            Field("line_amount", 11, "amount"),
            *_blank(27),
        )

    def entry_values(self):
        first = self.context.year_from
        return super().entry_values() | {
            "period": lambda entry: period_of(entry, self.context),
            "year": lambda entry: str(first.year if first else entry.date.year)[-2:],
            "head_label": lambda entry: entry.piece or entry.name,
        }

    def values(self):
        return super().values() | {
            "debtor": lambda line, entry: _party(line, entry.kind in SALES),
            "creditor": lambda line, entry: _party(line, entry.kind in PURCHASES),
            "head_amount": _head_amount,
            "line_amount": _line_amount,
        }

    def render(self, entries, groups):
        heads = iter(self.head_texts(entries, groups))
        texts = iter(super().render(entries, groups))
        written = []
        for entry, lines in zip(entries, groups, strict=True):
            if lines:
                own = islice(texts, len(self.expand(entry, lines)))
                numbered = enumerate((next(heads), *own))
                written += [f"{number},{text}" for number, text in numbered]
        return written

    def project(self, entry, lines):
        if not lines:
            return []
        (head,) = self.head.project(entry, [self.head_of(entry, lines)])
        return list(_rows_of(head, super().project(entry, lines)))

    def rows(self, lines):
        head, others = None, []
        for number, text in lines:
            line_number, _comma, bare = text.partition(",")
            if line_number == HEAD:
                yield from _rows_of(head, others) if head else ()
                head, others = self.head.parse(bare, number), []
            elif not head:
                raise Unreadable(f"Line {number} stands before any head.")
            else:
                others.append(self.record.parse(bare, number))
        yield from _rows_of(head, others) if head else ()


def _party(line, is_its_kind):
    return line.third_party if is_its_kind else ""


def _head_amount(line, entry):
    return (line.debit - line.credit) * head_sign(entry.kind)


def _line_amount(line, entry):
    sign = -head_sign(entry.kind) if is_document(entry) else 1
    return (line.debit - line.credit) * sign


def _rows_of(head, others):
    """Rows of an entry as every format gives them, that of the third party first."""
    is_purchase = head["kind"] == SUPPLIER_INVOICE
    is_sale = head["kind"] == CUSTOMER_INVOICE
    sign = -1 if is_purchase else 1
    shared = {
        "number": head["number"],
        "journal": head["journal"],
        "date": head["date"],
        "communication": head["communication"],
        "kind": OTHER,
    }
    if is_sale or is_purchase:
        shared["kind"] = kind_of(is_purchase, head["head_amount"])
        yield shared | {
            "label": head["head_label"],
            "third_party": head["creditor" if is_purchase else "debtor"],
            "third_party_kind": SUPPLIER if is_purchase else CUSTOMER,
            "balance": head["head_amount"] * sign,
            "due_date": head["due_date"],
        }
        sign = -sign
    for row in others:
        yield shared | {
            "label": row["label"],
            "account": row["account"],
            "balance": row["line_amount"] * sign,
        }
