from odoo.fields import Command
from odoo.tests import Form, new_test_user, tagged

from .test_terms import TermsCase


@tagged("post_install", "-at_install")
class TestDiscount(TermsCase):
    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        staff = cls.env.ref("base.group_user")
        staff._apply_group(cls.env.ref("sale.group_discount_per_so_line"))
        staff._apply_group(cls.env.ref("product.group_product_pricelist"))
        cls.customer = cls.make_company(
            clientfile_discount=5, clientfile_discount_reason="Volume"
        )
        cls.contact = cls.make_person(parent_id=cls.customer.id)

    def order_for(self, partner, **values):
        sales = self.env(user=self.user)["sale.order"]
        return sales.create(
            {
                "partner_id": partner.id,
                "order_line": [Command.create({"product_id": self.product.id})],
                **values,
            }
        )

    def make_pricelist(self, **rule):
        return self.env["product.pricelist"].create(
            {"name": "Rules", "item_ids": [Command.create(rule)]}
        )

    def test_new_lines_get_the_agreed_discount(self):
        order = self.order_for(self.customer)
        self.assertEqual(order.order_line.discount, 5)
        self.assertEqual(order.amount_untaxed, 9.5)

    def test_contacts_and_addresses_buy_under_the_terms_of_their_company(self):
        self.assertEqual(self.order_for(self.contact).order_line.discount, 5)

    def test_customer_without_discount_pays_the_price(self):
        self.assertEqual(self.order_for(self.make_company()).order_line.discount, 0)

    def test_discount_is_that_of_the_selling_company(self):
        self.user.company_ids |= self.second
        self.product.company_id = False
        order = self.order_for(self.customer, company_id=self.second.id)
        self.assertEqual(order.order_line.discount, 0)

    def test_salesperson_outside_the_customer_file_sells_with_the_discount(self):
        seller = new_test_user(
            self.env, "discount_seller", "sales_team.group_sale_salesman_all_leads"
        )
        order = self.env(user=seller)["sale.order"].create(
            {
                "partner_id": self.customer.id,
                "order_line": [Command.create({"product_id": self.product.id})],
            }
        )
        self.assertEqual(order.order_line.discount, 5)

    def test_line_changed_by_hand_is_kept(self):
        for discount in (0, 8):
            line = self.order_for(self.customer).order_line
            line.discount = discount
            line.product_uom_qty = 3
            self.assertEqual(line.discount, discount)

    def test_discount_given_with_the_line_is_kept(self):
        for discount in (0, 8):
            line_values = {"product_id": self.product.id, "discount": discount}
            line = self.order_for(
                self.customer, order_line=[Command.create(line_values)]
            ).order_line
            line.product_uom_qty = 3
            self.assertEqual(line.discount, discount)

    def test_line_not_touched_follows_the_next_change(self):
        line = self.order_for(self.customer).order_line
        self.customer.clientfile_discount = 6
        line.product_uom_qty = 3
        self.assertEqual(line.discount, 6)

    def test_new_prices_bring_the_agreed_discount_back(self):
        order = self.order_for(self.customer)
        order.order_line.discount = 0
        order.action_update_prices()
        self.assertEqual(order.order_line.discount, 5)

    def test_discount_of_the_pricelist_comes_first(self):
        pricelist = self.make_pricelist(compute_price="percentage", percent_price=3)
        order = self.order_for(self.customer, pricelist_id=pricelist.id)
        self.assertEqual(order.order_line.discount, 3)

    def test_lower_price_of_the_pricelist_is_not_discounted_again(self):
        pricelist = self.make_pricelist(compute_price="fixed", fixed_price=8)
        line = self.order_for(self.customer, pricelist_id=pricelist.id).order_line
        self.assertEqual((line.price_unit, line.discount), (8, 0))

    def test_pricelist_that_lowers_nothing_leaves_the_discount(self):
        pricelist = self.make_pricelist(compute_price="fixed", fixed_price=10)
        line = self.order_for(self.customer, pricelist_id=pricelist.id).order_line
        self.assertEqual((line.price_unit, line.discount), (10, 5))

    def test_quantity_break_of_the_pricelist_takes_over(self):
        pricelist = self.make_pricelist(
            compute_price="percentage", percent_price=20, min_quantity=10
        )
        line = self.order_for(self.customer, pricelist_id=pricelist.id).order_line
        self.assertEqual(line.discount, 5)
        line.product_uom_qty = 10
        self.assertEqual(line.discount, 20)
        line.product_uom_qty = 2
        self.assertEqual(line.discount, 5)

    def test_form_shows_the_discount_and_keeps_what_is_typed(self):
        with Form(self.env(user=self.user)["sale.order"]) as form:
            form.partner_id = self.customer
            with form.order_line.new() as line:
                line.product_id = self.product
                self.assertEqual(line.discount, 5)
            with form.order_line.new() as line:
                line.product_id = self.product
                line.discount = 1
                line.product_uom_qty = 4
                self.assertEqual(line.discount, 1)
        order = form.record
        self.assertEqual(order.order_line.mapped("discount"), [5, 1])
        order.order_line.product_uom_qty = 6
        self.assertEqual(order.order_line.mapped("discount"), [5, 1])

    def test_sections_deliveries_and_expenses_get_none(self):
        section = {"display_type": "line_section", "name": "Ovens"}
        delivery = {"product_id": self.product.id, "is_delivery": True}
        expense = {"product_id": self.product.id, "is_expense": True}
        commands = [Command.create(one) for one in (section, delivery, expense)]
        order = self.order_for(self.customer, order_line=commands)
        self.assertEqual(order.order_line.mapped("discount"), [0, 0, 0])

    def test_copied_quotation_keeps_its_discounts(self):
        order = self.order_for(self.customer)
        order.order_line.discount = 2
        copied = order.copy()
        copied.order_line.product_uom_qty = 5
        self.assertEqual(copied.order_line.discount, 2)

    def test_switched_off_discounts_are_not_applied_and_the_record_says_so(self):
        staff = self.env.ref("base.group_user")
        staff._remove_group(self.env.ref("sale.group_discount_per_so_line"))
        self.env.invalidate_all()
        self.assertEqual(self.order_for(self.customer).order_line.discount, 0)
        self.assertTrue(self.customer.clientfile_discounts_are_off)

    def test_lines_of_one_order_cost_no_query_each(self):
        order = self.order_for(self.customer)

        def add(number):
            self.env.flush_all()
            before = self.env.cr.sql_log_count
            lines = [{"product_id": self.product.id}] * number
            order.order_line = [Command.create(one) for one in lines]
            order.order_line[-number:].mapped("discount")
            return self.env.cr.sql_log_count - before

        add(1)
        self.customer.clientfile_discount = 0
        plain = add(20)
        self.customer.clientfile_discount = 5
        self.assertLessEqual(add(20), plain + 1)
