from odoo import api, fields, models
from odoo.tools import SQL

from ..tools.figures_scope import Days

# The lowest fifth scores 1, equals score alike. ABC: those who make the first 80 % of
# the revenue, the next 15 %, the others.
_RANK = """
    WITH share AS (
        SELECT id,
               (SUM(revenue_12m) OVER (
                   PARTITION BY company_id ORDER BY revenue_12m DESC, id
               ) - revenue_12m) / SUM(revenue_12m) OVER (PARTITION BY company_id)
               AS before
          FROM clientfile_metrics
         WHERE revenue_12m > 0
    ), score AS (
        SELECT id,
               {recency} AS recency, {frequency} AS frequency, {monetary} AS monetary
          FROM clientfile_metrics
         WHERE last_purchase_date > %(start_36m)s
    ), ranked AS (
        SELECT metrics.id, score.recency, score.frequency, score.monetary,
               CASE WHEN recency IS NULL THEN NULL
                    WHEN recency >= 4 AND frequency >= 4 AND monetary >= 4
                         THEN 'champion'
                    WHEN recency >= 3 AND frequency >= 4 THEN 'loyal'
                    WHEN recency >= 4 THEN 'promising'
                    WHEN recency = 3 THEN 'occasional'
                    WHEN frequency >= 3 OR monetary >= 4 THEN 'at_risk'
                    ELSE 'sleeping' END AS segment,
               CASE WHEN share.before < 0.80 THEN 'a'
                    WHEN share.before < 0.95 THEN 'b'
                    WHEN share.before IS NOT NULL THEN 'c' END AS class
          FROM clientfile_metrics AS metrics
     LEFT JOIN score ON score.id = metrics.id
     LEFT JOIN share ON share.id = metrics.id
    )
    UPDATE clientfile_metrics AS metrics
       SET recency_score = recency, frequency_score = frequency,
           monetary_score = monetary, rfm_segment = segment, abc_class = class
      FROM ranked
     WHERE ranked.id = metrics.id
       AND (recency_score, frequency_score, monetary_score, rfm_segment, abc_class)
           IS DISTINCT FROM (recency, frequency, monetary, segment, class)
"""
_SCORE = """
    LEAST(5, 1 + FLOOR(5 * PERCENT_RANK() OVER (
        PARTITION BY company_id ORDER BY {column})))::int
"""


class ClientfileMetrics(models.Model):
    """What compares the customers of a company with each other."""

    _inherit = "clientfile.metrics"

    @api.model
    def _rank(self):
        """Score and class all customers; measure the seasons of firms and trades."""
        query = _RANK.format(
            recency=_SCORE.format(column="last_purchase_date"),
            frequency=_SCORE.format(column="purchase_count_36m"),
            monetary=_SCORE.format(column="revenue_36m"),
        )
        days = Days.of(fields.Date.context_today(self))
        # After a first refresh PostgreSQL still takes the table for an empty one, and a
        # few customers for most of it.
        self.env.cr.execute("ANALYZE clientfile_metrics (id, partner_id, company_id)")
        self.env.cr.execute(SQL(query, start_36m=days.start_36m))
        self.env["clientfile.metrics.season"]._measure()
        self._forget_cache()
