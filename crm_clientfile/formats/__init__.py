"""Readers and writers of files: bytes in, values out, and the reverse. No Odoo."""
