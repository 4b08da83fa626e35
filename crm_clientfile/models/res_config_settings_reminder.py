from odoo import fields, models


class ResConfigSettings(models.TransientModel):
    _inherit = "res.config.settings"

    clientfile_reminder_gap = fields.Integer(
        related="company_id.clientfile_reminder_gap", readonly=False
    )
    clientfile_reminder_rate = fields.Float(
        related="company_id.clientfile_reminder_rate", readonly=False
    )
    clientfile_reminder_indemnity = fields.Monetary(
        related="company_id.clientfile_reminder_indemnity",
        currency_field="currency_id",
        readonly=False,
    )
    clientfile_reminder_indemnity_scope = fields.Selection(
        related="company_id.clientfile_reminder_indemnity_scope", readonly=False
    )
    clientfile_reminder_is_automatic = fields.Boolean(
        related="company_id.clientfile_reminder_is_automatic", readonly=False
    )
    clientfile_reminder_user_id = fields.Many2one(
        related="company_id.clientfile_reminder_user_id", readonly=False
    )
