"""Opening the ledger of a busy customer, beside the same data through the ORM.

On a database of that many partners, with their invoices, payments, orders and e-mails,
one customer is given 10,000 events. An accountant opens its ledger as the web client
does: the newest 80 entries with their running balance, how many there are, and the
balances of the head; then the last page, and one year. Beside it the same entries are
searched and read model by model with Odoo's ORM, put in order and added up. Both take
turns in one process. The plan tells how PostgreSQL finds the entries.
"""

from ground.report import Table, milliseconds, ratio

from tests.bench.scale import stored

SIZE = 1_000_000
EVENTS = 10_000
ROUNDS = 9


def measure(bench, size: int) -> list[Table]:
    filled = stored.database(bench.databases, size)
    database = bench.with_addon(filled, "ledger")
    made = bench.call("Writing e-mails", database, "ledger.make", events=EVENTS)
    bench.databases.tidy(database)
    found = bench.call(
        "Opening the ledger",
        database,
        "ledger.compare",
        customer=made["customer"],
        rounds=ROUNDS,
    )
    return [times(made, found), plans(found)]


def times(made: dict, found: dict) -> Table:
    table = Table(
        f"A customer of {found['count']:,} events among {made['events']:,}",
        ("opened", "ledger", "queries", "through the ORM", "queries", "ratio"),
    )
    for name, (ours, orm) in found["opened"].items():
        table.add(
            name,
            milliseconds(ours["seconds"]),
            str(ours["queries"]),
            milliseconds(orm["seconds"]),
            str(orm["queries"]),
            ratio(ours["seconds"], orm["seconds"]),
        )
    table.note = f"Median of {ROUNDS} rounds; both give the same entries and balances."
    return table


def plans(found: dict) -> Table:
    table = Table("How PostgreSQL finds them", ("indexes", "large tables read whole"))
    indexes = ", ".join(f"`{name}`" for name in found["plan"]["indexes"])
    table.add(indexes, ", ".join(found["plan"]["scans"]) or "none")
    return table
