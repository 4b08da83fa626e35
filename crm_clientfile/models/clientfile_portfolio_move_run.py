from contextlib import suppress

from psycopg2.errors import LockNotAvailable

from odoo import fields, models
from odoo.exceptions import UserError
from odoo.tools import SQL

from .clientfile_portfolio_move_preview import CHANGED_LATER

BATCH = 5000
# How often, and for how many milliseconds, one waits for customers that are edited.
MOST_WAITS = 60
WAIT = 5000
_STATES = {"move": ("to_move", "moved"), "undo": ("moved", "undone")}

_LOCK_LINES = """
    SELECT line.id
      FROM clientfile_portfolio_move_line AS line
      JOIN res_partner AS partner ON partner.id = line.partner_id
     WHERE line.move_id = %s AND line.state = %s AND line.id > %s
  ORDER BY line.id
     LIMIT %s
       FOR NO KEY UPDATE OF partner SKIP LOCKED
"""
_WAIT_FOR_LINE = """
    SELECT FROM clientfile_portfolio_move_line AS line
      JOIN res_partner AS partner ON partner.id = line.partner_id
     WHERE line.move_id = %s AND line.state = %s
     LIMIT 1
       FOR NO KEY UPDATE OF partner
"""
_SETTLE_LINES = """
    UPDATE clientfile_portfolio_move_line AS line
       SET state = %(state)s, reason = %(reason)s, write_uid = %(uid)s,
           write_date = now() AT TIME ZONE 'UTC'
      FROM res_partner AS partner
     WHERE line.id = ANY(%(ids)s) AND line.state = %(open)s
       AND partner.id = line.partner_id
       AND %(condition)s
"""
_HAND_OVER = """
    UPDATE res_partner AS partner
       SET user_id = %(user)s, clientfile_territory_id = %(territory)s,
           write_uid = %(uid)s, write_date = now() AT TIME ZONE 'UTC'
      FROM clientfile_portfolio_move_line AS line
     WHERE line.id = ANY(%(ids)s) AND line.state = %(open)s
       AND partner.id = line.partner_id
 RETURNING partner.id
"""
_OLD = {"user": SQL("line.old_user_id"), "territory": SQL("line.old_territory_id")}
_NEW = {"user": SQL("line.new_user_id"), "territory": SQL("line.new_territory_id")}
_BEFORE = {"move": _OLD, "undo": _NEW}
_AFTER = {"move": _NEW, "undo": _OLD}


