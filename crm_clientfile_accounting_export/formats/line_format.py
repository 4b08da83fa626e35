"""A text file with one line, or a few, for each line of an entry."""

from abc import abstractmethod
from collections.abc import Iterable, Iterator
from itertools import chain, islice

from .assemble import entries_of, entry_of
from .base import File, Format
from .card import Card
from .encodings import encode_text
from .entry import CUSTOMER, SUPPLIER, Books, Entry, Line
from .entry_check import EntryCheck
from .field import Dialect, Field
from .problem import WARNING, BadValue, Problem, Refused, Unreadable
from .record import Record
from .tally import Tally
from .values import ENTRY_VALUES, LINE_VALUES, is_foreign, posted_lines

PARTY_KINDS = (CUSTOMER, SUPPLIER)
BATCH = 500
"""Lines of entries that are written together, about."""


class LineFormat(Format):
    """A subclass gives its columns, and what precedes and follows the entries.

    :cvar group: names whose values tell one entry from the next when reading
    :cvar reference_scope: what, with its reference, tells a document from another
    """

    extension = "txt"
    newline = "\r\n"
    bom = b""
    dialect = Dialect()
    group: tuple[str, ...] = ("number",)
    reference_scope: tuple[str, ...] = ("journal",)

    def __init__(self, context=None, **chosen):
        super().__init__(context, **chosen)
        self.dialect = self.make_dialect()
        shared = self.entry_values()
        self.record = Record(
            self.columns(), self.dialect, shared | self.values(), frozenset(shared)
        )
        self.reference_record = self.record

    @abstractmethod
    def columns(self) -> tuple[Field, ...]:
        """The fields of a line, in their order."""

    def make_dialect(self) -> Dialect:
        """The dialect under the chosen options."""
        return self.dialect

    def entry_values(self) -> dict:
        """The functions of an entry that give values, by name."""
        return ENTRY_VALUES

    def values(self) -> dict:
        """The functions of a line and its entry that give values, by name."""
        return self.common_values()

    def common_values(self) -> dict:
        """The values that every format may use."""
        own = self.context.currency

        def written_currency(line, _entry):
            return line.currency if is_foreign(line) else own

        return LINE_VALUES | {"written_currency": written_currency}

    def header(self) -> Iterable[str]:
        """Lines before everything else."""
        return ()

    def footer(self) -> Iterable[str]:
        """Lines after everything else."""
        return ()

    def lines_of(self, entry: Entry) -> list[Line]:
        """The lines of an entry that are written."""
        return posted_lines(entry)

    def expand(self, entry: Entry, lines: list[Line]) -> list[Line]:
        """The lines, and between them those that only say more about one of them."""
        return lines

    def collect(self, rows: Iterable[dict]) -> Iterable[dict]:
        """The rows of ``expand`` as one for each line."""
        return rows

    def render(self, entries: list[Entry], groups: list[list[Line]]) -> list[str]:
        """The text of some entries; ``groups`` has the written lines of each."""
        return self.record.texts(entries, list(map(self.expand, entries, groups)))

    def cards(self) -> dict[str, Card]:
        """The records of third parties and accounts, by their name in ``Books``."""
        return {}

    def card_lines(self, name: str, books: Books) -> Iterator[str]:
        """The text of the third parties or of the accounts."""
        card = self.cards().get(name)
        if card:
            yield from written_cards(card, getattr(books, name))

    def preface(self, books: Books) -> Iterator[str]:
        """The text before the entries: the third parties, where they are there."""
        yield from self.card_lines("third_parties", books)

    def rows(self, lines: Iterator[tuple[int, str]]) -> Iterator[dict]:
        """The values in the numbered lines of a file."""
        for number, text in lines:
            yield self.restore(self.record.parse(text, number))

    @property
    def widths(self):
        found: dict[str, int] = {}
        for field in (*self.record.fields, *self.reference_record.fields):
            if field.name and field.width:
                known = found.get(field.name, field.width)
                found[field.name] = min(known, field.width)
        return found | third_party_width(found, self.chosen)

    def file_name(self):
        return f"{self.code}.{self.extension}"

    # Files are written and read here, not records of Odoo.
    def write(self, entries, tally=None):  # pylint: disable=method-required-super
        tally = tally or Tally()
        return self._chunks(self._blocks(Books(entries), tally))

    def files(self, books, tally):
        name = self.file_name()
        chunks = self._chunks(self._blocks(books, tally))
        yield File(name, tally.watch(name, chunks))

    def problems(self, books):
        check = EntryCheck(self.record, self.reference_record, self.reference_scope)
        for entries in batches_of(books.entries):
            groups = list(map(self.lines_of, entries))
            written = list(map(self.expand, entries, groups))
            found = check.problems(entries, groups, written)
            for entry, lines, problems in zip(entries, groups, found, strict=True):
                yield from problems
                yield from self.entry_problems(entry, lines)
        for name, card in self.cards().items():
            yield from card.problems(getattr(books, name))

    def entry_problems(self, entry: Entry, lines: list[Line]) -> Iterator[Problem]:
        """What else this format refuses, or cannot carry."""
        yield from ()

    def read(self, data):  # pylint: disable=method-required-super
        text = self._decode(data.removeprefix(self.bom))
        lines = text.split(self.newline)
        if lines[-1]:
            raise Unreadable(f"Line {len(lines)} has no end.")
        rows = self.rows(iter(enumerate(lines[:-1], 1)))
        return entries_of(self.collect(rows), self.group)

    def normalise(self, entry):
        rows = self.project(entry, self.lines_of(entry))
        rows = list(self.collect([self.restore(row) for row in rows]))
        return entry_of(rows) if rows else None

    def project(self, entry: Entry, lines: list[Line]) -> list[dict]:
        """The rows that ``rows`` gives back of the lines of an entry."""
        return self.record.project(entry, self.expand(entry, lines))

    def restore(self, row: dict) -> dict:
        """The values of a row, where some depend on others or on the company."""
        currency = row.get("written_currency", self.context.currency)
        if currency != self.context.currency:
            row["currency"] = currency
        return row

    def _decode(self, data):
        try:
            return data.decode(self.dialect.encoding)
        except UnicodeDecodeError as error:
            raise Unreadable(f"Byte {error.start} is none of this encoding.") from error

    def _blocks(self, books, tally):
        """The lines of the file, some hundred at a time."""
        yield self.header()
        yield from blocks_of(self.preface(books))
        for entries in batches_of(books.entries):
            groups = list(map(self.lines_of, entries))
            tally.add(entries, groups)
            yield self._render_or_refuse(entries, groups)
        yield self.footer()

    def _render_or_refuse(self, entries, groups):
        try:
            return self.render(entries, groups)
        except BadValue as bad:
            raise Refused(self._find_refused(entries, groups)) from bad

    def _find_refused(self, entries, groups):
        """The first problem of entries of which one cannot be written."""
        for entry, lines in zip(entries, groups, strict=True):
            try:
                self.render([entry], [lines])
            except BadValue as bad:
                problems = chain(
                    self.entry_problems(entry, lines),
                    self.record.diagnose(entry, self.expand(entry, lines)),
                )
                own = (bad.code, entry.name, entry.number, "", bad.value, bad.params)
                found = (one for one in problems if one.level != WARNING)
                return next(found, None) or Problem(*own)
        raise AssertionError("Entries are refused together, and none of them alone.")

    def _chunks(self, blocks):
        if self.bom:
            yield self.bom
        for texts in blocks:
            if texts := list(texts):
                yield self._encode(texts)

    def _encode(self, texts):
        text = self.newline.join(texts) + self.newline
        return encode_text(text, self.dialect.encoding)


