"""Counting a segment, and listing its customers, beside counting them plainly.

In a database of that many customers with figures, one segment holds all of them and one
those with a revenue, about half. The first night notes who is in it, the next ones
compare: after nothing, and after one customer in a hundred has changed. Beside it, the
same condition is counted as Odoo counts a list. The call list is listed with its
reasons, not yet planned.
"""

from ground.report import Table, ratio, seconds

SIZE = 1_000_000


def measure(bench, size: int) -> list[Table]:
    database = bench.with_addon(bench.host(), "segments")
    bench.call("Making customers", database, "segments.make", size=size)
    bench.databases.tidy(database)
    table = Table(
        f"Segments of {size:,} customers",
        ("", "customers", "statements", "time", "time beside counting"),
    )
    for title, name in (("all", "everybody"), ("with a revenue", "buying")):
        for row in bench.call(f"Segment: {title}", database, f"segments.{name}"):
            table.add(
                f"{title}: {row['title']}",
                f"{row['customers']:,}",
                str(row["statements"]),
                seconds(row["time"]),
                ratio(row["time"], row["plain"]),
            )
    return [table]
