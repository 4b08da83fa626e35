from odoo import fields, models

_USERS = "crm_clientfile.crm_clientfile_group_user"


class ResPartner(models.Model):
    """Reminders of a customer, what he promised, and what pauses them."""

    _inherit = "res.partner"

    clientfile_reminder_ids = fields.One2many(
        "clientfile.reminder",
        "partner_id",
        "Reminders",
        domain=[("state", "=", "sent")],
        groups=_USERS,
    )
    clientfile_promise_ids = fields.One2many(
        "clientfile.promise", "partner_id", "Promises to Pay", groups=_USERS
    )
    clientfile_reminder_pause_ids = fields.One2many(
        "clientfile.reminder.pause", "partner_id", "Pauses of Reminders", groups=_USERS
    )

    def _clientfile_hand_over(self, entity):
        result = super()._clientfile_hand_over(entity)
        for model in ("reminder", "promise", "reminder.pause"):
            # sudo: the follow-up goes with its customer, in all companies
            self.env[f"clientfile.{model}"].sudo()._hand_over(self, entity)
        return result

    def _clientfile_is_business(self):
        """Whether this buys for its trade: also a person with a number of one."""
        return bool(self.is_company or self.vat or self.company_registry)
