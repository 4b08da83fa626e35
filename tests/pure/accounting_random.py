"""Random entries, and hostile ones, for the tests of the accounting formats."""

import string
from dataclasses import replace
from datetime import date, timedelta
from decimal import Decimal

from crm_clientfile_accounting_export.formats.entry import (
    BANK,
    CUSTOMER,
    CUSTOMER_INVOICE,
    CUSTOMER_REFUND,
    GENERAL,
    KINDS,
    OTHER,
    PURCHASE,
    SALE,
    SUPPLIER,
    SUPPLIER_INVOICE,
    SUPPLIER_REFUND,
    Analytic,
    Entry,
    Line,
)

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
