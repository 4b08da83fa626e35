import psycopg2

from odoo import fields, models
from odoo.exceptions import UserError
from odoo.tools import SQL, mute_logger

from .clientfile_merge import QUIET

_CREATED = """
    DELETE FROM %(table)s AS link USING clientfile_merge_line AS line
     WHERE line.merge_id = %(merge)s AND line.kind = 'created'
       AND line.table_name = %(name)s AND link.id = line.row_id
       AND to_jsonb(link) @> line.new
"""
_CREATED_LEFT = """
    SELECT COUNT(*) FROM clientfile_merge_line AS line
      JOIN %(table)s AS link ON link.id = line.row_id
     WHERE line.merge_id = %(merge)s AND line.kind = 'created'
       AND line.table_name = %(name)s
"""
# Column by column: one edited since does not keep the others from going back.
_CHANGED = """
    WITH restorable AS (
        SELECT link.id, jsonb_object_agg(held.key, held.value) AS old
          FROM clientfile_merge_line AS line
          JOIN %(table)s AS link ON link.id = line.row_id,
               LATERAL jsonb_each(line.old) AS held
         WHERE line.merge_id = %(merge)s AND line.kind = 'changed'
           AND line.table_name = %(name)s
           AND line.row_id = ANY(%(row_ids)s)
           AND line.new -> held.key = to_jsonb(link) -> held.key
      GROUP BY link.id
    ), restored AS (
        SELECT link.id, jsonb_populate_record(link, restorable.old) AS content
          FROM restorable JOIN %(table)s AS link ON link.id = restorable.id
    )
    UPDATE %(table)s AS link SET %(assigned)s
      FROM restored WHERE link.id = restored.id
"""
_CHANGED_ROWS = """
    SELECT row_id FROM clientfile_merge_line
     WHERE merge_id = %(merge)s AND kind = 'changed' AND table_name = %(name)s
     ORDER BY row_id
"""
_CHANGED_LEFT = """
    SELECT COUNT(*)
      FROM clientfile_merge_line AS line
 LEFT JOIN %(table)s AS link ON link.id = line.row_id
     WHERE line.merge_id = %(merge)s AND line.kind = 'changed'
       AND line.table_name = %(name)s
       AND (link.id IS NULL OR NOT to_jsonb(link) @> line.old)
"""
_CHANGED_COLUMNS = """
    SELECT DISTINCT jsonb_object_keys(old) FROM clientfile_merge_line
     WHERE merge_id = %(merge)s AND kind = 'changed' AND table_name = %(name)s
     ORDER BY 1
"""
_DELETED = """
    INSERT INTO %(table)s
    SELECT (jsonb_populate_record(NULL::%(table)s, line.old)).*
      FROM clientfile_merge_line AS line
     WHERE line.merge_id = %(merge)s AND line.kind = 'deleted'
       AND line.table_name = %(name)s
"""
_MOVED = """
    UPDATE %(table)s AS link
       SET %(column)s = (line.old #>> '{}')::%(type)s
      FROM clientfile_merge_line AS line, jsonb_array_elements(line.row_ids) AS row
     WHERE line.id = %(line)s AND link.%(key)s = row::int
       AND link.%(column)s = (line.new #>> '{}')::%(type)s
"""
# Those restored with the rest of their row count, too.
_MOVED_BACK = """
    SELECT COUNT(*)
      FROM clientfile_merge_line AS line, jsonb_array_elements(line.row_ids) AS row,
           %(table)s AS link
     WHERE line.id = %(line)s AND link.%(key)s = row::int
       AND link.%(column)s = (line.old #>> '{}')::%(type)s
"""


