"""Rules of consent that need no Odoo: values in, values out; no clock, no database."""
