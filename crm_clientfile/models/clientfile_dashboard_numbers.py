from odoo import api, fields, models
from odoo.tools import SQL

from .clientfile_dashboard_domain import plain

# Each customer once, with what it counts for; then all of them, and by each group.
_NUMBERS = """
    WITH customer AS MATERIALIZED (%s)
    SELECT GROUPING(place, industry_id, source_id, user_id, status),
           COALESCE(place, industry_id::text, source_id::text, user_id::text, status),
           COUNT(*) FILTER (WHERE has_bought AND is_active),
           COUNT(*) FILTER (WHERE is_buying),
           COUNT(*) FILTER (WHERE was_buying),
           COUNT(*) FILTER (WHERE is_new),
           COUNT(*) FILTER (WHERE was_buying AND NOT is_buying),
           COUNT(*) FILTER (WHERE overdue > 0),
           COALESCE(SUM(revenue), 0),
           COALESCE(SUM(revenue_before), 0),
           SUM(margin),
           COALESCE(SUM(purchases), 0),
           COALESCE(SUM(overdue), 0)
      FROM customer
  GROUP BY GROUPING SETS (
           (), (place), (industry_id), (source_id), (user_id), (status))
"""
# Of GROUPING, by which of the columns a row is one: all others are marked.
_LEVELS = {31: "", 15: "place", 23: "industry", 27: "source", 29: "user", 30: "status"}
NUMBERS = (
    *("clients", "bought", "had", "new", "lost", "overdue_count"),
    *("revenue", "before", "margin", "purchases", "overdue"),
)
_TOP = """
    SELECT id, revenue, margin, overdue, oldest
      FROM (%(customers)s) AS customer
     WHERE %(measure)s > 0
  ORDER BY %(measure)s DESC, id
     LIMIT %(limit)s
"""


class ClientfileDashboard(models.AbstractModel):
    """The numbers of the dashboard: one query for all of them."""

    _inherit = "clientfile.dashboard"

    @api.model
    def _read_numbers(self, request):
        """Dictionaries of ``NUMBERS`` by group and key; of all by "" and ``None``."""
        rows = self.env.execute_query(SQL(_NUMBERS, self._prepare_customers(request)))
        numbers = {name: {} for name in _LEVELS.values()}
        for level, key, *values in rows:
            numbers[_LEVELS[level]][key] = dict(zip(NUMBERS, values, strict=True))
        return numbers

    @api.model
    def _read_top(self, request, measure, limit):
        """The customers with most of a measure: rows of id, amounts, oldest unpaid."""
        return self.env.execute_query(
            SQL(
                _TOP,
                customers=self._prepare_customers(request),
                measure=SQL.identifier(measure),
                limit=limit,
            )
        )

    @api.model
    def _prepare_customers(self, request):
        """The customers that the user may see and that have figures, one a row."""
        partners = self.env["res.partner"].with_context(active_test=False)
        query = partners._search(request.customers)
        table = partners._table
        metrics = partners._clientfile_join_metrics(table, query)
        query.add_where(SQL("%s IS NOT NULL", SQL.identifier(metrics, "id")))
        period = request.period
        describe = (
            self._describe_rolling if period.is_rolling else self._describe_months
        )
        columns = {
            **self._describe_customer(partners, query, metrics, period),
            **describe(query, metrics, request),
        }
        return query.select(
            *(
                SQL("%s AS %s", sql, SQL.identifier(name))
                for name, sql in columns.items()
            )
        )

    @api.model
    def _describe_customer(self, partners, query, metrics, period):
        """What does not depend on how the period is counted."""

        def field(name):
            return partners._field_to_sql(partners._table, name, query)

        def figure(name):
            return SQL.identifier(metrics, name)

        return {
            "id": SQL.identifier(partners._table, "id"),
            "place": SQL(
                "COALESCE(%s, 'country ' || %s)",
                field("clientfile_department"),
                field("country_id"),
            ),
            "industry_id": field("industry_id"),
            "source_id": field("clientfile_source_id"),
            "user_id": field("user_id"),
            "status": field("clientfile_status"),
            "is_active": field("active"),
            "has_bought": SQL("COALESCE(%s, 0) > 0", figure("purchase_count")),
            "is_new": SQL(
                "%s BETWEEN %s AND %s",
                figure("first_purchase_date"),
                period.date_from,
                period.date_to,
            ),
            "overdue": SQL("COALESCE(%s, 0)", figure("amount_overdue")),
            "oldest": figure("oldest_unpaid_date"),
        }

    @api.model
    def _describe_rolling(self, _query, metrics, _request):
        def figure(name):
            return SQL("COALESCE(%s, 0)", SQL.identifier(metrics, name))

        return {
            "revenue": figure("revenue_12m"),
            "revenue_before": figure("revenue_previous_12m"),
            "is_buying": SQL("%s > 0", figure("purchase_count_12m")),
            "was_buying": SQL("%s > 0", figure("basket_previous_12m")),
            "purchases": figure("purchase_count_12m"),
            "margin": figure("margin_12m"),
        }

    @api.model
    def _describe_months(self, query, metrics, request):
        period = request.period
        now, before = (
            self._join_year(query, metrics, request, year)
            for year in (period.year, period.year - 1)
        )
        margin = SQL("COALESCE(%s, 0)", SQL.identifier(now, "margin"))
        return {
            "revenue": _add(now, "revenue", period.months),
            "revenue_before": _add(before, "revenue", period.months_before),
            "is_buying": SQL("%s > 0", _add(now, "count", period.months)),
            "was_buying": SQL("%s > 0", _add(before, "count", period.months_before)),
            "purchases": _add(now, "count", period.months),
            "margin": margin if period.is_whole_year else SQL("NULL::numeric"),
        }

    @api.model
    def _join_year(self, query, metrics, request, year):
        alias = query.make_alias("res_partner", f"clientfile_metrics_year_{year}")
        condition = SQL(
            "%s = %s AND %s = %s AND %s = %s",
            SQL.identifier(alias, "partner_id"),
            SQL.identifier(metrics, "partner_id"),
            SQL.identifier(alias, "company_id"),
            request.company_id,
            SQL.identifier(alias, "year"),
            year,
        )
        query.add_join("LEFT JOIN", alias, "clientfile_metrics_year", condition)
        return alias

    @api.model
    def _get_months(self, request):
        """What was sold in each month of the year, and of the year before."""
        years = [request.period.year, request.period.year - 1]
        domain = [
            ("company_id", "=", request.company_id),
            ("year", "in", years),
            ("partner_id", "any", request.customers),
        ]
        sums = [f"revenue_m{month:02}:sum" for month in range(1, 13)]
        figures = self.env["clientfile.metrics.year"].with_context(active_test=False)
        found = {
            year: values
            for year, *values in figures._read_group(domain, ["year"], sums)
        }
        months = []
        for month in range(1, 13):
            for year in years:
                day = fields.Date.to_date(f"{year}-{month:02}-01")
                months.append(
                    {
                        "year": year,
                        "month": month,
                        "amount": found.get(year, [0] * 12)[month - 1] or 0,
                        "domain": [
                            ("company_id", "=", request.company_id),
                            ("date", "=", fields.Date.to_string(day)),
                            ("partner_id", "any", plain(request.customers)),
                        ],
                    }
                )
        return months


def _add(alias, figure, months):
    """The sum of a figure over some months of a row of a year."""
    return SQL(
        "(%s)",
        SQL(" + ").join(
            SQL("COALESCE(%s, 0)", SQL.identifier(alias, f"{figure}_m{month:02}"))
            for month in months
        ),
    )
