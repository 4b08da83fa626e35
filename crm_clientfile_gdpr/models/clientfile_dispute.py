from odoo import api, fields, models


class ClientfileDispute(models.Model):
    """Whoever notes something sensitive about a dispute is warned, never stopped."""

    _inherit = "clientfile.dispute"

    clientfile_guard_warning = fields.Text(
        "Sensitive Words", compute="_compute_clientfile_guard_warning"
    )

    @api.depends("description", "outcome_note")
    @api.depends_context("lang")
    def _compute_clientfile_guard_warning(self):
        words = self.env["clientfile.guard.word"]
        for dispute in self:
            texts = filter(None, (dispute.description, dispute.outcome_note))
            dispute.clientfile_guard_warning = words._get_warning("\n".join(texts))
