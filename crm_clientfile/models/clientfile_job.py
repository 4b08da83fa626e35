import logging
import traceback
from datetime import timedelta

from odoo import api, fields, models
from odoo.exceptions import UserError
from odoo.service.model import PG_CONCURRENCY_EXCEPTIONS_TO_RETRY, retrying
from odoo.tools import SQL

_logger = logging.getLogger(__name__)

OPEN_STATES = ("pending", "running")
RESULT_DAYS = 7
# A step that takes its worker down with it is not tried for ever.
MAX_INTERRUPTIONS = 5


class ClientfileJob(models.Model):
    """Long work, done in steps by scheduled actions, resumed where it stopped.

    Each step and its trace on the job (``done``, ``cursor``) are one transaction: a
    killed worker loses the step it was in and nothing else. Documents start jobs by
    ``_enqueue_job`` of ``clientfile.job.mixin`` and do a step in ``_job_step``.
    """

    _name = "clientfile.job"
    _description = "Long Job"
    _order = "id desc"

    name = fields.Char(required=True, readonly=True)
    state = fields.Selection(
        [
            ("pending", "Waiting"),
            ("running", "Running"),
            ("done", "Done"),
            ("failed", "Failed"),
            ("cancelled", "Cancelled"),
        ],
        "Status",
        default="pending",
        required=True,
        readonly=True,
    )
    user_id = fields.Many2one(
        "res.users", "Requested by", required=True, readonly=True, index=True
    )
    company_id = fields.Many2one("res.company", required=True, readonly=True)
    lang = fields.Char("Language", readonly=True)
    res_model = fields.Char("Document Model", required=True, readonly=True)
    res_id = fields.Many2oneReference(
        "Document", model_field="res_model", required=True, readonly=True
    )
    purpose = fields.Char(
        readonly=True, help="What the document is to do, when it can do several things."
    )
    queue = fields.Char(
        readonly=True, help="Jobs of one queue run one after the other."
    )
    total = fields.Integer(readonly=True)
    done = fields.Integer(readonly=True)
    error_count = fields.Integer("Errors", readonly=True)
    progress = fields.Float("Progress (%)", compute="_compute_progress")
    cursor = fields.Json(readonly=True, help="Where the next step starts.")
    date_queued = fields.Datetime("Requested on", readonly=True)
    date_start = fields.Datetime("Started on", readonly=True)
    date_step = fields.Datetime("Last step on", readonly=True)
    date_end = fields.Datetime("Ended on", readonly=True)
    interruptions = fields.Integer(
        readonly=True, help="How often the current step was begun and never ended."
    )
    message = fields.Text(readonly=True)
    traceback = fields.Text(
        "Technical Details",
        readonly=True,
        groups="crm_clientfile.crm_clientfile_group_administrator",
    )
    result_id = fields.Many2one("ir.attachment", readonly=True, ondelete="set null")
    result_name = fields.Char("Result File", readonly=True)
    has_result = fields.Boolean(compute="_compute_has_result")
    cancellation_ids = fields.One2many("clientfile.job.cancellation", "job_id")
    is_cancelling = fields.Boolean(compute="_compute_is_cancelling", compute_sudo=True)

    _open = models.Index("(date_step, id) WHERE state IN ('pending', 'running')")
    _document = models.Index("(res_id, res_model)")

    @api.depends("done", "total", "state")
    def _compute_progress(self):
        for job in self:
            is_done = job.state == "done"
            share = min(job.done / job.total, 1) if job.total else 0
            job.progress = 100 if is_done else 100 * share

    @api.depends("result_id", "user_id")
    @api.depends_context("uid")
    def _compute_has_result(self):
        """The file belongs to the one who asked for it: others get no button."""
        for job in self:
            job.has_result = bool(job.result_id) and job.user_id == self.env.user

    @api.depends("cancellation_ids", "state")
    def _compute_is_cancelling(self):
        for job in self:
            job.is_cancelling = job.state == "running" and bool(job.cancellation_ids)

    def _advance(self, done=0, errors=0, cursor=None):
        """Note what a step has done: rows, faulty rows, where the next one starts."""
        # sudo: the requester reads the job, only its steps write it
        job = self.sudo()
        job.write(
            {
                "done": job.done + done,
                "error_count": job.error_count + errors,
                "cursor": job.cursor if cursor is None else cursor,
            }
        )

    def _set_total(self, total):
        """Say how many rows there are, when that was not known at first."""
        # sudo: the requester reads the job, only its steps write it
        self.sudo().total = total

    def _set_message(self, message):
        """Leave a sentence for the one who asked for the job."""
        # sudo: the requester reads the job, only its steps write it
        self.sudo().message = message

    def _set_result(self, filename, content, mimetype):
        """Keep ``content`` (bytes) for the requester, for a week.

        The attachment names no document: Odoo then shows it to its creator alone.
        """
        attachment = self.env["ir.attachment"].create(
            {"name": filename, "raw": content, "mimetype": mimetype}
        )
        # sudo: the requester reads the job, only its steps write it
        self.sudo().write({"result_id": attachment.id, "result_name": filename})

    def action_cancel(self):
        """Stop now, or after the current step when a worker is in one."""
        self.check_access("read")
        # sudo: whoever sees a job may stop it, without being able to change it
        for job in self.sudo().filtered(lambda job: job.state in OPEN_STATES):
            if job.try_lock_for_update(allow_referencing=True):
                job._end("cancelled")
            else:
                job._request_cancellation()
        return True

    def action_retry(self):
        """Go on where the job stopped."""
        self.check_access("read")
        # sudo: whoever sees a job may restart it, without being able to change it
        jobs = self.sudo().filtered(lambda job: job.state in ("failed", "cancelled"))
        jobs.cancellation_ids.unlink()
        jobs.write(
            {
                "state": "pending",
                "date_queued": fields.Datetime.now(),
                "date_end": False,
                "interruptions": 0,
                "message": False,
                "traceback": False,
            }
        )
        for job in jobs:
            job._tell_document()
        jobs._wake_runners()
        return True

    def action_download(self):
        self.ensure_one()
        self.result_id.check_access("read")
        return {
            "type": "ir.actions.act_url",
            "url": f"/web/content/{self.result_id.id}?download=1",
            "target": "download",
        }

    def action_open_document(self):
        self.ensure_one()
        return {
            "type": "ir.actions.act_window",
            "res_model": self.res_model,
            "res_id": self.res_id,
            "view_mode": "form",
        }

    def action_refresh(self):
        return {"type": "ir.actions.client", "tag": "soft_reload"}

    def _wake_runners(self):
        # sudo: scheduled actions belong to the system
        crons = self.env["ir.cron"].sudo().search([("model_id.model", "=", self._name)])
        for cron in crons:
            cron._trigger()

    @api.model
    def _cron_run(self):
        """Do steps of the open jobs, in turn, while this scheduled action has time."""
        crons = self.env["ir.cron"]
        while self._run_next():
            if not crons._commit_progress(1, remaining=self._count_open()):
                # Out of time: without being called, Odoo comes back after a minute.
                self.env.cr.postcommit.add(crons._notifydb)
                return
        crons._commit_progress(remaining=0)

    @api.model
    def _count_open(self):
        return self.search_count([("state", "in", OPEN_STATES)])

    @api.model
    def _run_next(self):
        """Do one step of one job; false when no job is free."""
        try:
            return retrying(self._step_next, self.env)
        except PG_CONCURRENCY_EXCEPTIONS_TO_RETRY:
            # Tried five times: `interruptions` counts it, another turn will come.
            self.env.cr.rollback()
            return True

    @api.model
    def _step_next(self):
        job = self._take_next()
        try:
            job._step()
            self.env.flush_all()
        except PG_CONCURRENCY_EXCEPTIONS_TO_RETRY:
            raise
        except Exception as error:
            # The one border where anything may fail: the other jobs must go on.
            self.env.cr.rollback()
            job._fail(error)
        return bool(job)

    @api.model
    def _take_next(self):
        """Lock a job for a step, after noting durably that the step begins."""
        while job := self._lock_free_job():
            job.write(
                {
                    "state": "running",
                    "date_start": job.date_start or fields.Datetime.now(),
                    "date_step": fields.Datetime.now(),
                    "interruptions": job.interruptions + 1,
                }
            )
            self.env["ir.cron"]._commit_progress()
            locked = job.try_lock_for_update(allow_referencing=True)
            if locked and locked.state == "running":
                return locked
        return self.browse()

    @api.model
    def _lock_free_job(self):
        """The open job that waits longest for a step; one at a time per queue."""
        self.flush_model()
        rows = self.env.execute_query(
            SQL(
                """
                SELECT id FROM clientfile_job AS job
                 WHERE state IN %(open)s
                   AND NOT EXISTS (
                       SELECT FROM clientfile_job AS earlier
                        WHERE earlier.queue = job.queue
                          AND earlier.state IN %(open)s
                          AND (earlier.date_queued, earlier.id)
                            < (job.date_queued, job.id))
                 ORDER BY date_step NULLS FIRST, id
                 LIMIT 1
                   FOR NO KEY UPDATE OF job SKIP LOCKED
                """,
                open=OPEN_STATES,
            )
        )
        return self.browse(rows[0] if rows else ())

    def _step(self):
        if not self:
            return
        if self.interruptions > MAX_INTERRUPTIONS:
            raise UserError(
                self.env._(
                    "The work was interrupted %s times at the same place.",
                    MAX_INTERRUPTIONS,
                )
            )
        if not self.user_id.active:
            raise UserError(self.env._("The user %s is archived.", self.user_id.name))
        document = self._get_document()
        if self.cancellation_ids or not document:
            self._end("cancelled")
            return
        document.check_access("read")
        job = self.with_env(document.env)
        finished = document._job_step(job)
        self.interruptions = 0
        if finished:
            self._end("done")

    def _get_document(self):
        """The document, as its requester sees it; empty when it is gone."""
        user = self.user_id
        if self.res_model not in self.env:
            return self.env["clientfile.job"]
        documents = self.env[self.res_model].with_user(user)
        documents = documents.with_company(self.company_id)
        documents = documents.with_context(lang=self.lang, tz=user.tz)
        return documents.browse(self.res_id).exists()

    def _end(self, state):
        self.write(
            {
                "state": state,
                "date_end": fields.Datetime.now(),
                "interruptions": 0,
            }
        )
        self._tell_document()
        self._notify_requester()

    def _fail(self, error):
        _logger.info("Job %s failed", self.id, exc_info=error)
        self.write(
            {
                "state": "failed",
                "date_end": fields.Datetime.now(),
                "message": self._explain(error),
                "traceback": "".join(traceback.format_exception(error)),
            }
        )
        self._notify_requester()

    def _explain(self, error):
        if isinstance(error, UserError):
            return str(error)
        return self.env._(
            "An unexpected error stopped this job. Nothing of the last step was kept; "
            "an administrator finds the technical details here."
        )

    def _tell_document(self):
        if document := self._get_document():
            document._job_changed(self.with_env(document.env))

    def _request_cancellation(self):
        # A record of its own: the job's row is locked for as long as a step lasts.
        if not self.cancellation_ids:
            self.cancellation_ids.create({"job_id": self.id})

    def _notify_requester(self):
        kinds = {"done": "success", "failed": "danger", "cancelled": "warning"}
        reader = self.with_context(lang=self.user_id.lang)
        state = dict(self._fields["state"]._description_selection(reader.env))
        self.user_id._bus_send(
            "simple_notification",
            {
                "type": kinds[self.state],
                "title": self.name,
                "message": self.message or state[self.state],
                "sticky": self.state == "failed",
            },
        )

    @api.autovacuum
    def _gc_results(self):
        limit = fields.Datetime.now() - timedelta(days=RESULT_DAYS)
        jobs = self.search([("date_end", "<", limit), ("result_id", "!=", False)])
        jobs.result_id.unlink()
