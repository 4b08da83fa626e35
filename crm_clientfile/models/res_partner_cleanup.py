from odoo import api, models


class ResPartner(models.Model):
    """``clientfile_verbatim`` in the context: values are stored as they are written.

    A clean-up that is undone gives back what the rules would write otherwise.
    """

    _inherit = "res.partner"

    @api.model
    def _run_vat_checks(self, country, vat, partner_name="", validation="error"):
        if self.env.context.get("clientfile_verbatim"):
            return vat, False
        return super()._run_vat_checks(country, vat, partner_name, validation)

    def _clean_website(self, website):
        if self.env.context.get("clientfile_verbatim"):
            return website
        return super()._clean_website(website)
