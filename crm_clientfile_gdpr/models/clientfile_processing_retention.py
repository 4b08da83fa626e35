from odoo import api, fields, models


class ClientfileProcessing(models.Model):
    """The delays of erasure are those of the retention policies."""

    _inherit = "clientfile.processing"

    policy_ids = fields.Many2many(
        "clientfile.retention.policy",
        "clientfile_processing_policy_rel",
        "processing_id",
        "policy_id",
        "Retention Policies",
    )

    @api.depends("policy_ids.months", "policy_ids.state")
    def _compute_missing(self):
        return super()._compute_missing()

    def _get_erasure(self):
        policies = [policy._get_register_line() for policy in self.policy_ids]
        return "\n".join(filter(None, (super()._get_erasure(), *policies)))
