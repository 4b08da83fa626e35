from odoo import fields, models

from ..models.account_move_exported import CONFIRMED


class ClientfileExportedReset(models.TransientModel):
    """The accountant confirms that exported entries go back to draft."""

    _name = "clientfile.exported.reset"
    _description = "Set Exported Entries Back to Draft"

    move_ids = fields.Many2many(
        "account.move",
        "clientfile_exported_reset_rel",
        "reset_id",
        "move_id",
        "Entries",
        required=True,
        readonly=True,
    )
    mark_ids = fields.Many2many(
        "clientfile.exported.move", compute="_compute_mark_ids", string="Exported in"
    )
    reason = fields.Char(required=True)

    def _compute_mark_ids(self):
        for reset in self:
            reset.mark_ids = reset.move_ids._clientfile_get_exported()

    def action_reset(self):
        """Set them back, with the reason in the chatter of each."""
        self.ensure_one()
        self.check_access("write")
        for move in self.move_ids:
            move.message_post(
                body=self.env._("Set back to draft after its export: %s", self.reason)
            )
        moves = self.move_ids.with_context(**{CONFIRMED: True})
        payments = moves.origin_payment_id
        payments.action_draft()
        (moves - payments.move_id).button_draft()
        return {"type": "ir.actions.act_window_close"}
