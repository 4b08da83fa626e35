"""Entries for the tests of the accounting formats: a fixed set, and random ones."""

import string
from dataclasses import replace
from datetime import date, datetime, timedelta
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
    SUPPLIER_REFUND,
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
    due, lettered = date(2026, 2, 14), date(2026, 1, 31)
    return Entry(
        1,
        "FAC/2026/00001",
        date(2026, 1, 15),
        "VE",
        (
            Line(
                **BAKERY,
                debit=euros("1305.50"),
                label="Facture FAC/2026/00001",
                due_date=due,
                letter="AA",
                letter_date=lettered,
                payment_mode="VIR",
            ),
            Line(
                **SERVICES,
                credit=euros("1000"),
                label="Prestation ; 1ʳᵉ « visite »\tà l’atelier",
                vat_code="20",
                analytic=(Analytic("CHAN12", euros("-1000")),),
            ),
            Line(
                **GOODS,
                credit=euros("100"),
                label='Cœurs | "fondants", 5 € pièce 🎉',
                vat_code="55",
                analytic=(
                    Analytic("CHAN12", euros("-33.33")),
                    Analytic("CHAN13", euros("-66.67")),
                ),
            ),
            Line(**GOODS, label="Échantillon offert"),
            Line(
                **VAT20, credit=euros("200"), label="TVA 20 %", vat_base=euros("1000")
            ),
            Line(
                **VAT55, credit=euros("5.50"), label="TVA 5,5 %", vat_base=euros("100")
            ),
        ),
        "Ventes",
        SALE,
        CUSTOMER_INVOICE,
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


HOSTILE = (
    "Facture",
    "",
    "a\tb\nc\rd",
    "x|y;z,w",
    "dit \"non\" et 'oui'",
    "œuf à 5 € – l’été…",
    "🎉👩‍👩‍👧 fête",
    "Київ, вулиця Хрещатик",
    "Згурський",
    "é" * 500,
    "=1+1",
    "-cmd|' /C calc'!A0",
    "@SUM(A1)",
    "'=déjà",
    "  bords  ",
    "ﬁn \u202e inverse \x00\x1a",
    "#MECG",
    "M123",
    ">CHANTIER,100.00,5.00",
)
CODES = string.ascii_uppercase + string.digits
MONEY = ("0.01", "0.10", "1", "99.99", "1234.5", "99999.99")


def random_code(random, width: int, most: int = 6) -> str:
    return "".join(random.choices(CODES, k=random.randint(1, min(width, most))))


def random_day(random) -> date:
    return date(2026, 1, 1) + timedelta(days=random.randrange(365))


def random_amount(random) -> Decimal:
    if random.random() < 0.3:
        return Decimal(random.choice(MONEY))
    return Decimal(random.randrange(1, 10**7)).scaleb(-2)


def random_line(random, amount: Decimal, widths: dict) -> Line:
    """A line of ``amount`` (signed), with all that a line can have, or not."""
    is_third = random.random() < 0.4
    is_foreign = random.random() < 0.3
    letter = random.choice(("", "", "AA", "BC"))
    flipped = random.random() < 0.1
    debit, credit = max(amount, Decimal(0)), max(-amount, Decimal(0))
    if flipped:
        debit, credit = -credit, -debit
    return Line(
        "".join(random.choices(string.digits[1:], k=6)),
        random.choice(HOSTILE) or "Compte",
        debit,
        credit,
        random.choice(HOSTILE),
        random_code(random, widths.get("third_party", 4), 4) if is_third else "",
        random.choice(HOSTILE) if is_third else "",
        "",
        random.choice((CUSTOMER, SUPPLIER)) if is_third else "",
        random_day(random) if random.random() < 0.5 else None,
        letter,
        random_day(random) if letter else None,
        "USD" if is_foreign else "",
        amount * 2 if is_foreign else Decimal(0),
        random.choice(("", "20")),
        Decimal(0),
        random.choice(("", "VIR"[: widths.get("payment_mode", 3)])),
        random_analytic(random, amount),
    )


def random_analytic(random, amount: Decimal) -> tuple[Analytic, ...]:
    choice = random.random()
    if choice < 0.6 or not amount:
        return ()
    if choice < 0.8:
        return (Analytic(random_code(random, 6), amount),)
    first = (amount / 3).quantize(Decimal("0.01"))
    return (Analytic("S1", first), Analytic("S2", amount - first))


def random_entry(random, number: int, widths: dict, kind: str) -> Entry:
    """A balanced entry of two to six lines, now and then with one of zero."""
    amounts = [random_amount(random) for _line in range(random.randint(1, 4))]
    amounts = [amount * random.choice((1, -1)) for amount in amounts]
    amounts.append(-sum(amounts))
    amounts += [Decimal(0)] if random.random() < 0.2 else []
    random.shuffle(amounts)
    lines = [random_line(random, amount, widths) for amount in amounts]
    return Entry(
        number,
        f"FAC/2026/{number:05}",
        random_day(random),
        random_code(random, widths.get("journal", 5), 2),
        tuple(lines),
        random.choice(HOSTILE) or "Journal",
        random.choice((SALE, PURCHASE, BANK, GENERAL)),
        kind,
        random.choice(("", f"B-{number:05}")),
        random_day(random) if random.random() < 0.5 else None,
        random_day(random) if random.random() < 0.5 else None,
    )


def random_entries(random, count: int, made) -> list[Entry]:
    """Entries that the format has a place for."""
    entries = []
    for number in range(1, count + 1):
        entry = random_entry(random, number, made.widths, random.choice(made.kinds))
        is_document = made.kinds != KINDS and entry.kind != OTHER
        entries.append(as_document(entry) if is_document else entry)
    return entries


def as_document(entry: Entry) -> Entry:
    """The entry with one third party, on the side of its kind."""
    head = next(line for line in entry.lines if line.debit != line.credit)
    is_debit = head.debit > head.credit
    kinds = {
        CUSTOMER_INVOICE: (True, CUSTOMER),
        CUSTOMER_REFUND: (False, CUSTOMER),
        SUPPLIER_INVOICE: (False, SUPPLIER),
        SUPPLIER_REFUND: (True, SUPPLIER),
    }
    kind, party = next(
        (kind, party)
        for kind, (side, party) in kinds.items()
        if side == is_debit and (entry.kind in kinds and party == kinds[entry.kind][1])
    )
    lines = [line._replace(third_party="", third_party_kind="") for line in entry.lines]
    at = entry.lines.index(head)
    lines[at] = lines[at]._replace(third_party="TP1", third_party_kind=party)
    return replace(entry, kind=kind, lines=tuple(lines))
