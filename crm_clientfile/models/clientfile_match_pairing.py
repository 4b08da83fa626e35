from odoo import api, models
from odoo.tools import SQL

# In the order of the index, which is read once: hashing as many keys takes longer.
_GATHER = """
    CREATE TEMPORARY TABLE clientfile_match_shared ON COMMIT DROP AS
    SELECT key, split_part(key, ':', 1) AS kind, holders, ids
      FROM (SELECT key, COUNT(*) AS holders, array_agg(partner_id) AS ids
              FROM clientfile_match_key
          GROUP BY key
            HAVING COUNT(*) > 1
          ORDER BY key USING ~<~) AS shared
"""
_PAIR_UP = """
    WITH waiting AS MATERIALIZED (
             DELETE FROM clientfile_match_pending RETURNING partner_id),
         waits AS MATERIALIZED (
             SELECT partner_id AS id FROM waiting UNION %(also)s),
         pair AS (
             SELECT one, other
               FROM clientfile_match_shared AS shared
               JOIN (VALUES %(caps)s) AS cap (kind, most) USING (kind),
                    unnest(ids) AS one, unnest(ids) AS other
              WHERE holders <= most AND one > other),
         owned AS (%(owned)s)
    INSERT INTO clientfile_match_pending (partner_id, others)
         SELECT id, COALESCE(others, '')
           FROM waits
      LEFT JOIN (SELECT mine, array_to_string(array_agg(DISTINCT other), ' ') AS others
                   FROM owned
               GROUP BY mine) AS paired ON mine = id
"""
# Pairs are owned by one of both who waits, by the later where both do.
_OWNED_BY_WHO_WAITS = SQL(
    """
    SELECT COALESCE(later.id, earlier.id) AS mine,
           CASE WHEN later.id IS NULL THEN one ELSE other END AS other
      FROM pair
 LEFT JOIN waits AS later ON later.id = one
 LEFT JOIN waits AS earlier ON earlier.id = other AND later.id IS NULL
    """
)
_OWNED_BY_THE_LATER = SQL("SELECT one AS mine, other FROM pair")


class ClientfileMatchKey(models.Model):
    """All keys read at once, where most customers are to be compared."""

    _inherit = "clientfile.match.key"

    @api.model
    def _gather(self):
        """Read who shares each key, for all that is then counted and paired of it.

        It is there in this transaction as ``clientfile_match_shared``.
        """
        self._prepare_reading_all()
        self.env.cr.execute("DROP TABLE IF EXISTS clientfile_match_shared")
        self.env.cr.execute("SET LOCAL enable_hashagg = off")
        self.env.cr.execute(_GATHER)
        self.env.cr.execute("SET LOCAL enable_hashagg TO DEFAULT")

    @api.model
    def _pair_up(self):
        """Note with each partner who waits whom to compare it with, all keys at once.

        Each pair is noted once. As in ``_find_candidates``, a key that too many share
        finds nothing. What is shared was gathered before.
        """
        nobody = SQL("SELECT NULL WHERE FALSE")
        self._note_pairs(also=nobody, owned=_OWNED_BY_WHO_WAITS)

    @api.model
    def _pair_up_all(self):
        """Have every partner wait once more, with whom to compare it."""
        everybody = SQL("SELECT partner_id FROM clientfile_match_profile")
        self._note_pairs(also=everybody, owned=_OWNED_BY_THE_LATER)

    def _note_pairs(self, **parts):
        self.env.cr.execute(SQL(_PAIR_UP, caps=self._get_caps(), **parts))
