from odoo import api, models
from odoo.fields import Integer
from odoo.tools import SQL

_ADD = """
    INSERT INTO clientfile_metrics_pending (partner_id)
    SELECT DISTINCT partner_id FROM unnest(%s) AS partner_id
"""
# What a merged customer bought belongs to the one that remains. The former has no
# figures any more: both are looked at.
_TAKE = """
    WITH taken AS (
        DELETE FROM clientfile_metrics_pending
         WHERE id IN (SELECT id FROM clientfile_metrics_pending
                    ORDER BY id LIMIT %s)
     RETURNING partner_id
    )
    SELECT partner_id FROM taken
     UNION
    SELECT partner.clientfile_merged_into_id
      FROM taken JOIN res_partner AS partner ON partner.id = taken.partner_id
     WHERE partner.clientfile_merged_into_id IS NOT NULL
"""


class ClientfileMetricsPending(models.Model):
    """Customers whose documents changed since their figures were made.

    Each change adds a row: who posts an invoice never waits for a refresh at work,
    and a refresh deletes no change that came after it had begun.
    """

    _name = "clientfile.metrics.pending"
    _description = "Customer Whose Figures Changed"
    _log_access = False
    _rec_name = "partner_id"

    partner_id = Integer(required=True)

    @api.model
    def _add(self, partner_ids):
        if partner_ids:
            self.env.cr.execute(SQL(_ADD, list(partner_ids)))

    @api.model
    def _take(self, limit):
        """Ids of customers to look at, which no longer wait from now on."""
        rows = self.env.execute_query(SQL(_TAKE, limit))
        return [partner_id for (partner_id,) in rows]
