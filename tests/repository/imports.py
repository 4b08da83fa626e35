"""Which packages Python code imports."""

import ast
import sys


def imported(tree: ast.Module) -> set[str]:
    """Names of the packages that the code imports by their absolute name."""
    names = set()
    for node in ast.walk(tree):
        if isinstance(node, ast.Import):
            names |= {alias.name.partition(".")[0] for alias in node.names}
        elif isinstance(node, ast.ImportFrom) and not node.level:
            names.add(node.module.partition(".")[0])
    return names


def third_party(names) -> set[str]:
    """Those of the packages that do not come with Python."""
    return set(names) - set(sys.stdlib_module_names)


def relative(tree: ast.Module) -> list[tuple[int, str]]:
    """Relative imports: how many folders up, and the first names asked for there."""
    found = []
    for node in ast.walk(tree):
        if isinstance(node, ast.ImportFrom) and node.level:
            asked = [node.module] if node.module else [one.name for one in node.names]
            found += [(node.level, name.partition(".")[0]) for name in asked]
    return found
