"""What was really written: lines, amounts, digests."""

import hashlib
from collections import defaultdict
from collections.abc import Sequence
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
    """Fed by a writer with entries as they are written and each block of bytes.

    :ivar entries, lines: what is in the file
    :ivar debit, credit: their totals
    :ivar journals: ``Totals`` by journal code
    :ivar left_out: lines of zero that were not written
    :ivar digests: SHA-256 by file name, once the file is written to its end
    :ivar sizes: bytes by file name
    """

    def __init__(self):
        self.left_out = 0
        self.journals: defaultdict[str, Totals] = defaultdict(Totals)
        self.digests: dict[str, str] = {}
        self.sizes: dict[str, int] = {}

    @property
    def entries(self) -> int:
        return sum(one.entries for one in self.journals.values())

    @property
    def lines(self) -> int:
        return sum(one.lines for one in self.journals.values())

    @property
    def debit(self) -> Decimal:
        return sum((one.debit for one in self.journals.values()), ZERO)

    @property
    def credit(self) -> Decimal:
        return sum((one.credit for one in self.journals.values()), ZERO)

    def add(self, entries: Sequence[Entry], groups: Sequence[Sequence[Line]]):
        """Counts entries with their written lines; an unbalanced one is refused."""
        for entry, written in zip(entries, groups, strict=True):
            debit = credit = ZERO
            for line in written:
                debit += line.debit
                credit += line.credit
            if debit != credit:
                raise Refused(unbalanced(entry, debit, credit))
            totals = self.journals[entry.journal]
            totals.entries += bool(written)
            totals.lines += len(written)
            totals.debit += debit
            totals.credit += credit
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
