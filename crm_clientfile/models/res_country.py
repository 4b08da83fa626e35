from odoo import api, models
from odoo.tools import ormcache

from ..tools.territories import FRENCH_COUNTRIES


class ResCountry(models.Model):
    """France and its territories."""

    _inherit = "res.country"

    @api.model
    @ormcache()
    def _get_clientfile_french_ids(self):
        """Ids by code; countries are made with the database."""
        # sudo: every reader of an address may know in which department it is
        found = self.sudo().search([("code", "in", list(FRENCH_COUNTRIES))])
        return {country.code: country.id for country in found}
