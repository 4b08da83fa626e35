"""Databases of any size for measures: customers, orders, invoices, payments.

Odoo writes one document of each kind; SQL copies it with other customers, days and
amounts (:mod:`load`). The data is skewed like a real business: 20 % of the customers
make 80 % of the revenue, months have their seasons, one customer in seven pays late,
and one number in fifty is wrong. Amounts are exact: lines add up to totals, entries
balance, residuals agree with reconciliation. Every customer is taxed as a French one.
"""

import datetime
from dataclasses import dataclass
from pathlib import Path

from . import documents, orders, partners
from .load import Loader
from .words import SYLLABLES

YEARS = 3
# Invoices a partner, so that their entry lines are five times the partners.
INVOICES = 1.2
# What each month of a year sells, beside an ordinary one.
SEASONS = (0.9, 0.85, 1.05, 1.0, 1.0, 1.15, 0.9, 0.5, 1.1, 1.15, 1.1, 1.3)
TABLES = ("res_partner", *documents.TABLES, *orders.TABLES)
NUMBERED = tuple(
    table for table in TABLES if not table.endswith("_rel") and "__" not in table
)


@dataclass(frozen=True)
class Scale:
    """What a scale database holds.

    :param until: first day of a month; documents lie in the three years before
    :param has_documents: without them it is made in a fraction of the time
    """

    size: int
    until: datetime.date
    has_documents: bool = True
    seed: int = 1

    @property
    def since(self) -> datetime.date:
        return self.until.replace(year=self.until.year - YEARS)

    def seasons(self) -> list[float]:
        """Where each month but the first begins, when chance is spread over all."""
        first = self.since.month - 1
        shares = [SEASONS[(first + month) % 12] for month in range(12 * YEARS)]
        return [sum(shares[:end]) / sum(shares) for end in range(1, 12 * YEARS)]


def fill(cursor, scale: Scale, patterns: dict, tell=lambda text: None) -> None:
    """Fills an Odoo database in one transaction.

    :param patterns: what :func:`tests.bench.inside.patterns.make` returned
    :param tell: is told what is being done
    """
    loader = Loader(cursor)
    chosen = _choices(loader, scale, patterns)
    with loader.without_triggers(), loader.without_indexes(TABLES):
        _run(cursor, "functions", chosen)
        tell("partners")
        _run(cursor, "words", chosen)
        partners.store_words(cursor)
        _run(cursor, "partners", chosen)
        partners.clone(loader, patterns["partner"])
        if scale.has_documents:
            _fill_documents(cursor, loader, patterns, chosen, tell)
        cursor.execute("DROP SCHEMA scale CASCADE")
        tell("indexes")
    loader.advance_sequences(NUMBERED)


def _fill_documents(cursor, loader, patterns: dict, chosen: dict, tell) -> None:
    tell("invoices and payments")
    _run(cursor, "invoices", chosen)
    _run(cursor, "settlements", chosen)
    documents.clone(loader, patterns)
    partners.rank_customers(cursor)
    tell("orders")
    _run(cursor, "orders", chosen)
    orders.clone(loader, patterns)


def _choices(loader, scale: Scale, patterns: dict) -> dict:
    """What the plans in SQL are given."""
    return {
        **loader.last_ids(NUMBERED),
        "size": scale.size,
        "invoices": round(INVOICES * scale.size),
        "since": scale.since,
        "until": scale.until,
        "seasons": scale.seasons(),
        "seed": scale.seed,
        "syllables": SYLLABLES.split(),
        "sellers": patterns["sellers"],
        "products": patterns["products"],
        "invoice": patterns["invoice"]["stem"],
        "refund": patterns["refund"]["stem"],
        "payment": patterns["payment"]["stem"],
    }


def _run(cursor, name: str, chosen: dict) -> None:
    cursor.execute((Path(__file__).parent / f"{name}.sql").read_text(), chosen)
