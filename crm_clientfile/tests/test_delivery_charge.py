from odoo.fields import Command
from odoo.tests import Form, tagged

from .test_terms import TermsCase


@tagged("post_install", "-at_install")
class TestDeliveryCharge(TermsCase):
    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        delivery = cls.env["product.product"].create(
            {
                "name": "Delivery",
                "type": "service",
                "list_price": 20.0,
                "taxes_id": [Command.clear()],
            }
        )
        cls.carrier = cls.env["delivery.carrier"].create(
            {"name": "Van", "product_id": delivery.id, "fixed_price": 20.0}
        )
        cls.customer = cls.make_company()
        cls.goods = cls.env["product.product"].create(
            {"name": "Plates", "type": "consu", "list_price": 100.0}
        )

    def order_for(self, partner):
        return self.env(user=self.user)["sale.order"].create(
            {
                "partner_id": partner.id,
                "order_line": [Command.create({"product_id": self.goods.id})],
            }
        )

    def price_for(self, partner):
        carrier = self.carrier.with_user(self.user)
        return carrier.rate_shipment(self.order_for(partner))["price"]

    def agree(self, charge, partner=None):
        (partner or self.customer).write(
            {
                "clientfile_has_delivery_charge": True,
                "clientfile_delivery_charge": charge,
            }
        )

    def test_without_agreement_the_carrier_says_the_price(self):
        self.assertEqual(self.price_for(self.customer), 20)

    def test_agreed_charge_replaces_the_price(self):
        self.agree(12.5)
        contact = self.make_person(parent_id=self.customer.id)
        self.assertEqual(self.price_for(self.customer), 12.5)
        self.assertEqual(self.price_for(contact), 12.5)

    def test_agreed_charge_of_zero_is_charged(self):
        self.agree(0)
        self.assertEqual(self.price_for(self.customer), 0)

    def test_what_is_free_for_everybody_stays_free(self):
        self.agree(12.5)
        self.carrier.write({"free_over": True, "amount": 50})
        self.assertEqual(self.price_for(self.customer), 0)
        self.carrier.amount = 5000
        self.assertEqual(self.price_for(self.customer), 12.5)

    def test_charge_is_agreed_with_one_company(self):
        self.agree(12.5, self.customer.with_company(self.second))
        self.assertEqual(self.price_for(self.customer), 20)

    def test_charge_is_converted_into_the_currency_of_the_order(self):
        self.agree(10)
        dollar = self.env.ref("base.USD")
        dollar.active = True
        dollar.rate_ids.unlink()
        euro = self.env.company.currency_id
        self.env["res.currency.rate"].create(
            {"currency_id": dollar.id, "rate": 2.0, "company_id": self.env.company.id}
        )
        self.assertNotEqual(euro, dollar)
        order = self.order_for(self.customer)
        order.pricelist_id = self.env["product.pricelist"].create(
            {"name": "Dollars", "currency_id": dollar.id}
        )
        self.assertEqual(order.currency_id, dollar)
        self.assertEqual(self.carrier.rate_shipment(order)["price"], 20)

    def test_wizard_puts_the_agreed_charge_on_the_order(self):
        self.agree(12.5)
        order = self.order_for(self.customer)
        action = order.action_open_delivery_wizard()
        wizards = self.env(user=self.user)["choose.delivery.carrier"]
        with Form(wizards.with_context(**action["context"])) as form:
            form.carrier_id = self.carrier
        form.record.button_confirm()
        line = order.order_line.filtered("is_delivery")
        self.assertEqual((line.price_unit, line.discount), (12.5, 0))

    def test_refusal_of_the_carrier_stands(self):
        self.agree(12.5)
        self.carrier.country_ids = self.belgium
        rate = self.carrier.rate_shipment(self.order_for(self.customer))
        self.assertFalse(rate["success"])

    def test_order_shows_terms_and_instructions_of_the_customer(self):
        self.customer.write(
            {
                "clientfile_delivery_terms": "Carriage paid from 300",
                "clientfile_delivery_instructions": "Back entrance",
            }
        )
        contact = self.make_person(parent_id=self.customer.id)
        order = self.order_for(contact)
        self.assertEqual(order.clientfile_delivery_terms, "Carriage paid from 300")
        self.assertEqual(order.clientfile_delivery_instructions, "Back entrance")
        order.partner_id = self.make_company()
        self.assertFalse(order.clientfile_delivery_terms)

    def test_delivery_address_has_its_own_instructions(self):
        self.customer.clientfile_delivery_instructions = "Back entrance"
        address = self.make_person(
            "Dock",
            parent_id=self.customer.id,
            type="delivery",
            clientfile_delivery_instructions="Dock 3",
        )
        order = self.order_for(self.customer)
        self.assertEqual(order.partner_shipping_id, address)
        self.assertEqual(order.clientfile_delivery_instructions, "Dock 3")

    def test_terms_and_instructions_are_printed_on_the_order(self):
        self.customer.write(
            {
                "clientfile_delivery_terms": "Carriage paid from 300",
                "clientfile_delivery_instructions": "Back entrance",
            }
        )
        order = self.order_for(self.customer)
        html, _kind = self.env["ir.actions.report"]._render_qweb_html(
            "sale.report_saleorder", order.ids
        )
        self.assertIn(b"Carriage paid from 300", html)
        self.assertIn(b"Back entrance", html)

    def test_nothing_is_measured_without_deliveries(self):
        self.assertEqual(self.customer.clientfile_delivery_count, 0)
        self.assertEqual(self.customer.clientfile_delivery_days_measured, 0)
