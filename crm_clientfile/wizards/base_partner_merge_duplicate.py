from odoo import models


class BasePartnerMergeAutomaticWizard(models.TransientModel):
    """Pairs of possible duplicates would clash where the host repoints them: it then
    deletes all of them. Decisions are moved before.
    """

    _inherit = "base.partner.merge.automatic.wizard"

    def _update_foreign_keys(self, src_partners, dst_partner):
        # Our own merge deletes nobody: decisions stay where they were taken.
        if not self.env.context.get("clientfile_merge"):
            self.env["clientfile.duplicate"]._absorb(src_partners, dst_partner)
        return super()._update_foreign_keys(src_partners, dst_partner)
