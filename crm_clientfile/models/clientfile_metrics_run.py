from odoo import api, fields, models
from odoo.tools import SQL

from ..tools.figures_scope import Scope

# Enough for most companies to be done in one step; a step stays below a minute.
DOCUMENTS = 2_000_000
PENDING = 20_000
# Any number that nobody else locks; the one who holds it writes figures.
_LOCK = 1_967_052_605
_SPAN = """
    SELECT commercial_partner_id
      FROM account_move
     WHERE commercial_partner_id >= %s
       AND state = 'posted'
       AND move_type IN ('out_invoice', 'out_refund', 'out_receipt')
  ORDER BY commercial_partner_id
    OFFSET %s LIMIT 1
"""


class ClientfileMetricsRun(models.Model):
    """One run over the figures of all customers.

    Customers are taken in slices of about as many documents; ranks, which compare
    them, come last.
    """

    _name = "clientfile.metrics.run"
    _inherit = ["clientfile.job.mixin"]
    _description = "Refresh of the Figures"
    _order = "id desc"

    date_end = fields.Datetime(related="job_id.date_end")

    @api.model
    def _cron_refresh_all(self):
        """Nightly: statuses, windows and ranks age even where nothing is sold."""
        runs = self._as_administrator()
        if runs is not None:
            runs._enqueue_new()

    @api.model
    def _cron_refresh_pending(self):
        """Every few minutes: the customers whose documents changed."""
        pending = self.env["clientfile.metrics.pending"]
        while self._refresh_pending():
            left = pending.search_count([])
            if not self.env["ir.cron"]._commit_progress(1, remaining=left):
                return

    @api.model
    def _refresh_pending(self):
        """Refresh some of those who wait; false when nobody does, or others do it."""
        rows = self.env.execute_query(
            SQL("SELECT pg_try_advisory_xact_lock(%s)", _LOCK)
        )
        if not rows[0][0]:
            return False
        partner_ids = self.env["clientfile.metrics.pending"]._take(PENDING)
        self.env["clientfile.metrics"]._refresh_customers(partner_ids)
        return bool(partner_ids)

    @api.model
    def _enqueue_new(self):
        run = self.create({})
        run._enqueue()
        return run

    def _enqueue(self):
        self._enqueue_job(
            self.env._("Refresh of the figures"),
            total=self._count_documents(),
            queue=self._name,
        )

    def action_start(self):
        """Make all figures anew, in the background."""
        self.check_access("create")
        running = self.search([("job_id.state", "in", ("pending", "running"))], limit=1)
        return (running or self._enqueue_new()).job_id.get_formview_action()

    def _count_documents(self):
        # sudo: figures are made of all documents, whoever asks
        return (
            self.env["account.move"]
            .sudo()
            .search_count(
                [
                    ("state", "=", "posted"),
                    ("move_type", "in", ("out_invoice", "out_refund", "out_receipt")),
                ]
            )
        )

    def _job_step(self, job):
        """Refresh a slice of the customers; compare them when all are done."""
        self._lock_figures()
        self._plan_for_all()
        metrics = self.env["clientfile.metrics"]
        first = job.cursor or 0
        if first is True:
            metrics._rank()
            return True
        last = self._get_last_of_slice(first)
        if last is None:
            metrics._refresh(Scope(first=first))
            job._advance(done=job.total - job.done, cursor=True)
        else:
            metrics._refresh(Scope(first=first, last=last))
            job._advance(done=DOCUMENTS, cursor=last + 1)
        return False

    @api.model
    def _plan_for_all(self):
        """Sorts stay in memory; what is in order is grouped as it comes, not hashed.

        Rows that processes hand over cost little: most steps make few of many.
        """
        self.env.cr.execute("SET LOCAL work_mem = '256MB'")
        self.env.cr.execute("SET LOCAL enable_hashagg = off")
        self.env.cr.execute("SET LOCAL parallel_tuple_cost = 0")

    @api.model
    def _lock_figures(self):
        """Held to the end of the step, so that nobody else refreshes meanwhile."""
        self.env.cr.execute(SQL("SELECT pg_advisory_xact_lock(%s)", _LOCK))

    @api.model
    def _get_last_of_slice(self, first):
        """Id of the customer at which a slice ends; None when it is the last slice."""
        rows = self.env.execute_query(SQL(_SPAN, first, DOCUMENTS))
        return rows[0][0] if rows else None

    @api.model
    def _run_at_once(self):
        """All figures, for few customers."""
        self.env["clientfile.metrics"]._refresh(Scope())
        self.env["clientfile.metrics"]._rank()
