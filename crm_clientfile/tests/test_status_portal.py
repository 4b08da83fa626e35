from freezegun import freeze_time

from odoo.tests import HttpCase, tagged

from odoo.addons.payment.tests.common import PaymentCommon

from .test_status import StatusCase

SIGNATURE = (
    "R0lGODlhAQABAIAAAP///wAAACH5BAEAAAAALAAAAAABAAEAAAICRAEAOw=="  # one white dot
)


@tagged("post_install", "-at_install")
class TestStatusPortal(StatusCase, PaymentCommon, HttpCase):
    """What a blocked customer accepts online waits for a manager, without a crash."""

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.client.email = "contact@martin.example"
        cls.order = cls.make_order(cls.client, user_id=cls.user.id)
        cls.order.order_line.price_unit = 10.0
        cls.order.action_quotation_sent()
        cls.order._portal_ensure_token()

    def block(self):
        self.set_status("blocked", reason="Unpaid")

    def sign(self):
        return self.make_jsonrpc_request(
            f"/my/orders/{self.order.id}/accept",
            {
                "access_token": self.order.access_token,
                "name": "Claire Martin",
                "signature": SIGNATURE,
            },
        )

    def pay(self):
        transaction = self._create_transaction(
            "direct",
            amount=self.order.amount_total,
            sale_order_ids=self.order.ids,
            partner_id=self.client.id,
            state="done",
        )
        transaction._post_process()

    def assert_held(self):
        self.assertEqual(self.order.state, "sent")
        notes = "".join(self.order.message_ids.mapped("body"))
        self.assertIn("Accepted online by a blocked customer", notes)
        self.assertEqual(self.order.activity_ids.user_id, self.user)

    def test_order_signed_by_a_blocked_customer_waits(self):
        self.order.require_payment = False
        self.block()
        result = self.sign()
        self.assertIn("message=sign_ok", result["redirect_url"])
        self.assertEqual(self.order.signed_by, "Claire Martin")
        self.assert_held()
        page = self.url_open(result["redirect_url"])
        self.assertIn("Your order has been signed.", page.text)
        self.assertNotIn("Unpaid", page.text)

    def test_order_signed_by_another_customer_is_confirmed(self):
        self.order.require_payment = False
        self.sign()
        self.assertEqual(self.order.state, "sale")
        self.assertFalse(self.order.activity_ids)

    def test_order_paid_by_a_blocked_customer_waits(self):
        self.order.require_payment = True
        self.block()
        self.pay()
        self.assertEqual(self.order.amount_paid, self.order.amount_total)
        self.assert_held()

    def test_order_paid_by_another_customer_is_confirmed(self):
        self.order.require_payment = True
        self.pay()
        self.assertEqual(self.order.state, "sale")

    def test_salesperson_is_told_once(self):
        self.block()
        self.order._validate_order()
        self.order._validate_order()
        self.assertEqual(len(self.order.activity_ids), 1)

    @freeze_time("2026-03-10")
    def test_manager_confirms_afterwards(self):
        self.block()
        self.order._validate_order()
        order = self.order.with_user(self.manager)
        order.with_context(clientfile_exception_reason="Paid").action_confirm()
        self.assertEqual(self.order.state, "sale")
