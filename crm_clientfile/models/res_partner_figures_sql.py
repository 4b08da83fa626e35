"""SQL of the figures of a partner, from its row ``m`` of clientfile.metrics.

Where there is no row, nothing was bought: amounts and numbers are zero, days unknown.
"""

_ZERO = (
    *("revenue_year", "revenue_year_taxed", "revenue_last_year", "revenue_year_before"),
    *("revenue_fiscal", "revenue_12m", "revenue_12m_taxed", "revenue_previous_12m"),
    *("revenue_total", "amount_paid", "amount_due", "amount_overdue", "unpaid_count"),
    *("purchase_count", "purchase_count_12m", "credit_count", "credit_amount"),
    "dispute_count",
)
_PLAIN = (
    *("oldest_unpaid_date", "payment_days", "late_days", "basket", "basket_12m"),
    *("basket_previous_12m", "first_purchase_date", "last_purchase_date"),
    *("interval_days", "regularity", "expected_date", "discount_12m"),
    *("discount_previous_12m", "margin_12m", "margin_rate_12m", "margin_total"),
    *("rfm_segment", "abc_class", "best_month", "forecast_12m", "forecast_error"),
)
# Points of discount from which a rise is a drift.
DRIFT = 2
_SILENCE = "(%(today)s - %(m)s.last_purchase_date)"
_TOLERANCE = "%(m)s.interval_days + %(m)s.interval_deviation"
# Who has no rhythm yet is late after a year.
_CHURN = f"""
    CASE WHEN %(m)s.last_purchase_date IS NULL THEN NULL
         WHEN %(m)s.expected_date IS NULL THEN
              CASE WHEN {_SILENCE} > 730 THEN 'lost'
                   WHEN {_SILENCE} > 365 THEN 'high' ELSE 'none' END
         WHEN {_SILENCE} > 365 AND {_SILENCE} > 4 * %(m)s.interval_days THEN 'lost'
         WHEN {_SILENCE} > %(m)s.interval_days + {_TOLERANCE} THEN 'high'
         WHEN {_SILENCE} > 0.5 * %(m)s.interval_days + {_TOLERANCE} THEN 'watch'
         ELSE 'none' END
"""
_PAYMENT_RISK = """
    CASE WHEN %(m)s.id IS NULL THEN NULL
         WHEN %(m)s.late_days > 30
              OR %(m)s.amount_overdue > 0
                 AND %(m)s.oldest_unpaid_date < %(today)s - 60 THEN 'high'
         WHEN %(m)s.amount_overdue > 0
              OR %(m)s.late_days > 10
              OR %(m)s.late_days - %(m)s.late_days_previous > 10 THEN 'watch'
         ELSE 'none' END
"""

FIGURES = {
    "figures_currency_id": "%(currency)s::int",
    **{name: f"COALESCE(%(m)s.{name}, 0)" for name in _ZERO},
    **{name: f"%(m)s.{name}" for name in _PLAIN},
    "revenue_trend": "ROUND(100 * (%(m)s.revenue_12m - %(m)s.revenue_previous_12m)"
    " / NULLIF(GREATEST(%(m)s.revenue_previous_12m, 0), 0), 1)",
    "late_trend": "(%(m)s.late_days - %(m)s.late_days_previous)",
    "payment_risk": _PAYMENT_RISK,
    "seniority": "ROUND((%(today)s - %(m)s.first_purchase_date) / 365.25, 1)",
    "recency_days": _SILENCE,
    "frequency": "ROUND(365.25 / NULLIF(%(m)s.interval_days, 0), 1)",
    "churn_risk": _CHURN,
    "discount_drifts": "COALESCE(%(m)s.discount_12m"
    f" - %(m)s.discount_previous_12m >= {DRIFT}, FALSE)",
    "rfm_score": "CONCAT(%(m)s.recency_score, %(m)s.frequency_score,"
    " %(m)s.monetary_score)",
}