class ClientfilePortfolioMove(models.Model):
    """The move itself, and taking it back: some thousand customers a step, in SQL.

    Customers whom somebody is editing are left for a later pass, never overwritten:
    each is locked before it is looked at, and who is in other hands than the preview
    said is left out and listed.
    """

    _inherit = "clientfile.portfolio.move"

    def _job_step(self, job):
        # The requester may have lost his rights since.
        self.check_access("write")
        if job != self.job_id:
            raise UserError(self.env._("This move has been started anew since."))
        self.env.flush_all()
        # No worker waits for long: the step is tried again later instead.
        self.env.cr.execute(SQL("SET LOCAL lock_timeout = %s", WAIT))
        if job.purpose == "move":
            self._check_sense()
        cursor = job.cursor or {"after": 0, "waits": 0}
        lines = self._lock_lines(job.purpose, cursor["after"])
        if lines:
            moved = self._hand_over(job.purpose, lines)
            cursor = {**cursor, "after": lines[-1]}
            job._advance(len(lines), len(lines) - moved, cursor)
        elif self._count_open(job.purpose) and cursor["waits"] < MOST_WAITS:
            self._wait_for_editors(job.purpose)
            job._advance(cursor={"after": 0, "waits": cursor["waits"] + 1})
        else:
            self._give_up_busy(job.purpose)
            self._finish("done" if job.purpose == "move" else "undone")
            return True
        return False

    def _job_changed(self, job):
        if job.purpose == "move" and job.state == "cancelled":
            self._finish("stopped")
        elif job.purpose == "move" and job.state == "pending":
            self.state = "moving"

    def _lock_lines(self, purpose, after):
        """Lines that are still to be dealt with, their customers locked for us."""
        state = _STATES[purpose][0]
        query = SQL(_LOCK_LINES, self.id, state, after, BATCH)
        return [line_id for (line_id,) in self.env.execute_query(query)]

    def _hand_over(self, purpose, line_ids):
        """Move or give back what is still as it was left; how many these are."""
        opened, closed = _STATES[purpose]
        params = {"ids": line_ids, "open": opened, "uid": self.env.uid}
        self._leave_out(purpose, params)
        query = SQL(_HAND_OVER, **params, **_AFTER[purpose])
        partner_ids = [id_ for (id_,) in self.env.execute_query(query)]
        self._note_hand_over(purpose, partner_ids)
        if purpose == "move":
            self._move_belongings(line_ids)
        else:
            self._return_belongings(line_ids)
        done = SQL("TRUE")
        self.env.cr.execute(
            SQL(_SETTLE_LINES, **params, state=closed, reason=None, condition=done)
        )
        self.env.invalidate_all()
        return len(partner_ids)

    def _leave_out(self, purpose, params):
        """Settle the lines whose customers are no longer in the hands they were in."""
        in_other_hands = SQL(
            "(partner.user_id, partner.clientfile_territory_id)"
            " IS DISTINCT FROM (%(user)s, %(territory)s)",
            **_BEFORE[purpose],
        )
        later = SQL(CHANGED_LATER, partner=SQL("partner.id"), day=self.date)
        state = "skipped" if purpose == "move" else "kept"
        for reason, condition in (("changed", in_other_hands), ("later", later)):
            self.env.cr.execute(
                SQL(
                    _SETTLE_LINES,
                    **params,
                    state=state,
                    reason=reason,
                    condition=condition,
                )
            )

    def _note_hand_over(self, purpose, partner_ids):
        """History, and what other addons derive from a customer's salesperson."""
        reason = self.reason or self.name
        if purpose == "undo":
            reason = self.env._("Undo of %s", self.name)
        self.env["clientfile.assignment"]._switch(partner_ids, self.date, reason)
        partners = self.env["res.partner"].browse(partner_ids)
        partners.invalidate_recordset(flush=False)
        partners.modified(["user_id", "clientfile_territory_id"])
        self.env.flush_all()

    def _wait_for_editors(self, purpose):
        """Give who holds a customer some seconds to finish."""
        state = _STATES[purpose][0]
        with suppress(LockNotAvailable), self.env.cr.savepoint():
            query = SQL(_WAIT_FOR_LINE, self.id, state)
            self.env.cr.execute(query, log_exceptions=False)

    def _give_up_busy(self, purpose):
        state = "skipped" if purpose == "move" else "kept"
        self.env.cr.execute(
            SQL(
                "UPDATE clientfile_portfolio_move_line SET state = %s, reason = 'busy'"
                " WHERE move_id = %s AND state = %s",
                state,
                self.id,
                _STATES[purpose][0],
            )
        )

    def _count_open(self, purpose):
        lines = self.env["clientfile.portfolio.move.line"]
        domain = [("move_id", "=", self.id), ("state", "=", _STATES[purpose][0])]
        return lines.search_count(domain)

    def _finish(self, state):
        self.invalidate_recordset()
        self.state = state
        if state == "done":
            self.date_done = fields.Datetime.now()
        # One note here instead of one on each customer.
        self._message_log(body=self._prepare_note(state))

    def _prepare_note(self, state):
        if state == "undone":
            return self.env._(
                "%(undone)s customers given back, %(kept)s not.",
                undone=self.undone_count,
                kept=self.kept_count,
            )
        return self.env._(
            "%(moved)s customers moved, %(skipped)s left out.",
            moved=self.moved_count,
            skipped=self.skipped_count,
        )
