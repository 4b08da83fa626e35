from odoo import api, fields, models
from odoo.exceptions import UserError
from odoo.fields import Domain
from odoo.tools import SQL

from .clientfile_move_content import CONTENTS_OF_MOVES, read_difference

_MARK = """
    INSERT INTO clientfile_exported_move
        (target_id, export_id, move_id, company_id, name, date, journal_id,
         content, digest, is_current)
    SELECT %(target)s, %(export)s, move.id, move.company_id, move.name, move.date,
           move.journal_id, written.content, written.digest, TRUE
      FROM (%(contents)s) AS written
      JOIN account_move AS move ON move.id = written.id
"""
_CHANGED = """
    SELECT mark.id
      FROM clientfile_exported_move AS mark
      JOIN clientfile_accounting_export AS export ON export.id = mark.export_id
 LEFT JOIN account_move AS move ON move.id = mark.move_id
     WHERE mark.is_current AND %(narrow)s
       AND (move.id IS NULL OR move.state != 'posted'
            OR %(touched)s AND mark.digest IS DISTINCT FROM (
                SELECT now.digest FROM (%(contents)s) AS now))
"""
# Only these are compared. A transaction that began before the export and ended after it
# bears an earlier time, hence the day.
_TOUCHED = """
    mark.move_id IS NOT NULL
    AND GREATEST(move.write_date, (
            SELECT MAX(item.write_date) FROM account_move_line AS item
             WHERE item.move_id = move.id))
        >= COALESCE(export.date_requested, export.date_done) - INTERVAL '1 day'
"""


class ClientfileExportedMove(models.Model):
    """An entry that an accounting software has received, and what it received.

    Nothing is written on the entry itself. One row per target and entry is current;
    an entry exported again gets a further one, and cancelling that export makes the
    earlier one current again.
    """

    _name = "clientfile.exported.move"
    _description = "Exported Entry"
    _order = "date desc, id desc"
    _rec_name = "name"
    # Who exported, and when, is on the export: a million rows need not repeat it.
    _log_access = False

    target_id = fields.Many2one(
        "clientfile.accounting.target",
        required=True,
        readonly=True,
        ondelete="restrict",
    )
    export_id = fields.Many2one(
        "clientfile.accounting.export",
        "Exported in",
        required=True,
        readonly=True,
        index=True,
        ondelete="restrict",
    )
    company_id = fields.Many2one("res.company", required=True, readonly=True)
    # An entry set back to draft may be deleted: the row goes on telling of it.
    move_id = fields.Many2one(
        "account.move", "Entry", readonly=True, index=True, ondelete="set null"
    )
    name = fields.Char("Number", required=True, readonly=True)
    date = fields.Date(required=True, readonly=True)
    journal_id = fields.Many2one("account.journal", readonly=True, ondelete="set null")
    content = fields.Text("As Exported", readonly=True)
    digest = fields.Char(readonly=True)
    is_current = fields.Boolean(default=True, readonly=True)
    is_changed = fields.Boolean(
        "Changed since Export",
        compute="_compute_is_changed",
        search="_search_is_changed",
    )
    difference = fields.Text(compute="_compute_difference")

    _once = models.UniqueIndex("(target_id, move_id) WHERE is_current")

    @api.depends("digest", "is_current", "move_id")
    def _compute_is_changed(self):
        changed = self._find_changed(SQL("mark.id = ANY(%s)", self.ids))
        for mark in self:
            mark.is_changed = mark.id in changed

    def _search_is_changed(self, operator, value):
        if operator != "in":
            return NotImplemented
        companies = self.env.companies.ids
        changed = self._find_changed(SQL("mark.company_id = ANY(%s)", companies))
        domain = Domain("id", "in", list(changed))
        return domain if True in value else ~domain

    @api.depends("content", "move_id")
    def _compute_difference(self):
        """Lines as exported and as they are, those that differ."""
        for mark in self:
            mark.difference = read_difference(mark)

    def _find_changed(self, narrow):
        """Ids of current rows whose entry is no longer what was exported."""
        self.env.flush_all()
        contents = SQL(CONTENTS_OF_MOVES, moves=SQL("move.id = mark.move_id"))
        query = SQL(_CHANGED, contents=contents, narrow=narrow, touched=SQL(_TOUCHED))
        rows = self.env.execute_query(query)
        return {mark_id for (mark_id,) in rows}

    @api.model
    def _prepare_marking(self, export):
        """A function of ids: the SQL that notes that ``export`` writes them."""
        ids = {"target": export.target_id.id, "export": export.id}

        def mark(move_ids):
            chosen = SQL("move.id = ANY(%s)", move_ids)
            return SQL(_MARK, contents=SQL(CONTENTS_OF_MOVES, moves=chosen), **ids)

        return mark

    @api.model
    def _supersede(self, export, moves):
        """Set aside the current rows of the entries that ``export`` writes again.

        :param moves: SQL of their ids
        :return: ids of the exports that had written them
        """
        self.env.cr.execute(
            SQL(
                """
                UPDATE clientfile_exported_move SET is_current = FALSE
                 WHERE target_id = %s AND is_current AND move_id IN (%s)
             RETURNING export_id
                """,
                export.target_id.id,
                moves,
            )
        )
        return sorted({export_id for (export_id,) in self.env.cr.fetchall()})

    @api.ondelete(at_uninstall=False)
    def _unlink_never_by_hand(self):
        raise UserError(
            self.env._(
                "What was exported stays noted. Cancel the export: its entries are "
                "then free again."
            )
        )

    @api.model
    def _release(self, exports):
        """Forget what these exports have written; what was set aside counts again."""
        self.env.cr.execute(
            """
            DELETE FROM clientfile_exported_move WHERE export_id = ANY(%s)
             RETURNING target_id, move_id
            """,
            [exports.ids],
        )
        released = self.env.cr.fetchall()
        self._restore([row for row in released if row[1]])
        self.invalidate_model()

    def _restore(self, pairs):
        """Make the latest remaining row of each target and entry current."""
        if not pairs:
            return
        targets, moves = zip(*pairs, strict=True)
        self.env.cr.execute(
            """
            UPDATE clientfile_exported_move AS mark SET is_current = TRUE
             WHERE id IN (
                SELECT MAX(earlier.id)
                  FROM clientfile_exported_move AS earlier
                  JOIN unnest(%s, %s) AS freed (target_id, move_id)
                 USING (target_id, move_id)
              GROUP BY earlier.target_id, earlier.move_id
                HAVING NOT bool_or(earlier.is_current))
            """,
            [list(targets), list(moves)],
        )

    def action_open_move(self):
        self.ensure_one()
        return self.move_id._get_records_action()
