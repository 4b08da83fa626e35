from odoo import api, fields, models
from odoo.tools import SQL

from ..tools.figures_scope import season_years

_MONTHS = range(1, 13)
# An index of 120 says: a fifth more than in an average month.
_MEASURE = """
    WITH sold AS (
        SELECT years.company_id, partner.industry_id, {months}
          FROM clientfile_metrics_year AS years
          JOIN res_partner AS partner ON partner.id = years.partner_id
         WHERE years.year >= %(first)s
      GROUP BY GROUPING SETS (
               (years.company_id), (years.company_id, partner.industry_id))
        HAVING GROUPING(partner.industry_id) = 1 OR partner.industry_id IS NOT NULL
    ), total AS (
        SELECT *, {total} AS total FROM sold
    )
    INSERT INTO clientfile_metrics_season
                (company_id, industry_id, date_ranked, {names})
    SELECT company_id, industry_id, %(today)s, {indices}
      FROM total
"""


def _measure_query():
    names = [f"m{month:02}" for month in _MONTHS]
    return _MEASURE.format(
        months=", ".join(
            f"SUM(years.revenue_{name}) FILTER (WHERE years.year BETWEEN"
            f" %(season_{month}_first)s AND %(season_{month}_last)s) AS {name}"
            for month, name in zip(_MONTHS, names, strict=True)
        ),
        total=" + ".join(f"COALESCE({name}, 0)" for name in names),
        names=", ".join(names),
        indices=", ".join(
            f"CASE WHEN total > 0 THEN ROUND(1200 * COALESCE({name}, 0) / total, 1) END"
            for name in names
        ),
    )


class ClientfileMetricsSeason(models.Model):
    """How much of an average month is sold in each month: of a company, of a trade.

    Three years of each month, those over on the day of the last full refresh.
    """

    _name = "clientfile.metrics.season"
    _description = "Seasons of a Company"
    _log_access = False
    _rec_name = "industry_id"
    _order = "industry_id"

    company_id = fields.Many2one("res.company", required=True, index=True)
    industry_id = fields.Many2one(
        "res.partner.industry",
        index="btree_not_null",
        ondelete="cascade",
        help="Empty for the whole company.",
    )
    date_ranked = fields.Date("Compared on")
    m01 = fields.Float("Index of January", (8, 1), aggregator="avg")
    m02 = fields.Float("Index of February", (8, 1), aggregator="avg")
    m03 = fields.Float("Index of March", (8, 1), aggregator="avg")
    m04 = fields.Float("Index of April", (8, 1), aggregator="avg")
    m05 = fields.Float("Index of May", (8, 1), aggregator="avg")
    m06 = fields.Float("Index of June", (8, 1), aggregator="avg")
    m07 = fields.Float("Index of July", (8, 1), aggregator="avg")
    m08 = fields.Float("Index of August", (8, 1), aggregator="avg")
    m09 = fields.Float("Index of September", (8, 1), aggregator="avg")
    m10 = fields.Float("Index of October", (8, 1), aggregator="avg")
    m11 = fields.Float("Index of November", (8, 1), aggregator="avg")
    m12 = fields.Float("Index of December", (8, 1), aggregator="avg")

    @api.model
    def _measure(self):
        """Make the indices of all companies and trades anew."""
        today = fields.Date.context_today(self)
        seasons = {}
        for month in _MONTHS:
            years = season_years(month, today)
            seasons[f"season_{month}_first"], seasons[f"season_{month}_last"] = years
        self.env["res.partner"].flush_model(["industry_id"])
        self.env.cr.execute("DELETE FROM clientfile_metrics_season")
        query = SQL(_measure_query(), today=today, first=today.year - 3, **seasons)
        self.env.cr.execute(query)
        self.invalidate_model()

    def _get_indices(self):
        """The twelve indices, January first; none where nothing was sold."""
        values = [self[f"m{month:02}"] for month in _MONTHS]
        return tuple(values) if any(values) else ()
