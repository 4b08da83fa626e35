from odoo import api, models

# The step that comes when all figures are made and compared.
_STATUSES = "statuses"


class ClientfileMetricsRun(models.Model):
    """Statuses are told last: whether one is a VIP is known when all were compared."""

    _inherit = "clientfile.metrics.run"

    def _job_step(self, job):
        if job.cursor == _STATUSES:
            self._lock_figures()
            self.env["clientfile.metrics"]._tell_statuses()
            return True
        if super()._job_step(job):
            job._advance(cursor=_STATUSES)
        return False

    @api.model
    def _run_at_once(self):
        result = super()._run_at_once()
        self.env["clientfile.metrics"]._tell_statuses()
        return result

    @api.model
    def _enqueue_rules(self):
        """Tell all statuses anew, in the background: rules changed, figures did not."""
        runs = self._as_administrator()
        if runs is None:
            return
        run = runs.create({})
        job = run._enqueue_job(run.env._("New rules of statuses"), queue=self._name)
        # sudo: where a job starts is ours to say
        job.sudo().cursor = _STATUSES
