"""Formats in which a document is a head with one third party, and lines under it."""

from collections.abc import Iterator

from .entry import (
    CUSTOMER_INVOICE,
    CUSTOMER_REFUND,
    SUPPLIER_INVOICE,
    SUPPLIER_REFUND,
    ZERO,
    Entry,
    Line,
)
from .line_format import LineFormat
from .problem import BadValue, Problem
from .values import posted_lines

SALES = (CUSTOMER_INVOICE, CUSTOMER_REFUND)
PURCHASES = (SUPPLIER_INVOICE, SUPPLIER_REFUND)


def is_document(entry: Entry) -> bool:
    """Whether it is an invoice or credit note."""
    return entry.kind in SALES or entry.kind in PURCHASES


def head_sign(kind: str) -> int:
    """1 where the third party of an invoice is debited, -1 where it is credited."""
    return -1 if kind in PURCHASES else 1


def kind_of(is_purchase: bool, amount) -> str:
    """The kind of a document by its amount: that of a credit note is negative."""
    kinds = PURCHASES if is_purchase else SALES
    return kinds[amount < 0]


class DocumentFormat(LineFormat):
    """The first of the lines of a document is that of its third party."""

    kinds = (*SALES, *PURCHASES)

    def lines_of(self, entry):
        lines = posted_lines(entry)
        parties = [line for line in lines if line.third_party]
        if not is_document(entry) or not parties:
            return lines
        return [_join(parties), *(line for line in lines if not line.third_party)]

    def refuse(self, entry: Entry):
        """Raises ``BadValue`` for an entry that has no place here."""
        if entry.kind not in self.kinds:
            raise BadValue("not_carried", entry.kind)
        if is_document(entry) and len(third_parties_of(entry)) != 1:
            raise BadValue("third_parties", len(third_parties_of(entry)))

    def expand(self, entry, lines):
        """The lines under the head."""
        return lines[1:] if is_document(entry) else lines

    def head_of(self, entry: Entry, lines: list[Line]) -> Line:
        """The line of the third party; one without amount where there is none."""
        if is_document(entry):
            return lines[0]
        return lines[0]._replace(debit=ZERO, credit=ZERO, due_date=None)

    def head_texts(self, entries, groups) -> list[str]:
        """The head of each entry that has lines; ``BadValue`` where one is refused."""
        for entry in entries:
            self.refuse(entry)
        pairs = [pair for pair in zip(entries, groups, strict=True) if pair[1]]
        return self.head.texts(
            [entry for entry, _lines in pairs],
            [[self.head_of(entry, lines)] for entry, lines in pairs],
        )

    def entry_problems(self, entry, lines) -> Iterator[Problem]:
        try:
            self.refuse(entry)
        except BadValue as bad:
            yield Problem(bad.code, entry.name, entry.number, "", bad.value, bad.params)
        else:
            if lines:
                yield from self.head.diagnose(entry, [self.head_of(entry, lines)])


def third_parties_of(entry: Entry) -> set[tuple[str, str]]:
    """The third parties on the lines of an entry, with their general accounts."""
    return {
        (one.account, one.third_party)
        for one in entry.lines
        if one.third_party and one.debit != one.credit
    }


def _join(lines: list[Line]) -> Line:
    """The instalments of a third party as one line, due when the last one is."""
    if len(lines) == 1:
        return lines[0]
    balance = sum((line.debit - line.credit for line in lines), ZERO)
    foreign = sum((line.amount_currency for line in lines), ZERO)
    return lines[0]._replace(
        debit=max(balance, ZERO),
        credit=max(-balance, ZERO),
        amount_currency=foreign,
        due_date=max((one.due_date for one in lines if one.due_date), default=None),
    )
