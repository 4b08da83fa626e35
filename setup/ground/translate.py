"""setup/translate: each addon's template of terms, and its French, Dutch and Ukrainian.

Odoo itself finds the terms: of code, views, fields, selections, menus and records, in
a database without demo data. What is translated stays; new terms come in empty, terms
that are gone go.
"""

import argparse
import sys
import time
from dataclasses import dataclass
from pathlib import Path

from . import catalog, junit, odoo, places, postgres, template
from .console import GroundError, say
from .database import Databases

DATABASE = "cf_translate"
SCRIPT = places.SETUP / "ground" / "scripts" / "export_terms.py"


@dataclass(frozen=True)
class Page:
    """One catalogue as it has to be, for the file it belongs in."""

    path: Path
    content: object
    is_template: bool = False

    @property
    def name(self) -> str:
        return str(self.path.relative_to(places.ROOT))

    def text(self) -> str:
        return str(self.content) + "\n"

    def current(self) -> bool:
        return self.path.exists() and self.path.read_text("utf-8") == self.text()

    def write(self) -> None:
        self.path.parent.mkdir(exist_ok=True)
        self.path.write_text(self.text(), "utf-8")

    def missing(self) -> list[str]:
        """Terms that still need a translation."""
        return [] if self.is_template else catalog.untranslated(self.content)


def main(arguments=None) -> int:
    options = parse(arguments)
    started = time.monotonic()
    export()
    made = [page for addon in places.ADDONS for page in pages(addon)]
    if options.check:
        return check(made, options.junit_xml, time.monotonic() - started)
    for page in made:
        page.write()
        missing = len(page.missing())
        say(f"{page.name}: {len(page.content)} terms, {missing} untranslated")
    return 0


def parse(arguments):
    parser = argparse.ArgumentParser(prog="setup/translate", description=__doc__)
    parser.add_argument(
        "--check",
        action="store_true",
        help="change nothing; fail when a file is not current or a term untranslated",
    )
    parser.add_argument("--junit-xml", type=Path, metavar="FILE", help="with --check")
    return parser.parse_args(arguments)


def export() -> None:
    """Lets Odoo write the terms of all addons to ``catalog.EXPORTED``."""
    databases = Databases(odoo.find(), postgres.find("scratch"), "scratch")
    databases.copy(template.host(databases), DATABASE)
    databases.install(DATABASE, *places.ADDONS)
    databases.run_script("Collecting the terms", DATABASE, SCRIPT)
    databases.drop(DATABASE)


def pages(addon: str) -> list[Page]:
    """The addon's template and its languages."""
    terms = catalog.make_template(addon, catalog.read(catalog.exported(addon)))
    made = [Page(catalog.template_file(addon), terms, is_template=True)]
    for language in catalog.LANGUAGES:
        path = catalog.language_file(addon, language)
        merged = catalog.merge(addon, language, terms, catalog.read(path))
        made.append(Page(path, merged))
    return made


def check(made, report: Path | None, seconds: float) -> int:
    """Says what is not current or not translated; 1 when there is any."""
    problems = {page.name: problem(page) for page in made}
    for name, text in problems.items():
        say(f"{name}: {text or 'current and complete'}")
    if report:
        share = seconds / len(made)
        checks = [junit.Check(name, share, text) for name, text in problems.items()]
        junit.write(report, "translations", checks)
    return 1 if any(problems.values()) else 0


def problem(page: Page) -> str:
    """What is wrong with a file, "" when nothing is."""
    lines = []
    if not page.current():
        found = catalog.difference(catalog.read(page.path), page.content)
        lines += ["not current, run setup/translate:", *found]
    if missing := page.missing():
        lines += [f"{len(missing)} untranslated:", *missing]
    return "\n    ".join(lines)


if __name__ == "__main__":
    try:
        sys.exit(main())
    except GroundError as error:
        say(f"\n{error}")
        sys.exit(1)
