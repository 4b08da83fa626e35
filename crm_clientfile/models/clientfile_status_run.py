from odoo import api, models


class ClientfileMetricsRun(models.Model):
    _inherit = "clientfile.metrics.run"

    @api.model
    def _enqueue_rules(self):
        """Tell all statuses anew, in the background: rules changed, figures did not."""
        administrator = self.env["clientfile.duplicate.scan"]._get_administrator()
        if not administrator:
            return
        run = self.with_user(administrator).create({})
        job = run._enqueue_job(self.env._("New rules of statuses"), queue=self._name)
        # sudo: where a job starts is ours to say; the last step compares and tells
        job.sudo().cursor = True
