from odoo import fields, models
from odoo.exceptions import AccessError, UserError

from ..tools.cleanup import CHANNEL

STATES = [
    ("proposed", "To apply"),
    ("doubtful", "Doubtful"),
    ("applied", "Applied"),
    ("changed", "Changed since"),
    ("refused", "Refused"),
    ("undone", "Undone"),
    ("kept", "Not undone"),
]


class ClientfileCleanupLine(models.Model):
    """A value of a customer before and after a clean-up.

    Goes with its customer: it is deleted with him, and follows him when he is merged.
    Lines are inserted set-based: a document may have hundreds of thousands of them.
    """

    _name = "clientfile.cleanup.line"
    _description = "Value of a Clean-up"
    _order = "cleanup_id desc, partner_id, id"
    _rec_name = "before"
    _log_access = False

    cleanup_id = fields.Many2one(
        "clientfile.cleanup", required=True, readonly=True, ondelete="cascade"
    )
    partner_id = fields.Many2one(
        "res.partner",
        "Customer",
        required=True,
        readonly=True,
        index=True,
        ondelete="cascade",
    )
    channel_id = fields.Many2one(
        "clientfile.channel",
        "Way to Reach",
        readonly=True,
        index="btree_not_null",
        ondelete="cascade",
    )
    field = fields.Selection(
        [
            ("name", "Name"),
            ("clientfile_trade_name", "Trade name"),
            ("phone", "Phone"),
            ("email", "E-mail"),
            ("website", "Website"),
            (CHANNEL, "Further way to reach"),
            ("company_registry", "SIRET or registry number"),
            ("vat", "VAT number"),
            ("clientfile_siren", "SIREN"),
            ("clientfile_ape", "APE code"),
            ("street", "Street"),
            ("street2", "Street 2"),
            ("zip", "Postcode"),
            ("city", "City"),
        ],
        "Value",
        required=True,
        readonly=True,
    )
    before = fields.Char(readonly=True)
    after = fields.Char(readonly=True)
    state = fields.Selection(STATES, "Status", required=True, readonly=True)
    remark = fields.Text("Remarks", readonly=True)
    is_chosen = fields.Boolean("Include", default=True)

    _by_state = models.Index("(cleanup_id, state, partner_id)")
    _by_field = models.Index("(cleanup_id, field, state)")

    def write(self, vals):
        if not self.env.su and set(vals) != {"is_chosen"}:
            raise AccessError(
                self.env._("Values of a clean-up are chosen, not changed.")
            )
        if "is_chosen" in vals:
            self.cleanup_id._check_free()
            self._check_choosable()
        return super().write(vals)

    def action_leave_out(self):
        """Leave these values as they are; those that are not to be written anyway."""
        self.filtered(lambda line: line.state == "proposed").is_chosen = False
        return True

    def action_include(self):
        self.filtered(lambda line: line.state == "proposed").is_chosen = True
        return True

    def action_open_partner(self):
        self.ensure_one()
        return {
            "type": "ir.actions.act_window",
            "res_model": "res.partner",
            "res_id": self.partner_id.id,
            "view_mode": "form",
        }

    def _check_choosable(self):
        if self.filtered(lambda line: line.state != "proposed"):
            raise UserError(self.env._("Only values still to be applied are chosen."))

    def _get_current(self):
        """The value that is stored now, empty text if there is none."""
        record = self.channel_id if self.field == CHANNEL else self.partner_id
        return record["value" if self.field == CHANNEL else self.field] or ""

    def _set_state(self, state, remark=False):
        # sudo: only the clean-up says what became of a value
        lines = self.sudo()
        lines.write({"state": state, **({"remark": remark} if remark else {})})
