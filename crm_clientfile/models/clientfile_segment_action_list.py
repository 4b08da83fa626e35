from odoo import models
from odoo.tools import SQL

# The best customers first: their turn comes first.
_LIST = """
    INSERT INTO clientfile_segment_action_line
           (action_id, partner_id, user_id, state, reason)
    SELECT %(action)s, id, user_id,
           CASE WHEN exclusion IS NOT NULL THEN 'excluded'
                WHEN refusal IS NOT NULL THEN 'refused'
                ELSE 'waiting' END,
           COALESCE(exclusion, refusal)
      FROM (SELECT customer.*,
                   CASE WHEN reached.id IS NULL THEN %(exclusion)s END AS exclusion,
                   %(refusal)s AS refusal
              FROM (%(customers)s) AS customer
         LEFT JOIN (%(reached)s) AS reached ON reached.id = customer.id) AS listed
  ORDER BY revenue DESC NULLS LAST, id
"""


class ClientfileSegmentAction(models.Model):
    """Who is concerned and who is not, by one statement however many there are."""

    _inherit = "clientfile.segment.action"

    def _list_lines(self):
        self.env.flush_all()
        self.env.cr.execute(
            SQL(
                "DELETE FROM clientfile_segment_action_line WHERE action_id = %s",
                self.id,
            )
        )
        self.env.cr.execute(
            SQL(
                _LIST,
                action=self.id,
                customers=self._get_customers_sql(),
                reached=self._get_reached_sql(),
                exclusion=self._get_exclusion_sql(),
                refusal=self._get_kind()._refusal_sql(self),
            )
        )
        self.line_ids.invalidate_model()
        self.invalidate_recordset()

    def _get_customers_sql(self):
        """Everybody concerned, with what the others columns of ``_LIST`` need."""
        partners = self._get_partners()
        query = partners._search(self._get_partner_domain())
        table = partners._table
        revenue = partners._clientfile_figure_sql(
            table, "clientfile_revenue_12m", query
        )
        return query.select(
            SQL.identifier(table, "id"),
            SQL("%s AS revenue", revenue),
            *(
                SQL.identifier(table, name)
                for name in self._get_kind()._partner_columns
            ),
            SQL("%s AS user_id", self._get_kind()._user_sql(self)),
        )

    def _get_reached_sql(self):
        partners = self._get_partners()
        domain = self._get_partner_domain() & self._get_contactable_domain()
        return partners._search(domain).select()

    def _get_exclusion_sql(self):
        """Why a customer may not be contacted; SQL over ``customer``."""
        return SQL("'contact'")
