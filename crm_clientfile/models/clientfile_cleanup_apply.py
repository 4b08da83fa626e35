from typing import NamedTuple

from psycopg2 import DataError, IntegrityError

from odoo import models
from odoo.exceptions import UserError
from odoo.tools import SQL

from .clientfile_import_batch import StepResult

APPLY_BATCH = 200
_QUIET = {
    "tracking_disable": True,
    "mail_notrack": True,
    "no_vat_validation": True,
    "clientfile_keys_later": True,
    # What is written is what the list says, nothing beside it.
    "clientfile_verbatim": True,
}


class Direction(NamedTuple):
    """Which lines are dealt with: what is written where, and what becomes of them."""

    state: str
    found: str
    written: str
    done: str
    changed: str
    refused: str


_APPLY = Direction("proposed", "before", "after", "applied", "changed", "refused")
_UNDO = Direction("applied", "after", "before", "undone", "kept", "kept")


class ClientfileCleanup(models.Model):
    """Writing what the dry run has listed, and taking it back.

    Lines dealt with change their state: what was done is never done again, wherever
    the work was interrupted.
    """

    _inherit = "clientfile.cleanup"

    def _apply_step(self, cursor):
        return self._move_step(cursor, _APPLY)

    def _undo_step(self, cursor):
        return self._move_step(cursor, _UNDO)

    def _move_step(self, cursor, direction):
        lines = self._find_next_lines(cursor.get("partner", 0), direction)
        if not lines and cursor:
            # A customer merged meanwhile may stand before the cursor.
            lines = self._find_next_lines(0, direction)
        if not lines:
            return StepResult(None)
        self._move(lines, direction)
        missed = (direction.changed, direction.refused)
        errors = sum(line.state in missed for line in lines)
        last_id = max(lines.partner_id.ids)
        self.env.invalidate_all()
        return StepResult({"partner": last_id}, len(lines), errors)

    def _find_next_lines(self, last_id, direction):
        """The lines to deal with of the customers that follow the last one."""
        query = """
            SELECT DISTINCT partner_id FROM clientfile_cleanup_line
             WHERE cleanup_id = %s AND state = %s AND is_chosen AND partner_id > %s
             ORDER BY partner_id
             LIMIT %s
        """
        lines = self.env["clientfile.cleanup.line"]
        lines.flush_model(["cleanup_id", "state", "is_chosen", "partner_id"])
        found = self.env.execute_query(
            SQL(query, self.id, direction.state, last_id, APPLY_BATCH)
        )
        return lines.search(
            [
                ("cleanup_id", "=", self.id),
                ("state", "=", direction.state),
                ("is_chosen", "=", True),
                ("partner_id", "in", [id_ for (id_,) in found]),
            ]
        )

    def _move(self, lines, direction):
        """Write the other value of each line, unless somebody has changed it since."""
        reachable = lines.partner_id._filtered_access("write")
        lost = lines.filtered(lambda line: line.partner_id not in reachable)
        lost._set_state(direction.refused, self.env._("Out of your reach by now."))
        found = (lines - lost).with_context(**_QUIET)
        ready = found.filtered(
            lambda line: line._get_current() == (line[direction.found] or "")
        )
        (found - ready)._set_state(direction.changed)
        self._bisect(list(ready.grouped("partner_id").values()), direction)
        self._refresh_keys(reachable)

    def _bisect(self, groups, direction):
        """Write the lines of customers; where one fails, only his are refused."""
        if not groups:
            return
        try:
            with self.env.cr.savepoint():
                self._write_groups(groups, direction)
        except (UserError, IntegrityError, DataError) as error:
            if len(groups) == 1:
                groups[0]._set_state(direction.refused, self._explain(error))
                return
            middle = len(groups) // 2
            self._bisect(groups[:middle], direction)
            self._bisect(groups[middle:], direction)
        else:
            groups[0].union(*groups)._set_state(direction.done)

    def _write_groups(self, groups, direction):
        partners = groups[0].union(*groups).partner_id
        # The number is the same: asking the European register again would be in vain.
        with self.env.protecting([partners._fields["vies_valid"]], partners):
            for lines in groups:
                partner = lines.partner_id.with_prefetch(partners._prefetch_ids)
                self._write_values(partner, lines, direction)

    def _write_values(self, partner, lines, direction):
        """Write the values of one customer."""
        of_channels = lines.filtered("channel_id")
        vals = {
            line.field: line[direction.written] or False for line in lines - of_channels
        }
        if vals:
            partner.write(vals)
        for line in of_channels:
            # A new writing is read, for its key; a former one may be unreadable.
            is_former = direction is _UNDO
            channel = line.channel_id.with_context(clientfile_verbatim=is_former)
            channel.write({"value": line[direction.written]})

    def _explain(self, error):
        if isinstance(error, IntegrityError):
            return self.env["res.partner"]._sql_error_to_message(error)
        return str(error)

    def _refresh_keys(self, partners):
        """The keys of the customers, and of those who share values with them."""
        # sudo: the host copies values to contacts whom the user may not see
        everyone = self.env["res.partner"].sudo().with_context(active_test=False)
        everyone = everyone.search([("id", "child_of", partners.ids)])
        everyone._clientfile_refresh_keys()
