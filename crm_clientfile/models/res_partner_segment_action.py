from odoo import fields, models


class ResPartner(models.Model):
    """What was done with a customer as one of many."""

    _inherit = "res.partner"

    clientfile_action_line_ids = fields.One2many(
        "clientfile.segment.action.line",
        "partner_id",
        "Actions on Many",
        readonly=True,
        groups="crm_clientfile.crm_clientfile_group_user",
    )
