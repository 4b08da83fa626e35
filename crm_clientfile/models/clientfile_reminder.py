from odoo import api, fields, models
from odoo.exceptions import UserError

from .clientfile_reminder_level import CHANNELS

# What may be said of a reminder after it was sent: nothing that it said itself.
_AFTER_SENDING = frozenset(("message_main_attachment_id", "activity_ids"))
REASONS = [
    ("dispute", "An invoice is disputed"),
    ("promise", "Payment is promised"),
    ("no_followup", "Excluded from follow-up in accounting"),
    ("pause", "No reminders for the time being"),
    ("credit", "Covered by credits"),
    ("minimum", "Owes less than the smallest amount"),
    ("gap", "Was reminded a few days ago"),
    ("address", "Neither e-mail nor postal address"),
    ("manual", "Left out by hand"),
    ("changed", "Situation changed since the preview"),
    ("paid", "Nothing is due any more"),
    ("already", "Reminded by somebody else meanwhile"),
]


class ClientfileReminder(models.Model):
    """One reminder of one customer at one level: prepared, adjusted, sent once.

    It belongs to the commercial entity and to the root company. From sending on it says
    what was written, with amounts in the company's currency; its lines tell the rest.
    """

    _name = "clientfile.reminder"
    _description = "Reminder"
    _inherit = ["mail.thread"]
    _order = "date desc, id desc"
    _rec_names_search = ("partner_id.name", "level_id.name")

    run_id = fields.Many2one(
        "clientfile.reminder.run",
        "Reminders of the Day",
        readonly=True,
        index=True,
        ondelete="set null",
    )
    partner_id = fields.Many2one(
        "res.partner",
        "Customer",
        required=True,
        readonly=True,
        index=True,
        ondelete="restrict",
    )
    company_id = fields.Many2one("res.company", required=True, readonly=True)
    currency_id = fields.Many2one(related="company_id.currency_id")
    level_id = fields.Many2one(
        "clientfile.reminder.level",
        required=True,
        readonly=True,
        index=True,
        ondelete="restrict",
    )
    date = fields.Date(required=True, readonly=True)
    state = fields.Selection(
        [
            ("prepared", "To send"),
            ("sent", "Sent"),
            ("skipped", "Left out"),
            ("cancelled", "Cancelled"),
        ],
        "Status",
        required=True,
        readonly=True,
        default="prepared",
        index=True,
    )
    reason = fields.Selection(REASONS, "Why", readonly=True)
    channel = fields.Selection(CHANNELS, "Sent as", required=True)
    user_id = fields.Many2one(related="partner_id.user_id", string="Salesperson")
    recipient_ids = fields.Many2many(
        "res.partner",
        "clientfile_reminder_recipient_rel",
        "reminder_id",
        "partner_id",
        "Recipients",
        help="Contacts whose role receives reminders, else the invoice address.",
    )
    line_ids = fields.One2many(
        "clientfile.reminder.line", "reminder_id", "Unpaid Invoices"
    )
    invoice_count = fields.Integer("Invoices", readonly=True)
    date_oldest = fields.Date("Oldest Due Date", readonly=True)
    days_late = fields.Integer(readonly=True)
    amount = fields.Monetary("Owed", readonly=True)
    interest = fields.Monetary("Late Interest", readonly=True)
    indemnity = fields.Monetary("Recovery Indemnity", readonly=True)
    total = fields.Monetary(readonly=True)
    interest_rate = fields.Float("Rate (%)", readonly=True, digits=(16, 4))
    subject = fields.Char(readonly=True, help="As it was sent.")
    body = fields.Html("Text", readonly=True, help="As it was sent.")
    date_sent = fields.Datetime("Sent on", readonly=True)
    sender_id = fields.Many2one("res.users", "Sent by", readonly=True)

    _by_run = models.Index("(run_id, state, id)")
    _one_a_day = models.UniqueIndex(
        "(partner_id, company_id, date) WHERE state = 'sent'"
    )

    @api.depends("level_id.name", "partner_id.name")
    def _compute_display_name(self):
        for reminder in self:
            names = (reminder.level_id.name, reminder.partner_id.name)
            reminder.display_name = " – ".join(filter(None, names))

    def write(self, vals):
        self._check_unsent(vals)
        return super().write(vals)

    @api.ondelete(at_uninstall=False)
    def _unlink_unless_sent(self):
        if any(reminder.state == "sent" for reminder in self):
            raise UserError(
                self.env._("A reminder that was sent is kept: it is a proof.")
            )

    def action_leave_out(self):
        """Take these out of what will be sent."""
        self._check_prepared("prepared")
        # sudo: the state is read-only for those who adjust reminders
        self.sudo().write({"state": "skipped", "reason": "manual"})
        return True

    def action_take_in(self):
        """Send to these after all, unless a fact speaks against it."""
        self._check_prepared("skipped")
        if any(reminder.reason != "manual" for reminder in self):
            raise UserError(
                self.env._(
                    "Only customers left out by hand are taken in again. End what "
                    "pauses the others, then prepare once more."
                )
            )
        self.sudo().write({"state": "prepared", "reason": False})  # sudo: as above
        return True

    def action_print(self):
        report = self.env.ref("crm_clientfile.clientfile_reminder_report")
        return report.report_action(self, config=False)

    def action_open_partner(self):
        self.ensure_one()
        return self.partner_id.get_formview_action()

    def action_open_business_doc(self):
        """Open the reminder, from the links that other documents show."""
        return self._get_records_action()

    @api.model
    def _hand_over(self, partners, entity):
        """Give ``entity`` the reminders of those who become part of it."""
        of_partners = [("partner_id", "in", partners.ids)]
        reminders = self.with_context(clientfile_reminder_keeps=True)
        reminders.search(of_partners).partner_id = entity

    def _check_prepared(self, state):
        self.check_access("write")
        if any(reminder.state != state for reminder in self):
            raise UserError(
                self.env._("These reminders have gone on meanwhile. Reload the page.")
            )

    def _check_unsent(self, vals):
        if self.env.context.get("clientfile_reminder_keeps") and self.env.su:
            return
        if _AFTER_SENDING.issuperset(vals):
            return
        if any(reminder.state == "sent" for reminder in self):
            raise UserError(
                self.env._(
                    "A reminder that was sent does not change any more. Prepare a new "
                    "one."
                )
            )