class ClientfileMerge(models.Model):
    """Undo: every row as it was, but for what somebody changed since."""

    _inherit = "clientfile.merge"

    def action_undo(self):
        """Take the merge back; ``left`` lists what later changes made impossible."""
        self.ensure_one()
        self._check_merge_right()
        partners = self.survivor_id | self.source_ids
        partners.check_access("write")
        self._lock_partners(partners)
        self.invalidate_recordset()
        self._refuse_undo()
        # sudo: what followed its customer goes back with it, in all apps and companies
        merge = self.sudo().with_context(**QUIET)
        left = merge._restore()
        merge.write(merge._prepare_undone_values(left))
        merge._refresh_keys()
        merge._log_undo()
        return True

    def _refuse_undo(self):
        if self.state != "done":
            raise UserError(self.env._("This merge was undone already."))
        # sudo: a later merge counts even where its customers are out of sight
        later = self.sudo().search(
            [
                ("state", "=", "done"),
                ("id", ">", self.id),
                ("source_ids", "in", (self.survivor_id | self.source_ids).ids),
            ],
            limit=1,
        )
        if later:
            raise UserError(
                self.env._(
                    "%(customer)s was merged into %(other)s since. Undo that merge "
                    "first.",
                    customer=self.survivor_id.display_name,
                    other=later.survivor_id.display_name,
                )
            )

    def _prepare_undone_values(self, left):
        return {
            "state": "partly_undone" if left else "undone",
            "left": "\n".join(left),
            "undo_user_id": self.env.uid,
            "undo_date": fields.Datetime.now(),
        }

    def _restore(self):
        """Put rows back; returns a sentence for each table where some could not be."""
        self.env.flush_all()
        left = []
        for kind, restore in (
            ("created", self._restore_created),
            ("changed", self._restore_changed),
            ("deleted", self._restore_deleted),
        ):
            for table in self._get_journal_tables(kind):
                left += self._restore_safely(restore, table)
        for line in self.line_ids.filtered(lambda one: one.kind == "moved")[::-1]:
            left += self._restore_safely(self._restore_moved, line.table_name, line)
        self.env.invalidate_all()
        self.env.registry.clear_cache()
        return left

    def _restore_safely(self, restore, table, *line):
        """A row that the database refuses to take back is listed, like one changed."""
        try:
            with mute_logger("odoo.sql_db"), self.env.cr.savepoint(flush=False):
                missing = restore(table, *line)
        except psycopg2.IntegrityError:
            missing = None
        if missing == 0:
            return []
        title = self._get_table_title(table) or table
        if missing is None:
            return [
                self.env._("%(title)s: something new stands in the place.", title=title)
            ]
        return [
            self.env._(
                "%(title)s: %(count)s changed or deleted since.",
                title=title,
                count=missing,
            )
        ]

    def _get_journal_tables(self, kind):
        """Tables with rows of that kind, in the order in which they may be restored."""
        self.env.cr.execute(
            SQL(
                "SELECT table_name FROM clientfile_merge_line WHERE merge_id = %s"
                " AND kind = %s GROUP BY table_name ORDER BY MIN(id)",
                self.id,
                kind,
            )
        )
        return [table for (table,) in self.env.cr.fetchall()]

    def _get_journal_parts(self, table):
        return {"table": SQL.identifier(table), "name": table, "merge": self.id}

    def _get_count(self, query):
        self.env.cr.execute(query)
        return self.env.cr.fetchone()[0]

    def _restore_created(self, table):
        parts = self._get_journal_parts(table)
        self.env.cr.execute(SQL(_CREATED, **parts))
        return self._get_count(SQL(_CREATED_LEFT, **parts))

    def _restore_changed(self, table):
        """One row may have to leave a place before another one returns to it."""
        parts = self._get_journal_parts(table)
        self.env.cr.execute(SQL(_CHANGED_COLUMNS, **parts))
        parts["assigned"] = SQL(", ").join(
            SQL("%(name)s = (restored.content).%(name)s", name=SQL.identifier(name))
            for (name,) in self.env.cr.fetchall()
        )
        self.env.cr.execute(SQL(_CHANGED_ROWS, **parts))
        waiting = [row_id for (row_id,) in self.env.cr.fetchall()]
        while waiting:
            blocked = self._restore_rows(waiting, parts)
            if len(blocked) == len(waiting):
                break
            waiting = blocked
        return self._get_count(SQL(_CHANGED_LEFT, **parts))

    def _restore_rows(self, row_ids, parts):
        """Restore rows at once, or by halves where one blocks; give those blocked."""
        try:
            with mute_logger("odoo.sql_db"), self.env.cr.savepoint(flush=False):
                self.env.cr.execute(SQL(_CHANGED, **parts, row_ids=row_ids))
                return []
        except psycopg2.IntegrityError:
            if len(row_ids) == 1:
                return row_ids
        middle = len(row_ids) // 2
        halves = row_ids[:middle], row_ids[middle:]
        return [one for half in halves for one in self._restore_rows(half, parts)]

    def _restore_deleted(self, table):
        self.env.cr.execute(SQL(_DELETED, **self._get_journal_parts(table)))
        return 0

    def _restore_moved(self, table, line):
        is_text = isinstance(line.old, str)
        columns = self._get_table_columns(table)
        if line.column_name not in columns:
            return line.row_count
        others = [name for name in columns if name != line.column_name]
        parts = {
            "table": SQL.identifier(table),
            "column": SQL.identifier(line.column_name),
            "key": SQL.identifier("id" if "id" in columns else others[0]),
            "type": SQL("text" if is_text else "int"),
            "line": line.id,
        }
        self.env.cr.execute(SQL(_MOVED, **parts))
        return line.row_count - self._get_count(SQL(_MOVED_BACK, **parts))

    def _get_table_columns(self, table):
        self.env.cr.execute(
            SQL(
                "SELECT column_name FROM information_schema.columns"
                " WHERE table_name = %s AND table_schema = current_schema()",
                table,
            )
        )
        return [name for (name,) in self.env.cr.fetchall()]

    def _log_undo(self):
        survivor = self.survivor_id
        body = self.env._(
            "The merge of %(date)s was undone.\n%(left)s",
            date=fields.Date.to_string(self.date),
            left=self.left or "",
        )
        partners = (survivor | self.source_ids).exists()
        partners._message_log_batch(bodies=dict.fromkeys(partners.ids, body))
