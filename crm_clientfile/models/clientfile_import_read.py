import time
from itertools import islice

from odoo import models
from odoo.exceptions import UserError
from odoo.tools import SQL

from ..tools.import_cells import json_cell
from ..tools.import_plan import RowPlanner, describe_entry
from .clientfile_import_batch import StepResult, digest_of, draw_ids, insert_rows

READ_BATCH = 1000
READ_SECONDS = 5
_TABLE = "clientfile_import_row"
_COLUMNS = (
    *("id", "import_id", "number", "part", "rank", "name", "state", "parent_row_id"),
    *("reason", "remarks", "raw", "plan", "digest"),
)


class ClientfileImport(models.Model):
    """The first half of a test: the rows of the file, read and normalised."""

    _inherit = "clientfile.import"

    def _test_step(self, cursor):
        if cursor.get("phase") == "check":
            return self._check_step(cursor)
        return self._read_step(cursor)

    def _read_step(self, cursor):
        """Read on for some seconds. The next step starts at the row after the last."""
        start = cursor.get("start", 0)
        planner = RowPlanner(self._get_columns(), self._get_plan_options())
        deadline = time.monotonic() + READ_SECONDS
        done = errors = 0
        refusing = self.env["clientfile.message"]._refusing(UserError)
        with refusing, self._open_table() as table:
            source = table.rows(start)
            while batch := list(islice(source, READ_BATCH)):
                errors += self._insert_batch(planner, batch)
                done += len(batch)
                if time.monotonic() > deadline:
                    cursor = {"phase": "read", "start": start + done}
                    return StepResult(cursor, done, errors)
        return StepResult({"phase": "check"}, done, errors, self._count_to_check(done))

    def _count_to_check(self, done):
        rows = self.env["clientfile.import.row"]
        waiting = [("import_id", "=", self.id), ("state", "=", "waiting")]
        return rows.search_count(waiting) + self.job_id.done + done

    def _insert_batch(self, planner, batch):
        """Insert what rows of the file say; returns how many of them are refused."""
        planned = [(row, self._plan_row(planner, row)) for row in batch]
        count = sum(len(entries) for _row, entries in planned)
        ids = iter(draw_ids(self.env, _TABLE, count))
        values, refused = [], 0
        for row, entries in planned:
            prepared = self._prepare_rows(row, entries, ids)
            refused += any(one["state"] == "refused" for one in prepared)
            values += prepared
        tuples = [tuple(map(one.get, _COLUMNS)) for one in values]
        insert_rows(self.env, _TABLE, _COLUMNS, tuples)
        return refused

    def _plan_row(self, planner, row):
        """The entries of a row; only the first of a row that is refused."""
        entries = planner.plan(row.cells)
        main = next(entry for entry in entries if entry.part == "main")
        if row.refused:
            main.refusals += [(None, notice) for notice in row.notices]
        else:
            main.remarks += [(None, notice) for notice in row.notices]
        if main.refusals:
            main.parent = None
            return [main]
        return entries

    def _prepare_rows(self, row, entries, ids):
        row_ids = {id(entry): next(ids) for entry in entries}
        return [
            {
                "id": row_ids[id(entry)],
                "parent_row_id": row_ids.get(id(entry.parent)),
                **self._prepare_row(row, entry),
            }
            for entry in entries
        ]

    def _prepare_row(self, row, entry):
        plan = describe_entry(entry)
        is_main = entry.part == "main"
        return {
            "import_id": self.id,
            "number": row.number,
            "part": entry.part,
            "rank": entry.rank,
            "name": entry.values.get("name"),
            "state": "refused" if entry.refusals else "waiting",
            "reason": "\n".join(self._said(entry.refusals)) or None,
            "remarks": "\n".join(self._said(entry.remarks)) or None,
            "raw": [json_cell(cell) for cell in row.cells] if is_main else None,
            "plan": plan,
            "digest": digest_of(entry.part, plan),
        }

    def _clear_rows(self):
        self.env["clientfile.import.row"].invalidate_model()
        for table in ("clientfile_import_key", "clientfile_import_row"):
            query = SQL(
                "DELETE FROM %s WHERE import_id = %s", SQL.identifier(table), self.id
            )
            self.env.cr.execute(query)
