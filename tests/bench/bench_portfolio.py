"""Handing a portfolio over, beside Odoo's own `write` of the same customers.

In a database of that many customers of one salesperson, half of them with a contact,
the portfolio move lists them, moves them in its background job and takes the move back.
Beside it, `write` changes the salesperson of the same customers in batches of 1,000,
each committed: silently, and, for a tenth of them, as the web client does, with a note
and a notification for each. The history is kept either way: the addon sees to it.
"""

from ground.report import Table, ratio, seconds

SIZE = 50_000
LOUD_SHARE = 10


def measure(bench, size: int) -> list[Table]:
    database = bench.with_addon(bench.host(), "portfolio")
    users = bench.call("Making customers", database, "portfolio.make", size=size)
    bench.databases.tidy(database)
    copies = [bench.copy(database, f"portfolio_{name}") for name in ("silent", "loud")]
    move = bench.call("Portfolio move", database, "portfolio.move", users=users)
    few = size // LOUD_SHARE
    silent, loud = (
        bench.call("Odoo's write", copy, "portfolio.write", users=users, **given)
        for copy, given in zip(
            copies,
            ({"count": size, "is_silent": True}, {"count": few, "is_silent": False}),
            strict=True,
        )
    )
    table = Table(
        f"Handing over {size:,} customers",
        ("", "customers", "time", "customers a second", "time beside `write`"),
        note=f"The longest step of the job took {seconds(move['longest'])}.",
    )
    for title, count, taken in (
        ("preview", size, move["preview"]),
        ("move", size, move["move"]),
        ("preview and move", size, move["preview"] + move["move"]),
        ("undo", size, move["undo"]),
        ("`write`, silently", size, silent),
        ("`write`", few, loud),
    ):
        beside = ratio(taken / count, silent / size)
        rate = f"{count / taken:,.0f}"
        table.add(title, f"{count:,}", seconds(taken), rate, beside)
    return [table]
