from odoo import api, fields, models


class ClientfileMergeConfirmLine(models.TransientModel):
    """A value on which the records do not agree, and whose is taken."""

    _name = "clientfile.merge.confirm.line"
    _description = "Value of Merged Customers"

    confirm_id = fields.Many2one(
        "clientfile.merge.confirm", required=True, ondelete="cascade"
    )
    field = fields.Char(required=True, readonly=True)
    label = fields.Char("Field Compared", readonly=True)
    texts = fields.Json(readonly=True)
    giver_ids = fields.Many2many(
        "res.partner", readonly=True, context={"active_test": False}
    )
    chosen_id = fields.Many2one(
        "res.partner",
        "Taken from",
        domain="[('id', 'in', giver_ids)]",
        ondelete="cascade",
    )
    value = fields.Char(compute="_compute_value")
    others = fields.Char("Given up", compute="_compute_value")

    @api.depends("texts", "chosen_id")
    def _compute_value(self):
        for line in self:
            texts = dict(line.texts or {})
            line.value = texts.pop(str(line.chosen_id._origin.id), "")
            given_up = {text for text in texts.values() if text and text != line.value}
            line.others = " · ".join(sorted(given_up))
