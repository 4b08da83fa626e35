"""Rules that no linter knows."""

import ast
import io
import tokenize

from tests.repository import imports, sources

JOB_RUNNER = "crm_clientfile/models/clientfile_job.py"
BROAD = {"Exception", "BaseException"}
SKIPPING = {"skipTest", "skipIf", "skipUnless", "xfail", "importorskip", "skip"}
CLOCKS = {"now", "utcnow", "today", "time"}


def code() -> list[str]:
    return [name for name in sources.of_addons(".py") if not sources.is_test(name)]


def unexplained_sudo(text: str) -> list[str]:
    """Calls of ``sudo`` with no comment in their statement or just above it."""
    tree = ast.parse(text)
    explained = comment_lines(text)
    lines = []
    for statement in ast.walk(tree):
        if isinstance(statement, ast.stmt):
            for call in own_sudo_calls(statement):
                near = range(statement.lineno - 1, call.end_lineno + 1)
                if not explained.intersection(near):
                    lines.append(f"line {call.end_lineno}: sudo() without its reason")
    return lines


def own_sudo_calls(statement: ast.stmt) -> list[ast.Call]:
    """Calls of ``sudo`` in the statement itself, not in a statement inside it."""
    waiting = [statement]
    calls = []
    while waiting:
        node = waiting.pop()
        children = ast.iter_child_nodes(node)
        waiting += [child for child in children if not isinstance(child, ast.stmt)]
        if is_call_of(node, "sudo") and not drops_rights(node):
            calls.append(node)
    return calls


def drops_rights(call: ast.Call) -> bool:
    """Whether it reads ``sudo(False)``."""
    return any(isinstance(one, ast.Constant) and not one.value for one in call.args)


def is_call_of(node: ast.AST, method: str) -> bool:
    return (
        isinstance(node, ast.Call)
        and isinstance(node.func, ast.Attribute)
        and node.func.attr == method
    )


def comment_lines(text: str) -> set[int]:
    tokens = tokenize.generate_tokens(io.StringIO(text).readline)
    return {token.start[0] for token in tokens if token.type == tokenize.COMMENT}


def broad_excepts(tree: ast.Module) -> list[str]:
    """Handlers that would swallow a programming error."""
    handlers = (node for node in ast.walk(tree) if isinstance(node, ast.ExceptHandler))
    return [
        f"line {handler.lineno}: except {' '.join(sorted(BROAD & caught(handler)))}"
        for handler in handlers
        if handler.type is None or BROAD & caught(handler)
    ]


def caught(handler: ast.ExceptHandler) -> set[str]:
    nodes = ast.walk(handler.type) if handler.type else ()
    return {node.id for node in nodes if isinstance(node, ast.Name)}


def old_constraints(tree: ast.Module) -> list[str]:
    """``_sql_constraints``, which Odoo 19 ignores."""
    return [
        f"line {node.lineno}"
        for node in ast.walk(tree)
        if isinstance(node, ast.Name) and node.id == "_sql_constraints"
    ]


def skipped_tests(tree: ast.Module) -> list[str]:
    """Uses of the test tools' ways to leave a test out."""
    return [
        f"line {node.lineno}: {node.attr}"
        for node in ast.walk(tree)
        if isinstance(node, ast.Attribute) and node.attr in SKIPPING
    ]


def impurities(name: str, tree: ast.Module) -> list[str]:
    """Odoo, other layers or a clock in a file of a pure layer."""
    found = ["imports odoo"] if "odoo" in imports.imported(tree) else []
    depth = len(sources.folders(name))
    for level, asked in imports.relative(tree):
        if level == depth and asked not in sources.PURE_LAYERS or level > depth:
            found.append(f"imports {asked} from outside the pure layers")
    found += [
        f"line {node.lineno}: reads the clock"
        for node in ast.walk(tree)
        if any(is_call_of(node, clock) for clock in CLOCKS) and not node.args
    ]
    return found


def test_sudo_says_why():
    def rule(name):
        return unexplained_sudo(sources.text(name))

    assert sources.findings(rule, code()) == ""


def test_only_the_job_runner_catches_everything():
    def rule(name):
        return broad_excepts(sources.tree(name))

    names = [name for name in sources.python() if name != JOB_RUNNER]
    assert sources.findings(rule, names) == ""
    assert len(broad_excepts(sources.tree(JOB_RUNNER))) <= 1


def test_constraints_are_those_of_odoo_19():
    def rule(name):
        return old_constraints(sources.tree(name))

    assert sources.findings(rule, sources.of_addons(".py")) == ""


def test_no_test_is_skipped():
    def rule(name):
        return skipped_tests(sources.tree(name))

    names = [name for name in sources.python() if sources.is_test(name)]
    assert sources.findings(rule, names) == ""


def test_pure_layers_are_pure():
    def rule(name):
        return impurities(name, sources.tree(name))

    names = [name for name in sources.python() if sources.is_pure(name)]
    assert sources.findings(rule, names) == ""


def test_sudo_without_comment_is_found():
    bare = "def f(self):\n    a = 1\n    return self.sudo().name\n"
    above = "def f(self):\n    # Why.\n    return self.sudo().name\n"
    beside = "def f(self):\n    return self.sudo().name  # Why.\n"
    far = "def f(self):\n    # Other.\n    a = 1\n    return self.sudo()\n"
    back = "def f(self):\n    return self.sudo(False)\n"
    assert [bool(unexplained_sudo(one)) for one in (bare, far)] == [True, True]
    assert [unexplained_sudo(one) for one in (above, beside, back)] == [[], [], []]


def test_broad_except_is_found():
    text = "try:\n    a\nexcept (ValueError, Exception):\n    b\nexcept:\n    c\n"
    assert len(broad_excepts(ast.parse(text))) == 2


def test_skip_is_found():
    text = "import pytest\n@pytest.mark.xfail\ndef test_a():\n    pytest.skip('x')\n"
    assert skipped_tests(ast.parse(text)) == ["line 2: xfail", "line 4: skip"]


def test_impurity_is_found():
    name = "crm_clientfile/tools/x.py"
    text = "from ..models import y\nfrom ..formats import z\nfrom . import keys\n"
    text += "from odoo import fields\nnow = datetime.now()\n"
    found = impurities(name, ast.parse(text))
    assert found == [
        "imports odoo",
        "imports models from outside the pure layers",
        "line 5: reads the clock",
    ]
