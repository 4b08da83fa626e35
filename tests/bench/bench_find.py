"""Finding a customer by one box, beside Odoo's own name search.

On a database of that many partners, customers are picked by chance and looked for as
a person would type: a number, the beginning of a name without accents, a name with a
town, a phone in another writing than the stored one, an e-mail address, a SIRET with
spaces, a VAT number. Each text is given to the quick-find box (`clientfile_find`) and
to `name_search`, by turns, 80 results at most; a customer counts as found when he is
among them. The plan shows how PostgreSQL answers the quick-find box.
"""

from ground.report import Table, milliseconds, ratio

from tests.bench.scale import stored

SIZE = 1_000_000
QUERIES = 300


def measure(bench, size: int) -> list[Table]:
    filled = stored.database(bench.databases, size, has_documents=False)
    database = bench.with_addon(filled, "find")
    bench.call("Building the keys", database, "jobs.run")
    bench.databases.tidy(database)
    found = bench.call("Finding", database, "finding.compare", count=QUERIES)
    return [times(found), plans(found)]


def times(found: dict) -> Table:
    table = Table(
        f"{QUERIES} searches among {found['partners']:,} partners",
        (
            "typed",
            "quick find p50",
            "p99",
            "found",
            "name search p50",
            "p99",
            "found",
            "ratio of p50",
        ),
    )
    for kind, measured in found["kinds"].items():
        ours, host = measured["ours"], measured["host"]
        table.add(
            kind,
            *_cells(ours),
            *_cells(host),
            ratio(ours["p50"], host["p50"]),
        )
    return table


def _cells(measured: dict) -> tuple[str, str, str]:
    shown = f"{measured['found']} of {measured['count']}"
    return milliseconds(measured["p50"]), milliseconds(measured["p99"]), shown


def plans(found: dict) -> Table:
    table = Table("How PostgreSQL finds", ("typed", "indexes", "whole tables read"))
    for kind, plan in found["plans"].items():
        indexes = ", ".join(f"`{name}`" for name in plan["indexes"])
        table.add(kind, indexes, ", ".join(plan["scans"]) or "none")
    name, text = found["example"]
    table.note = f"For `{name}`:\n\n```\n{text}\n```"
    return table
