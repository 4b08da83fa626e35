"""Rules that need no Odoo: values in, values out; no clock, no database, no network."""
