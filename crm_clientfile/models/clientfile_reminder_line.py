from odoo import fields, models


class ClientfileReminderLine(models.Model):
    """An unpaid instalment on a reminder, as it stood on the day it was sent."""

    _name = "clientfile.reminder.line"
    _description = "Invoice of a Reminder"
    _order = "date_due, id"
    _rec_name = "name"

    reminder_id = fields.Many2one(
        "clientfile.reminder", required=True, readonly=True, ondelete="cascade"
    )
    move_line_id = fields.Many2one(
        "account.move.line",
        "Instalment",
        readonly=True,
        index="btree_not_null",
        ondelete="set null",
    )
    move_id = fields.Many2one(
        "account.move",
        "Document",
        readonly=True,
        index="btree_not_null",
        ondelete="set null",
    )
    level_id = fields.Many2one(
        "clientfile.reminder.level", required=True, readonly=True, ondelete="restrict"
    )
    is_sent = fields.Boolean(readonly=True)
    name = fields.Char("Number", readonly=True)
    date = fields.Date(readonly=True)
    date_due = fields.Date("Due Date", readonly=True)
    days_late = fields.Integer(readonly=True)
    currency_id = fields.Many2one("res.currency", required=True, readonly=True)
    company_currency_id = fields.Many2one(
        related="reminder_id.currency_id", string="Company Currency"
    )
    amount_total = fields.Monetary(
        "Amount", readonly=True, help="Of the instalment, when it was invoiced."
    )
    deducted = fields.Monetary(
        "Credits Deducted",
        readonly=True,
        help="Payments and credit notes not allocated yet, the oldest paid first.",
    )
    residual = fields.Monetary("Still Owed", readonly=True)
    interest = fields.Monetary("Late Interest", readonly=True)
    company_residual = fields.Monetary(
        "Owed in Company Currency",
        currency_field="company_currency_id",
        readonly=True,
    )
    company_interest = fields.Monetary(
        "Interest in Company Currency",
        currency_field="company_currency_id",
        readonly=True,
    )
    indemnity = fields.Monetary(
        "Recovery Indemnity", currency_field="company_currency_id", readonly=True
    )

    _by_reminder = models.Index("(reminder_id)")
    # Nobody gets the same level twice for the same instalment, whoever sends at once.
    _once_per_level = models.UniqueIndex("(move_line_id, level_id) WHERE is_sent")
