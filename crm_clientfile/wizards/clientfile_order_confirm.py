from odoo import api, fields, models

from ..models.sale_order_block import REASON


class ClientfileOrderConfirm(models.TransientModel):
    """A manager confirms orders that something stands against, and says why."""

    _name = "clientfile.order.confirm"
    _description = "Confirm an Order All the Same"

    order_ids = fields.Many2many("sale.order", string="Orders", required=True)
    block_reason = fields.Text(
        "What Stands Against It", compute="_compute_block_reason"
    )
    reason = fields.Char("Reason to Confirm", required=True)

    @api.depends("order_ids")
    def _compute_block_reason(self):
        for wizard in self:
            known = wizard.order_ids._origin._get_clientfile_obstacles()
            wizard.block_reason = "\n".join(
                obstacle.refusal for own in known.values() for obstacle in own
            )

    def action_confirm(self):
        self.ensure_one()
        self.order_ids.with_context(**{REASON: self.reason}).action_confirm()
        # The window was opened by a message: nothing else would show the order anew.
        return {"type": "ir.actions.client", "tag": "soft_reload"}
