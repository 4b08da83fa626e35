from odoo import fields, models


class ResConfigSettings(models.TransientModel):
    _inherit = "res.config.settings"

    clientfile_double_policy = fields.Selection(
        related="company_id.clientfile_double_policy", readonly=False, required=True
    )
    clientfile_has_review_folder = fields.Boolean(
        related="company_id.clientfile_has_review_folder", readonly=False
    )
