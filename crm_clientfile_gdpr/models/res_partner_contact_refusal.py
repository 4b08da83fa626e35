from odoo import api, models
from odoo.tools import SQL

from ..tools.contact_rules import rules_for

_ADDRESSES = {"email": "email_normalized", "sms": "phone_sanitized"}
# Nothing is known of whoever has only an address: those who oppose there are asked.
_UNKNOWN = {
    "is_restricted": False,
    "is_opposed": False,
    "consent": None,
    "is_consumer": False,
}


class ResPartner(models.Model):
    """Who of many may not be contacted, people as well as bare addresses."""

    _inherit = "res.partner"

    def _get_clientfile_refusals(self, channel, purpose):
        """``{partner id: reason}`` of those who may not be contacted for ``purpose``.

        One statement, however many they are.
        """
        if not self.ids or purpose.kind == "contract":
            return {}
        reason = self._get_clientfile_reason_sql("person", channel, purpose)
        rows = self.env.execute_query(
            SQL(
                "SELECT person.id, SUBSTR(answer.reason, 2) FROM res_partner AS person,"
                " LATERAL (SELECT %s AS reason) AS answer"
                " WHERE person.id = ANY(%s) AND LEFT(answer.reason, 1) = '-'",
                reason,
                self.ids,
            )
        )
        return dict(rows)

    @api.model
    def _get_clientfile_address_refusals(self, channel, purpose, addresses):
        """``{address: reason}`` of normalised addresses that are not to be used.

        ``channel``: email or sms. One statement, however many they are.
        """
        if not addresses or purpose.kind == "contract":
            return {}
        self._flush_clientfile_facts()
        facts = self._get_clientfile_facts("asked", channel, purpose, None)
        rules = rules_for(channel=channel, purpose=purpose.kind, **_UNKNOWN)
        rows = self.env.execute_query(
            SQL(
                "SELECT asked.address, SUBSTR(answer.reason, 2)"
                " FROM UNNEST(%s::text[]) AS given (address),"
                " LATERAL (SELECT given.address, given.address AS %s) AS asked,"
                " LATERAL (SELECT %s AS reason) AS answer"
                " WHERE LEFT(answer.reason, 1) = '-'",
                sorted(addresses),
                SQL.identifier(_ADDRESSES[channel]),
                self._get_clientfile_case_sql(rules, facts),
            )
        )
        return dict(rows)
