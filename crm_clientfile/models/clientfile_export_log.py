from odoo import api, fields, models
from odoo.exceptions import UserError

SCOPES = [
    ("all", "The whole file"),
    ("domain", "Customers that match"),
    ("selection", "Chosen customers"),
]


class ClientfileExportLog(models.Model):
    """Who took which customers out of the database, and when. Nothing is changed here.

    A workbook of ours leaves two entries: it is requested, then delivered.
    """

    _name = "clientfile.export.log"
    _description = "Log of Exports"
    _order = "date desc, id desc"
    _rec_name = "user_id"

    date = fields.Datetime(
        required=True, readonly=True, default=lambda self: fields.Datetime.now()
    )
    user_id = fields.Many2one(
        "res.users", required=True, readonly=True, ondelete="restrict"
    )
    company_id = fields.Many2one("res.company", required=True, readonly=True)
    kind = fields.Selection(
        [("workbook", "Workbook"), ("host", "Odoo's own export")],
        required=True,
        readonly=True,
    )
    event = fields.Selection(
        [("requested", "Requested"), ("delivered", "Delivered")],
        required=True,
        readonly=True,
    )
    export_id = fields.Many2one("clientfile.export", readonly=True, ondelete="set null")
    row_count = fields.Integer("Customers", readonly=True)
    scope = fields.Selection(
        SCOPES,
        required=True,
        readonly=True,
    )
    domain = fields.Char("Conditions", readonly=True)
    columns = fields.Text(readonly=True)

    @api.model
    def _record(self, vals):
        """Note an export of the current user."""
        # sudo: whoever exports leaves a trace, though nobody may write here
        return self.sudo().create({"user_id": self.env.uid, **vals})

    def write(self, vals):  # pylint: disable=method-required-super
        raise UserError(self.env._("The log of exports cannot be changed."))

    @api.ondelete(at_uninstall=False)
    def _unlink_never(self):
        raise UserError(self.env._("The log of exports cannot be deleted."))
