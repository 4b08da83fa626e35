from odoo import api, fields, models
from odoo.exceptions import UserError
from odoo.tools import format_date

# So many customers are prepared while one waits; more are prepared in the background.
AT_ONCE = 500
_COUNTED = ("prepared", "sent", "skipped", "cancelled")


class ClientfileReminderRun(models.Model):
    """Reminders of one day: listed first, adjusted, then sent in the background.

    Who is listed is decided in ``clientfile.reminder.finder``, the sending is in
    ``clientfile_reminder_run_send``.
    """

    _name = "clientfile.reminder.run"
    _description = "Reminders of a Day"
    _inherit = ["clientfile.job.mixin"]
    _order = "id desc"

    name = fields.Char(compute="_compute_name")
    state = fields.Selection(
        [
            ("draft", "New"),
            ("preparing", "Being prepared"),
            ("prepared", "Preview"),
            ("sending", "Sending"),
            ("done", "Done"),
            ("stopped", "Stopped"),
        ],
        "Status",
        default="draft",
        required=True,
        readonly=True,
        copy=False,
    )
    date = fields.Date(
        "Day",
        required=True,
        readonly=True,
        default=fields.Date.context_today,
        help="What is due, and late interest, are those of this day.",
    )
    company_id = fields.Many2one(
        "res.company",
        required=True,
        readonly=True,
        default=lambda self: self.env.company.root_id,
    )
    currency_id = fields.Many2one(related="company_id.currency_id")
    requester_id = fields.Many2one(
        "res.users",
        "Prepared by",
        default=lambda self: self.env.user,
        required=True,
        readonly=True,
        copy=False,
    )
    is_automatic = fields.Boolean("Sent Without Preview", readonly=True, copy=False)
    reminder_ids = fields.One2many("clientfile.reminder", "run_id", "Reminders")
    prepared_count = fields.Integer("To Send", compute="_compute_counts")
    sent_count = fields.Integer("Sent", compute="_compute_counts")
    skipped_count = fields.Integer("Left Out", compute="_compute_counts")
    cancelled_count = fields.Integer("Cancelled", compute="_compute_counts")
    letter_count = fields.Integer("Letters", compute="_compute_counts")
    total = fields.Monetary("Claimed", compute="_compute_counts")
    date_done = fields.Datetime("Sent on", readonly=True, copy=False)

    @api.depends("date")
    @api.depends_context("lang")
    def _compute_name(self):
        for run in self:
            run.name = self.env._("Reminders of %s", format_date(self.env, run.date))

    @api.depends("name")
    def _compute_display_name(self):
        for run in self:
            run.display_name = run.name

    @api.depends("reminder_ids.state", "reminder_ids.channel")
    def _compute_counts(self):
        found = self.env["clientfile.reminder"]._read_group(
            [("run_id", "in", self.ids)],
            ["run_id", "state", "channel"],
            ["__count", "total:sum"],
        )
        for run in self:
            own = [row[1:] for row in found if row[0] == run]
            for state in _COUNTED:
                run[f"{state}_count"] = sum(row[2] for row in own if row[0] == state)
            run.letter_count = sum(
                row[2] for row in own if row[:2] == ("sent", "letter")
            )
            claimed = [row[3] for row in own if row[0] in ("prepared", "sent")]
            run.total = sum(claimed)

    @api.ondelete(at_uninstall=False)
    def _unlink_unless_sent(self):
        if any(run.state in ("sending", "done", "stopped") for run in self):
            raise UserError(
                self.env._("What was sent is kept: these reminders stay in the list.")
            )

    @api.model
    def action_start(self):
        """A new preview of today's reminders."""
        run = self.create({})
        run.action_prepare()
        return run._get_records_action()

    def action_prepare(self):
        """List who would be reminded and who would not, and why."""
        self.ensure_one()
        self._check_state("draft", "prepared")
        if not self.env["clientfile.reminder.level"]._get_levels(self.company_id):
            raise UserError(
                self.env._("There is no reminder level yet. Create one first.")
            )
        self._forget_preview()
        self.date = fields.Date.context_today(self)
        if last := self._prepare_next(0, AT_ONCE):
            self.state = "preparing"
            job = self._enqueue("prepare", self.env._("Preparation: %s", self.name), 0)
            job._advance(cursor={"after": last})
        else:
            self.state = "prepared"
        return True

    def action_send(self):
        """Send what is listed, in the background."""
        self.ensure_one()
        self._check_state("prepared", "stopped")
        if not self.prepared_count:
            raise UserError(self.env._("Nobody is left to be reminded."))
        self.state = "sending"
        self._enqueue("send", self.env._("Sending: %s", self.name), self.prepared_count)
        return True

    def action_abandon(self):
        """Give up what is listed: nobody is reminded any more."""
        self.ensure_one()
        self._check_state("prepared", "stopped")
        listed = self.reminder_ids.filtered(lambda one: one.state == "prepared")
        # sudo: the state is read-only for those who adjust reminders
        listed.sudo().state = "cancelled"
        self._finish("done" if self.sent_count else "stopped")
        return True

    def action_open_reminders(self):
        """The reminders; the context tells which of them are asked for."""
        self.ensure_one()
        action = self.env["ir.actions.act_window"]._for_xml_id(
            "crm_clientfile.clientfile_reminder_action_run"
        )
        domain = [("run_id", "=", self.id)]
        return {**action, "domain": domain, "context": dict(self.env.context)}

    def _job_given_up(self):
        if self.state in ("sending", "preparing"):
            self._finish("stopped")

    def _enqueue(self, purpose, name, total):
        # Who works in a branch alone may not act in the company itself.
        is_own = self.company_id in self.env.user.company_ids
        document = self.with_company(self.company_id) if is_own else self
        return document._enqueue_job(name, total, purpose, queue=self._name)

    def _prepare_next(self, after, limit):
        """List the next customers; the last one's id, nothing when there is no more."""
        finder = self.env["clientfile.reminder.finder"]
        ids = finder._find_entities(self.company_id, self.date, after, limit)
        decisions = finder._decide(self.company_id, ids, self.date)
        self.env["clientfile.reminder"]._create_from(self, decisions)
        return ids[-1] if len(ids) == limit else None

    def _check_state(self, *states):
        self.check_access("write")
        if self.filtered("is_busy"):
            raise UserError(
                self.env._("These reminders are at work. Wait until it is done.")
            )
        if any(run.state not in states for run in self):
            raise UserError(
                self.env._("These reminders have gone on meanwhile. Reload the page.")
            )

    def _forget_preview(self):
        # sudo: what was listed is replaced, nothing of it was sent
        self.reminder_ids.sudo().unlink()
