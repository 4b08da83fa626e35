from odoo import fields, models


class ResConfigSettings(models.TransientModel):
    _inherit = "res.config.settings"

    clientfile_dpo_id = fields.Many2one(
        related="company_id.clientfile_dpo_id", readonly=False
    )
