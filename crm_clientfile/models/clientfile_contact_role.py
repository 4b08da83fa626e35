from odoo import fields, models


class ClientfileContactRole(models.Model):
    """What a person does for the customer: buys, pays, decides."""

    _name = "clientfile.contact.role"
    _description = "Contact Role"
    _order = "sequence, name, id"

    name = fields.Char(required=True, translate=True)
    sequence = fields.Integer(default=10)
    active = fields.Boolean(default=True)
