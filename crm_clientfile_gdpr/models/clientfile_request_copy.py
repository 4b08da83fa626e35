from odoo import fields, models


class ClientfileRequest(models.Model):
    """Copies of the person's data that were made for the request."""

    _inherit = "clientfile.request"

    pack_ids = fields.One2many(
        "clientfile.request.pack", "request_id", "Copies of the Data", readonly=True
    )

    def action_make_pack(self):
        """Have a copy of the person's data made, to be reviewed and sent."""
        self.ensure_one()
        self.env["clientfile.request.pack"]._make(self)
        return {"type": "ir.actions.client", "tag": "soft_reload"}

    def _close(self, state, *args, **kwargs):
        result = super()._close(state, *args, **kwargs)
        if state != "answered":
            self.pack_ids._shut()
        return result
