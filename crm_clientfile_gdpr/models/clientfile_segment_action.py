from odoo import api, fields, models
from odoo.tools import SQL

_EXCLUSION = """
    (SELECT CASE WHEN LEFT(answer.reason, 1) = '-' THEN SUBSTR(answer.reason, 2)
                 ELSE 'contact' END
       FROM res_partner AS person, LATERAL (SELECT %s AS reason) AS answer
      WHERE person.id = customer.id)
"""


class ClientfileSegmentAction(models.Model):
    """What customers are contacted for: it decides who is left out, and why."""

    _inherit = "clientfile.segment.action"

    purpose_id = fields.Many2one(
        "clientfile.purpose",
        default=lambda self: self.env["clientfile.purpose"]._get_default(),
        ondelete="restrict",
    )

    @api.depends("purpose_id")
    def _compute_reach(self):
        return super()._compute_reach()

    def _get_partners(self):
        partners = super()._get_partners()
        return partners.with_context(clientfile_purpose_id=self.purpose_id.id)

    def _get_exclusion_sql(self):
        partners = self._get_partners()
        purpose = partners._get_clientfile_purpose()
        if not purpose:
            return super()._get_exclusion_sql()
        reason = partners._get_clientfile_reason_sql(
            "person", self._get_kind()._channel, purpose
        )
        return SQL(_EXCLUSION, reason)
