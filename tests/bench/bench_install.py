"""Installing on a living database, beside what the dependencies cost alone.

The database belongs to a company that sells and invoices with Odoo: that many partners,
five times as many lines of invoices, orders, payments; bad numbers and doubles among
them. First the apps that `crm_clientfile` depends on are installed alone, then, in a
copy of the same database, with it. Last, both an empty addon and `crm_clientfile` are
installed where all dependencies are there already. Times include starting Odoo. The
keys for quick find are made in the background afterwards, while people work.
"""

import dataclasses
import tempfile
import time
from pathlib import Path

from ground.database import Databases
from ground.fingerprint import depends
from ground.report import Table, ratio, seconds

from tests.bench.scale import stored

SIZE = 200_000
ADDON = "crm_clientfile"
BEFORE = ("account", "sale_management", "sale_margin")
EMPTY = "clientfile_bench_empty"
MANIFEST = '{"name": "Empty", "author": "-", "license": "LGPL-3", "depends": ["base"]}'


def measure(bench, size: int) -> list[Table]:
    filled = stored.database(bench.databases, size, *BEFORE)
    ready = bench.copy(filled, "install_ready")
    baseline = install(bench.databases, ready, *depends(ADDON))
    return [
        with_dependencies(bench, filled, baseline),
        alone(bench, ready),
    ]


def with_dependencies(bench, filled: str, baseline: float) -> Table:
    """:param baseline: seconds that the dependencies took alone"""
    database = bench.copy(filled, "install_both")
    ours = install(bench.databases, database, ADDON)
    table = Table(
        "Dependencies missing",
        ("installed", "time", "ratio"),
        note=contents(bench, filled),
    )
    table.add("the dependencies alone", seconds(baseline), "1.00")
    table.add(f"`{ADDON}` with them", seconds(ours), ratio(ours, baseline))
    return table


def alone(bench, ready: str) -> Table:
    """:param ready: a database that has all dependencies"""
    database = bench.copy(ready, "install_alone")
    empty = install_empty(bench, ready)
    ours = install(bench.databases, database, ADDON)
    (job,) = bench.call("Building the keys", database, "jobs.run")
    speed = job["done"] / job["seconds"]
    table = Table(
        "Dependencies there already",
        ("installed", "time", "ratio"),
        note=f"In the background afterwards: keys of {job['done']:,} partners in "
        f"{seconds(job['seconds'])}, {speed:,.0f} a second.",
    )
    table.add("an addon that holds nothing", seconds(empty), "1.00")
    table.add(f"`{ADDON}`", seconds(ours), ratio(ours, empty))
    return table


def install(databases, name: str, *addons: str) -> float:
    started = time.perf_counter()
    databases.install(name, *addons)
    return time.perf_counter() - started


def install_empty(bench, name: str) -> float:
    """Seconds to install an addon that holds nothing."""
    with tempfile.TemporaryDirectory() as folder:
        addon = Path(folder) / EMPTY
        addon.mkdir()
        (addon / "__init__.py").touch()
        (addon / "__manifest__.py").write_text(MANIFEST)
        odoo = bench.databases.odoo
        wider = dataclasses.replace(odoo, addons=(*odoo.addons, folder))
        databases = Databases(wider, bench.databases.server, "bench")
        return install(databases, name, EMPTY)


def contents(bench, name: str) -> str:
    """What lies in the database, for the reader to judge the size."""
    tables = {
        "partners": "res_partner",
        "entry lines": "account_move_line",
        "orders": "sale_order",
    }
    with bench.databases.connect(name) as connection, connection.cursor() as cursor:
        counts = []
        for title, table in tables.items():
            cursor.execute(f"SELECT count(*) FROM {table}")  # noqa: S608
            counts.append(f"{cursor.fetchone()[0]:,} {title}")
    return f"The database holds {', '.join(counts)}."
