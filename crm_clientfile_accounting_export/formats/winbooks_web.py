"""CSV of WinBooks on Web, Belgium: documents of any type, and K_THIRD.CSV.

Source: WinBooks help, "Import accounting documents from CSV file" (the columns up to
the VAT type) and "Import data from CSV files" (K_THIRD). The first line names the
columns. The delimiter is chosen in the import screen.
"""

from .base import File
from .card import Card
from .entry import (
    CUSTOMER,
    CUSTOMER_INVOICE,
    CUSTOMER_PAYMENT,
    CUSTOMER_REFUND,
    OTHER,
    SUPPLIER,
    SUPPLIER_INVOICE,
    SUPPLIER_PAYMENT,
    SUPPLIER_REFUND,
)
from .field import Dialect, Field
from .line_format import LineFormat, blocks_of
from .options import Option
from .registry import register
from .shared_options import THIRD_PARTIES
from .winbooks_party import PARTY_VALUES, period_of

PARTIES = "K_THIRD.CSV"
ACCOUNT_TYPES = {"": "G", CUSTOMER: "C", SUPPLIER: "S"}
JOURNAL_TYPES = {
    CUSTOMER_INVOICE: "SAL",
    CUSTOMER_REFUND: "SAC",
    SUPPLIER_INVOICE: "PUR",
    SUPPLIER_REFUND: "PUC",
    CUSTOMER_PAYMENT: "CAS",
    SUPPLIER_PAYMENT: "CAS",
    OTHER: "PRI",
}
NUMBERS = {
    "document": (Field("document", 12, "digits"), Field(blank="F")),
    "sequence": (Field("number", 12, "number"), Field(blank="T")),
}


@register
class WinbooksWeb(LineFormat):
    """Entries in one file, third parties in another."""

    code = "winbooks_web"
    label = "WinBooks on Web: CSV"
    software = "WinBooks on Web"
    source = "WinBooks help, HelpWowEn"
    confidence = "certain"
    extension = "csv"
    has_third_parties = True
    reference_scope = ("journal", "kind")
    options = (
        Option("delimiter", "Delimiter", ";", ((";", "Semicolon"), (",", "Comma"))),
        Option(
            "encoding",
            "Encoding",
            "cp1252",
            (("cp1252", "Windows (ANSI)"), ("utf-8", "UTF-8")),
        ),
        Option(
            "numbering",
            "Number of the document",
            "document",
            (("document", "Its own digits"), ("sequence", "Given by WinBooks")),
        ),
        THIRD_PARTIES,
    )

    def __init__(self, context=None, **chosen):
        super().__init__(context, **chosen)
        number = NUMBERS[self.chosen["numbering"]][0].name
        self.group = ("journal", "kind", number, "date")

    def make_dialect(self):
        chosen = self.chosen
        return Dialect(chosen["encoding"], chosen["delimiter"], day="AAAA/MM/JJ")

    def columns(self):
        return (
            Field("year", 4, "number"),
            Field("period", 2, "number"),
            Field("kind", kind="choice", choices=JOURNAL_TYPES),
            Field("journal", 10, "code", required=True),
            *NUMBERS[self.chosen["numbering"]],
            Field("account_type", kind="choice", choices=ACCOUNT_TYPES),
            Field("typed_account", 10, "code", required=True),
            Field("date", kind="day"),
            Field("due_date", kind="day"),
            Field("currency", 3, "code"),
            Field("side", kind="choice", choices={"D": "D", "C": "C"}),
            Field("unsigned_currency", 17, "optional_amount", places=3),
            Field("amount", 17, "amount", places=3),
        )

    def entry_values(self):
        first = self.context.year_from
        return super().entry_values() | {
            "document": lambda entry: entry.name,
            "period": lambda entry: period_of(entry, self.context),
            "year": lambda entry: first.year if first else entry.date.year,
        }

    def values(self):
        return super().values() | {
            "account_type": _account_type,
            "typed_account": lambda line, _entry: line.third_party or line.account,
        }

    def header(self):
        yield self.dialect.delimiter.join(TITLES)

    def rows(self, lines):
        next(lines, None)
        yield from super().rows(lines)

    def cards(self):
        if not self.chosen["third_parties"]:
            return {}
        return {
            "third_parties": Card(
                [field for _title, field in PARTY], self.dialect, PARTY_VALUES
            )
        }

    def files(self, books, tally):
        yield from super().files(books, tally)
        if self.chosen["third_parties"]:
            chunks = self._chunks(blocks_of(self._parties(books)))
            yield File(PARTIES, tally.watch(PARTIES, chunks))

    def preface(self, books):
        """None among the entries: they have their own file."""
        yield from ()

    def _parties(self, books):
        yield self.dialect.delimiter.join(title for title, _field in PARTY)
        yield from self.card_lines("third_parties", books)

    def file_name(self):
        return "documents.csv"


def _account_type(line, _entry):
    return (line.third_party_kind or CUSTOMER) if line.third_party else ""


TITLES = (
    "bookyear",
    "bookmonth",
    "jnltype",
    "jnl",
    "number",
    "renumber",
    "accounttyp",
    "accountid",
    "date",
    "duedate",
    "cur",
    "side",
    "amountcur",
    "amount",
)
PARTY = (
    ("TYPE", Field("kind", kind="choice", choices={CUSTOMER: "C", SUPPLIER: "S"})),
    ("ID", Field("code", 10, "code", required=True)),
    ("NAME", Field("name", 40)),
    ("CONTACT", Field("contact", 40)),
    ("LANGUAGE", Field("language_letter", 1)),
    ("CURRID", Field("currency", 3)),
    ("CATEGORY", Field()),
    ("PAYDELAY", Field()),
    ("PAYMODE", Field("payment_mode", 10)),
    ("VATTYPE", Field()),
    ("VATNUMBER", Field("vat_number", 20)),
    ("VATCOUNTRY", Field("country_code", 2)),
    ("VATID", Field()),
    ("VATPC", Field()),
    ("CENTACCID", Field("account", 10, "code")),
)
