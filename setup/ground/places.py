"""Where things lie. Only this module knows paths."""

import hashlib
import os
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
SETUP = ROOT / "setup"
ADDONS = (
    "crm_clientfile",
    "crm_clientfile_gdpr",
    "crm_clientfile_portal",
    "crm_clientfile_accounting_export",
)
DEMO_SCRIPT = SETUP / "ground" / "scripts" / "load_demo.py"
CALL_SCRIPT = SETUP / "ground" / "scripts" / "call.py"
STATE = ROOT / ".ground"
LOGS = STATE / "log"


def cache() -> Path:
    """Folder shared by all checkouts of this user: packages, Odoo, environments."""
    base = os.environ.get("XDG_CACHE_HOME") or Path.home() / ".cache"
    folder = Path(base) / "clientfile"
    folder.mkdir(parents=True, exist_ok=True)
    return folder


def digest(*parts: str | bytes) -> str:
    """Twelve hexadecimal digits that change when any of the parts changes."""
    hasher = hashlib.sha256()
    for part in parts:
        data = part.encode() if isinstance(part, str) else part
        hasher.update(len(data).to_bytes(8, "big") + data)
    return hasher.hexdigest()[:12]


def checkout_digest() -> str:
    """Tells this checkout from others on the same machine."""
    return digest(str(ROOT))


def log(name: str) -> Path:
    """The log file of that name, its folder made."""
    LOGS.mkdir(parents=True, exist_ok=True)
    return LOGS / f"{name}.log"
