from lxml import etree

from odoo.exceptions import AccessError
from odoo.tests import new_test_user

from .common import ClientfileCase


class TestLoyalty(ClientfileCase):
    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.clerk = new_test_user(
            cls.env, "clientfile_clerk", "crm_clientfile.crm_clientfile_group_user"
        )
        cls.customer = cls.make_company()
        cls.contact = cls.make_person(parent_id=cls.customer.id)
        cls.program = cls.make_program("loyalty", name="Club")
        cls.card = cls.make_card(cls.contact, "CLUB-1", 320)

    @classmethod
    def make_program(cls, program_type, **values):
        reward = {
            "reward_type": "product",
            "reward_product_id": cls.product.id,
            "required_points": 100,
        }
        return cls.env["loyalty.program"].create(
            {
                "name": program_type,
                "program_type": program_type,
                "applies_on": "both",
                "portal_point_name": "points",
                "reward_ids": [(0, 0, reward)],
                **values,
            }
        )

    @classmethod
    def make_card(cls, partner, code, points, program=None):
        return cls.env["loyalty.card"].create(
            {
                "program_id": (program or cls.program).id,
                "partner_id": partner.id,
                "code": code,
                "points": points,
            }
        )

    def find(self, number, user=None, operator="ilike"):
        partners = self.env["res.partner"].with_user(user or self.clerk)
        return partners.search([("clientfile_loyalty_number", operator, number)])

    def test_every_user_sees_number_and_points_of_customer_and_contacts(self):
        for partner in (self.customer, self.contact):
            seen = partner.with_user(self.clerk)
            self.assertEqual(seen.clientfile_loyalty_number, "CLUB-1")
            self.assertEqual(seen.clientfile_loyalty_points, "320 points")
            self.assertTrue(seen.clientfile_has_loyalty)

    def test_customer_without_card_has_no_page(self):
        self.assertFalse(self.make_company("Other").clientfile_has_loyalty)

    def test_code_of_a_gift_card_is_no_card_number(self):
        reward = {"reward_type": "discount", "discount_mode": "per_point"}
        gifts = self.make_program("gift_card", reward_ids=[(0, 0, reward)])
        self.make_card(self.customer, "MONEY-1", 50, gifts)
        seen = self.customer.with_user(self.clerk)
        self.assertEqual(seen.clientfile_loyalty_number, "CLUB-1")
        self.assertFalse(self.find("MONEY"))

    def test_cards_themselves_are_for_salespeople(self):
        seller = self.customer.with_user(self.user)
        self.assertEqual(seller.clientfile_loyalty_card_ids, self.card)
        for name in ("card_ids", "history_ids", "line_ids"):
            with self.assertRaises(AccessError):
                self.customer.with_user(self.clerk).read([f"clientfile_loyalty_{name}"])

    def test_form_of_a_clerk_shows_no_list_of_cards(self):
        partners = self.env["res.partner"]
        for user, expected in ((self.clerk, 0), (self.user, 1)):
            arch = partners.with_user(user).get_view(
                self.env.ref("crm_clientfile.res_partner_view_form_loyalty_page").id,
                "form",
            )["arch"]
            lists = etree.fromstring(arch).findall(
                ".//field[@name='clientfile_loyalty_card_ids']"
            )
            self.assertEqual(len(lists), expected, user.login)

    def test_products_consumed_come_from_confirmed_orders(self):
        order = self.make_order(self.contact)
        order._apply_program_reward(self.program.reward_ids, self.card)
        seen = self.customer.with_user(self.user)
        self.assertFalse(seen.clientfile_loyalty_line_ids)
        order.action_confirm()
        seen.invalidate_recordset()
        line = seen.clientfile_loyalty_line_ids
        self.assertEqual(line.product_id, self.product)
        self.assertEqual((line.product_uom_qty, line.points_cost), (3, 300))
        self.assertEqual(line.clientfile_order_date, order.date_order)
        self.assertEqual(seen.clientfile_loyalty_history_ids.used, 300)

    def test_customer_is_found_by_the_number_of_the_card(self):
        holders = self.customer | self.contact
        self.assertEqual(self.find("club-1"), holders)
        self.assertEqual(self.find("CLUB-1", operator="="), holders)
        self.assertFalse(self.find("CLUB-2"))

    def test_card_of_another_company_is_out_of_sight(self):
        company = self.env["res.company"].create({"name": "Second"})
        program = self.make_program("loyalty", company_id=company.id)
        self.make_card(self.customer, "SECOND-1", 10, program)
        seen = self.customer.with_user(self.clerk)
        self.assertEqual(seen.clientfile_loyalty_number, "CLUB-1")
        self.assertFalse(self.find("SECOND"))

    def test_page_of_customers_takes_as_many_queries_as_one(self):
        partners = self.env["res.partner"].create(
            [{"name": f"Customer {index}"} for index in range(40)]
        )
        for index, partner in enumerate(partners):
            self.make_card(partner, f"C-{index}", index)

        def count(customers):
            self.env.invalidate_all()
            before = self.env.cr.sql_log_count
            customers.with_user(self.clerk).mapped("clientfile_loyalty_points")
            return self.env.cr.sql_log_count - before

        count(partners)
        self.assertEqual(count(partners), count(partners[:1]))

    def test_host_merge_gives_the_survivor_the_card(self):
        survivor = self.make_company("Survivor")
        double = self.make_company("Double")
        self.make_card(double, "CLUB-9", 5)
        wizard = self.env["base.partner.merge.automatic.wizard"].create({})
        wizard._merge([double.id, survivor.id], survivor)
        survivor.invalidate_recordset()
        self.assertEqual(survivor.clientfile_loyalty_number, "CLUB-9")

    def test_archived_customer_keeps_its_card(self):
        self.customer.active = False
        self.assertEqual(self.customer.clientfile_loyalty_number, "CLUB-1")
