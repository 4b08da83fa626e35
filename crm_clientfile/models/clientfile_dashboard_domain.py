from dataclasses import dataclass
from datetime import date

from odoo import api, models
from odoo.fields import Domain

from ..tools.dashboard_period import Period


def plain(domain):
    """A domain as lists and values that JSON knows."""
    return [
        part if isinstance(part, str) else [part[0], part[1], _plain_value(part[2])]
        for part in domain
    ]


def _plain_value(value):
    if isinstance(value, Domain):
        return plain(value)
    return value.isoformat() if isinstance(value, date) else value


@dataclass(frozen=True)
class Request:
    """What is asked of the dashboard: a period, and domains of customers.

    ``bought`` and ``had`` are those with a purchase in the period and in the one a year
    before, ``sold`` those with revenue in it, credit notes included.
    """

    period: Period
    company_id: int
    customers: Domain
    bought: Domain
    had: Domain
    sold: Domain

    @property
    def clients(self):
        """Who has ever bought, and is not archived."""
        ever = Domain("clientfile_purchase_count", ">", 0)
        return self.customers & ever & Domain("active", "=", True)

    @property
    def new(self):
        """Whose first purchase lies in the period."""
        first = Domain("clientfile_first_purchase_date", ">=", self.period.date_from)
        last = Domain("clientfile_first_purchase_date", "<=", self.period.date_to)
        return self.customers & first & last

    @property
    def lost(self):
        """Who bought in the period a year before, and not in this one."""
        return self.customers & self.had & ~self.bought

    @property
    def overdue(self):
        """Who owes money that should have been paid."""
        return self.customers & Domain("clientfile_amount_overdue", ">", 0)


class ClientfileDashboard(models.AbstractModel):
    """The lists behind the numbers of the dashboard."""

    _inherit = "clientfile.dashboard"

    @api.model
    def _prepare_request(self, wanted, period):
        prepare = self._prepare_rolling if period.is_rolling else self._prepare_months
        return Request(
            period=period,
            company_id=self.env.company.root_id.id,
            customers=self._get_customer_domain(wanted),
            **prepare(period),
        )

    @api.model
    def _prepare_rolling(self, _period):
        return {
            "bought": Domain("clientfile_purchase_count_12m", ">", 0),
            "had": Domain("clientfile_basket_previous_12m", ">", 0),
            "sold": Domain.OR(
                Domain("clientfile_revenue_12m", operator, 0) for operator in "<>"
            ),
        }

    @api.model
    def _prepare_months(self, period):
        now, before = period.months, period.months_before
        return {
            "bought": self._get_year_domain(period.year, "count", now, ">"),
            "had": self._get_year_domain(period.year - 1, "count", before, ">"),
            "sold": self._get_year_domain(period.year, "revenue", now, "<>"),
        }

    @api.model
    def _get_year_domain(self, year, figure, months, operators):
        """Who has a figure above, or below, zero in one of the months of a year."""
        some = Domain.OR(
            Domain(f"{figure}_m{month:02}", operator, 0)
            for month in months
            for operator in operators
        )
        company = Domain("company_id", "=", self.env.company.root_id.id)
        years = Domain("year", "=", year) & company & some
        return Domain("clientfile_metrics_year_ids", "any", years)
