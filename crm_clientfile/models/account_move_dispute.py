from odoo import api, fields, models

from .clientfile_dispute import OPEN_STATES

_USERS = "crm_clientfile.crm_clientfile_group_user"


class AccountMove(models.Model):
    _inherit = "account.move"

    clientfile_dispute_ids = fields.Many2many(
        "clientfile.dispute",
        "clientfile_dispute_account_move_rel",
        "move_id",
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
        for move in self:
            move.clientfile_open_dispute_ids = move.clientfile_dispute_ids.filtered(
                lambda dispute: dispute.state in OPEN_STATES
            )

    def action_clientfile_open_dispute(self):
        """A new dispute about this invoice, for what is unpaid."""
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
            "default_partner_id": self.commercial_partner_id.id,
            "default_company_id": self.company_id.id,
            "default_move_ids": self.ids,
            "default_amount": abs(self.amount_residual_signed),
        }
