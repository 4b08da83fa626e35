"""What was really written: lines, amounts, digests."""

import hashlib
from dataclasses import dataclass
from decimal import Decimal

from .entry import ZERO, Entry, Line
from .problem import Problem, Refused


@dataclass(slots=True)
class Totals:
    """Lines and amounts of a journal."""

    entries: int = 0
    lines: int = 0
    debit: Decimal = ZERO
    credit: Decimal = ZERO


class Tally:
    """Fed by a writer with each entry as it is written and each block of bytes.

    :ivar entries, lines: what is in the file
    :ivar debit, credit: their totals
    :ivar journals: ``Totals`` by journal code
    :ivar left_out: lines of zero that were not written
    :ivar digests: SHA-256 by file name, once the file is written to its end
    :ivar sizes: bytes by file name
    """

    def __init__(self):
        self.entries = self.lines = self.left_out = 0
        self.debit = self.credit = ZERO
        self.journals: dict[str, Totals] = {}
        self.digests: dict[str, str] = {}
        self.sizes: dict[str, int] = {}

    def add(self, entry: Entry, written: list[Line]):
        """Counts an entry; an unbalanced one is refused."""
        debit = credit = ZERO
        for line in written:
            debit += line.debit
            credit += line.credit
        if debit != credit:
            raise Refused(unbalanced(entry, debit, credit))
        totals = self.journals.setdefault(entry.journal, Totals())
        for counter in (self, totals):
            counter.entries += bool(written)
            counter.lines += len(written)
            counter.debit += debit
            counter.credit += credit
        self.left_out += len(entry.lines) - len(written)

    def watch(self, name: str, chunks):
        """The chunks of a file, unchanged, counted as they pass."""
        digest, size = hashlib.sha256(), 0
        for chunk in chunks:
            digest.update(chunk)
            size += len(chunk)
            yield chunk
        self.digests[name] = digest.hexdigest()
        self.sizes[name] = size


def unbalanced(entry: Entry, debit: Decimal, credit: Decimal) -> Problem:
    """The problem of an entry whose sides differ."""
    params = {"debit": str(debit), "credit": str(credit)}
    return Problem("unbalanced", entry.name, entry.number, params=params)
