from odoo import api, fields, models
from odoo.fields import Domain
from odoo.tools import SQL

from .ledger_branch import LedgerBranch


class ReminderBranch(LedgerBranch):
    """Reminders sent: what was claimed, by whom."""

    code = 10
    model = "clientfile.reminder"
    kinds = ("reminder",)
    day = "date"

    def get_domain(self):
        return Domain("state", "=", "sent")

    def get_columns(self):
        level = self.join("level_id")
        return {
            "company_id": self.field("company_id"),
            "currency_id": self.join("company_id")("currency_id"),
            "name": level("name"),
            "label": self.field("subject"),
            "status": SQL("'sent'"),
            "amount": self.field("total"),
            "user_id": self.field("sender_id"),
        }


class ClientfileLedgerEntry(models.Model):
    """The ledger also shows who was reminded, and of how much."""

    _inherit = "clientfile.ledger.entry"

    kind = fields.Selection(selection_add=[("reminder", "Reminder")])

    @api.model
    def _get_branches(self):
        return [*super()._get_branches(), ReminderBranch]
