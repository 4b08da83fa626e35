"""Lets pytest import the pure layers of the addons where Odoo is not installed.

Importing ``crm_clientfile.tools`` would first run ``crm_clientfile/__init__.py``, which
needs Odoo. So each addon folder gets an empty package of its name that only knows where
its sub-packages are. Inside Odoo the addons are ``odoo.addons.…``: nothing clashes.

Loaded by ``conftest.py`` beside it, or alone with ``-p tests.pure.without_odoo``.
"""

import sys
from pathlib import Path
from types import ModuleType

ROOT = Path(__file__).resolve().parents[2]


def offer_addons(root: Path = ROOT) -> list[str]:
    """Makes the sub-packages of every addon importable; returns the addons' names.

    An addon that is already imported is left as it is.
    """
    names = sorted(folder.name for folder in root.glob("crm_clientfile*/"))
    for name in names:
        if name not in sys.modules:
            package = ModuleType(name)
            package.__path__ = [str(root / name)]
            sys.modules[name] = package
    return names


offer_addons()
