"""BOBLINK of Sage BOB 50, Belgium: a ZIP of dBase tables and of the script that reads
it.

Source: be-cloud-be/odoo-modules ``export_sage_50`` (BOBLINK.TXT and the columns of
the tables). What the amounts of VAT in the lines mean is said nowhere: the accounts
of VAT are written as lines of their own, with base and code, so the whole is a
guess. Invoices and credit notes only; BOB's module for bank entries is not
described.
"""

import io
import shutil
import tempfile
import zipfile
from collections import namedtuple
from contextlib import ExitStack
from datetime import date

from .assemble import entry_of
from .base import CHUNK, File
from .bob50_tables import (
    HEAD_COLUMNS,
    LINE_COLUMNS,
    PARTY_COLUMNS,
    PARTY_VALUES,
    digits_of,
)
from .card import Card
from .dbf import END_OF_FILE, DbfTable
from .documents import PURCHASES, DocumentFormat, head_sign, kind_of
from .entry import CUSTOMER, SUPPLIER, Books, Line
from .field import Dialect
from .line_format import batches_of, blocks_of, written_cards
from .options import Option
from .problem import Unreadable
from .record import Record
from .registry import register
from .shared_options import THIRD_PARTIES
from .tally import Tally
from .values import Own

SCRIPT = """/MOD=CUSTOMER /MNF=CUSTOMERS.DBF
/MOD=SUPPLIER /MNF=SUPPLIERS.DBF
/MOD=ENTRYSAL /HDF=SALES.DBF /LNF=SALESL.DBF /USELINKVCS
/MOD=ENTRYPUR /HDF=PURCHASES.DBF /LNF=PURCHASESL.DBF /USELINKVCS
"""
SCRIPT_NAME = "BOBLINK.TXT"
TABLES = {False: ("SALES.DBF", "SALESL.DBF"), True: ("PURCHASES.DBF", "PURCHASESL.DBF")}
DOCUMENT_TABLES = (*TABLES[False], *TABLES[True])
PARTIES = {CUSTOMER: "CUSTOMERS.DBF", SUPPLIER: "SUPPLIERS.DBF"}
NO_DAY = date(1980, 1, 1)
HELD = 1 << 20


