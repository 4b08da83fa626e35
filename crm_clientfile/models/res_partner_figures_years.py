from odoo import fields, models


class ResPartner(models.Model):
    """What a customer bought by year, to search by: one row per company and year."""

    _inherit = "res.partner"

    clientfile_metrics_year_ids = fields.One2many(
        "clientfile.metrics.year",
        "partner_id",
        "Figures by Year",
        readonly=True,
        exportable=False,
        groups="crm_clientfile.crm_clientfile_group_user",
    )
