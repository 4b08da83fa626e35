from contextlib import suppress

from psycopg2.errors import LockNotAvailable

from odoo import models
from odoo.tools import SQL

GROUPS = 20
# How many milliseconds one waits for customers that somebody else holds.
WAIT = 5000


class ClientfileMergeBatch(models.Model):
    """The merging: some groups a step, each in a savepoint of its own.

    A step that is done again after a failure finds the same groups waiting. Those whose
    customers somebody holds come back after the others, one a step.
    """

    _inherit = "clientfile.merge.batch"

    def _job_step(self, job):
        # The requester may have lost his rights since.
        self.env["clientfile.merge"]._check_merge_right()
        lines = self._get_next_lines()
        if not lines:
            return True
        if lines[0].tries:
            lines = lines[0]
            self._wait_for_editors(lines.partner_ids)
        settled = lines.filtered(lambda line: line._merge_group())
        refused = settled.filtered(lambda line: line.state == "refused")
        job._advance(done=len(settled), errors=len(refused))
        return False

    def _get_next_lines(self):
        lines = self.env["clientfile.merge.batch.line"].search(
            [("batch_id", "=", self.id), ("state", "=", "waiting")],
            order="tries, id",
            limit=GROUPS,
        )
        return lines.filtered(lambda line: line.tries == lines[0].tries)

    def _wait_for_editors(self, partners):
        """Give who holds one of these customers some seconds to finish."""
        self.env.flush_all()
        with suppress(LockNotAvailable), self.env.cr.savepoint():
            self.env.cr.execute(SQL("SET LOCAL lock_timeout = %s", WAIT))
            self.env.cr.execute(
                SQL(
                    "SELECT FROM res_partner WHERE id = ANY(%s) ORDER BY id FOR UPDATE",
                    partners.ids,
                ),
                log_exceptions=False,
            )
