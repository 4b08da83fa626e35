"""A fixed set of entries for the tests of the accounting formats."""

from datetime import date, datetime
from decimal import Decimal

import without_odoo  # noqa: F401 - offers the addons where this is no test

from crm_clientfile_accounting_export.formats.entry import (
    BANK,
    CUSTOMER,
    CUSTOMER_INVOICE,
    CUSTOMER_PAYMENT,
    CUSTOMER_REFUND,
    GENERAL,
    KINDS,
    OTHER,
    PURCHASE,
    SALE,
    SUPPLIER,
    SUPPLIER_INVOICE,
    Account,
    Analytic,
    Books,
    Context,
    Entry,
    Line,
    ThirdParty,
)

CONTEXT = Context(
    company="MA SOCIÉTÉ SARL",
    siren="404833048",
    date_from=date(2026, 1, 1),
    date_to=date(2026, 3, 31),
    year_from=date(2026, 1, 1),
    year_to=date(2026, 12, 31),
    made_at=datetime(2026, 4, 2, 10, 30),
    user="Anne Petit",
)

BAKERY = {
    "account": "411000",
    "account_label": "Clients",
    "third_party": "BOULA",
    "third_party_label": "Boulangerie Été",
    "third_party_kind": CUSTOMER,
}
PRINTER = {
    "account": "401000",
    "account_label": "Fournisseurs",
    "third_party": "IMPRI",
    "third_party_label": "Imprimerie du Cœur",
    "third_party_kind": SUPPLIER,
}
SERVICES = {"account": "706000", "account_label": "Prestations de services"}
GOODS = {"account": "707000", "account_label": "Ventes de marchandises"}
VAT20 = {"account": "445710", "account_label": "TVA collectée", "vat_code": "20"}
VAT55 = {"account": "445712", "account_label": "TVA collectée", "vat_code": "55"}


def euros(text: str) -> Decimal:
    return Decimal(text)


def sale() -> Entry:
    """Two rates, an analytic line, a line of zero, hostile labels."""
    day = date(2026, 1, 15)
    lines = (*sale_lines(), *sale_vat_lines())
    name, kind = "FAC/2026/00001", CUSTOMER_INVOICE
    return Entry(1, name, day, "VE", lines, "Ventes", SALE, kind)


def sale_lines() -> tuple[Line, ...]:
    paid = {"letter": "AA", "letter_date": date(2026, 1, 31), "payment_mode": "VIR"}
    due = date(2026, 2, 14)
    two = (Analytic("CHAN12", euros("-33.33")), Analytic("CHAN13", euros("-66.67")))
    one = (Analytic("CHAN12", euros("-1000")),)
    visit = "Prestation ; 1ʳᵉ « visite »\tà l’atelier"
    sweets = 'Cœurs | "fondants", 5 € pièce 🎉'
    return (
        Line(
            **BAKERY,
            debit=euros("1305.50"),
            label="Facture FAC/2026/00001",
            due_date=due,
            **paid,
        ),
        Line(
            **SERVICES, credit=euros("1000"), label=visit, vat_code="20", analytic=one
        ),
        Line(**GOODS, credit=euros("100"), label=sweets, vat_code="55", analytic=two),
        Line(**GOODS, label="Échantillon offert"),
    )


def sale_vat_lines() -> tuple[Line, ...]:
    return (
        Line(**VAT20, credit=euros("200"), label="TVA 20 %", vat_base=euros("1000")),
        Line(**VAT55, credit=euros("5.50"), label="TVA 5,5 %", vat_base=euros("100")),
    )


def refund() -> Entry:
    """A credit note whose lines are negative on the side of the invoice."""
    return Entry(
        2,
        "RFAC/2026/00007",
        date(2026, 1, 20),
        "VE",
        (
            Line(**BAKERY, debit=euros("-120"), label="Avoir", payment_mode="VIR"),
            Line(**SERVICES, credit=euros("-100"), label="", vat_code="20"),
            Line(
                **VAT20, credit=euros("-20"), label="TVA 20 %", vat_base=euros("-100")
            ),
        ),
        "Ventes",
        SALE,
        CUSTOMER_REFUND,
    )


def purchase() -> Entry:
    """In dollars, from a supplier who numbers his bill otherwise."""
    foreign = {"currency": "USD"}
    return Entry(
        3,
        "BILL/2026/01/0001",
        date(2026, 1, 22),
        "AC",
        (
            Line(
                "606400",
                "Fournitures",
                debit=euros("250.10"),
                label="=HYPERLINK(1)",
                amount_currency=euros("300"),
                **foreign,
            ),
            Line(
                **PRINTER,
                credit=euros("250.10"),
                label="Papier",
                due_date=date(2026, 2, 28),
                amount_currency=euros("-300"),
                payment_mode="CHQ",
                **foreign,
            ),
        ),
        "Achats",
        PURCHASE,
        SUPPLIER_INVOICE,
        piece="2026-778/B",
        piece_date=date(2026, 1, 19),
    )


def payment(number: int, name: str, day: int, amount: str, letter: str = "") -> Entry:
    return Entry(
        number,
        name,
        date(2026, 1, day),
        "BQ",
        (
            Line("512000", "Banque", debit=euros(amount), label="Règlement"),
            Line(
                **BAKERY,
                credit=euros(amount),
                label="Règlement",
                letter=letter,
                letter_date=date(2026, 1, 31) if letter else None,
            ),
        ),
        "Banque",
        BANK,
        CUSTOMER_PAYMENT,
        communication="+++090/9337/55493+++",
    )


def misc() -> Entry:
    """A Ukrainian partner, a label of 500 characters, no partner's name."""
    return Entry(
        6,
        "OD/2026/00001",
        date(2026, 2, 1),
        "OD",
        (
            Line(
                "658000", "Charges", debit=euros("0.01"), label="Згурський, Їжак " * 32
            ),
            Line("411000", "Clients", credit=euros("0.01"), third_party="SANSN"),
        ),
        "Opérations diverses",
        GENERAL,
        OTHER,
    )


def golden_entries() -> list[Entry]:
    return [
        sale(),
        refund(),
        purchase(),
        payment(4, "BNK1/2026/00001", 25, "1000"),
        payment(5, "BNK1/2026/00002", 31, "185.50", "AA"),
        misc(),
    ]


def golden_books(kinds=KINDS) -> Books:
    """The fixed set, but other kinds, with its third parties and accounts."""
    bakery = ThirdParty(
        "BOULA",
        "Boulangerie Été",
        account="411000",
        street="12, rue du Four",
        street2="Bâtiment B",
        zip="59000",
        city="Lille",
        country="France",
        country_code="FR",
        contact="Anne Petit",
        phone="+33 3 20 00 00 00",
        email="anne@example.com",
        vat="FR83404833048",
        registry="40483304800022",
        language="fr",
        currency="EUR",
        payment_mode="VIR",
    )
    printer = ThirdParty(
        "IMPRI",
        "Imprimerie du Cœur",
        SUPPLIER,
        "401000",
        street="Rue Haute 3",
        zip="1000",
        city="Bruxelles",
        country="Belgique",
        country_code="BE",
        vat="BE0403019261",
        language="fr",
        currency="EUR",
    )
    accounts = [
        Account("411000", "Clients"),
        Account("706000", "Prestations; diverses"),
    ]
    entries = [entry for entry in golden_entries() if entry.kind in kinds]
    return Books(entries, [bakery, printer], accounts)