@register
class Bob50(DocumentFormat):
    """Third parties, heads and lines of sales and of purchases."""

    code = "bob50"
    label = "Sage BOB 50: BOBLINK"
    software = "Sage BOB 50"
    source = "be-cloud-be/odoo-modules export_sage_50"
    confidence = "guess"
    experimental = True
    extension = "zip"
    keeps_order = False
    has_third_parties = True
    options = (
        Option(
            "encoding",
            "Encoding",
            "cp850",
            (("cp850", "DOS (cp850)"), ("cp1252", "Windows (ANSI)")),
        ),
        Option("book_year", "BOB code of the fiscal year", ""),
        THIRD_PARTIES,
    )

    def __init__(self, context=None, **chosen):
        super().__init__(context, **chosen)
        shared = self.entry_values()
        values = shared | self.values() | {"head_amount": _head_amount}
        self.tables = {
            "head": DbfTable(HEAD_COLUMNS, self.dialect),
            "line": DbfTable(LINE_COLUMNS, self.dialect),
            "party": DbfTable(PARTY_COLUMNS, self.dialect),
        }
        head = self.tables["head"].fields
        self.head = Record(head, self.dialect, values, frozenset(shared))
        self.reference_record = self.head

    def make_dialect(self):
        return Dialect(self.chosen["encoding"])

    def columns(self):
        return tuple(column.field for column in LINE_COLUMNS)

    def entry_values(self):
        year = self.chosen["book_year"]
        return super().entry_values() | {
            "document": lambda entry: entry.name,
            "book_year": lambda entry: year or str(entry.date.year),
            "year": lambda entry: entry.date.year,
            "month": lambda entry: entry.date.month,
            "party_type": lambda entry: "S" if entry.kind in PURCHASES else "C",
            "vcs": lambda entry: digits_of(entry.communication),
        }

    def values(self):
        return super().values() | {
            "line_number": Own("line_number"),
            "base": lambda line, _entry: abs(line.vat_base),
        }

    def expand(self, entry, lines):
        own = enumerate(super().expand(entry, lines), 1)
        return [NumberedLine(*line, number) for number, line in own]

    def cards(self):
        if not self.chosen["third_parties"]:
            return {}
        return {
            "third_parties": Card(
                self.tables["party"].fields, self.dialect, PARTY_VALUES
            )
        }

    # Files are written and read here, not records of Odoo.
    def write(self, entries, tally=None):  # pylint: disable=method-required-super
        return self._archive(Books(entries), tally or Tally())

    def files(self, books, tally):
        name = self.file_name()
        yield File(name, tally.watch(name, self._archive(books, tally)))

    def project(self, entry, lines):
        if not lines:
            return []
        (head,) = self.head.project(entry, lines[:1])
        return list(_rows_of(head, super().project(entry, lines)))

    def read(self, data):  # pylint: disable=method-required-super
        try:
            with zipfile.ZipFile(io.BytesIO(data)) as archive:
                tables = {name: archive.read(name) for name in archive.namelist()}
        except zipfile.BadZipFile as error:
            raise Unreadable("This is no ZIP file.") from error
        for head_name, line_name in TABLES.values():
            yield from self._documents(tables[head_name], tables[line_name])

    def file_name(self):
        return "BOBLINK.zip"

    def _documents(self, heads, lines):
        """The entries of one pair of tables; lines follow the order of their heads."""
        rows = self._rows("line", self.record, lines)
        row = next(rows, None)
        for head in self._rows("head", self.head, heads):
            own = []
            while row and all(row[name] == head[name] for name in KEY):
                own.append(row)
                row = next(rows, None)
            yield entry_of([self.restore(one) for one in _rows_of(head, own)])

    def _rows(self, name, record, data):
        for number, text in enumerate(self.tables[name].texts(data), 1):
            yield record.parse(text, number)

    def _archive(self, books, tally):
        """The archive, made on disk: a table begins with the number of its rows."""
        with ExitStack() as stack:
            spools = {}
            for name, kind in SPOOLS.items():
                held = stack.enter_context(tempfile.SpooledTemporaryFile(HELD))
                spools[name] = Spool(held, self.tables[kind])
            self._spool(books, tally, spools)
            file = stack.enter_context(tempfile.TemporaryFile())
            with zipfile.ZipFile(file, "w") as archive:
                archive.writestr(_member(SCRIPT_NAME), SCRIPT.replace("\n", "\r\n"))
                for name, spool in spools.items():
                    with archive.open(_member(name), "w") as member:
                        spool.dump(member, self.context)
            file.seek(0)
            while chunk := file.read(CHUNK):
                yield chunk

    def _spool(self, books, tally, spools):
        card = self.cards().get("third_parties")
        for ones in blocks_of(books.third_parties if card else ()):
            for kind, name in PARTIES.items():
                own = (one for one in ones if one.kind == kind)
                spools[name].add(list(written_cards(card, own)))
        for entries in batches_of(books.entries):
            groups = list(map(self.lines_of, entries))
            tally.add(entries, groups)
            texts = self._render_or_refuse(entries, groups)
            for name, own in zip(DOCUMENT_TABLES, texts, strict=True):
                spools[name].add(own)

    def render(self, entries, groups):
        """The rows of each of ``DOCUMENT_TABLES``."""
        tables = []
        for is_purchase in TABLES:
            pairs = zip(entries, groups, strict=True)
            chosen = [one for one in pairs if (one[0].kind in PURCHASES) == is_purchase]
            own_entries, own_groups = zip(*chosen, strict=True) if chosen else ((), ())
            tables.append(self.head_texts(own_entries, own_groups))
            tables.append(super().render(own_entries, own_groups))
        return tables


NumberedLine = namedtuple("NumberedLine", (*Line._fields, "line_number"))


class Spool:
    """The rows of a table, held on disk until their number is known."""

    def __init__(self, file, table: DbfTable):
        self._file = file
        self._table = table
        self._count = 0

    def add(self, texts: list[str]):
        self._file.write(self._table.rows(texts))
        self._count += len(texts)

    def dump(self, target, context):
        """Writes the whole table."""
        day = context.made_at.date() if context.made_at else NO_DAY
        target.write(self._table.header(self._count, day))
        self._file.seek(0)
        shutil.copyfileobj(self._file, target)
        target.write(END_OF_FILE)


SPOOLS = {
    **dict.fromkeys(PARTIES.values(), "party"),
    "SALES.DBF": "head",
    "SALESL.DBF": "line",
    "PURCHASES.DBF": "head",
    "PURCHASESL.DBF": "line",
}
KEY = ("journal", "document", "year", "month")


def _member(name):
    """A member of the archive without a moment, so that the same books are the same."""
    member = zipfile.ZipInfo(name)
    member.create_system = 0
    return member


def _head_amount(line, entry):
    return (line.debit - line.credit) * head_sign(entry.kind)


def _rows_of(head, others):
    """Rows of an entry as every format gives them, that of the third party first."""
    is_purchase = head["party_type"] == "S"
    sign = -1 if is_purchase else 1
    shared = {name: head[name] for name in ("journal", "date", "piece")}
    shared["kind"] = kind_of(is_purchase, head["head_amount"])
    yield shared | {
        "third_party": head["third_party"],
        "third_party_kind": SUPPLIER if is_purchase else CUSTOMER,
        "due_date": head["due_date"],
        "balance": head["head_amount"] * sign,
    }
    for row in others:
        yield shared | {
            name: row[name]
            for name in ("account", "label", "side", "amount", "vat_code")
        }
