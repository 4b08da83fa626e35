"""setup/test: lint, pure tests, each addon's tests with its tours, and what spans them.

Without a name everything runs. With names, only those suites, or the tests under those
paths: ``setup/test lint``, ``setup/test crm_clientfile``,
``setup/test tests/pure/test_text.py``.
"""

import argparse
import dataclasses
import sys
import time
from concurrent.futures import ThreadPoolExecutor

from . import browser, odoo, places, postgres, suite, template
from .console import GroundError, say
from .database import Databases
from .suite import Outcome, Suite

AT_ONCE = 2
QUIET = ("-q", "-p", "no:cacheprovider")
OUTSIDE = (*QUIET, "-p", "no:odoo")
PURE_FOLDERS = tuple(
    f"{addon}/{folder}" for addon in places.ADDONS for folder in ("tools", "formats")
)


def suites() -> list[Suite]:
    """All suites, those that need no database first, then the longest first."""
    pure = [path for path in PURE_FOLDERS if (places.ROOT / path).is_dir()]
    plugin = ("-p", "tests.pure.without_odoo", "--doctest-modules")
    return [
        Suite("lint", module="ground.lint"),
        Suite("pure", paths=("tests/pure", *pure), options=(*OUTSIDE, *plugin)),
        Suite("repository", paths=("tests/repository",), options=OUTSIDE),
        Suite("install", paths=("tests/install",), options=OUTSIDE),
        *(_addon_suite(addon) for addon in places.ADDONS),
        Suite("spanning", paths=("tests/spanning",), options=QUIET, inside="demo"),
        Suite("bench", paths=("tests/bench",), options=OUTSIDE),
        Suite("translations", module="ground.translate", options=("--check",)),
    ]


def _addon_suite(addon: str) -> Suite:
    return Suite(addon, paths=(f"{addon}/tests",), options=QUIET, inside="product")


WITHOUT_DATABASE = ("lint", "pure", "repository")
TEMPLATES = {"product": template.product, "demo": template.demo}


def main(arguments=None) -> int:
    names = parse(arguments).names
    started = time.monotonic()
    chosen = select(names)
    with ThreadPoolExecutor(AT_ONCE) as pool:
        outcomes = Run(pool).all(chosen)
    return summarise(outcomes, time.monotonic() - started)


def parse(arguments):
    parser = argparse.ArgumentParser(
        prog="setup/test",
        description=__doc__,
        formatter_class=argparse.RawDescriptionHelpFormatter,
    )
    parser.add_argument("names", nargs="*", metavar="SUITE|ADDON|PATH")
    return parser.parse_args(arguments)


def select(names) -> list[Suite]:
    """The suites of those names, narrowed to paths where a path is given."""
    known = suites()
    if not names:
        return known
    return [_choose(name.rstrip("/"), known) for name in names]


def _choose(name: str, known) -> Suite:
    for one in known:
        if one.name == name:
            return one
    for one in known:
        if one.holds(name):
            label = f"{one.name}-{places.digest(name)}"
            return dataclasses.replace(one, name=label, paths=(name,))
    listed = ", ".join(one.name for one in known)
    raise GroundError(f"No suite holds {name}. Suites: {listed}; or a path in one.")


class Run:
    """One call of setup/test."""

    def __init__(self, pool):
        self.pool = pool
        self.databases = None
        self.waiting = {}

    def all(self, chosen) -> list[Outcome]:
        """Outcomes in the order of ``chosen``, two suites at a time.

        A suite starts as soon as the database that it is copied from is there.
        """
        early = [one for one in chosen if _family(one) in WITHOUT_DATABASE]
        self._submit(early)
        late = [one for one in chosen if one not in early]
        if late:
            browser.ensure()
            server = postgres.find("scratch")
            self.databases = Databases(odoo.find(), server, "scratch")
            template.host(self.databases)
            self._submit([one for one in late if not one.inside])
            for name, make in TEMPLATES.items():
                self._submit_inside(late, name, make)
        return [self.waiting[one.name].result() for one in chosen]

    def _submit_inside(self, suites_, name, make) -> None:
        fitting = [one for one in suites_ if one.inside == name]
        if fitting:
            self._submit(fitting, make(self.databases))

    def _submit(self, suites_, source="") -> None:
        for one in suites_:
            self.waiting[one.name] = self.pool.submit(self._run, one, source)

    def _run(self, one: Suite, source: str) -> Outcome:
        if not one.inside:
            return suite.run(one, suite.plain_environment())
        database = f"cf_test_{one.name}".replace("-", "_")
        self.databases.copy(source, database)
        environment = self.databases.odoo.environment()
        options = suite.inside_options(self.databases.config, database)
        outcome = suite.run(one, environment, options)
        self.databases.drop(database)
        return outcome


def _family(one: Suite) -> str:
    return one.name.split("-")[0]


def summarise(outcomes, seconds: float) -> int:
    """Shows what failed, then all suites, then one line as pytest closes."""
    red = [outcome for outcome in outcomes if not outcome.green]
    for outcome in red:
        say(f"\n{outcome.line()}\n{suite.told(outcome.log)}")
    say("\n" + "\n".join(outcome.line() for outcome in outcomes) + "\n")
    passed = sum(outcome.passed for outcome in outcomes)
    failed = sum(outcome.failed for outcome in outcomes)
    skipped = sum(outcome.skipped for outcome in outcomes)
    empty = sum(not outcome.passed and not outcome.failed for outcome in outcomes)
    counts = [f"{failed + empty} failed"] if failed or empty else []
    counts += [f"{passed} passed"]
    counts += [f"{skipped} skipped"] if skipped else []
    say(f" {', '.join(counts)} in {seconds:.2f}s ".center(80, "="))
    return 1 if red else 0


if __name__ == "__main__":
    try:
        sys.exit(main())
    except GroundError as error:
        say(f"\n{error}")
        sys.exit(1)
