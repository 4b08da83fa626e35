from odoo.tests import Form, new_test_user

from .duplicate_case import DuplicateCase


class TestDuplicateLead(DuplicateCase):
    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.env["crm.lead"].search([]).active = False

    def make_lead(self, **values):
        known = {"partner_name": "Garage Petit", "phone": "04 77 12 34 56"}
        known |= {"type": "lead", "country_id": self.france.id, "zip": "42000"}
        return self.env["crm.lead"].create({"name": "Request", **known, **values})

    def lead_pairs(self):
        pairs = self.pairs.search([("res_model", "=", "crm.lead")])
        return pairs.filtered(lambda pair: pair.decision == "pending")

    def test_two_leads_of_one_company_are_found_and_merged_by_the_host(self):
        first = self.make_lead()
        second = self.make_lead(partner_name="GARAGE PETIT SARL")
        self.scan()
        pair = self.lead_pairs()
        self.assertEqual((pair.lead_a_id, pair.lead_b_id), (first, second))
        self.assertIn("same phone", pair.reason_text)
        self.assertIn("GARAGE PETIT SARL", pair.comparison)
        action = pair.with_user(self.manager).action_merge()
        wizards = self.env[action["res_model"]].with_user(self.manager)
        wizard = wizards.with_context(**action["context"]).create({})
        wizard.action_merge()
        self.assertEqual(len((first | second).exists()), 1)
        self.assertFalse(self.lead_pairs())

    def test_two_deals_with_one_customer_are_two(self):
        customer = self.make_company("Garage Petit")
        for _number in range(2):
            self.make_lead(type="opportunity", partner_id=customer.id)
        self.scan()
        self.assertFalse(self.lead_pairs())

    def test_lost_leads_leave_the_queue(self):
        first = self.make_lead()
        self.make_lead()
        self.scan()
        self.assertTrue(self.lead_pairs())
        first.action_set_lost()
        self.scan()
        self.assertFalse(self.lead_pairs())

    def test_decision_on_leads_is_remembered(self):
        self.make_lead()
        self.make_lead()
        self.scan()
        pair = self.lead_pairs()
        pair.with_user(self.manager).action_different()
        self.scan()
        self.assertEqual(pair.decision, "different")

    def test_pair_is_seen_by_who_sees_all_leads_only(self):
        self.make_lead()
        self.make_lead()
        self.scan()
        pair = self.lead_pairs()
        clerk = new_test_user(
            self.env, "clientfile_clerk", "crm_clientfile.crm_clientfile_group_manager"
        )
        actual = [("is_actual", "=", True)]
        self.assertNotIn(pair, self.pairs.with_user(clerk).search(actual))
        self.assertIn(pair, self.pairs.with_user(self.manager).search([]))
        with Form(pair.with_user(self.manager)) as form:
            self.assertEqual(form.lead_a_id, pair.lead_a_id)


class TestDuplicateLeadCustomer(DuplicateCase):
    def test_lead_is_told_that_its_new_customer_may_exist(self):
        garage = self.make_company("Garage Petit", phone="04 77 12 34 56", zip="42000")
        lead = self.env["crm.lead"].create(
            {
                "name": "Request",
                "partner_name": "Garage Petit",
                "phone": "04 77 12 34 56",
                "zip": "42000",
                "country_id": self.france.id,
            }
        )
        lead.with_user(self.user)._handle_partner_assignment(create_missing=True)
        self.assertNotEqual(lead.partner_id, garage)
        message = lead.message_ids.filtered(lambda one: "may exist" in one.body)
        self.assertIn(f'data-oe-id="{garage.id}"', message.body)
        self.assertIn(lead.partner_id.commercial_partner_id.id, self.waiting())
