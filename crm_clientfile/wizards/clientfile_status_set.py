from odoo import api, fields, models
from odoo.exceptions import AccessError

from ..models.res_partner_status_set import DECISIONS, MANAGERS


class ClientfileStatusSet(models.TransientModel):
    """Gives customers a status by hand, with its reason and perhaps a last day."""

    _name = "clientfile.status.set"
    _description = "Change the Status"

    partner_ids = fields.Many2many("res.partner", string="Customers", required=True)
    customer_count = fields.Integer(
        "Number of Customers", compute="_compute_customer_count"
    )
    status = fields.Selection("_get_status_selection", "New Status", required=True)
    reason = fields.Char(required=True)
    date_to = fields.Date(
        "Until",
        help="The last day. The next day, the status follows from the facts again.",
    )

    @api.depends("partner_ids")
    def _compute_customer_count(self):
        for wizard in self:
            wizard.customer_count = len(wizard.partner_ids.commercial_partner_id)

    @api.model
    def _get_status_selection(self):
        """What the user may decide."""
        field = self.env["clientfile.status.change"]._fields["status"]
        is_manager = self.env.user.has_group(MANAGERS)
        return [
            (status, label)
            for status, label in field._description_selection(self.env)
            if is_manager or status not in DECISIONS
        ]

    def action_set(self):
        self.ensure_one()
        self._check_count()
        self.partner_ids._clientfile_set_status(self.status, self.reason, self.date_to)
        return {"type": "ir.actions.act_window_close"}

    def _check_count(self):
        if self.customer_count > 1 and not self.env.user.has_group(MANAGERS):
            raise AccessError(
                self.env._(
                    "Only a manager of the customer file changes the status of many "
                    "customers at once. Choose one, or ask a manager."
                )
            )
