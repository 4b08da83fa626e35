from odoo import api, fields, models
from odoo.tools import SQL, format_date

_USERS = "crm_clientfile.crm_clientfile_group_user"
_LAST = """
    SELECT DISTINCT ON (partner_id) partner_id, level_id, date
      FROM clientfile_reminder
     WHERE state = 'sent' AND partner_id = ANY(%s) AND company_id = %s
  ORDER BY partner_id, date DESC, id DESC
"""


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

    clientfile_last_reminder = fields.Char(
        "Last Reminder",
        compute="_compute_clientfile_last_reminder",
        exportable=False,
        groups=_USERS,
        help="Level and day of the last reminder sent, in the current company.",
    )

    @api.depends_context("company", "lang")
    def _compute_clientfile_last_reminder(self):
        self.env["clientfile.reminder"].flush_model()
        entities = self.commercial_partner_id._origin
        rows = self.env.execute_query(
            SQL(_LAST, entities.ids, self.env.company.root_id.id)
        )
        levels = self.env["clientfile.reminder.level"]
        levels = levels.browse(level_id for _partner_id, level_id, _date in rows)
        names = {level.id: level.name for level in levels}
        told = {
            partner_id: f"{names[level_id]}, {format_date(self.env, date)}"
            for partner_id, level_id, date in rows
        }
        for partner in self:
            entity = partner.commercial_partner_id._origin
            partner.clientfile_last_reminder = told.get(entity.id)

    def _clientfile_hand_over(self, entity):
        result = super()._clientfile_hand_over(entity)
        for model in ("reminder", "promise", "reminder.pause"):
            # sudo: the follow-up goes with its customer, in all companies
            self.env[f"clientfile.{model}"].sudo()._hand_over(self, entity)
        return result

    def _clientfile_is_business(self):
        """Whether this buys for its trade: also a person with a number of one."""
        return bool(self.is_company or self.vat or self.company_registry)
