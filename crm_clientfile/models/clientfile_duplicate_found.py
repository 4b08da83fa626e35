from datetime import timedelta

from psycopg2.extras import Json

from odoo import api, fields, models
from odoo.tools import SQL

from .clientfile_duplicate import SHARED_IDENTIFIERS

_UPSERT = """
    INSERT INTO clientfile_duplicate AS pair
                (res_model, decision, create_uid, create_date, write_uid, write_date,
                 {first}, {second}, bits, probability, band, kind, is_company, reasons)
         VALUES %s
    ON CONFLICT ({first}, {second}) DO UPDATE
            SET bits = EXCLUDED.bits,
                probability = EXCLUDED.probability,
                band = EXCLUDED.band,
                kind = EXCLUDED.kind,
                is_company = EXCLUDED.is_company,
                reasons = EXCLUDED.reasons,
                write_date = EXCLUDED.write_date,
                decision = CASE pair.decision WHEN 'stale' THEN 'pending'
                                              ELSE pair.decision END
      RETURNING id
"""
# Those merged since stand for who they were merged into.
_DIFFERENT = """
    SELECT partner_a_id, partner_b_id
      FROM (SELECT decided.known_identifiers,
                   COALESCE(a.clientfile_merged_into_id, a.id) AS partner_a_id,
                   COALESCE(b.clientfile_merged_into_id, b.id) AS partner_b_id
              FROM clientfile_duplicate AS decided
              JOIN res_partner AS a ON a.id = decided.partner_a_id
              JOIN res_partner AS b ON b.id = decided.partner_b_id
             WHERE decided.decision = 'different'
               AND (decided.partner_a_id = ANY(%(ids)s)
                    OR decided.partner_b_id = ANY(%(ids)s))) AS pair
     WHERE string_to_array(COALESCE((%(shared)s), ''), ' ')
           <@ string_to_array(COALESCE(known_identifiers, ''), ' ')
"""
_RETIRE = """
    WITH examined AS MATERIALIZED (SELECT unnest(%(examined)s::int[]) AS id),
         kept AS MATERIALIZED (SELECT unnest(%(kept)s::int[]) AS id),
         undecided AS MATERIALIZED (
             SELECT id, partner_a_id, partner_b_id
               FROM clientfile_duplicate
              WHERE decision IN ('pending', 'later')
                AND NOT EXISTS (SELECT FROM kept WHERE id = clientfile_duplicate.id)),
         concerned AS (
             SELECT undecided.*
               FROM undecided JOIN examined ON partner_a_id = examined.id
              UNION
             SELECT undecided.*
               FROM undecided JOIN examined ON partner_b_id = examined.id)
    UPDATE clientfile_duplicate AS pair
       SET decision = 'stale', write_date = (now() AT TIME ZONE 'UTC')
      FROM concerned
     WHERE concerned.id = pair.id
       AND NOT EXISTS (
           SELECT FROM clientfile_match_pending AS pending
            WHERE pending.partner_id IN (pair.partner_a_id, pair.partner_b_id)
              AND NOT EXISTS (SELECT FROM examined WHERE id = pending.partner_id))
"""
_SIDES = {
    "res.partner": ("partner_a_id", "partner_b_id"),
    "crm.lead": ("lead_a_id", "lead_b_id"),
}
_PAGE = 1000
STALE_DAYS = 30


