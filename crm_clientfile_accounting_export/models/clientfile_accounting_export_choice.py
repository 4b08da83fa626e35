from odoo import models
from odoo.tools import SQL

from ..tools.move_kinds import KIND_OF_MOVE, KINDS

_ORDERED = """
    SELECT move.id
      FROM account_move AS move
      JOIN account_journal AS journal ON journal.id = move.journal_id
     WHERE %s
  ORDER BY move.date, journal.id, move.sequence_prefix, move.sequence_number, move.id
"""
_COUNT = """
    SELECT COUNT(*)
      FROM account_move_line AS line
     WHERE line.move_id IN (
        SELECT move.id FROM account_move AS move WHERE %s)
       AND line.display_type NOT IN ('line_section', 'line_subsection', 'line_note')
"""
_KIND = """
    (SELECT %s FROM account_journal AS journal WHERE journal.id = move.journal_id)
        = ANY(%%s)
"""


class ClientfileAccountingExport(models.Model):
    """Which entries an export takes, as conditions in SQL on ``move``."""

    _inherit = "clientfile.accounting.export"

    def _get_moves_condition(self):
        """The posted entries that this export takes."""
        parts = [self._get_period_condition(), SQL("move.state = 'posted'")]
        if self.scope == "new":
            parts.append(SQL("NOT %s", self._get_exported_condition()))
        elif self.scope == "again":
            parts.append(
                SQL(
                    """move.id IN (
                        SELECT move_id FROM clientfile_exported_move
                         WHERE export_id = %s)""",
                    self.previous_id.id,
                )
            )
        return SQL(" AND ").join(SQL("(%s)", part) for part in parts)

    def _get_period_condition(self):
        """Entries of the company, period, journals and kinds, in whatever state."""
        parts = [
            SQL("move.company_id = ANY(%s)", self.target_id._get_companies().ids),
            SQL("move.date BETWEEN %s AND %s", self.date_from, self.date_to),
        ]
        if self.journal_ids:
            parts.append(SQL("move.journal_id = ANY(%s)", self.journal_ids.ids))
        kinds = [kind for kind in KINDS if self[f"with_{kind}"]]
        if len(kinds) < len(KINDS):
            parts.append(SQL(_KIND % KIND_OF_MOVE, kinds))
        return SQL(" AND ").join(parts)

    def _get_exported_condition(self):
        return SQL(
            """EXISTS (
                SELECT FROM clientfile_exported_move AS mark
                 WHERE mark.target_id = %s AND mark.move_id = move.id
                   AND mark.is_current)""",
            self.target_id.id,
        )

    def _list_moves(self):
        """Ids of the entries, in the order in which they are written."""
        self.env.flush_all()
        rows = self.env.execute_query(SQL(_ORDERED, self._get_moves_condition()))
        return [move_id for (move_id,) in rows]

    def _count_lines(self):
        self.env.flush_all()
        [(count,)] = self.env.execute_query(SQL(_COUNT, self._get_moves_condition()))
        return count
