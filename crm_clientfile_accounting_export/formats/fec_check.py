"""A complete check of a FEC: all that the law says, and what importers stumble over.

The official tool looks at the layout only. This looks also at balance (of each entry,
journal and file), order of validation, gaps in the numbering, fiscal year, SIREN and
name of the file, lines of zero, empty references, separators in labels, charset,
lettering and foreign currency. It reads a stream: a file of a million lines takes the
memory of its entry numbers, letters and labels.
"""

import re
from collections.abc import Iterable, Iterator
from itertools import chain

from stdnum.fr import siren

from .entry import Context
from .fec import TITLES
from .fec_block import Blocks, split_texts
from .fec_cells import Cells
from .fec_findings import Finding, Findings
from .fec_links import Links
from .fec_sequence import Sequence

MOST = 100
MOST_ACCOUNTS = 50_000
NAME = re.compile(r"(\d{9})FEC(\d{8})(?:_\d+)?\.txt", re.IGNORECASE | re.ASCII)
SEPARATORS = ("\t", "|")
BOM = b"\xef\xbb\xbf"


class FecCheck:
    """The check of one file.

    :param name: of the file; not looked at where it is no legal file
    :param is_legal: whether it is to be handed to the tax office: whole year and name
    :param most: how many findings of one code are given; all are counted
    :ivar lines: lines with amounts
    """

    def __init__(
        self, context: Context, name: str = "", is_legal: bool = True, most: int = MOST
    ):
        self.lines = 0
        self._context = context
        self._name = name
        self._is_legal = is_legal
        self._findings = Findings(most)
        self._cells = Cells(self._findings, context, is_legal)
        self._sequence = Sequence(self._findings)
        self._links = Links(self._findings)
        self._entry: tuple = ()
        self._accounts: set[tuple] = set()
        self._separator = ""

    @property
    def counts(self) -> dict[str, int]:
        """How often each code was found."""
        return dict(self._findings.counts)

    @property
    def entries(self) -> int:
        return self._sequence.entries

    @property
    def totals(self) -> tuple[int, int]:
        """Debit and credit of the file, in cents."""
        return self._sequence.debit, self._sequence.credit

    def run(self, chunks: Iterable[bytes]) -> Iterator[Finding]:
        """Everything found in the file whose bytes are ``chunks``, as it is read."""
        if self._is_legal:
            self._look_at_name()
        texts = split_texts(chunks)
        header, end, lines = next(texts, b"").partition(b"\n")
        if self._look_at_header(header):
            texts = chain([lines] if end else [], texts)
            for block in Blocks(self._findings, self._separator).split(texts, first=2):
                self._look_at_block(block)
                yield from self._findings.take()
            self._end()
        yield from self._findings.take()

    def _look_at_name(self):
        add, context = self._findings.add, self._context
        if not siren.is_valid(context.siren):
            add("bad_siren", value=context.siren)
        found = NAME.fullmatch(self._name)
        if not found:
            add("bad_name", value=self._name)
            return
        if found[1] != context.siren:
            add("name_siren", value=found[1], siren=context.siren)
        closing = f"{context.year_to:%Y%m%d}" if context.year_to else ""
        if found[2] != closing:
            add("name_closing", value=found[2], closing=closing)

    def _look_at_header(self, data):
        if data.startswith(BOM):
            self._findings.add("bom", 1)
        text = data.removeprefix(BOM).decode("iso8859-15")
        for separator in SEPARATORS:
            if tuple(text.split(separator)) == TITLES:
                self._separator = separator
                return True
        self._findings.add("bad_header", 1, value=text[:300])
        return False

    def _look_at_block(self, block):
        self.lines += len(block.rows)
        # What many lines have in common is looked at once.
        for account, at in block.firsts(self._accounts):
            self._look_at_accounts(account, block.row(at), block.numbers[at])
        debits, credits = self._cells.look_at_all(block)
        for entry, start, end in block.entries():
            if entry != self._entry:
                self._entry = entry
                self._look_at_entry(block.row(start), block.numbers[start])
            self._sequence.add(sum(debits[start:end]), sum(credits[start:end]))
        self._links.look_at_all(block, debits, credits)

    def _look_at_entry(self, row, number):
        self._cells.look_at_entry(row, number)
        self._links.look_at_journal(row, number)
        self._sequence.start(row, number)

    def _look_at_accounts(self, accounts, row, number):
        self._cells.look_at_accounts(row, number)
        self._links.look_at_accounts(row, number)
        if len(self._accounts) >= MOST_ACCOUNTS:
            self._accounts.clear()
        self._accounts.add(accounts)

    def _end(self):
        if not self.lines:
            self._findings.add("no_entry")
        self._sequence.end()
        self._links.end()
