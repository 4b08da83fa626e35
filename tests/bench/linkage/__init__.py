"""Measuring how well duplicates are found: labelled files, a rule, a peer, ours.

Importing it makes the pure layers importable without Odoo.
"""

from tests.pure import without_odoo  # noqa: F401
