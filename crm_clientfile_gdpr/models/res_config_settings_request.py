from odoo import fields, models


class ResConfigSettings(models.TransientModel):
    _inherit = "res.config.settings"

    clientfile_request_user_id = fields.Many2one(
        related="company_id.clientfile_request_user_id", readonly=False
    )
    clientfile_request_notice_days = fields.Integer(
        related="company_id.clientfile_request_notice_days", readonly=False
    )
    clientfile_request_link_days = fields.Integer(
        related="company_id.clientfile_request_link_days", readonly=False
    )
    clientfile_request_alias_name = fields.Char(
        related="company_id.clientfile_request_alias_name", readonly=False
    )
    clientfile_request_alias_domain = fields.Char(
        related="company_id.alias_domain_id.name", string="Domain for Requests"
    )
