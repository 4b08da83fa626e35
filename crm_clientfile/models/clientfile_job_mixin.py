from odoo import SUPERUSER_ID, api, fields, models

from .clientfile_job import OPEN_STATES


class ClientfileJobMixin(models.AbstractModel):
    """A document whose long work is done by ``clientfile.job``."""

    _name = "clientfile.job.mixin"
    _description = "Document with Long Jobs"

    job_id = fields.Many2one(
        "clientfile.job", "Current Job", readonly=True, copy=False, ondelete="set null"
    )
    job_state = fields.Selection(related="job_id.state", string="Job State")
    job_progress = fields.Float(related="job_id.progress", string="Job Progress")
    job_message = fields.Text(related="job_id.message", string="Job Message")
    is_busy = fields.Boolean(compute="_compute_is_busy")

    @api.depends("job_id.state")
    def _compute_is_busy(self):
        for document in self:
            document.is_busy = document.job_id.state in OPEN_STATES

    def action_cancel(self):
        """Stop the job; leave it at that if it has failed."""
        self.job_id.action_cancel()
        for document in self:
            if document.job_id.state == "failed":
                document._job_given_up()
        return True

    def action_retry(self):
        """Go on where the job stopped."""
        return self.job_id.action_retry()

    def action_refresh(self):
        return {"type": "ir.actions.client", "tag": "soft_reload"}

    @api.model
    def _as_administrator(self):
        """``self`` as the first administrator of the customer file, in his language.

        What nobody asks for is done in his name; None where there is none.
        """
        group = self.env.ref("crm_clientfile.crm_clientfile_group_administrator")
        people = group.all_user_ids.filtered(
            lambda user: user.active and user.id != SUPERUSER_ID
        )
        administrator = people.sorted("id")[:1]
        if not administrator:
            return None
        return self.with_user(administrator).with_context(lang=administrator.lang)

    def _enqueue_job(self, name, total=0, purpose="", queue=""):
        """Have ``_job_step`` called in the background until it returns true.

        It runs as the current user, in his company and language. ``purpose`` tells
        the jobs of one document apart; jobs of one ``queue`` run one at a time.
        """
        self.ensure_one()
        self.check_access("write")
        job = self._create_job(
            {"name": name, "total": total, "purpose": purpose, "queue": queue or False}
        )
        self.job_id = job
        job._wake_runners()
        return job

    def _run_at_once(self, name, total=0, purpose=""):
        """Do a small job here and now, as if it were done in the background."""
        self.ensure_one()
        self.check_access("write")
        job = self._create_job({"name": name, "total": total, "purpose": purpose})
        self.job_id = job
        while not self._job_step(job):
            self.env.flush_all()
        # sudo: the requester reads the job, only its steps write it
        job.sudo()._end("done")
        return job

    def _create_job(self, vals):
        # sudo: jobs are made by documents, never by hand
        jobs = self.env["clientfile.job"].sudo()
        job = jobs.create(
            {
                **vals,
                "user_id": self.env.uid,
                "company_id": self.env.company.id,
                "lang": self.env.lang,
                "res_model": self._name,
                "res_id": self.id,
                "date_queued": fields.Datetime.now(),
            }
        )
        return job.sudo(False)

    def _job_step(self, job):
        """Do a batch, note it by ``job._advance``; return true when nothing is left.

        A step lasts a few seconds, is one transaction, and starts at ``job.cursor``:
        done again after a failure, it gives the same result.
        """
        raise NotImplementedError

    def _job_given_up(self):
        """Take note that the job has failed, and that it stays at that."""

    def _job_changed(self, job):
        """Take note that ``job`` is waiting again, done or cancelled."""
