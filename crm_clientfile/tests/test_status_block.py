from datetime import date

from freezegun import freeze_time

from odoo import Command
from odoo.exceptions import AccessError, RedirectWarning, UserError
from odoo.tests import Form, new_test_user, tagged

from .test_status import TODAY, StatusCase


@freeze_time(TODAY)
@tagged("post_install", "-at_install")
class TestStatusBlock(StatusCase):
    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.order = cls.make_order(cls.client)

    def block(self, customer=None, **values):
        values = {"reason": "Unpaid since January.", **values}
        self.set_status("blocked", customer=customer or self.client, **values)

    def confirm_with_reason(self, orders):
        wizard = self.env["clientfile.order.confirm"].with_user(self.manager)
        return wizard.create(
            {
                "order_ids": [Command.set(orders.ids)],
                "reason": "Paid in advance",
            }
        ).action_confirm()

    def test_user_cannot_confirm_the_order_of_a_blocked_customer(self):
        self.block()
        with self.assertRaisesRegex(UserError, "is blocked. Unpaid since January."):
            self.order.with_user(self.user).action_confirm()
        self.assertEqual(self.order.state, "draft")

    def test_manager_is_asked_for_a_reason(self):
        self.block()
        with self.assertRaises(RedirectWarning) as refused:
            self.order.with_user(self.manager).action_confirm()
        _message, action, _button, _context = refused.exception.args
        self.assertEqual(action["res_model"], "clientfile.order.confirm")
        self.assertEqual(action["context"], {"default_order_ids": self.order.ids})

    def test_manager_confirms_with_a_reason_that_is_noted(self):
        self.block()
        self.confirm_with_reason(self.order)
        self.assertEqual(self.order.state, "sale")
        for record in (self.order, self.client):
            notes = "".join(record.message_ids.mapped("body"))
            self.assertIn("although the customer is blocked", notes)
            self.assertIn("Reason: Paid in advance", notes)

    def test_user_does_not_confirm_by_giving_a_reason(self):
        self.block()
        order = self.order.with_user(self.user)
        with self.assertRaises(UserError):
            order.with_context(clientfile_exception_reason="x").action_confirm()
        with self.assertRaises(AccessError):
            self.env["clientfile.order.confirm"].with_user(self.user).create({})

    def test_one_blocked_customer_holds_up_a_batch(self):
        other = self.make_order(self.make_company("Other"))
        orders = self.order | other
        self.block()
        with self.assertRaises(UserError):
            orders.with_user(self.user).action_confirm()
        self.assertEqual(set(orders.mapped("state")), {"draft"})
        self.confirm_with_reason(orders)
        self.assertEqual(set(orders.mapped("state")), {"sale"})
        self.assertNotIn(
            "although the customer is blocked",
            "".join(other.message_ids.mapped("body")),
        )

    def test_order_for_a_contact_is_held_up_too(self):
        contact = self.make_person(parent_id=self.client.id)
        order = self.make_order(contact)
        self.block()
        with self.assertRaises(UserError):
            order.with_user(self.user).action_confirm()

    def test_order_paid_by_a_blocked_customer_is_held_up(self):
        buyer = self.make_company("Buyer")
        order = self.make_order(buyer, partner_invoice_id=self.client.id)
        self.block()
        with self.assertRaisesRegex(UserError, "Boulangerie Martin is blocked"):
            order.with_user(self.user).action_confirm()

    def test_expired_block_holds_up_nothing(self):
        self.block(date_to=date(2026, 3, 11))
        with freeze_time("2026-03-12"):
            self.order.with_user(self.user).action_confirm()
        self.assertEqual(self.order.state, "sale")

    def test_block_in_another_company_holds_up_nothing(self):
        second = self.make_second_company()
        elsewhere = self.client.with_user(self.manager).with_company(second)
        elsewhere._clientfile_set_status("blocked", "Unpaid there")
        self.order.with_user(self.user).action_confirm()
        self.assertEqual(self.order.state, "sale")

    def test_quotation_is_made_and_sent_to_a_blocked_customer(self):
        self.block()
        order = self.make_order(self.client).with_user(self.user)
        order.action_quotation_sent()
        self.assertEqual(order.state, "sent")

    def test_banner_tells_why_before_anybody_tries(self):
        self.block()
        seller = new_test_user(
            self.env, "block_seller", "sales_team.group_sale_salesman_all_leads"
        )
        order = self.order.with_user(seller)
        self.assertEqual(order.clientfile_block_reason, "Unpaid since January.")
        with Form(self.env["sale.order"].with_user(seller)) as form:
            form.partner_id = self.client
            self.assertEqual(form.clientfile_block_reason, "Unpaid since January.")

    def test_portal_user_does_not_read_why_he_is_blocked(self):
        self.block()
        portal = new_test_user(self.env, "block_portal", "base.group_portal")
        portal.partner_id.parent_id = self.client
        order = self.order.with_user(portal)
        with self.assertRaises(AccessError):
            order.read(["clientfile_block_reason"])

    def test_confirming_many_orders_reads_the_blocks_once(self):
        orders = self.order.union(*(self.make_order(self.client) for _ in range(9)))
        self.env.flush_all()
        orders._get_clientfile_parties()
        orders.company_id.root_id.ensure_one()
        with self.assertQueryCount(1):
            self.assertFalse(orders._get_clientfile_blocks())
