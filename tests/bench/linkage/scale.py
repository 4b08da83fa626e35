"""How fast duplicates are found in a database of any size."""

import tempfile
from pathlib import Path

from ground.console import say
from ground.report import Table, milliseconds, ratio, seconds

from tests.bench.scale import stored

from . import splink

CHANGED = 10_000
TYPED = 1000


def measure(bench, size: int) -> list[Table]:
    filled = stored.database(bench.databases, size, has_documents=False)
    database = bench.with_addon(filled, "duplicates")
    jobs = bench.call("Building keys, first search", database, "jobs.run")
    bench.databases.tidy(database)
    found = bench.call("Search", database, "duplicates.scan", is_full=True)
    with tempfile.TemporaryDirectory() as folder:
        linked = link(bench, database, Path(folder))
    entered = bench.call("Typing", database, "duplicates.enter", count=TYPED)
    changed = min(CHANGED, size // 10)
    bench.call("Changing customers", database, "duplicates.change", count=changed)
    added = bench.call("Search of changes", database, "duplicates.scan", is_full=False)
    return [
        searching(found, linked, jobs[0]),
        phases(found),
        typing(entered),
        increment(added),
    ]


def link(bench, database: str, folder: Path):
    source, target = folder / "source.csv", folder / "pairs.csv"
    bench.call("Writing profiles", database, "duplicates.export", path=str(source))
    try:
        return splink.link(source, target)
    except splink.DidNotEndError as error:
        # What was measured of ours is told nevertheless.
        say(f"Splink: {error}")
        return str(error).partition(":")[0]


def searching(found: dict, linked, built: dict) -> Table:
    table = Table(
        f"Searching {found['examined']:,} customers",
        ("", "time", "pairs compared", "pairs found", "peak memory"),
        note=f"Keys and profiles had been built in {seconds(built['seconds'])}. Splink"
        " is given the normalised columns; its time is linking alone."
        + tightened(linked),
    )
    table.add(
        "ours, queue written",
        seconds(found["seconds"]),
        f"{found['compared']:,}",
        f"{found['found']:,}",
        f"{found['memory']:,.0f} MB",
    )
    if isinstance(linked, str):
        table.add("Splink", linked, "", "", "")
        return table
    table.add(
        "Splink",
        seconds(linked.seconds),
        f"{linked.compared:,}",
        f"{len(linked.pairs):,}",
        f"{linked.memory:,.0f} MB",
    )
    table.add("ratio", ratio(found["seconds"], linked.seconds), "", "", "")
    return table


def tightened(linked) -> str:
    """Which of Splink's rules found more pairs than it can compare."""
    rules = {} if isinstance(linked, str) else linked.replaced
    told = "; ".join(f"{rule} → {other or 'none'}" for rule, other in rules.items())
    return (
        told and f" Its rules that find over ten million pairs are tightened: {told}."
    )


def phases(found: dict) -> Table:
    table = Table("What the search consists of", ("", "time"))
    for phase, taken in found["phases"].items():
        table.add(phase, seconds(taken))
    return table


def typing(entered: dict) -> Table:
    table = Table(
        f"Looking up {entered['count']:,} customers while they are typed",
        ("", "p50", "p99"),
        note=f"Half are there, typed otherwise: {entered['in_top']:.3f} of these"
        f" are among the first five, {entered['first']:.3f} first. Of"
        f" {entered['nameless']:.3f} nothing but the name is left, since they moved"
        " without a number, a mailbox or a phone in common:"
        f" {entered['in_top_of_others']:.3f} of all others are found. Beside"
        f" {entered['others']:.3f} of them somebody else is shown. The others are new:"
        f" {entered['alerts']:.3f} of them are taken for another.",
    )
    table.add(
        "candidates, in PostgreSQL",
        milliseconds(entered["sql_p50"]),
        milliseconds(entered["sql_p99"]),
    )
    table.add("all", milliseconds(entered["p50"]), milliseconds(entered["p99"]))
    return table


def increment(added: dict) -> Table:
    table = Table("After changes", ("customers changed", "time", "pairs compared"))
    table.add(
        f"{added['examined']:,}", seconds(added["seconds"]), f"{added['compared']:,}"
    )
    return table
