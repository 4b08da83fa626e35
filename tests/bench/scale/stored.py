"""Scale databases that are kept until their recipe changes."""

import datetime
import shutil
from pathlib import Path

from ground import places, template
from ground.console import GroundError, step
from ground.database import CHART, Databases

from . import Scale, fill

FOLDER = Path(__file__).parent
PREFIX = "cf_scale_"
PATTERNS = "tests.bench.inside.patterns.make"
# What a partner takes on disk, twice: a measure works on a copy.
BYTES = {True: 2 * 9_000, False: 2 * 2_000}


def database(
    databases: Databases, size: int, *addons: str, has_documents: bool = True
) -> str:
    """Name of a database filled with ``size`` partners, and mostly their documents.

    :param addons: what is installed in it; all that ours depend on when left out
    """
    scale = Scale(size, this_month(), has_documents)
    base = empty(databases, *addons) if addons else template.host(databases)
    kind = f"{PREFIX}{size}_{places.digest(base, str(has_documents))[:4]}_"
    name = kind + places.digest(base, repr(scale), *recipe())
    if not databases.exists(name):
        for outdated in databases.names(kind):
            databases.drop(outdated)
        make(databases, name, base, scale)
    return name


def empty(databases: Databases, *addons: str) -> str:
    """A database with a few of Odoo's addons and no data."""
    name = f"{PREFIX}0_{places.digest(databases.odoo.addons_path(), *addons)}"
    if not databases.exists(name):
        making = name + "_making"
        databases.init(making)
        databases.install(making, CHART, *addons)
        databases.rename(making, name)
    return name


def make(databases: Databases, name: str, base: str, scale: Scale) -> None:
    demand_space(scale.size * BYTES[scale.has_documents])
    making = name + "_making"
    databases.copy(base, making)
    patterns = databases.call("Writing one document of each kind", making, PATTERNS)
    title = f"Making {scale.size:,} partners"
    with step(title) as tell, databases.connect(making) as connection:
        fill(connection.cursor(), scale, patterns, tell)
        connection.commit()
        tell("statistics")
        databases.tidy(making)
    databases.rename(making, name)


def this_month() -> datetime.date:
    return datetime.datetime.now(datetime.timezone.utc).date().replace(day=1)


def recipe() -> list[bytes]:
    """Everything that decides what the data looks like."""
    files = sorted([*FOLDER.glob("*.py"), *FOLDER.glob("*.sql")])
    files.append(FOLDER.parent / "inside" / "patterns.py")
    return [file.read_bytes() for file in files]


def demand_space(needed: int) -> None:
    free = shutil.disk_usage(places.STATE).free
    if free < needed + 2 * 10**9:
        raise GroundError(
            f"{needed / 1e9 + 2:.0f} GB of free disk are needed; {free / 1e9:.0f} are."
        )
