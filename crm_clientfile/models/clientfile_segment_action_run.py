from odoo import fields, models
from odoo.tools import SQL

# So many customers are done while one waits; more in the background.
AT_ONCE = 300
BATCH = 200
_LOCK = """
    SELECT id FROM clientfile_segment_action_line
     WHERE action_id = %s AND state = 'waiting'
  ORDER BY id LIMIT %s FOR NO KEY UPDATE SKIP LOCKED
"""


class ClientfileSegmentAction(models.Model):
    """The doing, some customers a step, and the note of it on the segment."""

    _inherit = "clientfile.segment.action"

    def _work(self):
        count = self.waiting_count
        document = self.with_company(self.company_id)
        if count <= AT_ONCE:
            document._run_at_once(self.name, count)
        else:
            document._enqueue_job(self.name, count, queue=self._name)

    def _list_later(self):
        self.state = "working"
        document = self.with_company(self.company_id)
        document._enqueue_job(self.name, self.customer_count, "list", queue=self._name)
        return True

    def _job_step(self, job):
        """Do some more of the customers that wait."""
        # The requester may have lost his rights since.
        kind = self._get_kind()
        kind._check(self)
        if job.purpose == "list" and not job.cursor:
            return self._list_step(kind, job)
        lines = self._lock_next()
        if not lines:
            kind._conclude(self, job)
            self._finish()
            return True
        refused = kind._do(self, lines)
        job._advance(done=len(lines), errors=len(refused))
        return False

    def _list_step(self, kind, job):
        self._list_lines()
        kind._check_listed(self)
        job._set_total(self.waiting_count)
        job._advance(cursor={"listed": True})
        return False

    def _job_changed(self, job):
        if job.state == "cancelled":
            self._set_state("stopped" if self._is_listed() else "draft")
        elif job.state == "pending":
            self._set_state("working")

    def _job_given_up(self):
        self._set_state("stopped" if self._is_listed() else "draft")

    def _is_listed(self):
        lines = self.env["clientfile.segment.action.line"]
        return bool(lines.search_count([("action_id", "=", self.id)], limit=1))

    def _lock_next(self):
        self.env.flush_all()
        rows = self.env.execute_query(SQL(_LOCK, self.id, BATCH))
        lines = self.env["clientfile.segment.action.line"].browse(
            id_ for (id_,) in rows
        )
        # sudo: only the action itself writes its lines
        return lines.sudo()

    def _finish(self):
        self._set_state("done")
        self.date_done = fields.Datetime.now()
        self._tell_segment()

    def _set_state(self, state):
        self.invalidate_recordset()
        self.state = state

    def _tell_segment(self):
        """Note in the segment's chatter what was done, with how many, by whom."""
        if not self.segment_id:
            return
        # sudo: who uses a shared segment may not write on it, yet this is noted
        self.segment_id.sudo().message_post(
            body=self._prepare_note(),
            author_id=self.env.user.partner_id.id,
            subtype_xmlid="mail.mt_note",
        )

    def _prepare_note(self):
        kinds = dict(self._fields["kind"]._description_selection(self.env))
        facts = {
            "action": kinds[self.kind],
            "user": self.env.user.name,
            "done": self.done_count,
            "refused": self.refused_count,
            "excluded": self.excluded_count,
        }
        if self._get_kind()._is_handed_over:
            return self.env._(
                "%(action)s prepared by %(user)s for %(done)s customers; left out: "
                "%(refused)s, not to be contacted: %(excluded)s.",
                **facts,
            )
        return self.env._(
            "%(action)s by %(user)s: %(done)s customers; left out: %(refused)s, not to "
            "be contacted: %(excluded)s.",
            **facts,
        )
