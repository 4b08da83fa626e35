"""ACT.txt and CSF.txt of WinBooks Classic, Belgium.

Source: Tryton's ``account_export_winbooks``, in production, for the 36 columns of ACT;
WinBooks help and one Odoo 13 exporter for the 22 columns of CSF. Every field is quoted,
there is no title line. The amount is in ``AMOUNTEUR``, debit positive; ``VATBASE`` and
``VATCODE`` stand on the lines of VAT. The number of a document is its digits.
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

PARTIES = "CSF.txt"
TRAILING = tuple(Field() for _place in range(15))
DOCUMENT_TYPES = {"": "3", CUSTOMER: "1", SUPPLIER: "2"}
JOURNAL_TYPES = {
    SUPPLIER_INVOICE: "0",
    SUPPLIER_REFUND: "1",
    CUSTOMER_INVOICE: "2",
    CUSTOMER_REFUND: "3",
    CUSTOMER_PAYMENT: "4",
    SUPPLIER_PAYMENT: "4",
    OTHER: "5",
}


@register
class WinbooksAct(LineFormat):
    """Entries in one file, third parties in another."""

    code = "winbooks_act"
    label = "WinBooks Classic: ACT and CSF"
    software = "WinBooks Classic"
    source = "Tryton account_export_winbooks; WinBooks help"
    confidence = "probable"
    has_third_parties = True
    dialect = Dialect("utf-8", ",", quote='"', quotes_all=True)
    group = ("journal", "kind", "document", "date")
    reference_scope = ("journal", "kind")
    options = (
        Option("book_year", "WinBooks code of the fiscal year", ""),
        THIRD_PARTIES,
    )

    def columns(self):
        return (
            Field("account_type", kind="choice", choices=DOCUMENT_TYPES),
            Field("journal", 6, "code", required=True),
            Field("kind", kind="choice", choices=JOURNAL_TYPES),
            Field("document", 10, "digits"),
            Field(),
            Field(),
            Field("account", 8, "code", required=True),
            Field("third_party", 10, "code"),
            Field(blank=self.chosen["book_year"][:1]),
            Field("period"),
            Field(),
            Field("date", kind="day"),
            Field("due_date", kind="day"),
            Field("label", 40),
            Field(),
            Field(blank="0"),
            Field("balance", kind="amount"),
            Field("unsigned_base", kind="amount"),
            Field("vat_code", 10, "code"),
            Field("amount_currency", kind="optional_amount"),
            Field("currency", 3, "code"),
            *TRAILING,
        )

    def entry_values(self):
        return super().entry_values() | {
            "document": lambda entry: entry.name,
            "period": lambda entry: f"{period_of(entry, self.context):02}",
        }

    def values(self):
        return super().values() | {
            "account_type": _account_type,
            "unsigned_base": lambda line, _entry: abs(line.vat_base),
            "vat_code": lambda line, _entry: line.vat_code if line.vat_base else "",
        }

    def restore(self, row):
        row = super().restore(row)
        row["third_party_kind"] = row.pop("account_type")
        return row

    def cards(self):
        if not self.chosen["third_parties"]:
            return {}
        return {"third_parties": Card(PARTY_FIELDS, self.dialect, PARTY_VALUES)}

    def files(self, books, tally):
        yield from super().files(books, tally)
        if self.chosen["third_parties"]:
            chunks = self._chunks(blocks_of(self.card_lines("third_parties", books)))
            yield File(PARTIES, tally.watch(PARTIES, chunks))

    def preface(self, books):
        """None among the entries: they have their own file."""
        yield from ()

    def file_name(self):
        return "ACT.txt"


def _account_type(line, _entry):
    return (line.third_party_kind or CUSTOMER) if line.third_party else ""


PARTY_FIELDS = (
    Field("code", 10, "code", required=True),
    Field("kind", kind="choice", choices={CUSTOMER: "1", SUPPLIER: "2"}),
    Field("name", 40),
    Field(),
    Field(),
    Field(),
    Field("street", 40),
    Field("street2", 40),
    Field("vat_category"),
    Field("country_code", 2),
    Field("vat_number", 20),
    Field(),
    Field("phone", 20),
    Field(),
    Field(),
    Field("zip", 10),
    Field("city", 40),
    Field(),
    Field("language_letter"),
    Field(),
    Field("account", 8, "code"),
    Field(),
)
