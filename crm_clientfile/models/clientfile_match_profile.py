from odoo import api, fields, models
from odoo.tools import SQL, split_every

from ..tools.duplicate_profile import START, Profile

# Texts that are in memory beside the profiles they become.
_ROWS = 50_000


class ClientfileMatchProfile(models.Model):
    """What of a partner is compared with others: normalised once, when it is saved.

    One row per partner, archived ones included; kept by ``clientfile.match.key``.
    """

    _name = "clientfile.match.profile"
    _description = "Comparable Form of a Customer"
    _log_access = False
    _rec_name = "partner_id"

    # An integer as in clientfile.match.key: it is written with each partner saved.
    partner_id = fields.Integer(required=True)
    profile = fields.Text(required=True)

    _one_per_partner = models.UniqueIndex("(partner_id)")

    @api.model
    def _load(self, partner_ids):
        """Profiles by the ids of their partners; without those that are to be made."""
        found = {}
        for ids in split_every(_ROWS, partner_ids, list):
            query = (
                "SELECT partner_id, profile FROM clientfile_match_profile"
                " WHERE partner_id = ANY(%s)"
            )
            for partner_id, text in self.env.execute_query(SQL(query, ids)):
                if profile := Profile.loads(text):
                    found[partner_id] = profile
        return found

    @api.model
    def _has_outdated(self):
        """Whether some were made by a version that wrote them otherwise."""
        query = (
            "SELECT EXISTS (SELECT FROM clientfile_match_profile"
            " WHERE NOT starts_with(profile, %s))"
        )
        return self.env.execute_query(SQL(query, START))[0][0]

    @api.model
    def _store(self, profiles):
        """Write the texts by partner id, and have those partners compared again."""
        if profiles:
            self.env.cr.execute(
                SQL(
                    """
                    WITH written AS (
                        INSERT INTO clientfile_match_profile (partner_id, profile)
                             SELECT * FROM unnest(%s, %s)
                        ON CONFLICT (partner_id)
                          DO UPDATE SET profile = EXCLUDED.profile
                          RETURNING partner_id)
                    INSERT INTO clientfile_match_pending (partner_id)
                         SELECT partner_id FROM written
                    """,
                    list(profiles),
                    list(profiles.values()),
                )
            )
