from odoo import api, fields, models
from odoo.fields import Domain
from odoo.tools import SQL

from .clientfile_metrics import CLASSES, MONTHS, SEGMENTS
from .res_partner_figures_sql import FIGURES

_USERS = "crm_clientfile.crm_clientfile_group_user"
_OPERATORS = ("in", "<", "<=", ">", ">=")
CHURN = [
    ("none", "In its rhythm"),
    ("watch", "Late"),
    ("high", "Likely lost"),
    ("lost", "Lost"),
]
RISKS = [("none", "None"), ("watch", "To watch"), ("high", "High")]


def _figure(kind, name, *args, **options):
    """A field read, sorted, grouped and searched by the SQL of ``FIGURES``."""

    def search(self, operator, value):
        if operator not in _OPERATORS:
            return NotImplemented
        return Domain(f"clientfile_{name}", operator, value)

    return kind(
        *args,
        compute="_compute_clientfile_figures",
        search=search,
        groups=_USERS,
        **options,
    )


def _money(name, label, **options):
    return _figure(
        fields.Monetary,
        name,
        label,
        currency_field="clientfile_figures_currency_id",
        **options,
    )


def _rate(name, label, digits=(8, 1), **options):
    return _figure(
        fields.Float, name, label, digits=digits, aggregator="avg", **options
    )


