"""Entries that show a layout: a sale with VAT, its payment, a purchase."""

from datetime import date
from decimal import Decimal

from ..formats.entry import (
    BANK,
    CUSTOMER,
    CUSTOMER_INVOICE,
    CUSTOMER_PAYMENT,
    PURCHASE,
    SALE,
    SUPPLIER,
    SUPPLIER_INVOICE,
    Analytic,
    Entry,
    Line,
)

_DAY, _DUE, _PAID = date(2026, 1, 15), date(2026, 2, 14), date(2026, 1, 31)
_CUSTOMER = {
    "account": "411000",
    "account_label": "Clients",
    "third_party": "C00012",
    "third_party_label": "Boulangerie Été",
    "third_party_kind": CUSTOMER,
}
_SUPPLIER = {
    "account": "401000",
    "account_label": "Fournisseurs",
    "third_party": "F00003",
    "third_party_label": "Moulin du Lac",
    "third_party_kind": SUPPLIER,
}

_SALE = Entry(
    number=1,
    name="FAC/2026/00001",
    date=_DAY,
    journal="VE",
    journal_label="Ventes",
    journal_kind=SALE,
    kind=CUSTOMER_INVOICE,
    lines=(
        Line(
            debit=Decimal("1200.00"), label="FAC/2026/00001", due_date=_DUE, **_CUSTOMER
        ),
        Line(
            "706000",
            "Prestations de services",
            credit=Decimal("1000.00"),
            label="Prestation",
            analytic=(Analytic("CHANTIER12", Decimal("-1000.00")),),
        ),
        Line(
            "445710",
            "TVA collectée",
            credit=Decimal("200.00"),
            label="TVA collectée 20 %",
        ),
    ),
)
_PAYMENT = Entry(
    number=2,
    name="BNK1/2026/00001",
    date=_PAID,
    journal="BQ",
    journal_label="Banque",
    journal_kind=BANK,
    kind=CUSTOMER_PAYMENT,
    piece="VIR123",
    lines=(
        Line("512000", "Banque", debit=Decimal("1200.00"), label="Règlement"),
        Line(credit=Decimal("1200.00"), label="Règlement", **_CUSTOMER),
    ),
)
_PURCHASE = Entry(
    number=3,
    name="FACTU/2026/01/0001",
    date=_PAID,
    journal="AC",
    journal_label="Achats",
    journal_kind=PURCHASE,
    kind=SUPPLIER_INVOICE,
    piece="ML-778",
    lines=(
        Line(credit=Decimal("60.00"), label="ML-778", due_date=_DUE, **_SUPPLIER),
        Line("601000", "Matières premières", debit=Decimal("50.00"), label="Farine"),
        Line("445660", "TVA déductible", debit=Decimal("10.00"), label="TVA 20 %"),
    ),
)

SAMPLE = (_SALE, _PAYMENT, _PURCHASE)
