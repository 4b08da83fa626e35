"""The alerts of a customer: when they hold, how bad they are, how they look.

``when`` is SQL over a row ``m`` of clientfile.metrics, told of many customers at once;
``plan`` names the setting by which activities are planned, if they ever are.
"""

from dataclasses import dataclass

from .res_partner_figures_sql import DRIFT, FIGURES

# A basket falls from so many percent less on, one pays later from so many days on.
BASKET_FALL = 20
LATER_DAYS = 10


@dataclass(frozen=True)
class AlertKind:
    code: str
    label: str
    severity: str
    icon: str
    when: str = "FALSE"
    plan: str = ""


KINDS = (
    AlertKind(
        "overdue",
        "Payment overdue",
        "danger",
        "fa-clock-o",
        "m.amount_overdue > 0 AND m.oldest_unpaid_date < %(overdue_before)s",
        "clientfile_plan_overdue",
    ),
    AlertKind(
        "credit",
        "Credit limit exceeded",
        "danger",
        "fa-credit-card",
        "%(has_limits)s AND m.amount_due > NULLIF(COALESCE("
        "(partner.credit_limit ->> %(company)s)::numeric, %(limit)s), 0)",
        "clientfile_plan_credit",
    ),
    AlertKind("dispute", "Open dispute", "warning", "fa-gavel"),
    AlertKind(
        "silent",
        "Silent",
        "warning",
        "fa-bell-slash-o",
        f"({FIGURES['churn_risk']}) IN ('watch', 'high')",
        "clientfile_plan_silent",
    ),
    AlertKind(
        "later",
        "Pays later than before",
        "warning",
        "fa-hourglass-half",
        f"m.late_days > 0 AND m.late_days - m.late_days_previous > {LATER_DAYS}",
        "clientfile_plan_later",
    ),
    AlertKind(
        "basket",
        "Basket falls",
        "info",
        "fa-shopping-basket",
        f"100 * (m.basket_previous_12m - m.basket_12m)"
        f" >= {BASKET_FALL} * m.basket_previous_12m AND m.basket_previous_12m > 0",
        "clientfile_plan_basket",
    ),
    AlertKind(
        "discount",
        "Discount drifts",
        "info",
        "fa-percent",
        f"m.discount_12m - m.discount_previous_12m >= {DRIFT}",
        "clientfile_plan_discount",
    ),
)
BY_CODE = {kind.code: kind for kind in KINDS}
SELECTION = [(kind.code, kind.label) for kind in KINDS]
PLANNED = tuple(kind for kind in KINDS if kind.plan)
# What is told of the day's documents, not of the last figures: it may stop an order.
LIVE = ("overdue", "credit", "dispute")
FIGURED = tuple(kind for kind in KINDS if kind.code not in LIVE)
