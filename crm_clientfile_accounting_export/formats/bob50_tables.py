"""The columns of BOB 50's tables, as ``export_sage_50`` makes them."""

import re

from .card import third_party_values
from .dbf import DbfColumn
from .entry import CUSTOMER, SUPPLIER
from .field import Field

DIGITS = 12


def digits_of(communication: str) -> str:
    """The twelve digits of a structured communication, else nothing.

    >>> digits_of("+++090/9337/55493+++"), digits_of("Facture 12")
    ('090933755493', '')
    """
    found = re.sub(r"\D", "", communication, flags=re.ASCII)
    return found if len(found) == DIGITS else ""


def vat_parts(vat: str) -> tuple[str, str]:
    """The country and the number of a VAT number.

    >>> vat_parts("BE 0403.019.261"), vat_parts("")
    (('BE', '0403019261'), ('', ''))
    """
    compact = re.sub(r"[\s.\-]", "", vat).upper()
    return (compact[:2], compact[2:]) if compact[:2].isalpha() else ("", compact)


SHARED = (
    DbfColumn("TDBK", "C", Field("journal", 4, "code", required=True)),
    DbfColumn("TFYEAR", "C", Field("book_year", 5)),
    DbfColumn("TYEAR", "N", Field("year", 4, "number", ">")),
    DbfColumn("TMONTH", "N", Field("month", 2, "number", ">")),
    DbfColumn("TDOCNO", "N", Field("document", 10, "digits", ">")),
)
HEAD_COLUMNS = (
    *SHARED,
    DbfColumn("TDOCDATE", "D", Field("date", 8, "day")),
    DbfColumn("TTYPCIE", "C", Field("party_type", 1)),
    DbfColumn("TCOMPAN", "C", Field("third_party", 10, "code", required=True)),
    DbfColumn("TDUEDATE", "D", Field("due_date", 8, "day")),
    DbfColumn("TAMOUNT", "N", Field("head_amount", 10, "amount", ">")),
    DbfColumn("TREMINT", "C", Field("piece", 40)),
    DbfColumn("TREMEXT", "C", Field(width=40)),
    DbfColumn("TINTMODE", "C", Field(width=1, blank="S")),
    DbfColumn("TINVVCS", "C", Field("vcs", 12)),
)
LINE_COLUMNS = (
    *SHARED,
    DbfColumn("TDOCLINE", "N", Field("line_number", 5, "number", ">")),
    DbfColumn("TTYPELINE", "C", Field(width=1, blank="S")),
    DbfColumn("TACTTYPE", "C", Field(width=1, blank="A")),
    DbfColumn("TACCOUNT", "C", Field("account", 10, "code", required=True)),
    DbfColumn("TAMOUNT", "N", Field("amount", 10, "amount", ">")),
    DbfColumn("TBASVAT", "N", Field("base", 10, "amount", ">")),
    DbfColumn("TVATTOTAMN", "N", Field(width=10, blank="0.00", align=">")),
    DbfColumn("TVATAMN", "N", Field(width=10, blank="0.00", align=">")),
    DbfColumn("TVATDBLAMN", "N", Field(width=10, blank="0.00", align=">")),
    DbfColumn("TBASLSTAMN", "N", Field(width=10, blank="0.00", align=">")),
    DbfColumn("TVSTORED", "C", Field("vat_code", 10, "code")),
    DbfColumn("TDC", "C", Field("side", 1, "choice", choices={"D": "D", "C": "C"})),
    DbfColumn("TREM", "C", Field("label", 40)),
)
PARTY_COLUMNS = (
    DbfColumn("CID", "C", Field("code", 10, "code", required=True)),
    DbfColumn("CCUSTYPE", "C", Field("customer_type", 1)),
    DbfColumn("CSUPTYPE", "C", Field("supplier_type", 1)),
    DbfColumn("CNAME1", "C", Field("name", 40)),
    DbfColumn("CADDRESS1", "C", Field("street", 40)),
    DbfColumn("CADDRESS2", "C", Field("street2", 40)),
    DbfColumn("CZIPCODE", "C", Field("zip", 10)),
    DbfColumn("CLOCALITY", "C", Field("city", 40)),
    DbfColumn("CCOUNTRY", "C", Field("country_code", 6)),
    DbfColumn("CVATREF", "C", Field("vat_country", 2)),
    DbfColumn("CVATNO", "C", Field("vat_number", 12)),
    DbfColumn("CVATCAT", "C", Field(width=1)),
)
PARTY_VALUES = third_party_values({}) | {
    "customer_type": lambda one: "C" if one.kind == CUSTOMER else "",
    "supplier_type": lambda one: "S" if one.kind == SUPPLIER else "",
    "vat_country": lambda one: vat_parts(one.vat)[0],
    "vat_number": lambda one: vat_parts(one.vat)[1],
}
