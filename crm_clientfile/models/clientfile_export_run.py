import tempfile
import time

from odoo import models
from odoo.exceptions import UserError

from ..formats.workbook import ColumnSpec
from ..formats.workbook_parts import assemble_table, render_rows
from .clientfile_export_analysis import AnalysisReader, describe_columns
from .clientfile_export_content import CONTENTS, read_rows

PART_ROWS = 1000
STEP_SECONDS = 5
_FROZEN = 2  # number and name stay in sight
_XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"


class ClientfileExport(models.Model):
    """The work itself: first who is exported, then their rows, then the workbook.

    The rows wait in parts, written in the workbook's own XML: reading and writing them
    takes most of the time, and is thus spread over as many steps as needed.
    """

    _inherit = "clientfile.export"

    def _job_step(self, job):
        # The requester may have lost his rights since.
        self.check_access("write")
        if job != self.job_id:
            raise UserError(self.env._("This export has been started anew since."))
        waiting = self._get_parts([("is_read", "=", False)])
        if waiting:
            self._read_parts(job, waiting)
        elif parts := self._get_parts([]):
            self._write_workbook(job, parts)
            return True
        else:
            self._list_partners(job)
        return False

    def _get_parts(self, domain):
        # sudo: the rows that wait belong to the job, nobody else sees them
        parts = self.env["clientfile.export.part"].sudo()
        return parts.search([("export_id", "=", self.id), *domain])

    def _list_partners(self, job):
        """Settle who is exported, and in which order."""
        domain = self._get_partner_domain()
        ids = self._get_partners().search(domain, order="complete_name, id").ids
        self._check_count(len(ids))
        self._get_parts([]).create(
            [
                {"export_id": self.id, "partner_ids": ids[start : start + PART_ROWS]}
                for start in range(0, len(ids), PART_ROWS)
            ]
        )
        job._set_total(len(ids))
        # Parts are deleted after a while: then a resumed job begins again.
        job._advance(-job.done)

    def _read_parts(self, job, parts):
        """Read on for some seconds, in order: a row knows how many are above it."""
        keys = job.cursor["keys"]
        columns = self._get_columns(keys)
        read = self._get_reader(keys)
        currency_format = self._get_currency_format()
        start = self._sum_parts("row_count")
        deadline = time.monotonic() + STEP_SECONDS
        for part in parts:
            partner_ids = part.with_prefetch().partner_ids
            rows = read(partner_ids)
            content = render_rows(columns, rows, start, currency_format)
            part._keep(content, len(rows), self._tally(rows, columns))
            job._advance(len(partner_ids))
            start += len(rows)
            self.env.flush_all()
            self.env.invalidate_all()
            if time.monotonic() > deadline:
                return

    def _write_workbook(self, job, parts):
        keys = job.cursor["keys"]
        count = self._sum_parts("row_count")
        columns = self._get_columns(keys)
        is_analysis = self.purpose == "analyse"
        tallies = parts.mapped("tally")
        with tempfile.TemporaryFile() as file:
            assemble_table(
                file,
                self.name,
                columns,
                parts._iter_contents(),
                count=count,
                size=self._sum_parts("size"),
                created=self.date_requested,
                front=self._build_front(columns, tallies, count)
                if is_analysis
                else None,
                frozen=_FROZEN if is_analysis else 0,
                currency_format=self._get_currency_format(),
            )
            file.seek(0)
            job._set_result(self._get_filename(), file.read(), _XLSX)
        self.row_count = count
        self._log("delivered", count, keys)
        parts.unlink()

    def _sum_parts(self, name):
        # sudo: as above
        parts = self.env["clientfile.export.part"].sudo()
        own = [("export_id", "=", self.id)]
        [(total,)] = parts._read_group(own, [], [f"{name}:sum"])
        return total or 0

    def _get_reader(self, keys):
        """What gives rows of cells for ids of customers."""
        if self.purpose == "analyse":
            return AnalysisReader(
                self.with_company(self.company_id).env, keys
            ).read_rows
        return lambda partner_ids: read_rows(self.env, partner_ids, keys)

    def _tally(self, rows, columns):
        return self._tally_rows(rows, columns) if self.purpose == "analyse" else None

    def _get_currency_format(self):
        decimals = self.company_id.root_id.currency_id.decimal_places
        return f"#,##0.{'0' * decimals}".rstrip(".")

    def _get_columns(self, keys):
        if self.purpose == "analyse":
            return describe_columns(self.env, keys)
        labels = dict(self.env["clientfile.export.column"]._get_key_selection())
        return [
            ColumnSpec(key, labels[key], CONTENTS[key].kind, CONTENTS[key].width)
            for key in keys
        ]
