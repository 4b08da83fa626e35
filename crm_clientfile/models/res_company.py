from odoo import fields, models


class ResCompany(models.Model):
    _inherit = "res.company"

    clientfile_restrict_export = fields.Boolean(
        "Reserve the Export of Customers",
        help="Users of this company who are not administrators of the customer file "
        "can no longer export customers from lists.",
    )
