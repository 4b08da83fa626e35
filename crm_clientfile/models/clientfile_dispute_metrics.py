from odoo import api, models

_COUNTED = frozenset(("partner_id", "company_id"))


class ClientfileDispute(models.Model):
    """A dispute that comes, goes or changes hands has the figures made anew."""

    _inherit = "clientfile.dispute"

    @api.model_create_multi
    def create(self, vals_list):
        disputes = super().create(vals_list)
        disputes._count_anew(disputes.partner_id.ids)
        return disputes

    def write(self, vals):
        before = set() if _COUNTED.isdisjoint(vals) else set(self.partner_id.ids)
        result = super().write(vals)
        if before:
            self._count_anew(before | set(self.partner_id.ids))
        return result

    def unlink(self):
        counted = self.partner_id.ids
        result = super().unlink()
        self._count_anew(counted)
        return result

    @api.model
    def _count_anew(self, partner_ids):
        # sudo: nobody may write figures, everybody's disputes count
        self.env["clientfile.metrics.pending"].sudo()._add(partner_ids)