class ClientfileDuplicate(models.Model):
    """Pairs as a scan writes them: in SQL, decisions kept."""

    _inherit = "clientfile.duplicate"

    @api.model
    def _record(self, found, examined_ids):
        """Store the pairs found among ``examined_ids`` and all others.

        Undecided pairs of these partners that were not found again are no longer alike.
        Returns how many pairs were found.
        """
        self.flush_model()
        kept = self._upsert(found)
        self._retire(examined_ids, kept)
        self._reopen(kept)
        self.invalidate_model()
        return len(kept)

    @api.model
    def _record_leads(self, found, lead_ids):
        """Store the pairs whose later lead is one of ``lead_ids``."""
        self.flush_model()
        kept = self._upsert(found, "crm.lead")
        self.env.cr.execute(
            SQL(
                """
                UPDATE clientfile_duplicate SET decision = 'stale'
                 WHERE lead_b_id = ANY(%s) AND decision IN ('pending', 'later')
                   AND id <> ALL(%s)
                """,
                lead_ids,
                kept,
            )
        )
        self.invalidate_model()
        return len(kept)

    @api.model
    def _retire_closed_leads(self):
        """At the end of a search: undecided pairs of leads that were not compared."""
        self.flush_model()
        self.env.cr.execute(
            """
            UPDATE clientfile_duplicate AS pair SET decision = 'stale'
             WHERE res_model = 'crm.lead' AND decision IN ('pending', 'later')
               AND NOT (EXISTS (SELECT FROM clientfile_match_lead
                                 WHERE lead_id = pair.lead_a_id)
                        AND EXISTS (SELECT FROM clientfile_match_lead
                                     WHERE lead_id = pair.lead_b_id))
            """
        )
        self.invalidate_model()

    @api.model
    def _get_different(self, partner):
        """Ids of those that somebody found to be others than this partner.

        A number that both did not have then makes them open again, as in a search.
        """
        if not partner:
            return set()
        self.flush_model(["decision", "known_identifiers"])
        ids = partner._clientfile_entity_ids()
        rows = self.env.execute_query(
            SQL(_DIFFERENT, ids=ids, shared=SHARED_IDENTIFIERS)
        )
        return {id_ for pair in rows for id_ in pair}

    @api.model
    def _upsert(self, found, res_model="res.partner"):
        """Store the pairs; their ids, in no order."""
        if not found:
            return []
        now, uid = fields.Datetime.now(), self.env.uid
        trace = (res_model, "pending", uid, now, uid, now)
        rows = [trace + self._prepare_row(pair) for pair in found]
        first, second = _SIDES[res_model]
        query = _UPSERT.format(first=first, second=second)
        returned = self.env.cr.execute_values(query, rows, page_size=_PAGE, fetch=True)
        return [id_ for (id_,) in returned]

    def _prepare_row(self, pair):
        verdict = pair.verdict
        return (
            *pair.ids,
            verdict.bits,
            verdict.probability,
            verdict.band,
            verdict.kind,
            pair.is_company,
            Json(pair.reasons),
        )

    def _retire(self, examined_ids, kept):
        """Undecided pairs not found again; those with one still to examine wait."""
        self.env.cr.execute(SQL(_RETIRE, examined=list(examined_ids), kept=kept))

    @api.autovacuum
    def _gc_stale(self):
        """Pairs that are no longer alike, unless they become so again soon."""
        limit = fields.Datetime.now() - timedelta(days=STALE_DAYS)
        self.search([("decision", "=", "stale"), ("write_date", "<", limit)]).unlink()

    def _reopen(self, kept):
        """Different once, and now with a number in common that was not known then."""
        self.env.cr.execute(
            SQL(
                """
                UPDATE clientfile_duplicate AS pair
                   SET decision = 'pending', decided_by_id = NULL, date_decided = NULL
                 WHERE id = ANY(%s) AND decision = 'different'
                   AND NOT string_to_array(COALESCE((%s), ''), ' ')
                        <@ string_to_array(COALESCE(known_identifiers, ''), ' ')
                """,
                kept,
                SHARED_IDENTIFIERS,
            )
        )

    @api.model
    def _ignore(self, partner, others):
        """Who types ``partner`` knows that the others are others."""
        # The keys of a new partner are made after this: they tell what both have.
        partner._clientfile_refresh_keys()
        found = self.env["clientfile.duplicate.finder"]._find_to_show(partner)
        is_manager = self.env.user.has_group(
            "crm_clientfile.crm_clientfile_group_manager"
        )
        ignored = [
            pair
            for pair in found
            if pair.other_id in others._ids
            and (is_manager or pair.verdict.band != "certain")
        ]
        if ignored:
            # sudo: users do not decide in the queue, but they know whom they type
            pairs = self.sudo().browse(self._upsert(ignored))
            pairs.invalidate_recordset()
            pairs._decide("different")
