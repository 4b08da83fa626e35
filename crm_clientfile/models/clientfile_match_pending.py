from odoo import api, fields, models
from odoo.tools import SQL

# A fifth of all customers.
_SHARE = 5


class ClientfileMatchPending(models.Model):
    """Partners to be compared with the others: new, or changed since they were.

    Each change adds a row, even where the partner has one: who saves never waits for a
    scan at work, and a scan deletes no change that came after it had begun.
    """

    _name = "clientfile.match.pending"
    _description = "Customer to Compare"
    _log_access = False
    _rec_name = "partner_id"

    partner_id = fields.Integer(required=True, index=True)
    others = fields.Text(
        readonly=True, help="Ids of those to compare with; empty: not looked for yet."
    )

    @api.model
    def _add(self, partner_ids):
        if partner_ids:
            self.env.cr.execute(
                SQL(
                    "INSERT INTO clientfile_match_pending (partner_id)"
                    " SELECT unnest(%s)",
                    list(partner_ids),
                )
            )

    @api.model
    def _take(self, limit):
        """Ids of the next partners to compare.

        Those of whom it is known with whom come first: who has changed since may be
        alike to any of them.
        """
        for is_known in (True, False):
            if partner_ids := self._take_next(limit, is_known):
                return partner_ids
        return []

    def _take_next(self, limit, is_known):
        rows = self.env.execute_query(
            SQL(
                "SELECT partner_id FROM clientfile_match_pending GROUP BY partner_id"
                " HAVING bool_and(others IS NOT NULL) = %s"
                " ORDER BY partner_id LIMIT %s",
                is_known,
                limit,
            )
        )
        return [partner_id for (partner_id,) in rows]

    @api.model
    def _get_known(self, partner_ids):
        """Whom to compare with, by partner id, where it is known of all of them.

        Those who are to be compared with nobody are left out.
        """
        rows = self.env.execute_query(
            SQL(
                "SELECT partner_id, string_agg(others, ' '),"
                " bool_and(others IS NOT NULL) FROM clientfile_match_pending"
                " WHERE partner_id = ANY(%s) GROUP BY partner_id",
                partner_ids,
            )
        )
        if not all(is_known for _id, _others, is_known in rows):
            return None
        return {
            id_: list(map(int, others.split()))
            for id_, others, _known in rows
            if others
        }

    @api.model
    def _is_most(self):
        """Whether so many wait that all keys are better read at once."""
        return self._count_after() * _SHARE > self._count_profiles()

    def _count_profiles(self):
        query = "SELECT COUNT(*) FROM clientfile_match_profile"
        return self.env.execute_query(SQL(query))[0][0]

    @api.model
    def _remove(self, partner_ids):
        self.env.cr.execute(
            SQL(
                "DELETE FROM clientfile_match_pending WHERE partner_id = ANY(%s)",
                list(partner_ids),
            )
        )

    @api.model
    def _count_after(self, last_id=0):
        """How many partners wait whose id is beyond ``last_id``."""
        rows = self.env.execute_query(
            SQL(
                "SELECT COUNT(DISTINCT partner_id) FROM clientfile_match_pending"
                " WHERE partner_id > %s",
                last_id,
            )
        )
        return rows[0][0]
