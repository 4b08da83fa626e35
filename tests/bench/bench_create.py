"""Creating customers with the client file, beside Odoo without it.

One process opens two databases, with and without `crm_clientfile`, and takes turns: in
each round both create the same customers, in changing order, and roll back. The table
shows the median of the rounds. One by one, each customer is a `create` followed by a
flush; through the form it is what the web client does: the form's `onchange` for a new
record, then `web_save` with the fields of the form.
"""

from ground.report import Table, milliseconds, overhead

SIZE = 1000
ROUNDS = 9
MANNERS = {
    "batch": "in batch",
    "single": "one by one",
    "form": "through the form",
}


def measure(bench, size: int) -> list[Table]:
    host = bench.copy(bench.host(), "create_host")
    ours = bench.with_addon(bench.host(), "create_ours")
    given = {"host": host, "size": size, "rounds": ROUNDS}
    measured = bench.call("Creating customers", ours, "creating.compare", **given)
    table = Table(
        f"Creating {size:,} customers, time of one",
        (
            "",
            "with",
            "without",
            "overhead",
            "of processor time",
            "queries with",
            "without",
        ),
        note=f"Median of {ROUNDS} rounds. Processor time is Odoo's alone.",
    )
    for manner, title in MANNERS.items():
        with_it, without = measured["ours"][manner], measured["host"][manner]
        table.add(
            title,
            milliseconds(with_it["seconds"]),
            milliseconds(without["seconds"]),
            overhead(with_it["seconds"], without["seconds"]),
            overhead(with_it["processor"], without["processor"]),
            f"{with_it['queries']:.2f}",
            f"{without['queries']:.2f}",
        )
    return [table]