def third_party_width(widths: dict[str, int], chosen: dict) -> dict[str, int]:
    """How long a code of a third party may be where it has no place of its own.

    >>> third_party_width({"posting_account": 11}, {"customer_prefix": "411"})
    {'third_party': 8}
    """
    names = ("typed_account", "auxiliary", "debtor", "creditor")
    limits = [widths[name] for name in names if name in widths]
    if "posting_account" in widths:
        prefixes = (chosen.get(f"{kind}_prefix", "") for kind in PARTY_KINDS)
        limits.append(widths["posting_account"] - max(map(len, prefixes)))
    return {"third_party": min(limits)} if limits else {}


def batches_of(entries: Iterable[Entry]) -> Iterator[list[Entry]]:
    """Entries in their order, so many together that writing them at once is fast."""
    batch, size = [], 0
    for entry in entries:
        batch.append(entry)
        size += len(entry.lines)
        if size >= BATCH:
            yield batch
            batch, size = [], 0
    if batch:
        yield batch


def blocks_of(texts: Iterable[str]) -> Iterator[list[str]]:
    """Lines in their order, as many together as an entry batch has."""
    texts = iter(texts)
    while block := list(islice(texts, BATCH)):
        yield block


def written_cards(card: Card, ones: Iterable) -> Iterator[str]:
    """The line of each third party or account; ``Refused`` where one does not fit."""
    for block in blocks_of(ones):
        try:
            yield from card.texts_of(block)
        except BadValue as bad:
            raise Refused(next(card.problems(block))) from bad
