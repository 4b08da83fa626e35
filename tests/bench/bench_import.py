"""Importing a dirty customer file, beside Odoo's own import of it made clean.

Ours reads a CSV of 20 columns: phones in eight writings and as spreadsheet numbers,
SIRETs without their zeros, capitals, three rows in a hundred about a customer above,
holes and wrong values. It tells of each row what would become of it (dry run), then
imports. Odoo's import (`load`, 2,000 rows at a time as its web page sends them) is
given the same rows without any fault, in 14 columns: it would refuse the dirty ones.
Each measure is a process of its own; its peak memory tells whether it grows with the
file. Processor time is that of Odoo and of PostgreSQL, without what else the machine
does.
"""

import tempfile
from pathlib import Path

from ground.console import GroundError
from ground.report import Table, ratio, seconds

from tests.bench import dirty

SIZE = 100_000
# Wrong values are meant to be refused: three rows in a hundred.
MOST_REFUSED = 0.05


def measure(bench, size: int) -> list[Table]:
    databases = {
        "host": bench.copy(bench.host(), "import_host"),
        "ours": bench.with_addon(bench.host(), "import_ours"),
    }
    table = Table(
        "Importing customers",
        (
            "",
            "rows",
            "time",
            "rows a second",
            "peak memory",
            "rate beside Odoo's",
            "processor time",
            "rate by it",
        ),
    )
    start = 0
    for rows in (size // 10, size):
        table.note = add_rows(bench, table, databases, rows, start)
        start += rows
    return [table]


def add_rows(bench, table: Table, databases: dict, rows: int, start: int) -> str:
    """Adds the measures of one size; returns what became of the rows of ours."""
    given = {"count": rows, "start": start}
    host = bench.call("Odoo's import", databases["host"], "importing.load", **given)
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / f"customers-{rows}.csv"
        dirty.write(path, rows, start)
        given = {"path": str(path)}
        document = bench.call("Reading", databases["ours"], "importing.read", **given)
    given = {"document_id": document}
    test = bench.call("Dry run", databases["ours"], "importing.test", **given)
    check_refused(test["counts"])
    run = bench.call("Import", databases["ours"], "importing.run", **given)
    check_refused(run["counts"])
    both = {
        **{name: test[name] + run[name] for name in ("seconds", "processor")},
        "memory": max(test["memory"], run["memory"]),
    }
    measured = {
        "Odoo's import": host,
        "ours, dry run": test,
        "ours, import": run,
        "ours, both": both,
    }
    for title, taken in measured.items():
        table.add(
            title,
            f"{rows:,}",
            seconds(taken["seconds"]),
            f"{rows / taken['seconds']:,.0f}",
            f"{taken['memory']:,.0f} MB",
            ratio(host["seconds"], taken["seconds"]),
            seconds(taken["processor"]),
            ratio(host["processor"], taken["processor"]),
        )
    became = ", ".join(f"{count:,} {state}" for state, count in run["counts"].items())
    return f"Of {rows:,} rows: {became}; by Odoo's import: {host['created']:,} created."


def check_refused(counts: dict) -> None:
    """A row that is refused costs nothing: with many of them nothing is measured."""
    refused, rows = counts.get("refused", 0), sum(counts.values())
    if refused > MOST_REFUSED * rows:
        raise GroundError(
            f"{refused:,} of {rows:,} rows are refused, more than {MOST_REFUSED:.0%}: "
            "this would measure refusals. Mend tests/bench/dirty.py, or the import if "
            "it refuses right rows; the rows of the import tell why (--keep)."
        )
