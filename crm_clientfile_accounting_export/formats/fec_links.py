"""What lines of a FEC far from each other owe each other: letters and labels."""

from operator import sub

from .fec_block import Block
from .fec_findings import Findings
from .fec_row import Row
from .fec_sequence import show_cents


class Links:
    """Remembers letters and labels until the end of the file."""

    def __init__(self, findings: Findings):
        self._add = findings.add
        self._letters: dict[tuple[str, str, str], list[int]] = {}
        self._labels: dict[tuple[str, str], str] = {}

    def look_at_all(self, block: Block, debits: list[int], credits: list[int]):
        """Takes the lines that have a letter, with their amounts in cents."""
        cells = block.columns
        keys = zip(cells.account, cells.auxiliary, cells.letter, strict=True)
        balances = map(sub, debits, credits)
        for key, line, balance in zip(keys, block.numbers, balances, strict=True):
            if key[2]:
                self._look(key, line, balance)

    def _look(self, key, line, balance):
        group = self._letters.setdefault(key, [0, line])
        group[0] += balance
        if not group[0]:
            # Most letters are complete soon: only the open ones take memory.
            del self._letters[key]

    def look_at_journal(self, row: Row, line: int):
        """Takes the code of the journal with its label."""
        self._label("JournalCode", row.journal, row.journal_label, line)

    def look_at_accounts(self, row: Row, line: int):
        """Takes the codes of the accounts with their labels."""
        self._label("CompteNum", row.account, row.account_label, line)
        if row.auxiliary:
            self._label("CompAuxNum", row.auxiliary, row.auxiliary_label, line)

    def end(self):
        """Notes the letters whose lines do not cancel each other."""
        for (account, auxiliary, letter), (rest, line) in self._letters.items():
            if rest:
                params = {"account": auxiliary or account, "rest": show_cents(rest)}
                self._add("unbalanced_letter", line, "EcritureLet", letter, **params)

    def _label(self, title, code, label, line):
        known = self._labels.setdefault((title, code), label)
        if known != label:
            self._add("label_varies", line, title, code)
            self._labels[title, code] = label
