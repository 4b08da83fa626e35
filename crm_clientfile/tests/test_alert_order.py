from odoo import Command
from odoo.exceptions import RedirectWarning, UserError
from odoo.tests import HttpCase, tagged

from .test_alert import AlertCase
from .test_status_portal import SIGNATURE


@tagged("post_install", "-at_install")
class TestAlertOrder(AlertCase):
    """What a company makes of overdue payments and of its credit limits."""

    def confirm(self, orders, user=None, reason=None):
        orders = orders.with_user(user or self.user)
        if reason:
            orders = orders.with_context(clientfile_exception_reason=reason)
        return orders.action_confirm()

    def test_company_that_warns_confirms(self):
        self.owe(40)
        self.limit_credit(10)
        order = self.quote(100)
        self.confirm(order)
        self.assertEqual(order.state, "sale")

    def test_user_asks_a_manager_to_approve(self):
        self.company.clientfile_overdue_policy = "approve"
        self.owe(40)
        order = self.quote(10)
        with self.assertRaises(UserError) as refused:
            self.confirm(order, reason="I say so")
        for said in ("without approval", "overdue", "Ask a manager"):
            self.assertIn(said, str(refused.exception))
        self.assertEqual(order.state, "draft")

    def test_manager_approves_with_a_reason_that_is_noted(self):
        self.company.clientfile_overdue_policy = "approve"
        self.owe(40)
        order = self.quote(10)
        with self.assertRaises(RedirectWarning):
            self.confirm(order, self.manager)
        wizard = self.env["clientfile.order.confirm"].with_user(self.manager)
        wizard = wizard.create(
            {"order_ids": [Command.set(order.ids)], "reason": "Cheque received"}
        )
        self.assertIn("overdue", wizard.block_reason)
        wizard.action_confirm()
        self.assertEqual(order.state, "sale")
        for record in (order, self.client):
            notes = "".join(record.message_ids.mapped("body"))
            self.assertIn("confirmed although payments are overdue", notes)
            self.assertIn("Reason: Cheque received", notes)

    def test_company_that_refuses_refuses_managers_too(self):
        self.company.clientfile_overdue_policy = "block"
        invoice = self.owe(40)
        order = self.quote(10)
        with self.assertRaisesRegex(UserError, "before this is settled"):
            self.confirm(order, self.manager, "Because")
        self.pay(invoice, 0)
        self.confirm(order)
        self.assertEqual(order.state, "sale")

    def test_order_above_the_limit_asks_for_approval(self):
        self.company.clientfile_credit_policy = "approve"
        self.limit_credit(150)
        self.owe(0, 100)
        self.confirm(self.quote(30))
        order = self.quote(0.01)
        with self.assertRaisesRegex(UserError, "Credit limit exceeded"):
            self.confirm(order)
        self.confirm(order, self.manager, "Guaranteed")
        self.assertIn(
            "although the credit limit is exceeded",
            "".join(order.message_ids.mapped("body")),
        )

    def test_orders_confirmed_together_count_together(self):
        self.company.clientfile_credit_policy = "approve"
        self.limit_credit(100)
        orders = self.quote(60) | self.quote(60)
        with self.assertRaises(UserError):
            self.confirm(orders)
        self.confirm(orders[0])

    def test_limit_switched_off_in_invoicing_stops_nothing(self):
        self.company.clientfile_credit_policy = "block"
        self.limit_credit(10)
        self.company.account_use_credit_limit = False
        self.confirm(self.quote(100))

    def test_who_pays_is_looked_at_too(self):
        self.company.clientfile_overdue_policy = "approve"
        self.owe(40)
        buyer = self.make_company("Buyer")
        with self.assertRaisesRegex(UserError, "Boulangerie Martin"):
            self.confirm(self.quote(10, buyer, partner_invoice_id=self.client.id))

    def test_salesperson_without_accounting_rights_is_held_up(self):
        self.company.clientfile_overdue_policy = "approve"
        self.owe(40)
        with self.assertRaisesRegex(UserError, "overdue"):
            self.confirm(self.quote(10, user_id=self.seller.id), self.seller)

    def test_policy_of_another_company_stops_nothing(self):
        second = self.env["res.company"].create({"name": "Second"})
        second.clientfile_overdue_policy = "block"
        self.owe(40)
        self.confirm(self.quote(10))

    def test_blocked_customer_who_owes_is_noted_twice(self):
        self.company.clientfile_overdue_policy = "approve"
        self.owe(40)
        self.client.with_user(self.manager)._clientfile_set_status("blocked", "Unpaid")
        order = self.quote(10)
        self.confirm(order, self.manager, "Paid in cash")
        notes = "".join(order.message_ids.mapped("body"))
        self.assertIn("although the customer is blocked", notes)
        self.assertIn("although payments are overdue", notes)

    def test_confirming_many_orders_costs_as_many_queries_as_few(self):
        self.company.clientfile_overdue_policy = "approve"
        self.company.clientfile_credit_policy = "approve"
        self.limit_credit(10**6)
        orders = self.env["sale.order"].union(*(self.quote(1) for _ in range(12)))
        self.env.flush_all()

        def look(some):
            self.env.invalidate_all()
            before = self.env.cr.sql_log_count
            self.assertFalse(some._get_clientfile_obstacles())
            return self.env.cr.sql_log_count - before

        look(orders[:2])
        self.assertEqual(look(orders), look(orders[:2]))


@tagged("post_install", "-at_install")
class TestAlertPortal(AlertCase, HttpCase):
    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.client.email = "contact@martin.example"
        cls.order = cls.quote(10, user_id=cls.user.id, require_payment=False)
        cls.order.action_quotation_sent()
        cls.order._portal_ensure_token()
        cls.owe(40)

    def sign(self):
        return self.make_jsonrpc_request(
            f"/my/orders/{self.order.id}/accept",
            {
                "access_token": self.order.access_token,
                "name": "Claire Martin",
                "signature": SIGNATURE,
            },
        )

    def test_signed_order_of_who_owes_waits_for_a_manager(self):
        self.company.clientfile_overdue_policy = "approve"
        result = self.sign()
        self.assertIn("message=sign_ok", result["redirect_url"])
        self.assertEqual(self.order.state, "sent")
        notes = "".join(self.order.message_ids.mapped("body"))
        self.assertIn("Accepted online, not confirmed yet", notes)
        self.assertEqual(self.order.activity_ids.user_id, self.user)
        page = self.url_open(result["redirect_url"])
        self.assertNotIn("overdue", page.text)

    def test_signed_order_is_confirmed_where_the_company_only_warns(self):
        self.sign()
        self.assertEqual(self.order.state, "sale")
