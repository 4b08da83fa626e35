from odoo import fields, models
from odoo.exceptions import UserError

from .clientfile_merge_batch_run import GROUPS

_UNDO = "undo"


class ClientfileMergeBatch(models.Model):
    """All merges of a batch are taken back, the last first, each as it is alone."""

    _inherit = "clientfile.merge.batch"

    undone_count = fields.Integer("Undone", compute="_compute_counts")

    def _count_lines(self):
        return {**super()._count_lines(), "undone_count": ("undone",)}

    def action_undo_all(self):
        """Take back in the background what this batch has merged."""
        self.ensure_one()
        self.env["clientfile.merge"]._check_merge_right()
        if self.job_state in ("pending", "running"):
            raise UserError(
                self.env._("This merge is still at work. Stop it, or wait for its end.")
            )
        lines = self._get_lines_to_undo()
        if not lines:
            raise UserError(self.env._("Nothing is left of this merge to undo."))
        self._enqueue_job(
            self.env._("Undo of a merge of duplicates"),
            total=len(lines),
            purpose=_UNDO,
            queue=self._name,
        )
        return self.action_refresh()

    def action_open_undone(self):
        return self._open_lines("undone")

    def _job_step(self, job):
        if job.purpose != _UNDO:
            return super()._job_step(job)
        self.env["clientfile.merge"]._check_merge_right()
        lines = self._get_lines_to_undo().filtered(
            lambda line: line.id < (job.cursor or line.id + 1)
        )[:GROUPS]
        if not lines:
            return True
        undone = lines.filtered(lambda line: line._undo_group())
        job._advance(done=len(lines), errors=len(lines - undone), cursor=min(lines.ids))
        return False

    def _get_lines_to_undo(self):
        return self.line_ids.filtered(lambda line: line.state == "merged").sorted(
            "id", reverse=True
        )


class ClientfileMergeBatchLine(models.Model):
    _inherit = "clientfile.merge.batch.line"

    state = fields.Selection(
        selection_add=[("undone", "Undone")], ondelete={"undone": "set default"}
    )

    def _undo_group(self):
        """Take the merge of this group back, or note why not; whether it is done."""
        try:
            with self.env.cr.savepoint():
                if self.merge_id.state == "done":
                    self.merge_id.action_undo()
        except UserError as error:
            self._note(reason=str(error))
            return False
        self._note(state="undone", reason=self.merge_id.left)
        return True
