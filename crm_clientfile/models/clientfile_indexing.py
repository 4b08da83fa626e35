from odoo import models

BATCH = 2000


class ClientfileIndexing(models.Model):
    """One run over all partners that makes their keys: after the installation.

    Until its job is done, quick find knows only those saved since.
    """

    _name = "clientfile.indexing"
    _inherit = ["clientfile.job.mixin"]
    _description = "Indexing of the Customer File"

    def _enqueue(self):
        """Have it done in the background."""
        # sudo: archived and hidden partners have keys, too
        partners = self.env["res.partner"].sudo().with_context(active_test=False)
        self._enqueue_job(
            self.env._("Indexing of the customer file"),
            total=partners.search_count([]),
            queue=self._name,
        )

    def _job_step(self, job):
        last_id = job.cursor or 0
        next_id = self.env["clientfile.match.key"]._rebuild(last_id, BATCH)
        if next_id is None:
            # Now that all have keys, they can be compared.
            self.env["clientfile.duplicate.scan"]._cron_scan()
            return True
        job._advance(done=min(BATCH, job.total - job.done), cursor=next_id)
        return False
