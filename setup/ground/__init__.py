"""What setup/run, setup/test and setup/bench stand on: Odoo, Python, PostgreSQL."""
