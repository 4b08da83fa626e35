"""The pure layers can be imported without Odoo."""

import ast
import sys

import pytest
import without_odoo

from crm_clientfile import tools

PURE = [
    path
    for folder in ("tools", "formats")
    for path in sorted(without_odoo.ROOT.glob(f"crm_clientfile*/{folder}/*.py"))
]


def test_the_addon_itself_is_not_run():
    assert not hasattr(sys.modules["crm_clientfile"], "models")
    assert tools.__name__ == "crm_clientfile.tools"


def test_every_addon_is_offered(tmp_path):
    (tmp_path / "crm_clientfile_example" / "formats").mkdir(parents=True)
    (tmp_path / "another_addon").mkdir()
    assert without_odoo.offer_addons(tmp_path) == ["crm_clientfile_example"]
    assert sys.modules.pop("crm_clientfile_example").__path__


def test_an_addon_already_imported_is_left_as_it_is():
    before = sys.modules["crm_clientfile"]
    without_odoo.offer_addons()
    assert sys.modules["crm_clientfile"] is before


@pytest.mark.parametrize(
    "path", PURE, ids=lambda path: f"{path.parent.name}/{path.name}"
)
def test_a_pure_module_imports_no_odoo(path):
    for node in ast.walk(ast.parse(path.read_text("utf-8"))):
        names = [alias.name for alias in getattr(node, "names", ()) if alias.name]
        names.append(getattr(node, "module", None) or "")
        if isinstance(node, (ast.Import, ast.ImportFrom)):
            assert not [name for name in names if name.split(".")[0] == "odoo"]
