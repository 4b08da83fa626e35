from odoo.exceptions import AccessError
from odoo.tests import Form, new_test_user, tagged
from odoo.tools import html2plaintext

from .figures_case import FiguresCase


class AlertCase(FiguresCase):
    """Customers who owe money, and people who sell to them."""

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.client = cls.make_company(clientfile_is_client=True)
        cls.seller = new_test_user(
            cls.env, "alert_seller", "sales_team.group_sale_salesman_all_leads"
        )
        cls.company = cls.env.company

    @classmethod
    def owe(cls, ago=40, price=100.0, customer=None, **values):
        """An invoice due at once, of that many days ago."""
        customer = customer or cls.client
        days = {"invoice_date_due": cls.day(ago), "invoice_payment_term_id": False}
        return cls.sell(customer, ago, price, **days, **values)

    @classmethod
    def limit_credit(cls, amount, customer=None):
        cls.company.account_use_credit_limit = True
        (customer or cls.client).credit_limit = amount

    @classmethod
    def quote(cls, price, customer=None, **values):
        order = cls.make_order(customer or cls.client, **values)
        order.order_line.price_unit = price
        order.order_line.tax_ids = False
        return order

    def said(self, record, user=None):
        record = record.with_user(user or self.user)
        record.invalidate_recordset()
        return html2plaintext(record.clientfile_alerts or "").replace("\xa0", " ")

    def codes(self, customer=None):
        customer = (customer or self.client).sudo()
        self.env.invalidate_all()
        return [one.code for one in customer._get_clientfile_alerts()[customer.id]]


