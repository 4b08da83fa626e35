"""All figures of all customers, beside one plain GROUP BY of the same invoices.

On a database of that many partners with three years of invoices, payments and orders,
the background job makes every figure: first where there is none, then again, as every
night. Beside it, one query sums and counts the same invoices by customer and throws
the result away: as a report would find the database in the morning, nothing of it in
memory (only measured as root, with a PostgreSQL of its own), and, afterwards, with all
in memory. Then 1,000 invoices picked by chance are noted as changed and their customers
caught up with, as happens every few minutes.
"""

from ground import postgres
from ground.report import Table, ratio, seconds

from tests.bench.scale import stored

SIZE = 1_000_000
CHANGED = 1_000


def measure(bench, size: int) -> list[Table]:
    filled = stored.database(bench.databases, size)
    database = bench.with_addon(filled, "metrics")
    bench.databases.tidy(database)
    is_cold = postgres.forget_read("scratch")
    found = bench.call("Making figures", database, "figures.make", changed=CHANGED)
    return [times(found, is_cold), steps(found)]


def times(found: dict, is_cold: bool) -> Table:
    first, *again = found["plain"]
    plain = {"nothing in memory": first} if is_cold else {}
    plain["all in memory"] = min(again)
    table = Table(
        f"Figures of {found['customers']:,} customers",
        (
            "",
            "time",
            *(f"beside GROUP BY, {state}" for state in plain),
            "beside a full refresh",
        ),
        note=f"{found['invoices']:,} invoices and credit notes of"
        f" {found['partners']:,} partners, with {found['lines']:,} lines.",
    )
    full = found["again"]["seconds"]
    rows = {
        **{f"GROUP BY, {state}": taken for state, taken in plain.items()},
        "full refresh, no figures before": found["first"]["seconds"],
        "full refresh, every night": full,
        f"{CHANGED:,} changed invoices": found["changed"],
    }
    for name, taken in rows.items():
        share = f"{100 * taken / full:.2f} %"
        beside = (ratio(taken, one) for one in plain.values())
        table.add(name, seconds(taken), *beside, share)
    return table


def steps(found: dict) -> Table:
    table = Table("Steps of the full refresh", ("step", "first time", "every night"))
    pairs = zip(found["first"]["steps"], found["again"]["steps"], strict=True)
    for number, (first, again) in enumerate(pairs, start=1):
        table.add(str(number), seconds(first), seconds(again))
    return table
