from odoo import fields, models


class ResConfigSettings(models.TransientModel):
    _inherit = "res.config.settings"

    clientfile_restrict_export = fields.Boolean(
        related="company_id.clientfile_restrict_export", readonly=False
    )
