from odoo import fields
from odoo.tests import TransactionCase, tagged


@tagged("post_install", "-at_install")
class TestDemoTerms(TransactionCase):
    """What the demo company agreed with its customers can be shown."""

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.head = cls.env.ref("crm_clientfile.res_partner_demo_siege_novalis")
        company = cls.env.ref("crm_clientfile.res_users_demo_nadia").company_id
        cls.env = cls.env(context={"allowed_company_ids": company.ids})
        cls.head = cls.head.with_env(cls.env)

    def test_conditions_of_every_validity_are_there(self):
        conditions = self.env["clientfile.condition"].search([])
        validities = set(conditions.mapped("validity"))
        self.assertLessEqual({"draft", "in_force", "expired"}, validities)
        accepted = conditions.filtered(lambda one: one.state == "accepted")
        self.assertTrue(all(one.attachment_ids for one in accepted))

    def test_group_has_establishments_a_subsidiary_and_both_kinds_of_terms(self):
        group = self.head.clientfile_group_ids
        self.assertEqual(len(group), 5)
        kinds = set(group.mapped("clientfile_group_kind"))
        self.assertEqual(kinds, {"head", "establishment", "subsidiary"})
        self.assertEqual(len(group.filtered("clientfile_terms_inherited")), 3)
        nantes = self.env.ref("crm_clientfile.res_partner_demo_cantine_novalis")
        self.assertEqual(nantes.clientfile_discount, self.head.clientfile_discount)
        self.assertEqual(nantes.city, "Nantes")

    def test_discounts_are_justified(self):
        discounted = self.env["res.partner"].search([("clientfile_discount", ">", 0)])
        self.assertGreaterEqual(len(discounted), 7)
        self.assertTrue(all(discounted.mapped("clientfile_discount_reason")))

    def test_origins_are_older_than_the_first_sales(self):
        known = self.env["res.partner"].search(
            [("clientfile_first_contact_date", "!=", False)]
        )
        self.assertGreater(len(known), 50)
        today = fields.Date.today()
        for customer in known:
            first_sale = customer.clientfile_client_since or today
            self.assertLess(customer.clientfile_first_contact_date, first_sale)
