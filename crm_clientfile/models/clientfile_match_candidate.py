from odoo import api, models
from odoo.tools import SQL

from ..tools.duplicate_keys import CAPS

# Of the keys that too many share, the rarest are used two by two: those that together
# have not more holders, so that nobody waits for a customer with common ones.
_MOST_HOLDERS = 600
_MOST_FOUND = 40
# Kinds of keys that no place is a part of: a town in common tells more of these.
_PLACELESS = ["ba", "bg", "bn", "bw"]
# With EXISTS, PostgreSQL would read all who live in the town.
_SHARING_TWO = """
    SELECT partner_id
      FROM (SELECT partner_id, COUNT(*) AS shared, MIN(partners) AS fewest,
                   bool_or(split_part(key, ':', 1) = ANY(%(placeless)s)) AS is_placeless
              FROM (SELECT key, partners,
                           SUM(partners) OVER (ORDER BY partners, key) AS holders
                      FROM clientfile_match_frequency
                     WHERE key = ANY(%(keys)s) AND is_skipped) AS common
              JOIN clientfile_match_key USING (key)
             WHERE holders <= %(most)s AND partner_id <> %(partner_id)s
          GROUP BY partner_id) AS holder
     WHERE shared > 1
        OR is_placeless AND (
           SELECT TRUE FROM clientfile_match_key AS town
            WHERE town.key = ANY(%(towns)s) AND town.partner_id = holder.partner_id
            LIMIT 1)
  ORDER BY shared DESC, fewest, partner_id
     LIMIT %(limit)s
"""


class ClientfileMatchKey(models.Model):
    """Which partners are worth comparing: those who share a key that few share."""

    _inherit = "clientfile.match.key"

    @api.model
    def _find_candidates(self, left, among):
        """Ids to compare with, by the id of the left side.

        ``left`` selects (partner_id, key); ``among`` is a condition on ``other``, the
        id found, and ``mine``, the one it is found for. A key that more partners have
        than its kind allows finds nothing, wherever it is looked up.
        """
        # Keys in their order: the index is then read once, forward.
        rows = self.env.execute_query(
            SQL(
                """
                SELECT mine, array_agg(DISTINCT other)
                  FROM (SELECT own.partner_id AS mine, unnest(block.ids) AS other
                          FROM (SELECT partner_id, key, most
                                  FROM (%(left)s) AS stored
                                  JOIN (VALUES %(caps)s) AS cap (kind, most)
                                    ON kind = split_part(key, ':', 1)
                                 WHERE NOT EXISTS (
                                       SELECT FROM clientfile_match_frequency AS common
                                        WHERE is_skipped AND common.key = stored.key)
                              ORDER BY key USING ~<~) AS own
                    CROSS JOIN LATERAL (
                        SELECT array_agg(partner_id) AS ids
                          FROM (SELECT partner_id FROM clientfile_match_key
                                 WHERE key = own.key AND partner_id <> own.partner_id
                                 LIMIT own.most) AS holder
                        ) AS block
                         WHERE cardinality(block.ids) < own.most) AS found
                 WHERE %(among)s
              GROUP BY mine
                """,
                left=left,
                caps=self._get_caps(),
                among=among,
            )
        )
        return dict(rows)

    def _get_caps(self):
        return SQL(", ").join(SQL("(%s, %s)", *cap) for cap in CAPS.items())

    @api.model
    def _find_candidates_of_batch(self, partner_ids):
        """Whom the partners taken from ``clientfile.match.pending`` are compared with.

        Of two that both wait, the one that is taken later is compared with the other:
        each pair is looked at once, in the first scan as in those that follow.
        """
        known = self.env["clientfile.match.pending"]._get_known(partner_ids)
        if known is not None:
            return known
        left = SQL(
            "SELECT partner_id, key FROM clientfile_match_key"
            " WHERE partner_id = ANY(%s)",
            partner_ids,
        )
        among = SQL(
            """
            CASE WHEN other > %(last)s THEN NOT EXISTS (
                 SELECT FROM clientfile_match_pending WHERE partner_id = other)
                 WHEN other = ANY(%(batch)s) THEN other < mine
                 ELSE TRUE END
            """,
            last=partner_ids[-1],
            batch=partner_ids,
        )
        return self._find_candidates(left, among)

    @api.model
    def _find_candidates_of_keys(self, partner_id, keys):
        """Whom to compare with a partner that is being typed, stored or not yet."""
        if not keys:
            return []
        left = SQL(
            "SELECT %s AS partner_id, unnest(%s) AS key", partner_id, sorted(keys)
        )
        found = self._find_candidates(left, SQL("TRUE"))
        return found.get(partner_id, [])

    @api.model
    def _find_candidates_widely(self, partner_id, keys):
        """As ``_find_candidates_of_keys``, and who shares two keys that many have.

        Each of these says little; who has two of them, or one and the town, is worth a
        comparison. A search of all customers could not afford it.
        """
        if not keys:
            return []
        found = dict.fromkeys(self._find_candidates_of_keys(partner_id, keys))
        rows = self.env.execute_query(
            SQL(
                _SHARING_TWO,
                placeless=_PLACELESS,
                keys=sorted(keys),
                towns=[key for key in keys if key.startswith("c:")],
                most=_MOST_HOLDERS,
                partner_id=partner_id,
                limit=_MOST_FOUND,
            )
        )
        return list(found | dict.fromkeys(other for (other,) in rows))
