"""The template databases from which every suite and every measure starts."""

import fcntl
from contextlib import contextmanager

from . import places
from .database import CHART, Databases
from .fingerprint import addons_fingerprint, dependencies

HOST = "cf_host_"
PRODUCT = "cf_product_"
DEMO = "cf_demo_"


def host(databases: Databases) -> str:
    """Name of a database with Odoo's own addons that ours stand on, without ours."""
    needed = [CHART, *dependencies()]
    name = HOST + places.digest(databases.odoo.addons_path(), *needed)
    with _alone():
        if not databases.exists(name):
            _forget(databases, HOST)
            making = name + "_making"
            databases.init(making)
            databases.install(making, *needed)
            databases.rename(making, name)
    return name


def product(databases: Databases) -> str:
    """Name of a database with all our addons."""
    base = host(databases)

    def fill(making):
        databases.install(making, *places.ADDONS)

    return _derived(databases, PRODUCT, base, fill)


def demo(databases: Databases) -> str:
    """Name of a database with all our addons and their demo data."""
    base = product(databases)

    def fill(making):
        databases.run_script("Loading demo data", making, places.DEMO_SCRIPT)

    return _derived(databases, DEMO, base, fill)


def _derived(databases: Databases, prefix: str, base: str, fill) -> str:
    name = prefix + places.digest(base, addons_fingerprint())
    with _alone():
        if not databases.exists(name):
            _forget(databases, prefix)
            making = name + "_making"
            databases.copy(base, making)
            fill(making)
            databases.rename(making, name)
    return name


@contextmanager
def _alone():
    """Suites run at the same time: the second one finds what the first one made."""
    with (places.STATE / "templates.lock").open("w") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        yield


def _forget(databases: Databases, prefix: str) -> None:
    for name in databases.names(prefix):
        databases.drop(name)
