"""Marks that tell whether a database still fits the code."""

import ast

from . import places


def addons_fingerprint() -> str:
    """Changes with any file that installing our addons reads."""
    return places.digest(*_contents())


def dependencies() -> list[str]:
    """Odoo's own addons that ours depend on."""
    needed = set()
    for addon in places.ADDONS:
        manifest = places.ROOT / addon / "__manifest__.py"
        needed |= set(ast.literal_eval(manifest.read_text())["depends"])
    return sorted(needed - set(places.ADDONS))


def _contents():
    for addon in places.ADDONS:
        for path in sorted((places.ROOT / addon).rglob("*")):
            inside = path.relative_to(places.ROOT)
            if path.is_file() and not {"tests", "__pycache__"} & set(inside.parts):
                yield str(inside)
                yield path.read_bytes()
