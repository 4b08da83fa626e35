from odoo import fields, models


class MailActivityType(models.Model):
    _inherit = "mail.activity.type"

    clientfile_is_contact = fields.Boolean(
        "Counts as Contact",
        help="Once done, an action of this type is a contact with the customer: it "
        "counts for the date of the last contact.",
    )
