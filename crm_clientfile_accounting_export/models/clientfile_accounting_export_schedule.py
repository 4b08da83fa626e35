from odoo import api, fields, models
from odoo.exceptions import AccessError, UserError, ValidationError

from ..tools.move_kinds import KINDS
from ..tools.schedule_period import YEAR_TO_DATE, Rhythm, dues, next_due, period_of
from .account_move_exported import ACCOUNTANT
from .clientfile_accounting_export import LEGAL


class ClientfileAccountingExportSchedule(models.Model):
    """An export that is made regularly and sent to the accountant.

    Each due day is noted on its export, once; the next one moves on in the same
    transaction. So two scheduled actions at once, or one that runs twice, make one
    export, and days missed while the server was down are caught up with.
    """

    _name = "clientfile.accounting.export.schedule"
    _description = "Regular Accounting Export"
    _inherit = ["mail.thread", "mail.activity.mixin"]
    _order = "next_date, id"
    _check_company_auto = True

    name = fields.Char(required=True)
    active = fields.Boolean(default=True)
    target_id = fields.Many2one(
        "clientfile.accounting.target", "Software", required=True, ondelete="restrict"
    )
    company_id = fields.Many2one(related="target_id.company_id", store=True)
    user_id = fields.Many2one(
        "res.users",
        "Made for",
        required=True,
        readonly=True,
        default=lambda self: self.env.user,
        help="Who set this up last: exports are made with his rights, and problems are "
        "told to him.",
    )
    frequency = fields.Selection(
        [("monthly", "Every month"), ("weekly", "Every week")],
        required=True,
        default="monthly",
    )
    month_day = fields.Integer(
        "Day of the Month",
        default=5,
        help="A month without that day has it on its last one.",
    )
    weekday = fields.Selection(
        [
            ("0", "Monday"),
            ("1", "Tuesday"),
            ("2", "Wednesday"),
            ("3", "Thursday"),
            ("4", "Friday"),
            ("5", "Saturday"),
            ("6", "Sunday"),
        ],
        "Day of the Week",
        default="0",
    )
    period_rule = fields.Selection(
        [
            ("previous_month", "The month before"),
            ("previous_week", "The week before"),
            ("year_to_date", "The year until the day before, what is new"),
        ],
        "Period",
        required=True,
        default="previous_month",
    )
    next_date = fields.Date(
        "Next Export on",
        compute="_compute_next_date",
        precompute=True,
        store=True,
        readonly=False,
        required=True,
    )
    journal_ids = fields.Many2many(
        "account.journal",
        string="Journals",
        check_company=True,
        help="Leave empty for all of them.",
    )
    with_customer_invoices = fields.Boolean("Customer Invoices", default=True)
    with_credit_notes = fields.Boolean("Credit Notes", default=True)
    with_vendor_bills = fields.Boolean("Vendor Bills", default=True)
    with_payments = fields.Boolean("Payments and Bank", default=True)
    with_miscellaneous = fields.Boolean("Miscellaneous", default=True)
    with_statement = fields.Boolean("Account Statement")
    with_documents = fields.Boolean("Source Documents")
    with_printing = fields.Boolean("Print Missing Invoices")
    recipient_ids = fields.Many2many("res.partner", string="Send to", required=True)
    most_megabytes = fields.Integer(
        "Attach up to (MB)",
        default=10,
        help="Larger files are not attached: the mail then links to them, for users.",
    )
    export_ids = fields.One2many(
        "clientfile.accounting.export", "schedule_id", "Exports", readonly=True
    )

    @api.depends("frequency", "month_day", "weekday")
    def _compute_next_date(self):
        today = fields.Date.context_today(self)
        for schedule in self:
            yesterday = fields.Date.subtract(today, days=1)
            schedule.next_date = next_due(schedule._get_rhythm(), yesterday)

    @api.constrains("month_day")
    def _check_month_day(self):
        if self.filtered(lambda one: not 1 <= one.month_day <= 31):
            raise ValidationError(self.env._("A month has days from 1 to 31."))

    @api.constrains("recipient_ids")
    def _check_recipients(self):
        for schedule in self:
            without = schedule.recipient_ids.filtered(lambda one: not one.email)
            if without:
                names = ", ".join(without.mapped("display_name"))
                raise ValidationError(
                    self.env._("There is no e-mail address of %s: add it.", names)
                )

    @api.constrains("target_id")
    def _check_target(self):
        if self.filtered(lambda one: one.target_id.format_code == LEGAL):
            raise ValidationError(
                self.env._(
                    "The FEC for the tax office is made once a year, by hand. Choose "
                    "the FEC for any period."
                )
            )

    @api.constrains("user_id", "target_id")
    def _check_user(self):
        for schedule in self:
            user = schedule.user_id
            if not user.has_group(ACCOUNTANT):
                raise ValidationError(
                    self.env._("%s is no accountant.", user.display_name)
                )
            if schedule.company_id not in user.company_ids:
                raise ValidationError(
                    self.env._(
                        "%(user)s does not work in %(company)s.",
                        user=user.display_name,
                        company=schedule.company_id.display_name,
                    )
                )

    @api.model_create_multi
    def create(self, vals_list):
        return super().create([self._sign(vals) for vals in vals_list])

    def write(self, vals):
        return super().write(self._sign(vals))

    def _sign(self, vals):
        """Whoever sets up an export lends it his rights, and nobody else's."""
        return vals if self.env.su else {**vals, "user_id": self.env.uid}

    def _get_rhythm(self):
        is_weekly = self.frequency == "weekly"
        day = int(self.weekday or 0) if is_weekly else self.month_day
        return Rhythm(self.frequency, min(max(day, 0 if is_weekly else 1), 31))

    @api.model
    def _cron_export(self):
        """Make the exports that are due, each schedule in a transaction of its own."""
        due = self.search([("next_date", "<=", fields.Date.context_today(self))])
        for schedule in due:
            if schedule.try_lock_for_update(allow_referencing=True):
                schedule._export_due()
            self.env["ir.cron"]._commit_progress(1)

    def _export_due(self):
        """Start an export for each day that is due, and move on."""
        today = fields.Date.context_today(self)
        days = list(dues(self._get_rhythm(), self.next_date, today))
        if not days:
            return
        wanted = days[-1:] if self.period_rule == YEAR_TO_DATE else days
        try:
            with self.env.cr.savepoint():
                self._start_exports(wanted)
        except (AccessError, UserError) as error:
            self._tell_failure(error)
        self.next_date = next_due(self._get_rhythm(), days[-1])

    def _start_exports(self, days):
        user = self.user_id
        exports = self.env["clientfile.accounting.export"].with_user(user)
        exports = exports.with_company(self.company_id).with_context(lang=user.lang)
        made = exports.create([self._prepare_export_values(day) for day in days])
        for export in made:
            name = self.env._("Regular export to %s", export.name)
            export._start(name, "scheduled", 0)

    def _prepare_export_values(self, day):
        """Values of the export that is due on ``day``."""
        date_from, date_to = period_of(self.period_rule, day)
        names = [f"with_{kind}" for kind in KINDS]
        names += ["with_statement", "with_documents", "with_printing"]
        return {
            **{name: self[name] for name in names},
            "target_id": self.target_id.id,
            "date_from": date_from,
            "date_to": date_to,
            "journal_ids": [fields.Command.set(self.journal_ids.ids)],
            "schedule_id": self.id,
            "schedule_date": day,
        }

    def _tell_failure(self, error):
        self.activity_schedule(
            "mail.mail_activity_data_todo",
            summary=self.env._("The regular export was not made"),
            note=str(error),
            user_id=self.user_id.id,
        )

    def action_open_exports(self):
        self.ensure_one()
        action = self.env["ir.actions.actions"]._for_xml_id(
            "crm_clientfile_accounting_export.clientfile_accounting_export_action"
        )
        action["domain"] = [("schedule_id", "=", self.id)]
        return action
