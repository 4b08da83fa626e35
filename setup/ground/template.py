"""The template databases from which every suite and every measure starts."""

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
    if not databases.exists(name):
        _forget(databases, prefix)
        making = name + "_making"
        databases.copy(base, making)
        fill(making)
        databases.rename(making, name)
    return name


def _forget(databases: Databases, prefix: str) -> None:
    for name in databases.names(prefix):
        databases.drop(name)
