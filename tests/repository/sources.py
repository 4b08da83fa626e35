"""What the repository tests read: the files that git knows or would add."""

import ast
import functools
from pathlib import PurePosixPath

from ground import checkout, places

PURE_LAYERS = ("tools", "formats")


@functools.cache
def files() -> tuple[str, ...]:
    return tuple(checkout.files())


def of_addons(*suffixes: str) -> list[str]:
    """Files of the addons with one of these endings."""
    return [
        name
        for name in files()
        if addon_of(name) in places.ADDONS and name.endswith(suffixes)
    ]


def python() -> list[str]:
    return [name for name in files() if name.endswith(".py")]


def addon_of(name: str) -> str:
    return name.partition("/")[0]


def folders(name: str) -> tuple[str, ...]:
    """The folders that hold the file, outermost first."""
    return PurePosixPath(name).parts[:-1]


def is_test(name: str) -> bool:
    return "tests" in folders(name)


def is_pure(name: str) -> bool:
    """Whether the file belongs to an addon's layer without Odoo."""
    parts = folders(name)
    return len(parts) > 1 and parts[0] in places.ADDONS and parts[1] in PURE_LAYERS


@functools.cache
def text(name: str) -> str:
    return (places.ROOT / name).read_text("utf-8")


@functools.cache
def tree(name: str) -> ast.Module:
    return ast.parse(text(name), name)


@functools.cache
def manifest(addon: str) -> dict:
    return ast.literal_eval(text(f"{addon}/__manifest__.py"))


def findings(rule, names) -> str:
    """What ``rule(name)`` finds in each file, one line each; "" when nothing."""
    return "\n".join(f"{name}: {found}" for name in names for found in rule(name))
