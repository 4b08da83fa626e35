from odoo import api, fields, models
from odoo.tools import SQL

from .clientfile_opposition import KEY_OF_CHANNEL
from .res_partner_consent import CONSENT_READERS

_COLUMNS = {"e": "email_normalized", "p": "phone_sanitized"}
_LISTED_PARTNERS = """
    SELECT DISTINCT stored.partner_id FROM clientfile_match_key AS stored
     WHERE stored.partner_id = ANY(%(ids)s) AND stored.key ~ '^[ep]:'
       AND EXISTS (SELECT FROM clientfile_opposition AS listed
                    WHERE listed.digest = %(digest)s)
"""


class ResPartner(models.Model):
    """Whoever is reached at an address of the opposition list is left in peace."""

    _inherit = "res.partner"

    clientfile_is_listed = fields.Boolean(
        "On the Opposition List",
        compute="_compute_clientfile_is_listed",
        exportable=False,
        groups=CONSENT_READERS,
        help="An e-mail or telephone of this record is one of somebody who opposed or "
        "was erased.",
    )

    @api.depends("email", "phone", "clientfile_channel_ids.value_normalized")
    def _compute_clientfile_is_listed(self):
        listed = set(self._origin._get_clientfile_listed_ids())
        for partner in self:
            partner.clientfile_is_listed = partner._origin.id in listed

    def _get_clientfile_listed_ids(self):
        """Those of these partners with an address on the list, in one statement."""
        listing = self.env["clientfile.opposition"]
        if not self.ids or not listing._has_any():
            return []
        self.env.flush_all()
        digest = listing._get_digest_sql("", SQL.identifier("stored", "key"))
        rows = self.env.execute_query(
            SQL(_LISTED_PARTNERS, ids=self.ids, digest=digest)
        )
        return [partner_id for (partner_id,) in rows]

    @api.model
    def _get_clientfile_facts(self, alias, channel, purpose, moment):
        facts = super()._get_clientfile_facts(alias, channel, purpose, moment)
        kind = KEY_OF_CHANNEL.get(channel)
        address = SQL.identifier(alias, _COLUMNS[kind]) if kind else SQL("NULL")
        asked = self._prepare_clientfile_question(channel, purpose, moment)
        listed = self.env["clientfile.opposition"]._get_listed_sql(
            channel, address, asked
        )
        return {**facts, "is_hashed": listed}

    @api.model
    def _flush_clientfile_facts(self):
        self.env["clientfile.opposition"].flush_model()
        return super()._flush_clientfile_facts()
