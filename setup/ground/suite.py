"""Suites: what setup/test runs, each in a process of its own."""

import os
import re
import subprocess
import sys
import time
import xml.etree.ElementTree as ElementTree
from dataclasses import dataclass
from pathlib import Path

from . import places
from .console import say


@dataclass(frozen=True)
class Suite:
    """A command that writes a JUnit file.

    :param module: Python module that runs it
    :param paths: what the module is given
    :param inside: the template with whose copy it runs inside an Odoo, if it does
    """

    name: str
    module: str = "pytest"
    paths: tuple[str, ...] = ()
    options: tuple[str, ...] = ()
    inside: str = ""

    def holds(self, path: str) -> bool:
        """Whether ``path`` is among, or below, what this suite runs."""
        wanted = Path(path.partition("::")[0])
        return any(
            Path(own) == wanted or Path(own) in wanted.parents for own in self.paths
        )


@dataclass(frozen=True)
class Outcome:
    """What one suite gave."""

    name: str
    passed: int
    failed: int
    skipped: int
    seconds: float
    log: Path

    @property
    def green(self) -> bool:
        """A skipped check is no check, and no test at all proves nothing."""
        return not self.failed and not self.skipped and self.passed > 0

    def line(self) -> str:
        counts = f"{self.passed} passed, {self.failed} failed, {self.skipped} skipped"
        return f"{self.name:<34} {counts} ({self.seconds:.0f} s)"


def run(suite: Suite, environment, options=()) -> Outcome:
    """Runs one suite to its end."""
    log = places.log(f"test-{suite.name}")
    report = log.with_suffix(".xml")
    report.unlink(missing_ok=True)
    command = [sys.executable, "-m", suite.module, *suite.options, *options]
    started = time.monotonic()
    with log.open("w") as output:
        code = subprocess.run(
            [*command, *suite.paths, f"--junit-xml={report}"],
            cwd=places.ROOT,
            env=environment,
            stdin=subprocess.DEVNULL,
            stdout=output,
            stderr=subprocess.STDOUT,
        ).returncode
    passed, failed, skipped = _counts(report)
    if code and not failed:
        failed = 1
    seconds = time.monotonic() - started
    outcome = Outcome(suite.name, passed, failed, skipped, seconds, log)
    say(outcome.line())
    return outcome


def inside_options(config: Path, database: str) -> list[str]:
    """Options with which pytest runs inside an Odoo that serves ``database``."""
    return [
        f"--odoo-config={config}",
        f"--odoo-database={database}",
        "--odoo-log-level=error",
        "--odoo-http",
    ]


def told(log: Path, lines: int = 120) -> str:
    """The part of a log that says what failed."""
    text = re.sub(r"\x1b\[[0-9;]*m", "", log.read_text(errors="replace"))
    return "\n".join(text.splitlines()[-lines:])


def plain_environment() -> dict[str, str]:
    """Variables of a suite that runs outside Odoo."""
    return os.environ | {
        "PYTHONPATH": str(places.SETUP),
        "PYTHONDONTWRITEBYTECODE": "1",
    }


def _counts(report: Path) -> tuple[int, int, int]:
    if not report.exists():
        return 0, 1, 0
    totals = {"tests": 0, "failures": 0, "errors": 0, "skipped": 0}
    for element in ElementTree.parse(report).getroot().iter("testsuite"):
        for key in totals:
            totals[key] += int(element.get(key, 0))
    failed = totals["failures"] + totals["errors"]
    return totals["tests"] - failed - totals["skipped"], failed, totals["skipped"]
