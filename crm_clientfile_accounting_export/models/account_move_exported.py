from odoo import fields, models
from odoo.exceptions import RedirectWarning, UserError

ACCOUNTANT = (
    "crm_clientfile_accounting_export.crm_clientfile_accounting_export_group_accountant"
)
# The accountant has confirmed it for these entries.
CONFIRMED = "clientfile_exported_confirmed"


class AccountMove(models.Model):
    """An entry that an accounting software has is not silently taken back."""

    _inherit = "account.move"

    clientfile_exported_ids = fields.One2many(
        "clientfile.exported.move",
        "move_id",
        "Exported in",
        groups=ACCOUNTANT,
    )

    def button_draft(self):
        self._clientfile_check_exported()
        return super().button_draft()

    def _clientfile_get_exported(self):
        """Those that an accounting software has received."""
        # sudo: whether an entry was exported decides for everybody
        marks = self.env["clientfile.exported.move"].sudo()
        domain = [("move_id", "in", self.ids), ("is_current", "=", True)]
        return marks.search(domain)

    def _clientfile_check_exported(self):
        if self.env.context.get(CONFIRMED):
            return
        marks = self._clientfile_get_exported()
        if not marks:
            return
        told = self.env._(
            "%(entries)s was exported to %(targets)s: the accounting software has it.",
            entries=", ".join(marks.move_id.mapped("name")[:10]),
            targets=", ".join(marks.target_id.mapped("name")),
        )
        if not self.env.user.has_group(ACCOUNTANT):
            raise UserError(
                self.env._("%s Ask the accountant to set it back to draft.", told)
            )
        raise RedirectWarning(
            self.env._("%s Set it back to draft, and tell the accountant?", told),
            self.env.ref(
                "crm_clientfile_accounting_export.clientfile_exported_reset_action"
            ).id,
            self.env._("Set back to draft…"),
            {"default_move_ids": self.ids, "active_model": False},
        )
