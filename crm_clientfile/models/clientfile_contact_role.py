from odoo import fields, models


class ClientfileContactRole(models.Model):
    """What a person does for the customer: buys, pays, decides."""

    _name = "clientfile.contact.role"
    _description = "Contact Role"
    _order = "sequence, name, id"

    name = fields.Char(required=True, translate=True)
    sequence = fields.Integer(default=10)
    active = fields.Boolean(default=True)
    receives_orders = fields.Boolean(
        help="Quotations, order confirmations and pro forma invoices are also sent to "
        "the customer's contacts who have this role.",
    )
    receives_invoices = fields.Boolean(
        help="Invoices and credit notes are also sent to the customer's contacts who "
        "have this role.",
    )
    receives_reminders = fields.Boolean(
        help="Reminders of unpaid invoices are also sent to the customer's contacts "
        "who have this role.",
    )
