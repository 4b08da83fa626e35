from odoo import fields, models


class AccountMove(models.Model):
    _name = "account.move"
    _inherit = ["account.move", "clientfile.disputed.mixin"]

    clientfile_dispute_ids = fields.Many2many(
        "clientfile.dispute",
        "clientfile_dispute_account_move_rel",
        "move_id",
        "dispute_id",
        "Disputes",
        copy=False,
        groups="crm_clientfile.crm_clientfile_group_user",
    )

    def _prepare_clientfile_dispute_context(self):
        return {
            **super()._prepare_clientfile_dispute_context(),
            "default_move_ids": self.ids,
            # What is unpaid.
            "default_amount": abs(self.amount_residual_signed),
        }
