import time

from odoo import fields, models

STEP_SECONDS = 2
_IS_STOPPED = """
    SELECT FROM clientfile_job_cancellation AS wish
      JOIN clientfile_accounting_export AS export ON export.job_id = wish.job_id
     WHERE export.id = %s
"""


class Stopped(Exception):  # noqa: N818 - named for what happened
    """Somebody wishes that the work stops."""


class ClientfileAccountingProgress(models.Model):
    """How many lines an export at work has read.

    Files are written in one transaction, which nobody can look into. So the count goes
    through a transaction of its own, into a row that the first one never touches.
    """

    _name = "clientfile.accounting.progress"
    _description = "Progress of an Accounting Export"

    export_id = fields.Many2one(
        "clientfile.accounting.export", required=True, ondelete="cascade"
    )
    done = fields.Integer()

    _one_each = models.UniqueIndex("(export_id)")

    def _begin(self, export):
        # sudo: progress is the system's; nobody writes it by hand
        progress = self.sudo()
        progress.search([("export_id", "=", export.id)]).unlink()
        progress.create({"export_id": export.id})

    def _read(self, exports):
        """Lines read so far, by id of the export."""
        # sudo: whoever reads the export may see how far it is
        found = self.sudo().search_read(
            [("export_id", "in", exports.ids)], ["export_id", "done"], load=None
        )
        return {row["export_id"]: row["done"] for row in found}

    def _watch(self, export, entries):
        """The same entries; how many lines went by is noted every few seconds.

        :raises Stopped: when the job has been cancelled meanwhile
        """
        done, due = 0, time.monotonic() + STEP_SECONDS
        for entry in entries:
            yield entry
            done += len(entry.lines)
            if time.monotonic() >= due:
                if self._note(export.id, done):
                    raise Stopped
                due = time.monotonic() + STEP_SECONDS

    def _check(self, export):
        """Raise ``Stopped`` when somebody has asked to stop."""
        with self.env.registry.cursor() as cursor:
            cursor.execute(_IS_STOPPED, [export.id])
            if cursor.fetchone():
                raise Stopped

    def _note(self, export_id, done):
        """Tell how far it is; true when somebody has asked to stop."""
        with self.env.registry.cursor() as cursor:
            cursor.execute(
                "UPDATE clientfile_accounting_progress SET done = %s"
                " WHERE export_id = %s",
                [done, export_id],
            )
            cursor.execute(_IS_STOPPED, [export_id])
            return bool(cursor.fetchone())
