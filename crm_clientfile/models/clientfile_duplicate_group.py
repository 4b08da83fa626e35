from odoo import api, models
from odoo.tools import SQL

from ..tools.duplicate_groups import star_groups


class ClientfileDuplicate(models.Model):
    """Pairs that belong together: each group around the customer in its middle."""

    _inherit = "clientfile.duplicate"

    @api.model
    def _regroup(self):
        """Note the group of each likely pair; a search does so at its end."""
        self.flush_model()
        centres = star_groups(self._get_likely(), self._get_apart())
        self.env.cr.execute(
            SQL(
                """
                WITH member AS (
                    SELECT * FROM unnest(%s::int[], %s::int[]) AS m (id, star)
                )
                UPDATE clientfile_duplicate AS pair
                   SET star_id = grouped.star_id
                  FROM (SELECT one.id, first.star AS star_id
                          FROM clientfile_duplicate AS one
                     LEFT JOIN member AS second ON second.id = one.partner_b_id
                     LEFT JOIN member AS first
                            ON first.id = one.partner_a_id AND first.star = second.star
                         WHERE one.res_model = 'res.partner') AS grouped
                 WHERE pair.id = grouped.id
                   AND pair.star_id IS DISTINCT FROM grouped.star_id
                """,
                list(centres),
                list(centres.values()),
            )
        )
        self.invalidate_model(["star_id"])

    def _get_likely(self):
        """(one id, other id, score) of the pairs that are likely or accepted."""
        return self.env.execute_query(
            SQL(
                """
                SELECT partner_a_id, partner_b_id, bits FROM clientfile_duplicate
                 WHERE res_model = 'res.partner' AND kind = 'double'
                   AND (decision = 'same' OR (decision IN ('pending', 'later')
                                              AND band IN ('certain', 'strong')))
                """
            )
        )

    def _get_apart(self):
        return self.env.execute_query(
            SQL(
                "SELECT partner_a_id, partner_b_id FROM clientfile_duplicate"
                " WHERE res_model = 'res.partner' AND decision = 'different'"
            )
        )
