"""Opening a customer's form with all figures, beside the form of bare Odoo.

On a database of that many partners with their documents, copied with and without
`crm_clientfile`, customers with invoices are opened as the web client does it: one
`web_read` of all fields of the form, nothing in the cache. Figures are made before;
their page is read when its tab is opened.
"""

from ground.report import Table, milliseconds, overhead

from tests.bench.scale import stored

SIZE = 100_000
OPENED = 60


def measure(bench, size: int) -> list[Table]:
    filled = stored.database(bench.databases, size)
    bare = bench.copy(filled, "fiche_bare")
    ours = bench.with_addon(filled, "fiche")
    bench.call("Making figures", ours, "figures.refresh")
    for name in (bare, ours):
        bench.databases.tidy(name)
    found = {
        title: bench.call(f"Opening {title}", name, "fiche.open_forms", count=OPENED)
        for title, name in (("without", bare), ("with", ours))
    }
    host = found["without"]
    table = Table(
        f"Opening {OPENED} customers one after the other",
        ("", "median", "p90", "queries", "fewest", "most", "overhead"),
        note="Opening the tab of the figures then takes"
        f" {milliseconds(found['with']['page'])}.",
    )
    for title, told in found.items():
        table.add(
            title,
            milliseconds(told["median"]),
            milliseconds(told["p90"]),
            f"{told['queries']:.0f}",
            str(told["fewest"]),
            str(told["most"]),
            overhead(told["median"], host["median"]),
        )
    return [table]
