"""What the entries of a FEC must fulfil together: balance, order, numbering."""

from array import array
from collections import defaultdict

from .fec_findings import Findings
from .fec_row import Row

DIGITS = "0123456789"
MOST_DIGITS = 15


class Sequence:
    """Follows the lines of a file from entry to entry.

    :ivar entries: how many there are
    :ivar debit, credit: totals of the file, in cents
    """

    def __init__(self, findings: Findings):
        self._add = findings.add
        self.entries = self.debit = self.credit = 0
        self._journals = defaultdict(lambda: [0, 0])
        self._seen: set[str] = set()
        self._numbers: dict[tuple[str, str], array] = {}
        self._digits: dict[tuple[str, str], int] = {}
        self._key = self._first = None
        self._date = self._validated = ""
        self._sums = [0, 0]

    def start(self, row: Row, line: int):
        """Takes a line that differs from the last one in what an entry shares."""
        key = (row.journal, row.number)
        if key != self._key:
            self._close()
            self._open(key, row, line)
        elif row.date != self._date:
            self._add("entry_dates", line, "EcritureDate", row.number)
            self._date = row.date
        if row.validation_date < self._validated:
            now, before = row.validation_date, self._validated
            self._add("not_in_order", line, "ValidDate", now, before=before)
        self._validated = row.validation_date

    def add(self, debit: int, credit: int):
        """Takes the amounts of a line, in cents."""
        self._sums[0] += debit
        self._sums[1] += credit

    def end(self):
        """Notes what only the whole file tells."""
        self._close()
        for journal, (debit, credit) in self._journals.items():
            if debit != credit:
                self._unbalanced("unbalanced_journal", 0, journal, debit, credit)
        if self.debit != self.credit:
            self._unbalanced("unbalanced_file", 0, "", self.debit, self.credit)
        self._join_bare_numbers()
        for (journal, prefix), numbers in self._numbers.items():
            self._gaps(journal, prefix, numbers)

    def _join_bare_numbers(self):
        """Numbers without prefix, none of them twice, are one sequence of the file."""
        bare = [key for key in self._numbers if not key[1]]
        numbers = sorted(one for key in bare for one in self._numbers[key])
        if len(bare) > 1 and len(set(numbers)) == len(numbers):
            for key in bare:
                del self._numbers[key]
            self._numbers["", ""] = array("q", numbers)

    def _open(self, key, row, line):
        self._key, self._first, self._date = key, line, row.date
        self.entries += 1
        name = "\t".join(key)
        if name in self._seen:
            params = {"journal": row.journal}
            self._add("scattered_entry", line, "EcritureNum", row.number, **params)
        else:
            self._seen.add(name)
            self._note_number(row, line)

    def _note_number(self, row, line):
        digits = row.number[len(row.number.rstrip(DIGITS)) :][-MOST_DIGITS:]
        if not digits:
            self._add("number_without_digits", line, "EcritureNum", row.number)
            return
        key = (row.journal, row.number.removesuffix(digits))
        if key not in self._numbers:
            self._numbers[key] = array("q")
            self._digits[key] = len(digits)
        self._numbers[key].append(int(digits))
        if len(digits) < self._digits[key]:
            self._digits[key] = len(digits)

    def _close(self):
        if self._key is None:
            return
        (journal, number), (debit, credit) = self._key, self._sums
        if debit != credit:
            params = {"journal": journal}
            self._unbalanced(
                "unbalanced_entry", self._first, number, debit, credit, **params
            )
        totals = self._journals[journal]
        totals[0] += debit
        totals[1] += credit
        self.debit += debit
        self.credit += credit
        self._sums = [0, 0]

    def _unbalanced(self, code, line, value, debit, credit, **params):
        params |= {"debit": show_cents(debit), "credit": show_cents(credit)}
        self._add(code, line, "", value, **params)

    def _gaps(self, journal, prefix, numbers):
        known, digits = sorted(numbers), self._digits.get((journal, prefix), 1)
        for before, after in zip(known, known[1:], strict=False):
            if after - before > 1:
                first = f"{prefix}{before + 1:0{digits}}"
                last = f"{prefix}{after - 1:0{digits}}"
                value = first if first == last else f"{first} - {last}"
                self._add("number_gap", 0, "EcritureNum", value, journal=journal)


def show_cents(cents: int) -> str:
    """An amount for a person to read.

    >>> show_cents(-120050)
    '-1200.50'
    """
    sign = "-" if cents < 0 else ""
    return f"{sign}{abs(cents) // 100}.{abs(cents) % 100:02}"
