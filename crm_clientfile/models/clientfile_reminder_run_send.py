from odoo import api, fields, models
from odoo.exceptions import UserError
from odoo.tools import SQL

BATCH = 20
PREPARED_AT_ONCE = 1000
_LOCK = """
    SELECT id FROM clientfile_reminder
     WHERE run_id = %s AND state = 'prepared' AND id > %s
  ORDER BY id LIMIT %s FOR NO KEY UPDATE SKIP LOCKED
"""


class ClientfileReminderRun(models.Model):
    """The sending, a few customers a step: what a killed step did is undone with it."""

    _inherit = "clientfile.reminder.run"

    def _job_step(self, job):
        # The requester may have lost his rights since.
        self.check_access("write")
        if job != self.job_id:
            raise UserError(self.env._("These reminders have been started anew since."))
        after = (job.cursor or {}).get("after", 0)
        if job.purpose == "prepare":
            return self._prepare_step(job, after)
        return self._send_step(job, after)

    def _job_changed(self, job):
        if job.state == "cancelled":
            self._finish("stopped")
        elif job.state == "pending":
            self.state = "preparing" if job.purpose == "prepare" else "sending"

    def _prepare_step(self, job, after):
        last = self._prepare_next(after, PREPARED_AT_ONCE)
        if last:
            job._advance(done=PREPARED_AT_ONCE, cursor={"after": last})
            return False
        self.state = "prepared"
        if self.is_automatic and self.prepared_count:
            self._send_after(job)
        return True

    def _send_after(self, job):
        """Go on with sending as soon as this job is done."""
        self.state = "sending"
        self._enqueue("send", self.env._("Sending: %s", self.name), self.prepared_count)

    def _send_step(self, job, after):
        """Send the next ones; those somebody else has in hand are done by him."""
        reminders = self._lock_next(after)
        if not reminders:
            self._finish("done")
            return True
        sent = reminders._send()
        job._advance(
            done=len(reminders),
            errors=len(reminders) - len(sent),
            cursor={"after": reminders[-1].id},
        )
        return False

    def _lock_next(self, after):
        self.env.flush_all()
        rows = self.env.execute_query(SQL(_LOCK, self.id, after, BATCH))
        return self.env["clientfile.reminder"].browse(id_ for (id_,) in rows)

    def _finish(self, state):
        self.invalidate_recordset()
        self.state = state
        if state == "done":
            self.date_done = fields.Datetime.now()

    @api.model
    def _cron_remind(self):
        """Each morning, for companies that want it: prepared and sent unseen."""
        companies = self.env["res.company"].search(
            [("clientfile_reminder_is_automatic", "=", True), ("parent_id", "=", False)]
        )
        for company in companies.filtered("clientfile_reminder_user_id"):
            user = company.clientfile_reminder_user_id
            runs = self.with_user(user).with_company(company)
            runs.with_context(lang=user.lang, tz=user.tz)._start_automatic(company)

    @api.model
    def _start_automatic(self, company):
        today = fields.Date.context_today(self)
        started = [
            ("company_id", "=", company.id),
            ("date", "=", today),
            ("is_automatic", "=", True),
        ]
        if self.search_count(started, limit=1):
            return
        run = self.create({"company_id": company.id, "is_automatic": True})
        run.state = "preparing"
        run._enqueue("prepare", self.env._("Preparation: %s", run.name), 0)
