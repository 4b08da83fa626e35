from odoo import api, fields, models
from odoo.fields import Domain
from odoo.tools import SQL

from ..tools.duplicate_keys import CAPS

_CANDIDATES = """
    SELECT mine, array_agg(DISTINCT other)
      FROM (SELECT own.lead_id AS mine, unnest(block.ids) AS other
              FROM (SELECT lead_id, key, most
                      FROM clientfile_match_lead
                      JOIN (VALUES %(caps)s) AS cap (kind, most)
                        ON kind = split_part(key, ':', 1)
                     WHERE lead_id = ANY(%(ids)s)) AS own
        CROSS JOIN LATERAL (
            SELECT array_agg(lead_id) AS ids
              FROM (SELECT lead_id FROM clientfile_match_lead
                     WHERE key = own.key LIMIT own.most + 1) AS holder
            ) AS block
             WHERE cardinality(block.ids) <= own.most) AS found
     WHERE other < mine
  GROUP BY mine
"""


class ClientfileMatchLead(models.Model):
    """The keys of open leads, there only while a search compares them.

    Leads are short-lived: keeping their keys up to date would cost more than making
    them anew, and nothing of them remains after a search.
    """

    _name = "clientfile.match.lead"
    _description = "Key of a Lead"
    _log_access = False
    _rec_name = "key"

    lead_id = fields.Integer(required=True, index=True)
    key = fields.Char(required=True)

    _by_key = models.Index("(key, lead_id)")

    @api.model
    def _clear(self):
        self.env.cr.execute("DELETE FROM clientfile_match_lead")

    @api.model
    def _add_next(self, after_id, limit):
        """Make the keys of the open leads after ``after_id``; the last id done."""
        finder = self.env["clientfile.duplicate.finder"]
        # sudo: a search covers the leads of everyone; who sees the pairs is ruled apart
        leads = self.env["crm.lead"].sudo()
        domain = finder._get_lead_domain() & Domain("id", ">", after_id)
        leads = leads.search(domain, order="id", limit=limit)
        rows = [
            (lead.id, key)
            for lead in leads
            for key in finder._get_lead_profile(lead)[0]
        ]
        if rows:
            query = "INSERT INTO clientfile_match_lead (lead_id, key) VALUES %s"
            self.env.cr.execute_values(query, rows)
        leads.invalidate_recordset(flush=False)
        return leads[-1:].id

    @api.model
    def _take(self, after_id, limit):
        """Ids of the next leads that have keys, the lowest first."""
        rows = self.env.execute_query(
            SQL(
                "SELECT DISTINCT lead_id FROM clientfile_match_lead"
                " WHERE lead_id > %s ORDER BY lead_id LIMIT %s",
                after_id,
                limit,
            )
        )
        return [lead_id for (lead_id,) in rows]

    @api.model
    def _find_candidates(self, lead_ids):
        """Ids of earlier leads to compare with; keys of too many find nothing."""
        caps = SQL(", ").join(SQL("(%s, %s)", *cap) for cap in CAPS.items())
        query = SQL(_CANDIDATES, caps=caps, ids=lead_ids)
        return dict(self.env.execute_query(query))
