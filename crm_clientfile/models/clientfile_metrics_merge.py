from odoo import models


class ClientfileMerge(models.Model):
    """Whoever remains after a merge, or comes back, has the figures made anew."""

    _inherit = "clientfile.merge"

    def _run(self, values):
        result = super()._run(values)
        self._count_anew()
        return result

    def _restore(self):
        left = super()._restore()
        self._count_anew()
        return left

    def _count_anew(self):
        partners = self.survivor_id | self.source_ids
        entities = partners | partners.commercial_partner_id
        # sudo: nobody may write figures
        self.env["clientfile.metrics.pending"].sudo()._add(entities.ids)