class ResPartner(models.Model):
    """The figures of a customer in the current company: readme/FIGURES.md.

    Nothing is stored on the partner: the row of its commercial entity is joined.
    """

    _inherit = "res.partner"

    # The host's currency of a partner cannot be aggregated, hence nothing in it.
    clientfile_figures_currency_id = _figure(
        fields.Many2one, "figures_currency_id", "res.currency", "Currency of Figures"
    )
    clientfile_revenue_year = _money("revenue_year", "Revenue This Year")
    clientfile_revenue_year_taxed = _money(
        "revenue_year_taxed", "Revenue This Year with Taxes"
    )
    clientfile_revenue_last_year = _money("revenue_last_year", "Revenue Last Year")
    clientfile_revenue_year_before = _money(
        "revenue_year_before", "Revenue Two Years Ago"
    )
    clientfile_revenue_fiscal = _money("revenue_fiscal", "Revenue This Fiscal Year")
    clientfile_revenue_12m = _money("revenue_12m", "Revenue, 12 Months")
    clientfile_revenue_12m_taxed = _money(
        "revenue_12m_taxed", "Revenue with Taxes, 12 Months"
    )
    clientfile_revenue_previous_12m = _money(
        "revenue_previous_12m", "Revenue, 12 Months Before"
    )
    clientfile_revenue_trend = _rate("revenue_trend", "Change of the Revenue (%)")
    clientfile_revenue_total = _money("revenue_total", "Revenue, All Years")

    clientfile_amount_paid = _money("amount_paid", "Paid")
    clientfile_amount_due = _money("amount_due", "Due")
    clientfile_amount_overdue = _money("amount_overdue", "Overdue")
    clientfile_unpaid_count = _figure(fields.Integer, "unpaid_count", "Unpaid Invoices")
    clientfile_oldest_unpaid_date = _figure(
        fields.Date, "oldest_unpaid_date", "Oldest Unpaid"
    )
    clientfile_payment_days = _rate("payment_days", "Days to Payment")
    clientfile_late_days = _rate("late_days", "Days Late")
    clientfile_late_trend = _rate("late_trend", "Change of the Days Late")
    clientfile_payment_risk = _figure(
        fields.Selection, "payment_risk", RISKS, "Payment Risk"
    )

    clientfile_purchase_count = _figure(fields.Integer, "purchase_count", "Purchases")
    clientfile_purchase_count_12m = _figure(
        fields.Integer, "purchase_count_12m", "Purchases, 12 Months"
    )
    clientfile_basket = _money("basket", "Average Basket", aggregator="avg")
    clientfile_basket_12m = _money(
        "basket_12m", "Average Basket, 12 Months", aggregator="avg"
    )
    clientfile_basket_previous_12m = _money(
        "basket_previous_12m", "Average Basket, 12 Months Before", aggregator="avg"
    )
    clientfile_first_purchase_date = _figure(
        fields.Date, "first_purchase_date", "First Purchase"
    )
    clientfile_last_purchase_date = _figure(
        fields.Date, "last_purchase_date", "Last Purchase"
    )
    clientfile_seniority = _rate("seniority", "Years as a Client")
    clientfile_recency_days = _figure(
        fields.Integer, "recency_days", "Days since Last Purchase", aggregator="avg"
    )
    clientfile_frequency = _rate("frequency", "Purchases a Year")
    clientfile_interval_days = _rate("interval_days", "Days between Purchases")
    clientfile_regularity = _rate("regularity", "Regularity (%)")
    clientfile_expected_date = _figure(
        fields.Date, "expected_date", "Next Purchase Expected"
    )
    clientfile_churn_risk = _figure(
        fields.Selection, "churn_risk", CHURN, "Risk of Loss"
    )

    clientfile_credit_count = _figure(fields.Integer, "credit_count", "Credit Notes")
    clientfile_credit_amount = _money("credit_amount", "Credited")
    clientfile_dispute_count = _figure(
        fields.Integer, "dispute_count", "Disputes, All Years"
    )
    clientfile_discount_12m = _rate(
        "discount_12m", "Discount (%), 12 Months", digits=(6, 2)
    )
    clientfile_discount_previous_12m = _rate(
        "discount_previous_12m", "Discount (%), 12 Months Before", digits=(6, 2)
    )
    clientfile_discount_drifts = _figure(
        fields.Boolean, "discount_drifts", "Discount Drifts"
    )
    clientfile_margin_12m = _money("margin_12m", "Margin, 12 Months")
    clientfile_margin_rate_12m = _rate(
        "margin_rate_12m", "Margin (%), 12 Months", digits=(7, 2)
    )
    clientfile_margin_total = _money("margin_total", "Margin, All Years")

    clientfile_rfm_score = _figure(
        fields.Char,
        "rfm_score",
        "RFM Score",
        help="Recency, frequency and amount, 5 for the best fifth of the customers.",
    )
    clientfile_rfm_segment = _figure(
        fields.Selection, "rfm_segment", SEGMENTS, "RFM Segment"
    )
    clientfile_abc_class = _figure(fields.Selection, "abc_class", CLASSES, "ABC Class")
    clientfile_best_month = _figure(
        fields.Selection, "best_month", MONTHS, "Best Month"
    )
    clientfile_forecast_12m = _money("forecast_12m", "Forecast, 12 Months")
    clientfile_forecast_error = _rate("forecast_error", "Error of the Forecast (%)")

    @api.depends("commercial_partner_id")
    @api.depends_context("company", "tz")
    def _compute_clientfile_figures(self):
        names = self._get_clientfile_figure_names()
        known = self._origin._read_clientfile_figures(names)
        nothing = (False,) * len(names)
        for partner in self:
            figures = known.get(partner._origin.id, nothing)
            for name, figure in zip(names, figures, strict=True):
                partner[name] = figure

    @api.model
    def _get_clientfile_figure_names(self):
        return [f"clientfile_{name}" for name in FIGURES]

    def _read_clientfile_figures(self, names):
        """The figures by partner id, in one query."""
        if not self:
            return {}
        query = self._as_query(ordered=False)
        columns = (
            self._clientfile_figure_sql(self._table, name, query) for name in names
        )
        own_id = SQL.identifier(self._table, "id")
        rows = self.env.execute_query(query.select(own_id, *columns))
        return {partner_id: figures for partner_id, *figures in rows}

    def _clientfile_column(self, alias, fname, query):
        if fname.removeprefix("clientfile_") not in FIGURES:
            return super()._clientfile_column(alias, fname, query)
        self._check_field_access(self._fields[fname], "read")
        return self._clientfile_figure_sql(alias, fname, query)

    def _clientfile_figure_sql(self, alias, name, query):
        metrics = SQL.identifier(self._clientfile_join_metrics(alias, query))
        figure = FIGURES[name.removeprefix("clientfile_")]
        return SQL(
            figure,
            m=metrics,
            today=fields.Date.context_today(self),
            currency=self.env.company.root_id.currency_id.id,
        )

    def _clientfile_join_metrics(self, alias, query):
        """Join the row of the entity in the current company; give its alias."""
        metrics = query.make_alias(alias, "clientfile_metrics")
        condition = SQL(
            "%s = %s AND %s = %s",
            SQL.identifier(metrics, "partner_id"),
            self._field_to_sql(alias, "commercial_partner_id", query),
            SQL.identifier(metrics, "company_id"),
            self.env.company.root_id.id,
        )
        query.add_join("LEFT JOIN", metrics, "clientfile_metrics", condition)
        return metrics

    def unlink(self):
        ids = self.ids
        result = super().unlink()
        for table in ("clientfile_metrics", "clientfile_metrics_year"):
            name = SQL.identifier(table)
            self.env.cr.execute(
                SQL("DELETE FROM %s WHERE partner_id = ANY(%s)", name, ids)
            )
        return result
