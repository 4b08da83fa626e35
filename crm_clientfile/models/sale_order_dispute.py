from odoo import api, fields, models

from .clientfile_dispute import OPEN_STATES

_USERS = "crm_clientfile.crm_clientfile_group_user"


class SaleOrder(models.Model):
    _inherit = "sale.order"

    clientfile_dispute_ids = fields.Many2many(
        "clientfile.dispute",
        "clientfile_dispute_sale_order_rel",
        "order_id",
        "dispute_id",
        "Disputes",
        copy=False,
        groups=_USERS,
    )
    clientfile_open_dispute_ids = fields.Many2many(
        "clientfile.dispute",
        string="Open Disputes",
        compute="_compute_clientfile_open_dispute_ids",
        groups=_USERS,
    )

    @api.depends("clientfile_dispute_ids.state")
    def _compute_clientfile_open_dispute_ids(self):
        for order in self:
            order.clientfile_open_dispute_ids = order.clientfile_dispute_ids.filtered(
                lambda dispute: dispute.state in OPEN_STATES
            )

    def action_clientfile_open_dispute(self):
        """A new dispute about this order."""
        self.ensure_one()
        return {
            "type": "ir.actions.act_window",
            "name": self.env._("Open a dispute"),
            "res_model": "clientfile.dispute",
            "view_mode": "form",
            "context": self._prepare_clientfile_dispute_context(),
        }

    def _prepare_clientfile_dispute_context(self):
        return {
            "default_partner_id": self.partner_id.commercial_partner_id.id,
            "default_company_id": self.company_id.id,
            "default_order_ids": self.ids,
        }
