from odoo import models
from odoo.fields import Domain


class ClientfileErasure(models.Model):
    """What a person asked is answered before the address to answer at is erased."""

    _inherit = "clientfile.erasure"

    def _get_obstacles(self):
        # sudo: open requests of any company are an obstacle, told by their number
        requests = self.env["clientfile.request"].sudo()
        persons = self.sudo().partner_ids  # sudo: as above
        waiting = requests.search(
            requests._get_open_domain() & Domain("partner_id", "in", persons.ids)
        )
        said = [
            self.env._(
                "The request %s is open: answer it first, the address to answer at is "
                "erased, too.",
                request.name,
            )
            for request in waiting
        ]
        return super()._get_obstacles() + said
