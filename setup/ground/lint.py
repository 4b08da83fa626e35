"""setup/test lint: the hooks of .pre-commit-config.yaml on every file of the checkout.

New files count before they are added to git. Hooks only say what they would have
otherwise; with --fix, which is setup/format, those run that mend it.
"""

import argparse
import os
import re
import subprocess
import sys
import time
from pathlib import Path

from . import checkout, environment, junit, places
from .console import GroundError, say, step

CONFIG = places.ROOT / ".pre-commit-config.yaml"
CONSTRAINTS = places.SETUP / "constraints-lint.txt"
LOOKING, FIXING = "pre-commit", "manual"
NOTHING_TO_CHECK = "(no files to check)"


def main(arguments=None) -> int:
    options = parse(arguments)
    return run(options.names, options.junit_xml, FIXING if options.fix else LOOKING)


def parse(arguments):
    parser = argparse.ArgumentParser(prog="python -m ground.lint", description=__doc__)
    parser.add_argument("names", nargs="*", metavar="PATH", help="default: everything")
    parser.add_argument("--junit-xml", type=Path, metavar="FILE")
    parser.add_argument("--fix", action="store_true", help="change the files")
    return parser.parse_args(arguments)


def run(names=(), report: Path | None = None, stage: str = LOOKING) -> int:
    """Runs a stage's hooks on the files under ``names``; 0 when none finds anything."""
    files = checkout.files(*names)
    if not files:
        raise GroundError("There is no file to check.")
    tools = Tools(stage)
    tools.install()
    wanted = hooks(CONFIG.read_text(), stage)
    outcomes = (tools.check(hook, files) for hook in wanted)
    checks = [check for check in outcomes if check]
    if report:
        junit.write(report, "lint", checks)
    # A hook that mends says so by failing.
    return 1 if stage == LOOKING and any(check.problem for check in checks) else 0


def hooks(config: str, stage: str) -> list[str]:
    """Ids of the stage's hooks, in their order."""
    names = re.findall(r"^\s*- id: (\S+)$", config, re.MULTILINE)
    return [name for name in names if name.endswith("-fix") == (stage == FIXING)]


class Tools:
    """pre-commit, and the node that its hooks run on."""

    def __init__(self, stage: str):
        self.stage = stage
        folder = environment.ensure("lint", "requirements-lint.txt")
        self.programs = folder / "bin"
        self._hide_other_node()
        self.variables = os.environ | {
            "PATH": os.pathsep.join([str(self.programs), os.environ["PATH"]]),
            "PIP_CONSTRAINT": str(CONSTRAINTS),
            "PRE_COMMIT_HOME": str(_hooks_folder(folder)),
            **checkout.trust(),
        }

    def install(self) -> None:
        """Makes the hooks' own environments, once."""
        with step("Preparing the hooks"):
            done = self._run("install-hooks")
        if done.returncode:
            raise GroundError(f"pre-commit failed:\n{done.stdout}{done.stderr}")

    def check(self, hook: str, files) -> junit.Check | None:
        """What one hook finds; None when it looks at none of the files."""
        started = time.monotonic()
        options = ["--color=never", f"--hook-stage={self.stage}", "--files"]
        done = self._run("run", hook, *options, *files)
        output = done.stdout + done.stderr
        say(output.strip())
        if NOTHING_TO_CHECK in output and not done.returncode:
            return None
        seconds = time.monotonic() - started
        return junit.Check(hook, seconds, output if done.returncode else "")

    def _run(self, *arguments) -> subprocess.CompletedProcess:
        return subprocess.run(
            [self.programs / "pre-commit", *arguments],
            cwd=places.ROOT,
            env=self.variables,
            stdin=subprocess.DEVNULL,
            capture_output=True,
            text=True,
        )

    def _hide_other_node(self) -> None:
        """The maker of node environments looks for ``nodejs`` before ``node``."""
        link = self.programs / "nodejs"
        if not link.is_symlink():
            link.symlink_to("node")


def _hooks_folder(folder: Path) -> Path:
    """pre-commit would not notice other constraints: they get another folder."""
    return folder / f"hooks-{places.digest(CONSTRAINTS.read_bytes())}"


if __name__ == "__main__":
    try:
        sys.exit(main())
    except GroundError as error:
        say(f"\n{error}")
        sys.exit(1)
