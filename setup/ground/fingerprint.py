"""Marks that tell whether a database still fits the code."""

import ast
import functools

from . import places


@functools.cache
def addons_fingerprint() -> str:
    """Changes with any file that installing our addons reads.

    Taken once: a file saved during a run must not change the run's databases.
    """
    return places.digest(*_contents())


def dependencies() -> list[str]:
    """Odoo's own addons that ours depend on."""
    needed = {name for addon in places.ADDONS for name in depends(addon)}
    return sorted(needed - set(places.ADDONS))


def depends(addon: str) -> list[str]:
    """What one of our addons says it depends on."""
    manifest = places.ROOT / addon / "__manifest__.py"
    return ast.literal_eval(manifest.read_text())["depends"]


def _contents():
    for addon in places.ADDONS:
        for path in sorted((places.ROOT / addon).rglob("*")):
            inside = path.relative_to(places.ROOT)
            if path.is_file() and not {"tests", "__pycache__"} & set(inside.parts):
                yield str(inside)
                yield path.read_bytes()
