from datetime import date, timedelta

from freezegun import freeze_time

from odoo import Command, fields
from odoo.tests import tagged

from .figures_case import FiguresCase


@tagged("post_install", "-at_install")
class TestFiguresInput(FiguresCase):
    """Documents that are not simple invoices of this year in the company's currency."""

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.customer = cls.make_company()

    def made(self, partner=None):
        partner = partner or self.customer
        self.refresh(partner)
        return self.figures(partner)

    def move_to(self, company, *moves):
        """What another company has invoiced: it needs no chart of accounts here."""
        self.env.flush_all()
        self.env.cr.execute(
            "UPDATE account_move SET company_id = %s WHERE id = ANY(%s)",
            [company.id, [move.id for move in moves]],
        )
        self.env.invalidate_all()

    def test_foreign_currency_counts_at_the_rate_of_its_day(self):
        dollar = self.env["res.currency"].create(
            {
                "name": "QQD",
                "symbol": "d",
                "rate_ids": [
                    Command.create({"name": self.day(400), "rate": 4}),
                    Command.create({"name": self.day(100), "rate": 2}),
                ],
            }
        )
        for ago in (200, 50):
            self.sell(self.customer, ago, 100, currency_id=dollar.id)
        line = {
            "product_id": self.product.id,
            "price_unit": 60,
            "discount": 100,
            "tax_ids": [],
        }
        self.sell(self.customer, 40, lines=[line], currency_id=dollar.id)
        figures = self.made()
        self.assertEqual(figures.revenue_12m, 75)
        self.assertEqual(figures.amount_due, 90)
        # 30 in our currency were given away, of 105.
        self.assertEqual(figures.discount_12m, 28.57)
        self.assertEqual(figures.margin_12m, 75 - 3 * 3.5)

    def test_currency_without_decimals_keeps_its_amounts(self):
        yen = self.env["res.currency"].create(
            {"name": "QQY", "symbol": "y", "rounding": 1.0}
        )
        company = self.env["res.company"].create(
            {"name": "Tokyo", "currency_id": yen.id}
        )
        invoices = [self.sell(self.customer, ago, 1501) for ago in (10, 20)]
        self.move_to(company, *invoices)
        self.refresh(self.customer)
        figures = self.figures(self.customer.with_company(company))
        self.assertFalse(figures)
        figures = self.metrics.search(
            [("partner_id", "=", self.customer.id), ("company_id", "=", company.id)]
        )
        self.assertEqual((figures.revenue_12m, figures.basket), (3002, 1501))

    def test_companies_have_figures_of_their_own(self):
        second = self.env["res.company"].create({"name": "Second"})
        self.sell(self.customer, 10, 100)
        self.move_to(second, self.sell(self.customer, 20, 70))
        self.refresh(self.customer)
        rows = self.metrics.search([("partner_id", "=", self.customer.id)])
        self.assertEqual(
            {row.company_id: row.revenue_12m for row in rows},
            {self.env.company: 100, second: 70},
        )

    def test_branches_count_for_their_company(self):
        branch = self.env["res.company"].create(
            {"name": "Branch", "parent_id": self.env.company.id}
        )
        self.sell(self.customer, 10, 100)
        self.move_to(branch, self.sell(self.customer, 20, 70))
        self.assertEqual(self.made().revenue_12m, 170)

    def test_only_credit_notes_are_negative_revenue_and_no_purchase(self):
        self.sell(self.customer, 10, 80, "out_refund")
        figures = self.made()
        self.assertEqual((figures.revenue_12m, figures.amount_due), (-80, -96))
        self.assertEqual((figures.credit_count, figures.credit_amount), (1, 80))
        self.assertEqual((figures.purchase_count, figures.amount_overdue), (0, 0))
        self.assertFalse(figures.last_purchase_date)
        self.env["clientfile.metrics"]._rank()
        self.assertFalse(figures.abc_class)
        self.assertFalse(figures.rfm_segment)

    def test_future_invoice_is_due_but_not_yet_bought(self):
        self.sell(self.customer, -20, 100)
        figures = self.made()
        self.assertEqual((figures.revenue_total, figures.purchase_count), (0, 0))
        self.assertEqual(figures.amount_due, 120)

    def test_deposit_and_final_invoice_add_up_to_the_order(self):
        self.product.invoice_policy = "order"
        order = self.make_order(self.customer)
        order.order_line.write(
            {"price_unit": 1000, "tax_ids": [Command.clear()], "purchase_price": 400}
        )
        order.action_confirm()
        wizards = self.env["sale.advance.payment.inv"].with_context(
            active_model="sale.order", active_ids=order.ids
        )
        deposit = {"advance_payment_method": "percentage", "amount": 30}
        for values in (deposit, {"advance_payment_method": "delivered"}):
            wizards.create(values).create_invoices()
            order.invoice_ids.filtered(lambda move: move.state == "draft").action_post()
        self.assertEqual(len(order.invoice_ids), 2)
        figures = self.made()
        self.assertEqual((figures.revenue_12m, figures.purchase_count), (1000, 2))
        self.assertEqual((figures.margin_12m, figures.margin_rate_12m), (600, 60))
        self.assertEqual(figures.discount_12m, 0)

    def test_cost_of_an_order_abroad_counts_at_its_rate(self):
        rates = [Command.create({"name": self.day(400), "rate": 4})]
        dollar = self.env["res.currency"].create(
            {"name": "QQD", "symbol": "d", "rate_ids": rates}
        )
        self.product.invoice_policy = "order"
        order = self.make_order(self.customer)
        order.pricelist_id = self.env["product.pricelist"].create(
            {"name": "Abroad", "currency_id": dollar.id}
        )
        order.order_line.write(
            {
                "price_unit": 1000,
                "tax_ids": [Command.clear()],
                "purchase_price": 400,
                "product_uom_qty": 1,
            }
        )
        order.action_confirm()
        order._create_invoices().action_post()
        self.assertEqual(order.currency_id, dollar)
        figures = self.made()
        self.assertEqual((figures.revenue_12m, figures.margin_12m), (250, 150))

    def test_cost_follows_the_unit_of_the_line(self):
        dozen = self.env.ref("uom.product_uom_dozen")
        line = {
            "product_id": self.product.id,
            "product_uom_id": dozen.id,
            "quantity": 2,
            "price_unit": 100,
        }
        self.sell(self.customer, 10, lines=[line])
        self.assertEqual(self.made().margin_12m, 200 - 24 * 3.5)

    def test_fiscal_year_need_not_be_the_calendar_year(self):
        last = self.today.replace(day=1) - timedelta(days=1)
        self.env.company.fiscalyear_last_month = str(last.month)
        self.env.company.fiscalyear_last_day = last.day
        self.sell(self.customer, 0, 10)
        self.sell(self.customer, 45, 100)
        figures = self.made()
        self.assertEqual((figures.revenue_fiscal, figures.revenue_12m), (10, 110))

    def test_leap_day_begins_its_windows_in_february(self):
        with freeze_time("2028-02-29"):
            self.customer.env.invalidate_all()
            invoice = self.sell(self.customer, 0, 0)
            self.env.cr.execute(
                "UPDATE account_move SET invoice_date = %s, amount_untaxed_signed = 5"
                " WHERE id = %s",
                [date(2027, 3, 1), invoice.id],
            )
            figures = self.made()
            self.assertEqual(figures.revenue_12m, 5)
            self.env.cr.execute(
                "UPDATE account_move SET invoice_date = %s WHERE id = %s",
                [date(2027, 2, 28), invoice.id],
            )
            figures = self.made()
            self.assertEqual((figures.revenue_12m, figures.revenue_total), (0, 5))

    def test_change_noted_during_a_refresh_waits_for_the_next(self):
        partner_id = self.env.ref("base.partner_admin").id
        count = "SELECT COUNT(*) FROM clientfile_metrics_pending WHERE partner_id = %s"
        self.env.cr.execute("SELECT 1")
        with self.registry.cursor() as other:
            other.execute(
                "INSERT INTO clientfile_metrics_pending (partner_id) VALUES (%s)",
                [partner_id],
            )
            other.commit()
            self.env["clientfile.metrics.run"]._refresh_pending()
            other.execute(count, [partner_id])
            self.assertEqual(other.fetchone()[0], 1)
            other.execute("DELETE FROM clientfile_metrics_pending")
            other.commit()

    def test_scores_compare_the_customers_of_one_company(self):
        customers = [self.make_company(f"Customer {number}") for number in range(5)]
        for number, customer in enumerate(customers):
            for ago in range(10, 10 * (number + 2), 10):
                self.sell(customer, ago, 100 * (number + 1))
        everyone = self.customer.union(*customers)
        self.metrics._refresh_customers(everyone.ids)
        self.env.cr.execute(
            "DELETE FROM clientfile_metrics WHERE partner_id <> ALL(%s)",
            [everyone.ids],
        )
        self.metrics._rank()
        found = [self.figures(customer) for customer in customers]
        self.assertEqual([row.frequency_score for row in found], [1, 2, 3, 4, 5])
        self.assertEqual([row.monetary_score for row in found], [1, 2, 3, 4, 5])
        # Equals score alike: all bought ten days ago.
        self.assertEqual({row.recency_score for row in found}, {1})
        # Of 5500: 2500, 1600, 900, 400, 100.
        self.assertEqual([row.abc_class for row in found], ["c", "b", "a", "a", "a"])
        season = self.env["clientfile.metrics.season"].search(
            [("company_id", "=", self.env.company.id), ("industry_id", "=", False)]
        )
        self.assertEqual(season.date_ranked, fields.Date.context_today(season))
