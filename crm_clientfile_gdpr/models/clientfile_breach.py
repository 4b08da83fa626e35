from odoo import api, fields, models
from odoo.exceptions import UserError, ValidationError

from ..tools.breach_clock import clock_of, deadline_of, split

CLOCKS = [
    ("running", "Running"),
    ("soon", "A day or less"),
    ("late", "Late"),
    ("in_time", "In time"),
]
_TO_DO = "mail.mail_activity_data_todo"


class ClientfileBreach(models.Model):
    """A breach of personal data: what happened, who is told, and why: art. 33 and 34.

    All breaches stay in the register, those that the authority need not know, too.
    """

    _name = "clientfile.breach"
    _description = "Breach of Personal Data"
    _inherit = [
        *("clientfile.proven.mixin", "mail.thread", "mail.activity.mixin"),
        "clientfile.job.mixin",
    ]
    _order = "date_aware desc, id desc"
    _clientfile_proven = frozenset(("state", "is_alarmed"))

    name = fields.Char("What Happened", required=True, tracking=True)
    company_id = fields.Many2one(
        "res.company",
        required=True,
        index=True,
        default=lambda self: self.env.company.root_id,
        ondelete="restrict",
    )
    user_id = fields.Many2one(
        "res.users",
        "Followed by",
        required=True,
        default=lambda self: self.env.user,
        tracking=True,
        ondelete="restrict",
    )
    state = fields.Selection(
        [("open", "Open"), ("closed", "Closed")],
        "Status",
        required=True,
        readonly=True,
        default="open",
        tracking=True,
        copy=False,
    )
    date_aware = fields.Datetime(
        "We Knew of It on",
        required=True,
        default=fields.Datetime.now,
        tracking=True,
        help="From then on 72 hours run, nights and holidays included.",
    )
    date_start = fields.Datetime("It Began on", tracking=True)
    date_end = fields.Datetime("It Ended on", tracking=True)
    deadline = fields.Datetime(
        "Authority until", compute="_compute_deadline", store=True
    )
    clock = fields.Selection(CLOCKS, compute="_compute_clock")
    remaining = fields.Char("Time Left", compute="_compute_clock")
    description = fields.Text("Circumstances", tracking=True)
    data_categories = fields.Text("Categories of Data", tracking=True)
    person_categories = fields.Text("Categories of Persons", tracking=True)
    person_count = fields.Integer("Persons (About)", tracking=True)
    record_count = fields.Integer("Records (About)", tracking=True)
    consequences = fields.Text("Likely Consequences", tracking=True)
    measures_before = fields.Text("Measures in Place Before")
    measures = fields.Text("Measures Taken or Planned", tracking=True)
    processor_ids = fields.Many2many(
        "clientfile.processor",
        "clientfile_breach_processor_rel",
        "breach_id",
        "processor_id",
        "Processors Involved",
    )
    information_ids = fields.One2many(
        "clientfile.breach.information", "breach_id", "Information in Stages"
    )

    is_alarmed = fields.Boolean(readonly=True, copy=False)

    @api.depends("date_aware")
    def _compute_deadline(self):
        for breach in self:
            aware = breach.date_aware
            breach.deadline = deadline_of(aware) if aware else False

    @api.depends("date_aware", "date_notified", "authority_decision")
    @api.depends_context("lang")
    def _compute_clock(self):
        now = fields.Datetime.now()
        for breach in self:
            breach.clock = breach.remaining = False
            if not breach.date_aware or breach.authority_decision == "not":
                continue
            told = breach.date_notified or None
            breach.clock = clock_of(breach.date_aware, now, told)
            breach.remaining = breach._describe_clock(told or now)

    def _describe_clock(self, moment):
        left = self.deadline - moment
        days, hours, minutes = split(left)
        span = self.env._(
            "%(days)s d %(hours)s h %(minutes)s min",
            days=days,
            hours=hours,
            minutes=minutes,
        )
        if self.date_notified:
            if self.clock == "late":
                return self.env._("told %s too late", span)
            return self.env._("told %s before the end", span)
        if self.clock == "late":
            return self.env._("late by %s", span)
        return self.env._("%s left", span)

    @api.constrains("date_aware", "date_start", "date_end")
    def _check_dates(self):
        for breach in self:
            start, end = breach.date_start, breach.date_end
            if start and (start > breach.date_aware or end and end < start):
                raise ValidationError(
                    self.env._(
                        "A breach begins before it ends, and before one knows of it. "
                        "Correct the dates."
                    )
                )

    @api.model_create_multi
    def create(self, vals_list):
        breaches = super().create(vals_list)
        for breach in breaches:
            words = breach.with_context(lang=breach.user_id.lang).env
            breach._plan_alarm(words._("Tell the authority, or say why not"))
        return breaches

    def write(self, vals):
        closed = self.filtered(lambda breach: breach.state == "closed")
        if closed and not vals.keys() <= {"state", "message_main_attachment_id"}:
            raise UserError(
                self.env._("This breach is closed. Open it again to change it.")
            )
        return super().write(vals)

    @api.ondelete(at_uninstall=False)
    def _unlink_never(self):
        raise UserError(
            self.env._(
                "The register keeps all breaches (art. 33(5) GDPR). Close this one."
            )
        )

    def action_close(self):
        """Close the file of the breach, once everything is decided and done."""
        for breach in self:
            breach._check_closable()
        self.check_access("write")
        self.sudo().state = "closed"  # sudo: the step was checked above
        self.activity_unlink([_TO_DO])
        return True

    def action_reopen(self):
        self.check_access("write")
        return self.sudo().write({"state": "open"})  # sudo: checked above

    def action_print_form(self):
        """A draft of the notification to the authority, as a PDF."""
        report = self.env.ref("crm_clientfile_gdpr.clientfile_breach_report_form")
        return report.report_action(self)

    def _check_closable(self):
        undone = (
            (
                self.authority_decision == "undecided",
                self.env._("Decide whether the authority is told."),
            ),
            (
                self.authority_decision == "notify" and not self.date_notified,
                self.env._("Enter when the authority was told."),
            ),
            (
                self.persons_decision == "undecided",
                self.env._("Decide whether the persons are told."),
            ),
            (
                self.persons_decision == "inform" and self.pending_count,
                self.env._("Write to the persons who have not been told yet."),
            ),
        )
        told = [sentence for is_undone, sentence in undone if is_undone]
        if told:
            raise UserError("\n".join(told))

    def _plan_alarm(self, summary):
        # The day on which the hours end where the responsible is.
        local = fields.Datetime.context_timestamp(
            self.with_context(tz=self.user_id.tz), self.deadline
        )
        self.activity_schedule(_TO_DO, local.date(), summary, user_id=self.user_id.id)

    @api.model
    def _cron_alarm(self):
        """Hourly: once, when a day or less is left, or none."""
        waiting = self.search(
            [
                ("state", "=", "open"),
                ("authority_decision", "!=", "not"),
                ("date_notified", "=", False),
                ("is_alarmed", "=", False),
            ]
        )
        urgent = waiting.filtered(lambda breach: breach.clock in ("soon", "late"))
        for breach in urgent:
            words = breach.with_context(lang=breach.user_id.lang)
            summary = words.env._("Authority not told: %s", words.remaining)
            breach._plan_alarm(summary)
        urgent.sudo().is_alarmed = True  # sudo: the alarm alone notes it
