from odoo import fields, models


class ResCompany(models.Model):
    """Who answers for the protection of data; branches follow their root."""

    _inherit = "res.company"

    clientfile_dpo_id = fields.Many2one(
        "res.partner",
        "Data Protection Officer",
        help="Named in the registers, in the letters and to the authority.",
    )
