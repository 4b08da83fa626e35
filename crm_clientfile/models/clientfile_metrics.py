from odoo import fields, models

from .clientfile_metrics_year import PlainMany2one

MONTHS = [
    ("1", "January"),
    ("2", "February"),
    ("3", "March"),
    ("4", "April"),
    ("5", "May"),
    ("6", "June"),
    ("7", "July"),
    ("8", "August"),
    ("9", "September"),
    ("10", "October"),
    ("11", "November"),
    ("12", "December"),
]
PERIODS = [("month", "Months"), ("quarter", "Quarters"), ("year", "Years")]
SEGMENTS = [
    ("champion", "Champion"),
    ("loyal", "Loyal"),
    ("promising", "Promising"),
    ("occasional", "Occasional"),
    ("at_risk", "At risk"),
    ("sleeping", "Sleeping"),
]
CLASSES = [("a", "A"), ("b", "B"), ("c", "C")]


class ClientfileMetrics(models.Model):
    """What the documents tell of a customer in a company: readme/FIGURES.md.

    One row per commercial entity and root company, written by SQL only
    (``_refresh``, ``_rank``): nobody edits figures, and no partner is locked.
    """

    _name = "clientfile.metrics"
    _description = "Figures of a Customer"
    _log_access = False
    _rec_name = "partner_id"
    _order = "revenue_12m desc, id"

    partner_id = PlainMany2one("res.partner", "Customer", required=True)
    company_id = fields.Many2one("res.company", required=True, index=True)
    currency_id = fields.Many2one(related="company_id.currency_id")

    revenue_total = fields.Monetary("Revenue, All Years")
    revenue_total_taxed = fields.Monetary("Revenue with Taxes, All Years")
    revenue_year = fields.Monetary("Revenue This Year")
    revenue_year_taxed = fields.Monetary("Revenue This Year with Taxes")
    revenue_last_year = fields.Monetary()
    revenue_last_year_taxed = fields.Monetary("Revenue Last Year with Taxes")
    revenue_year_before = fields.Monetary("Revenue Two Years Ago")
    revenue_year_before_taxed = fields.Monetary("Revenue Two Years Ago with Taxes")
    revenue_fiscal = fields.Monetary("Revenue This Fiscal Year")
    revenue_12m = fields.Monetary("Revenue, 12 Months")
    revenue_12m_taxed = fields.Monetary("Revenue with Taxes, 12 Months")
    revenue_previous_12m = fields.Monetary("Revenue, 12 Months Before")
    revenue_36m = fields.Monetary("Revenue, 36 Months")

    amount_paid = fields.Monetary("Paid")
    amount_due = fields.Monetary("Due")
    amount_overdue = fields.Monetary("Overdue")
    unpaid_count = fields.Integer("Unpaid Invoices")
    oldest_unpaid_date = fields.Date("Oldest Unpaid")

    purchase_count = fields.Integer("Purchases")
    purchase_count_12m = fields.Integer("Purchases, 12 Months")
    purchase_count_36m = fields.Integer("Purchases, 36 Months")
    basket = fields.Monetary("Average Basket", aggregator="avg")
    basket_12m = fields.Monetary("Average Basket, 12 Months", aggregator="avg")
    basket_previous_12m = fields.Monetary(
        "Average Basket, 12 Months Before", aggregator="avg"
    )
    first_purchase_date = fields.Date("First Purchase")
    last_purchase_date = fields.Date("Last Purchase")
    purchase_days = fields.Integer("Days with Purchases")
    interval_days = fields.Float("Days between Purchases", (8, 1), aggregator="avg")
    interval_deviation = fields.Float("Deviation of the Days", (8, 1), aggregator="avg")
    analysis_period = fields.Selection(PERIODS, "Period of Analysis")
    regularity = fields.Float("Regularity (%)", (5, 1), aggregator="avg")

    credit_count = fields.Integer("Credit Notes")
    credit_amount = fields.Monetary("Credited")
    payment_days = fields.Float("Days to Payment", (8, 1), aggregator="avg")
    payment_days_previous = fields.Float(
        "Days to Payment Before", (8, 1), aggregator="avg"
    )
    late_days = fields.Float("Days Late", (8, 1), aggregator="avg")
    late_days_previous = fields.Float("Days Late Before", (8, 1), aggregator="avg")
    dispute_count = fields.Integer("Disputes")

    discount_12m = fields.Float("Discount (%), 12 Months", (6, 2), aggregator="avg")
    discount_previous_12m = fields.Float(
        "Discount (%), 12 Months Before", (6, 2), aggregator="avg"
    )
    margin_12m = fields.Monetary("Margin, 12 Months")
    margin_rate_12m = fields.Float("Margin (%), 12 Months", (7, 2), aggregator="avg")
    margin_total = fields.Monetary("Margin, All Years")
    margin_rate_total = fields.Float("Margin (%), All Years", (7, 2), aggregator="avg")

    best_month = fields.Selection(MONTHS)
    expected_date = fields.Date("Next Purchase Expected")
    forecast_12m = fields.Monetary("Forecast, 12 Months")
    forecast_error = fields.Float("Error of the Forecast (%)", (8, 1), aggregator="avg")

    recency_score = fields.Integer("Recency", aggregator="avg")
    frequency_score = fields.Integer("Frequency", aggregator="avg")
    monetary_score = fields.Integer("Amount", aggregator="avg")
    rfm_segment = fields.Selection(SEGMENTS, "RFM Segment")
    abc_class = fields.Selection(CLASSES, "ABC Class")

    _partner_company = models.UniqueIndex("(partner_id, company_id)")

    def action_open_customer(self):
        self.ensure_one()
        return self.partner_id.get_formview_action()
