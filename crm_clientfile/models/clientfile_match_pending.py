from odoo import api, fields, models
from odoo.tools import SQL


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
    def _add_all(self):
        """Have all partners compared once more."""
        self.env.cr.execute(
            """
            INSERT INTO clientfile_match_pending (partner_id)
                 SELECT partner_id FROM clientfile_match_profile
                 EXCEPT SELECT partner_id FROM clientfile_match_pending
            """
        )

    @api.model
    def _take(self, limit):
        """Ids of the next partners to compare, the lowest first."""
        rows = self.env.execute_query(
            SQL(
                "SELECT DISTINCT partner_id FROM clientfile_match_pending"
                " ORDER BY partner_id LIMIT %s",
                limit,
            )
        )
        return [partner_id for (partner_id,) in rows]

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
