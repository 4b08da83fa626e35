import re
from pathlib import Path

from odoo.modules import get_module_path
from odoo.tests import TransactionCase, tagged

ADDONS = (
    "crm_clientfile",
    "crm_clientfile_gdpr",
    "crm_clientfile_portal",
    "crm_clientfile_accounting_export",
)
HOOK = re.compile(r"\| `([a-z.]+)\.(_[a-z_]+)` \|")


@tagged("post_install", "-at_install")
class TestHooks(TransactionCase):
    """What DEVELOP.md promises to integrators exists."""

    def test_every_hook_in_the_documentation_exists(self):
        named = [
            (model, method)
            for addon in ADDONS
            for model, method in HOOK.findall(self._documentation(addon))
        ]
        missing = [
            f"{model}.{method}"
            for model, method in named
            if not callable(getattr(self.env.get(model), method, None))
        ]
        self.assertFalse(missing)
        self.assertGreater(len(named), 5)

    def _documentation(self, addon):
        return (Path(get_module_path(addon)) / "readme" / "DEVELOP.md").read_text()
