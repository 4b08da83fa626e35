"""What a company makes of its figures: rules of statuses, and what they tell of one."""

import calendar
from dataclasses import dataclass
from datetime import date
from decimal import Decimal

# Which status each reason leads to. They are asked in this order: at risk before VIP,
# VIP before active and inactive.
STATUS_OF = {
    "leaving": "at_risk",
    "payment": "at_risk",
    "falling": "at_risk",
    "vip": "vip",
    "silent": "inactive",
    "stale": "inactive",
    "buying": "active",
}


@dataclass(frozen=True)
class StatusRules:
    """When a company calls a customer inactive, at risk or a VIP; zero is "never"."""

    inactive_months: int = 0
    inactive_intervals: float = 0
    risk_churn: bool = False
    risk_payment: bool = False
    risk_fall: float = 0
    vip_class_a: bool = False
    vip_champion: bool = False
    vip_revenue: float | Decimal = 0
    vip_needs_all: bool = False

    def inactive_until(self, today: date) -> date | None:
        """Who bought on that day for the last time has bought nothing for too long."""
        if not self.inactive_months:
            return None
        return months_before(today, self.inactive_months)


@dataclass(frozen=True)
class StatusFacts:
    """The figures that gave a customer his status on a day."""

    reason: str
    day: date
    silence: int = 0
    interval: float = 0
    revenue: float | Decimal = 0
    revenue_before: float | Decimal = 0
    overdue: float | Decimal = 0
    late_days: float = 0
    is_class_a: bool = False
    is_champion: bool = False

    @property
    def fall(self) -> int:
        """How much less was bought than in the year before, in percent."""
        if self.revenue_before <= 0:
            return 0
        return round(100 * (self.revenue_before - self.revenue) / self.revenue_before)


def months_before(day: date, months: int) -> date:
    """The same day of an earlier month, or the last one of a shorter month.

    >>> months_before(date(2024, 2, 29), 12), months_before(date(2026, 3, 31), 1)
    (datetime.date(2023, 2, 28), datetime.date(2026, 2, 28))
    """
    year, month = divmod(day.year * 12 + day.month - 1 - months, 12)
    last = calendar.monthrange(year, month + 1)[1]
    return date(year, month + 1, min(day.day, last))
