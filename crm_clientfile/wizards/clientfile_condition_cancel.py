from odoo import fields, models


class ClientfileConditionCancel(models.TransientModel):
    """Asks why special conditions end before their time."""

    _name = "clientfile.condition.cancel"
    _description = "Cancel a Special Condition"

    condition_ids = fields.Many2many(
        "clientfile.condition",
        "clientfile_condition_cancel_rel",
        "cancel_id",
        "condition_id",
        "Conditions",
        required=True,
        readonly=True,
    )
    reason = fields.Char(required=True)

    def action_cancel(self):
        self.ensure_one()
        self.condition_ids._cancel(self.reason)
        return {"type": "ir.actions.act_window_close"}
