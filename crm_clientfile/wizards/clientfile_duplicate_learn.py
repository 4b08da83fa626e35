from odoo import api, fields, models


class ClientfileDuplicateLearn(models.TransientModel):
    """Shows what decisions teach, and takes it over once a person accepts it."""

    _name = "clientfile.duplicate.learn"
    _description = "Learn from Decisions"

    decision_count = fields.Integer("Decisions", readonly=True)
    precision_before = fields.Float(readonly=True)
    precision_after = fields.Float(readonly=True)
    recall_before = fields.Float(readonly=True)
    recall_after = fields.Float(readonly=True)
    is_better = fields.Boolean(readonly=True)
    weights = fields.Json(readonly=True)

    @api.model
    def default_get(self, fields_list):
        values = super().default_get(fields_list)
        learned, count = self.env["clientfile.duplicate.rates"]._learn()
        found = {
            "decision_count": count,
            "precision_before": learned.before.precision,
            "precision_after": learned.after.precision,
            "recall_before": learned.before.recall,
            "recall_after": learned.after.recall,
            "is_better": learned.is_better,
            "weights": learned.moved,
        }
        return values | {name: found[name] for name in fields_list if name in found}

    def action_accept(self):
        """Judge by these weights from now on; the next searches use them."""
        self.ensure_one()
        copied = (
            *("weights", "decision_count", "precision_before", "precision_after"),
            *("recall_before", "recall_after"),
        )
        self.env["clientfile.duplicate.rates"].create(
            {name: self[name] for name in copied}
        )
        return {"type": "ir.actions.act_window_close"}
