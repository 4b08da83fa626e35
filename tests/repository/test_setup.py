"""A stranger's machine is enough."""

import ast
import os
import re

import pytest
from ground import checkout, junit, lint, places

from tests.repository import imports, sources

# Written so that these lines do not find themselves.
MACHINE = re.compile(r"(?:^|[^\w.~-])/(?:work|farm|tmp|root)[/][a-z]")
SOURCE_OF_PACKAGES = re.compile(
    r"index[-]url|find[-]links|trusted[-]host|npm_config[_]registry"
    r"|(?:pypi|pythonhosted|npmjs|debian)[.](?:org|com)/\w"
    r"|\b(?:registry|mirrors?)[.][\w.]+[.](?:org|com|net)"
)
PINNED = re.compile(r"[A-Za-z0-9._-]+==[A-Za-z0-9.]+(?: ;.*)?")
BEFORE_THE_ENVIRONMENT = ("environment", "places", "console", "debian")
BINARY = (".png", ".xlsx", ".zip", ".ico", ".woff2")


def matches(pattern: re.Pattern, text: str) -> list[str]:
    """Lines that the pattern finds something in."""
    return [
        f"line {number}: {line.strip()}"
        for number, line in enumerate(text.splitlines(), 1)
        if pattern.search(line)
    ]


def readable() -> list[str]:
    """Text files, but those whose bytes are a test's own business."""
    return [
        name
        for name in sources.files()
        if not name.endswith(BINARY) and "golden" not in sources.folders(name)
    ]


def unpinned(text: str) -> list[str]:
    """Requirements that could bring another version tomorrow."""
    lines = (line.strip() for line in text.splitlines())
    wanted = (line for line in lines if line and not line.startswith("#"))
    return [line for line in wanted if not PINNED.fullmatch(line)]


def requirement_files() -> list[str]:
    pattern = re.compile(r"setup/(?:requirements|constraints)[\w-]*\.txt")
    return [name for name in sources.files() if pattern.fullmatch(name)]


def is_script(name: str) -> bool:
    with (places.ROOT / name).open("rb") as file:
        return file.read(2) == b"#!"


def is_executable(name: str) -> bool:
    return os.access(places.ROOT / name, os.X_OK)


def beyond_the_library(tree: ast.Module) -> set[str]:
    """Packages, and modules of ours, that need the environment to be there."""
    ours = {name for _level, name in imports.relative(tree)}
    return imports.third_party(imports.imported(tree)) | (
        ours - set(BEFORE_THE_ENVIRONMENT)
    )


def test_no_file_knows_a_path_of_this_machine():
    def rule(name):
        return matches(MACHINE, sources.text(name))

    assert sources.findings(rule, readable()) == ""


def test_no_file_chooses_where_packages_come_from():
    def rule(name):
        return matches(SOURCE_OF_PACKAGES, sources.text(name))

    assert sources.findings(rule, readable()) == ""


def test_every_requirement_is_pinned():
    def rule(name):
        return unpinned(sources.text(name))

    assert len(requirement_files()) > 1
    assert sources.findings(rule, requirement_files()) == ""


def test_scripts_and_only_they_are_executable():
    wrong = [one for one in sources.files() if is_script(one) != is_executable(one)]
    assert wrong == []


@pytest.mark.parametrize("module", BEFORE_THE_ENVIRONMENT)
def test_module_runs_on_python_alone(module):
    name = f"setup/ground/{module}.py"
    assert beyond_the_library(sources.tree(name)) == set()


def test_lint_runs_every_hook_of_the_configuration():
    config = lint.CONFIG.read_text()
    looking, fixing = (lint.hooks(config, one) for one in (lint.LOOKING, lint.FIXING))
    assert looking[:2] == ["ruff-check", "ruff-format"]
    assert len(fixing) == config.count("stages: [manual]")
    assert len(looking + fixing) == config.count("entry:")


def test_git_reads_a_checkout_of_another_user(monkeypatch):
    monkeypatch.setenv("GIT_CONFIG_COUNT", "2")
    assert checkout.trust() == {
        "GIT_CONFIG_COUNT": "3",
        "GIT_CONFIG_KEY_2": "safe.directory",
        "GIT_CONFIG_VALUE_2": str(places.ROOT),
    }


def test_junit_file_counts_what_failed(tmp_path):
    checks = [junit.Check("good", 1.0), junit.Check("bad", 0.5, "line\x1b[31m & <x>")]
    junit.write(tmp_path / "report.xml", "lint", checks)
    text = (tmp_path / "report.xml").read_text()
    assert 'tests="2" failures="1" errors="0" skipped="0" time="1.500"' in text
    assert "line[31m &amp; &lt;x&gt;</failure>" in text


def test_a_machine_path_is_found():
    path = "/" + "work" + "/main"
    text = f"see {path}\nhttps://x.example{path}\n"
    assert matches(MACHINE, text) == [f"line 1: see {path}"]


def test_a_chosen_source_of_packages_is_found():
    option = "--index" + "-url=x"
    url = "https://mirror" + ".example.com/debian"
    text = f"{option}\nself.env.registry\n{url}\n"
    found = matches(SOURCE_OF_PACKAGES, text)
    assert found == [f"line 1: {option}", f"line 3: {url}"]


def test_an_unpinned_requirement_is_found():
    text = "# why\npolib==1.2.0\nlxml>=5\nodoo\n"
    assert unpinned(text) == ["lxml>=5", "odoo"]


def test_a_package_outside_the_library_is_found():
    tree = ast.parse("import os\nimport psycopg2\nfrom . import places, odoo\n")
    assert beyond_the_library(tree) == {"psycopg2", "odoo"}
