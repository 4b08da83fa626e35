"""setup/bench: measures the product beside what a user would otherwise have.

``setup/bench --list`` names the benchmarks. ``setup/bench NAME`` runs one, ``all`` runs
them one after the other. Each prints the machine, then tables with ours, the baseline
and their ratio, all measured in the same run. Databases are copies that are dropped
afterwards; the filled ones that they are copied from stay until their recipe changes
or ``--drop`` is given.
"""

import argparse
import importlib
import sys
from contextlib import contextmanager

from . import machine, odoo, places, postgres, template
from .console import GroundError, say
from .database import Databases
from .report import replace_block

FOLDER = places.ROOT / "tests" / "bench"
DOCUMENT = places.ROOT / "crm_clientfile" / "readme" / "BENCHMARKS.md"
PREFIX = "cf_bench_"
FILLED = "cf_scale_"


def main(arguments=None) -> None:
    options = parse(arguments)
    if options.list:
        show_list()
        return
    databases = Databases(odoo.find(), postgres.find("scratch"), "scratch")
    if options.drop:
        drop(databases)
        return
    known = names()
    chosen = known if options.name == "all" else [options.name]
    if unknown := set(chosen) - set(known):
        raise GroundError(
            f"No benchmark {unknown.pop()}. There are: {', '.join(known)}."
        )
    bench = Bench(databases, options)
    for name in chosen:
        run(bench, name, options)


def parse(arguments):
    parser = argparse.ArgumentParser(
        prog="setup/bench",
        description=__doc__,
        formatter_class=argparse.RawDescriptionHelpFormatter,
    )
    what = parser.add_mutually_exclusive_group(required=True)
    what.add_argument("--list", action="store_true", help="names the benchmarks")
    what.add_argument("--drop", action="store_true", help="drops what measures left")
    what.add_argument("name", nargs="?", metavar="NAME", help="a benchmark, or all")
    parser.add_argument("--size", type=int, help="default: see --list")
    parser.add_argument("--keep", action="store_true", help="drop no database")
    parser.add_argument(
        "--write",
        action="store_true",
        help=f"put the tables into {DOCUMENT.relative_to(places.ROOT)}",
    )
    for name in names():
        if add_options := getattr(load(name), "add_options", None):
            add_options(parser)
    return parser.parse_args(arguments)


def names() -> list[str]:
    files = sorted(FOLDER.glob("bench_*.py"))
    return [file.stem.removeprefix("bench_") for file in files]


def load(name: str):
    """The benchmark's module: a docstring, ``SIZE`` and ``measure(bench, size)``."""
    if str(places.ROOT) not in sys.path:
        sys.path.insert(0, str(places.ROOT))
    return importlib.import_module(f"tests.bench.bench_{name}")


def show_list() -> None:
    for name in names():
        module = load(name)
        title = module.__doc__.partition("\n")[0]
        say(f"{name:<10} {module.SIZE:>10,}  {title}")


def drop(databases: Databases) -> None:
    for prefix in (PREFIX, FILLED):
        for name in databases.names(prefix):
            databases.drop(name)
            say(f"Dropped {name}.")


def run(bench: "Bench", name: str, options) -> None:
    module = load(name)
    size = options.size or module.SIZE
    facts = machine.facts(bench.databases)
    with bench.databases_dropped_after():
        tables = module.measure(bench, size)
    # What of the benchmark's own options the reader has to give to repeat it.
    further = getattr(module, "describe_options", lambda options: "")(options)
    command = f"setup/bench {name} --size {size}{further}"
    told = "\n".join(module.__doc__.strip().splitlines()[1:]).strip()
    title = f"{name}, {options.only}" if getattr(options, "only", None) else name
    parts = [f"## {title}", f"`{command}`", facts, told]
    parts += [table.markdown() for table in tables]
    content = "\n\n".join(part for part in parts if part)
    say(f"\n{content}\n")
    if options.write:
        write(f"setup/bench {title}", content)


def write(name: str, content: str) -> None:
    DOCUMENT.write_text(replace_block(DOCUMENT.read_text(), name, content))
    say(f"Written to {DOCUMENT.relative_to(places.ROOT)}.")


class Bench:
    """What a benchmark is given: databases to measure in."""

    def __init__(self, databases: Databases, options):
        self.databases = databases
        self.options = options
        self.made = []

    def host(self) -> str:
        """A database without our addons."""
        return template.host(self.databases)

    def copy(self, source: str, label: str) -> str:
        """A database of the benchmark's own."""
        name = PREFIX + label
        self.databases.copy(source, name)
        self.made.append(name)
        return name

    def with_addon(self, source: str, label: str, addon="crm_clientfile") -> str:
        """A copy in which the addon is installed."""
        name = self.copy(source, label)
        self.databases.install(name, addon)
        return name

    def call(self, title: str, name: str, function: str, **arguments):
        """Calls a function of ``tests/bench/inside`` in Odoo."""
        function = f"tests.bench.inside.{function}"
        return self.databases.call(title, name, function, **arguments)

    @contextmanager
    def databases_dropped_after(self):
        try:
            yield
        finally:
            while self.made and not self.options.keep:
                self.databases.drop(self.made.pop())


if __name__ == "__main__":
    try:
        main()
    except GroundError as error:
        say(f"\n{error}")
        sys.exit(1)