@tagged("post_install", "-at_install")
class TestAlert(AlertCase):
    def test_nothing_to_tell_shows_no_banner(self):
        self.assertFalse(self.client.with_user(self.user).clientfile_alerts)
        self.assertFalse(self.quote(10).with_user(self.user).clientfile_alerts)

    def test_overdue_amount_is_told_with_its_days(self):
        self.owe(40, 100)
        self.owe(12, 50)
        self.assertIn("180.00", self.said(self.client))
        self.assertIn("overdue, the oldest for 40 days.", self.said(self.client))

    def test_invoice_is_overdue_on_the_day_after_it_was_due(self):
        self.owe(0)
        self.assertEqual(self.codes(), [])
        self.owe(1)
        self.assertEqual(self.codes(), ["overdue"])

    def test_tolerated_days_are_not_told(self):
        self.owe(5)
        self.company.clientfile_overdue_days = 5
        self.assertEqual(self.codes(), [])
        self.company.clientfile_overdue_days = 4
        self.assertEqual(self.codes(), ["overdue"])

    def test_paid_invoice_is_told_no_more_at_once(self):
        self.pay(self.owe(40), 1)
        self.assertEqual(self.codes(), [])

    def test_credit_notes_are_deducted_from_what_is_overdue(self):
        self.owe(40, 100)
        self.owe(30, 100, move_type="out_refund")
        self.assertEqual(self.codes(), [])

    def test_merged_customer_counts_for_who_remains(self):
        source = self.make_company("Source")
        self.owe(40, customer=source)
        self.owe(3)
        self.env["clientfile.merge"].with_user(self.manager)._merge(self.client, source)
        self.assertIn("240.00", self.said(self.client))
        self.assertIn("for 40 days", self.said(self.client))

    def test_credit_limit_counts_orders_to_invoice(self):
        self.limit_credit(200)
        self.owe(0, 100)
        self.assertEqual(self.codes(), [])
        self.quote(100).action_confirm()
        self.assertEqual(self.codes(), ["credit"])
        self.assertIn("220.00", self.said(self.client))

    def test_limit_reached_to_the_cent_is_not_exceeded(self):
        self.limit_credit(120)
        self.owe(0, 100)
        self.assertEqual(self.codes(), [])
        self.limit_credit(119.99)
        self.assertEqual(self.codes(), ["credit"])

    def test_open_dispute_is_told(self):
        self.env["clientfile.dispute"].create(
            {"partner_id": self.client.id, "reason": "quality", "amount": 480}
        )
        self.assertIn("Open disputes: 1", self.said(self.client))

    def test_figures_of_the_customer_are_told(self):
        for ago, price in ((700, 500), (600, 500), (500, 500), (200, 100), (170, 100)):
            line = {"product_id": self.product.id, "price_unit": price}
            line["discount"] = 10 if ago < 300 else 0
            self.pay(self.sell(self.client, ago, lines=[line]), ago - 20)
        self.refresh(self.client)
        self.assertEqual(self.codes(), ["basket", "discount"])
        self.assertIn("The average basket falls", self.said(self.client))
        self.assertIn("The discount drifts: 10 %", self.said(self.client))

    def test_silence_is_told(self):
        for ago in (160, 130, 100):
            self.pay(self.sell(self.client, ago), ago - 10)
        self.refresh(self.client)
        self.assertEqual(self.codes(), ["silent"])
        self.assertIn("Usually buys every 4 weeks; silent", self.said(self.client))

    def test_payment_that_worsens_is_told(self):
        for ago, late in ((500, 0), (200, 25)):
            invoice = self.owe(ago)
            self.pay(invoice, ago - late)
        self.refresh(self.client)
        self.assertIn(
            "Pays 25 days later than the year before.", self.said(self.client)
        )

    def test_one_banner_shows_the_worst_first(self):
        self.env["clientfile.dispute"].create(
            {"partner_id": self.client.id, "reason": "quality", "amount": 1}
        )
        self.owe(40)
        banner = self.client.with_user(self.user).clientfile_alerts
        self.assertEqual(banner.count("alert-danger"), 1)
        self.assertNotIn("alert-warning", banner)
        self.assertLess(banner.index("overdue"), banner.index("dispute"))

    def test_contact_tells_what_his_company_owes(self):
        contact = self.make_person(parent_id=self.client.id)
        self.owe(40)
        self.assertIn("overdue", self.said(contact))

    def test_salesperson_without_accounting_rights_is_warned(self):
        self.owe(40)
        self.limit_credit(10)
        self.assertFalse(self.seller.has_group("account.group_account_readonly"))
        for record in (self.client, self.quote(10, user_id=self.seller.id)):
            self.assertIn("overdue", self.said(record, self.seller))
            self.assertIn("Credit limit exceeded", self.said(record, self.seller))

    def test_quotation_warns_while_it_is_typed(self):
        self.owe(40)
        with Form(self.env["sale.order"].with_user(self.seller)) as form:
            form.partner_id = self.client
            self.assertIn("overdue", form.clientfile_alerts)

    def test_quotation_that_exceeds_the_limit_says_so(self):
        self.limit_credit(100)
        self.assertNotIn("exceeded", self.said(self.quote(100)))
        self.assertIn("exceeded", self.said(self.quote(100.01)))

    def test_who_pays_for_another_is_named(self):
        buyer = self.make_company("Buyer")
        self.owe(40)
        order = self.quote(10, buyer, partner_invoice_id=self.client.id)
        self.assertIn("Boulangerie Martin: ", self.said(order))

    def test_other_company_knows_nothing_of_it(self):
        second = self.env["res.company"].create({"name": "Second"})
        self.manager.company_ids += second
        self.owe(40)
        elsewhere = self.client.with_user(self.manager).with_company(second)
        self.assertFalse(elsewhere.clientfile_alerts)

    def test_alerts_are_for_who_sells(self):
        self.owe(40)
        portal = new_test_user(self.env, "alert_portal", "base.group_portal")
        portal.partner_id.parent_id = self.client
        colleague = new_test_user(self.env, "alert_colleague", "base.group_user")
        for user in (portal, colleague):
            with self.assertRaises(AccessError):
                self.client.with_user(user).read(["clientfile_alerts"])

    def test_alerts_of_80_customers_cost_as_many_queries_as_of_10(self):
        customers = self.env["res.partner"].create(
            [{"name": f"Customer {index}"} for index in range(80)]
        )
        self.env.cr.execute(
            """
            INSERT INTO clientfile_metrics (
                   partner_id, company_id, basket_12m, basket_previous_12m)
            SELECT id, %s, 10, 100 FROM res_partner WHERE id = ANY(%s)
            """,
            [self.company.id, customers.ids],
        )

        def read(number):
            self.env.invalidate_all()
            some = customers[:number].sudo()
            before = self.env.cr.sql_log_count
            told = some._get_clientfile_alerts()
            self.assertEqual(len(told[some[0].id]), 1)
            return self.env.cr.sql_log_count - before

        read(10)
        self.assertEqual(read(80), read(10))
