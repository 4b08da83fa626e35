"""Isacompta of Agiris: ASCII, records of fixed width that start with their name.

Source: one program that was fitted to real exports of sales, purchases and bank (a
Django application); nothing from the editor. So the whole layout is a guess. After
three lines for version, folder and year, each entry is a record ``ECR``, each line a
record ``MVT``, and the due date of a third party a record ``ECHMVT`` after its line.
"""

from .entry import (
    CUSTOMER_INVOICE,
    CUSTOMER_PAYMENT,
    CUSTOMER_REFUND,
    OTHER,
    SUPPLIER_INVOICE,
    SUPPLIER_PAYMENT,
    SUPPLIER_REFUND,
)
from .field import Dialect, Field
from .line_format import LineFormat
from .problem import Unreadable
from .record import NO_LINE, Record
from .registry import register
from .shared_options import PREFIXES, REFERENCE
from .values import label_of, posting_account, prefixes_of

HEAD, LINE, DUE = "ECR", "MVT", "ECHMVT"
VERSION, FOLDER, YEAR = "VER   02000008550", f"{'DOS':44}", f"{'EXO':6}"
TYPES = {
    CUSTOMER_INVOICE: "fa",
    CUSTOMER_REFUND: "fa",
    SUPPLIER_INVOICE: "fa",
    SUPPLIER_REFUND: "fa",
    CUSTOMER_PAYMENT: "re",
    SUPPLIER_PAYMENT: "re",
    OTHER: "",
}


@register
class Isacompta(LineFormat):
    """Entries alone."""

    code = "isacompta"
    label = "Isacompta"
    software = "Agiris Isacompta"
    source = "A Django application fitted to real exports"
    confidence = "guess"
    experimental = True
    options = (*PREFIXES, REFERENCE)
    group = ("entry",)

    def __init__(self, context=None, **chosen):
        super().__init__(context, **chosen)
        shared = self.entry_values()
        self.head = Record(self.head_columns(), self.dialect, shared, frozenset(shared))
        self.due = Record(DUE_FIELDS, self.dialect, self.values())
        self.reference_record = self.head

    def make_dialect(self):
        return Dialect("ascii", day="JJMMAAAA", reference=self.chosen["reference"])

    def entry_values(self):
        return super().entry_values() | {
            "head_label": _label_of,
            "own_reference": lambda entry: entry.piece,
        }

    def values(self):
        prefixes = prefixes_of(self.chosen)
        return super().values() | {"posting_account": posting_account(prefixes)}

    def head_columns(self) -> tuple[Field, ...]:
        """The record of an entry, 296 characters."""
        day = f"{self.context.made_at:%d%m%Y}" if self.context.made_at else " " * 8
        return (
            Field(width=6, blank=HEAD),
            Field("journal", 2, "code", required=True),
            Field("date", 8, "day"),
            Field("piece", 8, "reference"),
            Field("head_label", 30),
            Field(width=22),
            Field(width=15, blank="1"),
            Field(width=28, blank=f"0{day}{day}0"),
            Field(width=6, blank="0" + self.context.currency),
            Field(width=11, blank="0"),
            Field(width=50, blank="0"),
            Field("kind", 2, "choice", choices=TYPES),
            Field(width=83),
            Field("own_reference", 15),
            Field(width=10),
        )

    def columns(self):
        return (
            Field(width=8, blank=LINE),
            Field("posting_account", 8, "code", ">", required=True),
            Field("label", 30, align=">"),
            Field("debit", 13, "optional_amount", ">"),
            Field("credit", 13, "optional_amount", ">"),
            Field(width=11, blank="0.00", align=">"),
            Field(width=39),
            Field("has_third_party", 1, "choice", choices={True: "1", False: "0"}),
            Field(width=10),
        )

    def header(self):
        return (VERSION, FOLDER, YEAR)

    def render(self, entries, groups):
        due = [list(filter(_has_due_date, lines)) for lines in groups]
        heads = self.head.texts(entries, [NO_LINE] * len(entries))
        texts = iter(super().render(entries, groups))
        due_texts = iter(self.due.texts(entries, due))
        written = []
        for head, lines in zip(heads, groups, strict=True):
            written.append(head)
            for line in lines:
                written.append(next(texts))
                if _has_due_date(line):
                    written.append(next(due_texts))
        return written

    def entry_problems(self, entry, lines):
        yield from self.head.diagnose(entry, [None])

    def project(self, entry, lines):
        (head,) = self.head.project(entry, [None])
        rows = super().project(entry, lines)
        for row, line in zip(rows, lines, strict=True):
            row["due_date"] = line.due_date if _has_due_date(line) else None
        return [head | row for row in rows]

    def rows(self, lines):
        head, last = None, None
        for number, text in lines:
            if text.startswith(DUE) and last:
                last["due_date"] = self.due.parse(text, number)["due_date"]
                continue
            yield from (last,) if last else ()
            last = None
            if text.startswith(HEAD):
                head = self.head.parse(text, number) | {"entry": number}
            elif text.startswith(LINE) and head:
                row = self.restore(self.record.parse(text, number))
                last = head | row | {"due_date": None}
            elif number > len(self.header()):
                raise Unreadable(f"Line {number} is none of an Isacompta file.")
        yield from (last,) if last else ()

    def file_name(self):
        return "isacompta.txt"


DUE_FIELDS = (
    Field(width=6, blank=DUE),
    Field("amount", 13, "amount", ">"),
    Field(width=1),
    Field(width=9, blank="100.00000"),
    Field("due_date", 8, "day"),
    Field(width=60),
)


def _has_due_date(line):
    return bool(line.third_party and line.due_date)


def _label_of(entry):
    return label_of(entry.lines[0], entry)
