from odoo import models

# What makes another partner the customer.
_LINKS = frozenset(("parent_id", "is_company"))


class ResPartner(models.Model):
    """Who becomes a contact of a company brings it what was kept about him."""

    _inherit = "res.partner"

    def write(self, vals):
        if _LINKS.isdisjoint(vals):
            return super().write(vals)
        entities = self._clientfile_entities()
        result = super().write(vals)
        joined = entities - entities._clientfile_entities()
        for entity, partners in joined.grouped("commercial_partner_id").items():
            partners._clientfile_hand_over(entity)
        return result

    def _clientfile_hand_over(self, entity):
        """Give ``entity`` statuses and disputes: these are part of it now."""
        # sudo: history and disputes follow their customer, in all companies
        self.env["clientfile.status.change"].sudo()._hand_over(self, entity)
        # sudo: as above
        self.env["clientfile.dispute"].sudo()._hand_over(self, entity)
