from odoo import api, fields, models
from odoo.exceptions import UserError


class ClientfilePurpose(models.Model):
    """What people are contacted for; each asks for its own consent."""

    _name = "clientfile.purpose"
    _description = "Purpose of Contacting"
    _order = "sequence, id"

    name = fields.Char(required=True, translate=True)
    sequence = fields.Integer(default=50)
    active = fields.Boolean(default=True)
    kind = fields.Selection(
        [
            ("similar", "Own products like those bought"),
            ("prospecting", "Any other commercial approach"),
            ("contract", "What the contract or the law requires"),
        ],
        required=True,
        default="prospecting",
        help="Existing clients may be told about own products like those they bought "
        "until they refuse. Invoices and reminders of payment need nobody's consent.",
    )
    description = fields.Text(translate=True)
    wording_ids = fields.One2many("clientfile.wording", "purpose_id", "Wordings")

    def write(self, vals):
        if "kind" in vals and any(one.kind != vals["kind"] for one in self):
            self._check_unused()
        return super().write(vals)

    @api.ondelete(at_uninstall=False)
    def _unlink_unless_used(self):
        self._check_unused()

    @api.model
    def _get_default(self):
        """What campaigns are for, unless they say otherwise."""
        return self.search([("kind", "!=", "contract")], limit=1)

    def _check_unused(self):
        # sudo: consents of all companies count
        consents = self.env["clientfile.consent"].sudo()
        if consents.search_count([("purpose_id", "in", self.ids)], limit=1):
            raise UserError(
                self.env._(
                    "People were asked about this purpose: it stays what it was. "
                    "Archive it and add another one."
                )
            )
