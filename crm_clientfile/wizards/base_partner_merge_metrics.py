from odoo import api, models


class BasePartnerMergeAutomaticWizard(models.TransientModel):
    """The host's merge, too, has the figures of who remains made anew."""

    _inherit = "base.partner.merge.automatic.wizard"

    @api.model
    def _update_foreign_keys(self, src_partners, dst_partner):
        result = super()._update_foreign_keys(src_partners, dst_partner)
        partners = src_partners | dst_partner
        # sudo: nobody may write figures
        pending = self.env["clientfile.metrics.pending"].sudo()
        pending._add((partners | partners.commercial_partner_id).ids)
        return result
