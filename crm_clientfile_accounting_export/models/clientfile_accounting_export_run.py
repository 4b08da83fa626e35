from odoo import fields, models
from odoo.exceptions import UserError
from odoo.tools import SQL

from ..formats import Refused, Tally
from .clientfile_accounting_export_documents import AGAIN, DONE
from .clientfile_accounting_findings import Findings
from .clientfile_accounting_progress import Stopped

# One that Odoo neither opens nor searches for words: a file of a year is large.
MIMETYPE = "application/x-accounting-entries"

GIVEN_UP = "given up"
PHASES = {
    "check": ("check",),
    "export": ("write", "statement", "pack"),
    "documents": ("pack",),
    "scheduled": ("check", "write", "statement", "pack", "send"),
}


class ClientfileAccountingExport(models.Model):
    """Writing the files: one transaction, in which all is noted as exported or nothing.

    The target is held from the first look to the last mark: of two exports started
    together the second one begins when the first has ended, and finds its marks.
    """

    _inherit = "clientfile.accounting.export"

    def _job_step(self, job):
        # The requester may have lost his rights since.
        self.check_access("write")
        if job != self.job_id:
            raise UserError(self.env._("This export has been started anew since."))
        try:
            with self.env.cr.savepoint():
                return self._do(job)
        except Stopped:
            # The next step finds the wish to stop, and ends the job.
            return False

    def _do(self, job):
        """A step of the job; true when it was the last one."""
        phases = self._get_phases(job.purpose)
        phase = (job.cursor or {}).get("phase", phases[0])
        work = {
            "check": self._check_step,
            "write": self._write_step,
            "statement": self._statement_step,
            "pack": self._pack_step,
            "send": self._send_step,
        }
        outcome = work[phase](job)
        if outcome == AGAIN:
            return False
        if outcome == GIVEN_UP or phase == phases[-1]:
            return True
        job._advance(cursor={"phase": phases[phases.index(phase) + 1]})
        return False

    def _get_phases(self, purpose):
        """What a job does, in this order."""
        skipped = set()
        if not self.with_statement:
            skipped.add("statement")
        if not self.with_documents and purpose != "documents":
            skipped.add("pack")
        return [phase for phase in PHASES[purpose] if phase not in skipped]

    def _check_step(self, job):
        is_ready = self._check_now()
        if job.purpose == "scheduled" and not is_ready:
            self._tell_refused()
            return GIVEN_UP
        return DONE

    def _write_step(self, job):
        if not self.date_requested:
            self._note(date_requested=fields.Datetime.now())
        if self._write_now():
            job._advance(done=self.line_count)
            return DONE
        job._set_message(
            self.env._("Nothing was exported: the books hold what has to be repaired.")
        )
        if job.purpose == "scheduled":
            self._tell_refused()
        return GIVEN_UP

    def _send_step(self, _job):
        self._send_files()
        return DONE

    def _write_now(self):
        """Write the files and mark the entries; false when something is to repair."""
        self.target_id._lock()
        findings = Findings(self)
        self._find_in_books(findings)
        self._find_in_period(findings)
        move_ids = self._list_moves()
        if findings.is_blocked or not (move_ids or self.is_legal):
            self._check_now()
            return False
        self._add_up()
        tally = Tally()
        try:
            with self.env.cr.savepoint():
                mark = self._begin_marking(move_ids)
                self._write_files(move_ids, tally, findings, mark)
                self._end_marking(move_ids)
        except Refused:
            self._check_now()
            return False
        self._keep_findings(findings)
        self._finish(tally)
        return True

    def _write_files(self, move_ids, tally, findings, mark=None):
        """Write the files, and keep them.

        :param mark: of ids, SQL that is executed as their entries are read
        """
        made = self.target_id._make_format(self._get_context())
        written = []
        with self._marking_books(self._get_opening(), move_ids, mark) as books:
            for file in made.files(books, tally):
                with self._keeping_file(file.name) as (attachment, copy):
                    chunks = _copied(file.chunks, copy)
                    if self.target_id._is_fec():
                        self._find_in_fec(findings, file.name, chunks)
                    for _chunk in chunks:
                        continue
                written.append(self._prepare_file_values(file.name, attachment, tally))
        # sudo: files are written by exports, never by hand
        self.env["clientfile.accounting.file"].sudo().create(written)

    def _keeping_file(self, name, mimetype=MIMETYPE):
        """An attachment of this export, and what its content is written to."""
        return self.env["clientfile.file.store"]._writing(
            {
                "name": name,
                "mimetype": mimetype,
                "res_model": self._name,
                "res_id": self.id,
            }
        )

    def _keep_further_file(self, name, attachment, written):
        """Note a file beside those with the entries."""
        # sudo: files are written by exports, never by hand
        self.env["clientfile.accounting.file"].sudo().create(
            {
                "export_id": self.id,
                "name": name,
                "attachment_id": attachment.id,
                "size": written.size,
                "sha256": written.sha256.hexdigest(),
            }
        )

    def _prepare_file_values(self, name, attachment, tally):
        """Values of a ``clientfile.accounting.file``."""
        return {
            "export_id": self.id,
            "name": name,
            "attachment_id": attachment.id,
            "size": tally.sizes[name],
            "sha256": tally.digests[name],
        }

    def _begin_marking(self, move_ids):
        """Set aside earlier marks of these entries, and name who had made them.

        Entries are marked as they are read: PostgreSQL writes a mark while Python
        writes the file. Whatever stops the file takes back the marks.

        :return: function of ids, the SQL that marks these entries
        """
        # sudo: marks are never written by hand, only by exports and their cancellation
        marks = self.env["clientfile.exported.move"].sudo()
        self.env.flush_all()
        earlier = marks._supersede(self, SQL("SELECT unnest(%s::int[])", move_ids))
        if earlier and not self.previous_id:
            self.previous_id = self.browse(earlier[-1])
            self.env.flush_all()
        return marks._prepare_marking(self)

    def _end_marking(self, move_ids):
        """Freeze the names of a FEC: all that it marked is written."""
        self.env["clientfile.exported.move"].invalidate_model()
        if self.target_id._is_fec():
            self._freeze_parties(move_ids)

    def _freeze_parties(self, move_ids):
        # sudo: names are frozen by exports, never by hand
        parties = self.env["clientfile.fec.party"].sudo()
        year = self._get_fiscal_year(self.date_from)
        while year["date_from"] <= self.date_to:
            parties._freeze(self, move_ids, year["date_from"], year["date_to"])
            year = self._get_fiscal_year(fields.Date.add(year["date_to"], days=1))
        parties.invalidate_model()

    def _finish(self, tally):
        now = fields.Datetime.now()
        self._note(
            state="done",
            date_done=now,
            move_count=tally.entries,
            line_count=tally.lines,
            debit=tally.debit,
            credit=tally.credit,
        )
        # sudo: the accountant exports; whoever waited for the lock begins anew
        self.target_id.sudo().date_last_export = now


def _copied(chunks, copy):
    """The same chunks; each one is in the file ``copy`` when it is handed on."""
    for chunk in chunks:
        copy.write(chunk)
        yield chunk
