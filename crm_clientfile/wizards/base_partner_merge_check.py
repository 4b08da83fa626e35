from odoo import models

_OF_ONE_RECORD = (
    "clientfile_checked_date",
    "clientfile_checked_by_id",
    "clientfile_closed_date",
)


class MergePartnerAutomatic(models.TransientModel):
    _inherit = "base.partner.merge.automatic.wizard"

    def _update_values(self, src_partners, dst_partner):
        # Whatever the survivor lacks, the host takes from the others: an open customer
        # would be closed like its double, and found right by who checked the double.
        # sudo: who merges contacts need not be a user of the customer file
        survivor = dst_partner.sudo()
        kept = {name: survivor[name] for name in _OF_ONE_RECORD}
        result = super()._update_values(src_partners, dst_partner)
        survivor.update(kept)
        return result
