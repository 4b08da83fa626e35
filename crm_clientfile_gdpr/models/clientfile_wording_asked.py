from odoo import models


class ClientfileWording(models.Model):
    """Words that somebody was asked with stay, whether he has answered or not."""

    _inherit = "clientfile.wording"

    def _get_used(self):
        # sudo: those asked in all companies count
        asks = self.env["clientfile.consent.ask"].sudo()
        found = asks._read_group([("wording_id", "in", self.ids)], ["wording_id"])
        return super()._get_used() | self.browse(one.id for (one,) in found)
