"""Rooms fit in the eye."""

import ast

from tests.repository import sources

FUNCTION_LINES = 45
FILE_LINES = 400


def long_functions(tree: ast.Module, limit: int = FUNCTION_LINES) -> list[str]:
    """Functions over ``limit`` lines, with their size."""
    functions = (
        node
        for node in ast.walk(tree)
        if isinstance(node, (ast.FunctionDef, ast.AsyncFunctionDef))
    )
    sizes = [(node.name, node.end_lineno - node.lineno + 1) for node in functions]
    return [f"{name} has {size} lines" for name, size in sizes if size > limit]


def too_long(text: str, limit: int = FILE_LINES) -> list[str]:
    lines = len(text.splitlines())
    return [f"{lines} lines"] if lines > limit else []


def test_functions_are_short():
    def rule(name):
        return long_functions(sources.tree(name))

    assert sources.findings(rule, sources.python()) == ""


def test_files_are_short():
    def rule(name):
        return too_long(sources.text(name))

    assert sources.findings(rule, sources.python()) == ""


def test_a_long_function_is_found():
    tree = ast.parse("def short():\n    pass\ndef long():\n    a = 1\n    return a\n")
    assert long_functions(tree, 2) == ["long has 3 lines"]


def test_a_long_file_is_found():
    assert too_long("a\nb\nc\n", 2) == ["3 lines"]
