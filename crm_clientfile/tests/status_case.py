from datetime import date, timedelta

from odoo import fields
from odoo.tools import SQL

from .test_status import StatusCase

_WRITE = """
    INSERT INTO clientfile_metrics (partner_id, company_id, %(names)s)
    VALUES (%(partner)s, %(company)s, %(values)s)
    ON CONFLICT (partner_id, company_id) DO UPDATE SET (%(names)s) = ROW (%(values)s)
"""


class RulesCase(StatusCase):
    """Customers with figures written as they are, to try rules at their boundary."""

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.metrics = cls.env["clientfile.metrics"]
        cls.moves = cls.env["clientfile.status.move"]
        cls.env["clientfile.job"].search([]).unlink()

    @classmethod
    def tell(cls, day, customer=None, company=None, **figures):
        """Give a customer these figures; the last purchase was on that day."""
        customer, company = customer or cls.client, company or cls.env.company
        values = {
            "last_purchase_date": day,
            "first_purchase_date": date(2019, 5, 2),
            "purchase_days": 9,
            "revenue_12m": 100,
            "revenue_previous_12m": 100,
            "amount_overdue": 0,
            **figures,
        }
        cls.env.cr.execute(
            SQL(
                _WRITE,
                partner=customer.id,
                company=company.root_id.id,
                names=SQL(", ").join(SQL.identifier(name) for name in values),
                values=SQL(", ").join(SQL("%s", value) for value in values.values()),
            )
        )
        cls.metrics._tell_statuses([customer.id])

    def told(self, day, **figures):
        """The status that these figures lead to."""
        self.tell(day, **figures)
        return self.status()

    def rhythm(self, interval, silence, **figures):
        """The status of who buys every ``interval`` days and has been silent."""
        today = fields.Date.context_today(self.client)
        last = today - timedelta(days=silence)
        return self.told(
            last,
            interval_days=interval,
            interval_deviation=0,
            expected_date=last + timedelta(days=interval),
            **figures,
        )

    def moves_of(self, customer):
        """Pairs of statuses, the first move first."""
        moves = self.moves.search([("partner_id", "=", customer.id)], order="id")
        return [(move.status_before, move.status) for move in moves]
