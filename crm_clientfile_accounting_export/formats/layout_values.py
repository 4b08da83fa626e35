"""What a column of a configurable layout may show."""

from dataclasses import dataclass

from .entry import CUSTOMER, SUPPLIER, ZERO
from .values import KIND_CODES, foreign_amount, posting_account

COLUMN_VALUES = {
    "number": ("Number of the entry", "number"),
    "name": ("Name of the entry", "text"),
    "journal": ("Journal", "code"),
    "journal_label": ("Name of the journal", "text"),
    "date": ("Date", "day"),
    "piece": ("Reference of the document", "reference"),
    "piece_date": ("Date of the document", "day"),
    "validation_date": ("Date of posting", "day"),
    "kind": ("Kind of document", "choice"),
    "account": ("General account", "code"),
    "account_label": ("Name of the account", "text"),
    "third_party": ("Third party", "code"),
    "third_party_label": ("Name of the third party", "text"),
    "posting_account": ("Third-party account, else general account", "code"),
    "typed_account": ("Third party, else general account", "code"),
    "account_type": ("Type of account: G, C or F", "choice"),
    "label": ("Label", "text"),
    "debit": ("Debit", "amount"),
    "credit": ("Credit", "amount"),
    "amount": ("Amount without sign", "amount"),
    "side": ("Side: D or C", "choice"),
    "balance": ("Amount, debit positive", "amount"),
    "due_date": ("Due date", "day"),
    "letter": ("Lettering", "code"),
    "letter_date": ("Date of the lettering", "day"),
    "currency": ("Foreign currency", "code"),
    "written_currency": ("Currency", "code"),
    "amount_currency": ("Amount in foreign currency", "optional_amount"),
    "debit_currency": ("Debit in foreign currency", "optional_amount"),
    "credit_currency": ("Credit in foreign currency", "optional_amount"),
    "vat_code": ("VAT code", "code"),
    "payment_mode": ("Payment method", "code"),
    "section": ("Section", "code"),
    "line_type": ("Line type: G or A", "choice"),
}
"""What a column may show: its label and the kind of its field."""

CHOICES = {
    "side": {"D": "D", "C": "C"},
    "line_type": {"G": "G", "A": "A"},
    "account_type": {"": "G", CUSTOMER: "C", SUPPLIER: "F"},
    "kind": KIND_CODES,
}


@dataclass(frozen=True)
class Column:
    """A column of a layout.

    :param value: key of ``COLUMN_VALUES``; blank for a column of ``constant`` alone
    :param constant: what stands where there is no value
    :param align: ``<`` or ``>``; blank: numbers right, the rest left
    :param is_padded: filled to its width in a delimited file too
    """

    value: str = ""
    title: str = ""
    width: int = 0
    align: str = ""
    fill: str = " "
    constant: str = ""
    is_padded: bool = False


@dataclass(frozen=True)
class Layout:
    """A configurable layout.

    :param delimiter: blank: columns of fixed width
    :param has_bom: whether a UTF-8 file starts with a byte order mark
    :param analytic: ``none``; ``column``: a line has one section, one with more is
        divided; ``lines``: a line of type A for each section follows its line of type G
    :param reference: a key of ``references.CUTS``
    :param is_zero_blank: whether a debit or credit of zero is left empty
    """

    name: str
    columns: tuple[Column, ...]
    delimiter: str = ";"
    quote: str = ""
    encoding: str = "cp1252"
    newline: str = "\r\n"
    decimal: str = ","
    day: str = "JJ/MM/AAAA"
    has_titles: bool = False
    has_bom: bool = False
    analytic: str = "none"
    is_zero_blank: bool = False
    reference: str = "short"
    extension: str = "txt"
    customer_prefix: str = "411"
    supplier_prefix: str = "401"

    def values(self) -> dict:
        """The values that depend on the layout, as ``values.LINE_VALUES`` are."""
        prefixes = {CUSTOMER: self.customer_prefix, SUPPLIER: self.supplier_prefix}
        return {
            "posting_account": posting_account(prefixes),
            "typed_account": lambda line, _entry: line.third_party or line.account,
            "account_type": _account_type,
            "line_type": lambda line, _entry: "A" if line.analytic else "G",
            "debit_currency": lambda line, _entry: max(foreign_amount(line), ZERO),
            "credit_currency": lambda line, _entry: max(-foreign_amount(line), ZERO),
        }


def _account_type(line, _entry):
    return (line.third_party_kind or CUSTOMER) if line.third_party else ""
