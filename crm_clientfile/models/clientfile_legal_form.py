from odoo import fields, models


class ClientfileLegalForm(models.Model):
    """A legal form of companies, as its country names it."""

    _name = "clientfile.legal.form"
    _description = "Legal Form"
    _order = "country_id, sequence, name, id"
    _rec_names_search = ("name", "code")

    sequence = fields.Integer(default=10)
    code = fields.Char(
        help="The official code where there is one: for France, INSEE's legal "
        "category. Imports recognise the form by its code or its name.",
    )
    # A form is a term of its country's law: it is not translated.
    name = fields.Char(required=True)
    country_id = fields.Many2one("res.country", index=True)
    active = fields.Boolean(default=True)

    _country_code_unique = models.UniqueIndex(
        "(COALESCE(country_id, 0), code) WHERE code IS NOT NULL",
        "This country already has a legal form with this code. Choose another code.",
    )
