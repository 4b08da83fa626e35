from odoo import SUPERUSER_ID, api

from odoo.addons.crm_clientfile.hooks import take_stock


def migrate(cr, version):
    """Customers get forms to search duplicates by, and an opened history."""
    take_stock(api.Environment(cr, SUPERUSER_ID, {}))
