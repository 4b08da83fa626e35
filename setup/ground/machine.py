"""Facts about the machine that a measure depends on."""

import os
import platform
from pathlib import Path

from .database import Databases
from .odoo import SERIES


def facts(databases: Databases) -> str:
    """One line of Markdown."""
    parts = (
        f"{os.cpu_count()} cores ({processor()})",
        f"{memory() / 2**30:.0f} GB of memory",
        f"PostgreSQL {postgres(databases)}",
        f"Odoo {SERIES}",
        f"Python {platform.python_version()}",
        f"load before the measure {os.getloadavg()[0]:.1f}",
    )
    return ", ".join(parts) + "."


def memory() -> int:
    """Bytes of main memory."""
    return os.sysconf("SC_PAGE_SIZE") * os.sysconf("SC_PHYS_PAGES")


def processor() -> str:
    for line in Path("/proc/cpuinfo").read_text().splitlines():
        if line.startswith("model name"):
            return line.partition(":")[2].strip()
    return platform.machine()


def postgres(databases: Databases) -> str:
    with databases.connect("postgres") as connection:
        version = connection.server_version
    return f"{version // 10000}.{version % 10000}"
