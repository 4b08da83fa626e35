from odoo import fields, models


class ClientfileAccountDifference(models.Model):
    """A past invoice line that would have had another account under tried rules."""

    _name = "clientfile.account.difference"
    _description = "Difference Found by a Trial of Account Rules"
    _order = "id"

    trial_id = fields.Many2one(
        "clientfile.account.trial", required=True, index=True, ondelete="cascade"
    )
    line_id = fields.Many2one("account.move.line", ondelete="cascade", index=True)
    move_id = fields.Many2one("account.move", "Invoice", ondelete="cascade", index=True)
    label = fields.Char()
    account_id = fields.Many2one("account.account", ondelete="cascade")
    new_account_id = fields.Many2one(
        "account.account", "By the Rule", ondelete="cascade"
    )
    rule_id = fields.Many2one("clientfile.account.rule", ondelete="cascade")

    def action_open_move(self):
        self.ensure_one()
        return self.move_id._get_records_action()
