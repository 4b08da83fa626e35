from odoo import api, fields, models


class ResPartner(models.Model):
    """Whoever notes something sensitive about a person is warned, never stopped."""

    _inherit = "res.partner"

    clientfile_guard_warning = fields.Text(
        "Sensitive Words", compute="_compute_clientfile_guard_warning"
    )

    @api.depends("comment")
    @api.depends_context("lang")
    def _compute_clientfile_guard_warning(self):
        words = self.env["clientfile.guard.word"]
        for partner in self:
            partner.clientfile_guard_warning = words._get_warning(partner.comment)
