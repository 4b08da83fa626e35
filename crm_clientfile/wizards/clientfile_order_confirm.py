from odoo import api, fields, models

from ..models.sale_order_block import REASON


class ClientfileOrderConfirm(models.TransientModel):
    """A manager confirms orders of blocked customers, and says why."""

    _name = "clientfile.order.confirm"
    _description = "Confirm for a Blocked Customer"

    order_ids = fields.Many2many("sale.order", string="Orders", required=True)
    block_reason = fields.Text("Blocked", compute="_compute_block_reason")
    reason = fields.Char("Reason to Confirm", required=True)

    @api.depends("order_ids")
    def _compute_block_reason(self):
        for wizard in self:
            refused = wizard.order_ids._origin._get_clientfile_blocks().items()
            wizard.block_reason = "\n".join(
                order._describe_clientfile_refusal(blocks) for order, blocks in refused
            )

    def action_confirm(self):
        self.ensure_one()
        self.order_ids.with_context(**{REASON: self.reason}).action_confirm()
        # The window was opened by a message: nothing else would show the order anew.
        return {"type": "ir.actions.client", "tag": "soft_reload"}
