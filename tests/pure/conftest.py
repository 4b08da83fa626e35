"""Tests of the pure layers: they need neither Odoo nor a database."""

import sys
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parent))

import without_odoo  # noqa: E402, F401
