from odoo import api, models


class BasePartnerMergeAutomaticWizard(models.TransientModel):
    """Statuses and disputes go to the customer that remains.

    The host moves rows blindly: two current statuses would break the unique index, and
    a contact that remains would own what belongs to its company.
    """

    _inherit = "base.partner.merge.automatic.wizard"

    @api.model
    def _update_foreign_keys(self, src_partners, dst_partner):
        entity = dst_partner.commercial_partner_id
        # sudo: the history follows its customer, whoever merges
        changes = self.env["clientfile.status.change"].sudo()
        changes._hand_over(src_partners, entity)
        result = super()._update_foreign_keys(src_partners, dst_partner)
        (dst_partner - entity)._clientfile_hand_over(entity)
        return result
