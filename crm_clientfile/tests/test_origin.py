from datetime import date

from freezegun import freeze_time
from psycopg2 import IntegrityError

from odoo.exceptions import AccessError, ValidationError
from odoo.tests import Form, new_test_user, tagged
from odoo.tools import mute_logger

from .common import ClientfileCase


@tagged("post_install", "-at_install")
class TestOrigin(ClientfileCase):
    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.fair = cls.env["utm.source"].create({"name": "Fair of Lyon"})
        cls.web = cls.env["utm.source"].create({"name": "Search engine"})
        cls.spring = cls.env["utm.campaign"].create({"name": "Spring"})

    def make_lead(self, day="2026-03-09", partner=None, **values):
        """A lead of that day, linked to its customer then."""
        lead = self.env["crm.lead"].create({"name": "Oven", **values})
        self.env.cr.execute(
            "UPDATE crm_lead SET create_date = %s WHERE id = %s",
            [f"{day} 10:00:00", lead.id],
        )
        lead.invalidate_recordset(["create_date"])
        if partner:
            lead.partner_id = partner
        return lead

    def origin(self, partner):
        return (
            partner.clientfile_first_contact_date,
            partner.clientfile_source_id,
            partner.clientfile_campaign_id,
        )

    def merge(self, *partners):
        wizard = self.env["base.partner.merge.automatic.wizard"].create({})
        wizard._merge([one.id for one in partners], partners[0])

    def test_user_completes_the_origin(self):
        partner = self.make_company().with_user(self.user)
        partner.write(
            {
                "clientfile_first_contact_date": "2024-05-06",
                "clientfile_source_id": self.fair.id,
                "clientfile_campaign_id": self.spring.id,
                "clientfile_project": "A second bakery",
                "clientfile_budget": 12500.0,
                "clientfile_preferences": "No calls before ten",
            }
        )
        self.assertEqual(partner.clientfile_budget, 12500.0)
        self.assertEqual(partner.clientfile_source_id.name, "Fair of Lyon")

    @mute_logger("odoo.sql_db")
    def test_negative_budget_is_refused(self):
        with self.assertRaisesRegex(IntegrityError, "budget_positive"):
            self.make_company(clientfile_budget=-1)

    def test_budget_of_zero_counts_as_unknown(self):
        self.assertEqual(self.make_company(clientfile_budget=0).clientfile_budget, 0)
        form = Form(self.make_company().with_user(self.user))
        self.assertFalse(form.clientfile_budget)

    @freeze_time("2026-03-10 09:00:00")
    def test_first_contact_to_come_is_refused(self):
        partner = self.make_company(clientfile_first_contact_date="2026-03-10")
        with self.assertRaises(ValidationError):
            partner.clientfile_first_contact_date = "2026-03-11"

    @freeze_time("2026-03-10 09:00:00")
    def test_lead_tells_the_origin_of_the_customer_it_makes(self):
        lead = self.make_lead(
            "2026-03-02",
            partner_name="Garage Petit",
            source_id=self.fair.id,
            campaign_id=self.spring.id,
        )
        lead.with_user(self.user)._handle_partner_assignment()
        customer = lead.partner_id
        self.assertEqual(customer.name, "Garage Petit")
        expected = (date(2026, 3, 2), self.fair, self.spring)
        self.assertEqual(self.origin(customer), expected)

    @freeze_time("2026-03-10 09:00:00")
    def test_contact_of_a_lead_tells_the_origin_of_his_company(self):
        customer = self.make_company()
        contact = self.make_person(parent_id=customer.id)
        self.make_lead(partner=contact, source_id=self.web.id)
        none = self.env["utm.campaign"]
        self.assertEqual(self.origin(customer), (date(2026, 3, 9), self.web, none))
        self.assertEqual(self.origin(contact), self.origin(customer))

    @freeze_time("2026-03-10 09:00:00")
    def test_source_found_later_completes_the_origin(self):
        customer = self.make_company()
        lead = self.make_lead(partner=customer)
        lead.with_user(self.user).source_id = self.fair
        self.assertEqual(customer.clientfile_source_id, self.fair)

    def test_known_origin_is_never_changed(self):
        customer = self.make_company(
            clientfile_source_id=self.web.id,
            clientfile_first_contact_date="2019-01-02",
        )
        self.make_lead(
            partner=customer, source_id=self.fair.id, campaign_id=self.spring.id
        )
        expected = (date(2019, 1, 2), self.web, self.spring)
        self.assertEqual(self.origin(customer), expected)

    def test_older_client_has_not_been_found_by_a_lead(self):
        old = self.make_company(
            clientfile_is_client=True, clientfile_client_since="2015-06-01"
        )
        undated = self.make_company(clientfile_is_client=True)
        for customer in (old, undated):
            self.make_lead(partner=customer, source_id=self.fair.id)
            self.assertFalse(any(self.origin(customer)))

    @freeze_time("2026-03-10 09:00:00")
    def test_oldest_of_leads_linked_together_speaks_first(self):
        customer = self.make_company()
        late = self.make_lead("2026-03-05", source_id=self.web.id)
        early = self.make_lead("2026-03-01", source_id=self.fair.id)
        (late | early).write({"partner_id": customer.id})
        self.assertEqual(customer.clientfile_source_id, self.fair)
        self.assertEqual(customer.clientfile_first_contact_date, date(2026, 3, 1))

    def test_visitors_of_the_website_have_no_origin(self):
        visitor = self.env.ref("base.public_partner")
        self.make_lead(partner=visitor, source_id=self.fair.id)
        self.assertFalse(any(self.origin(visitor)))

    def test_lead_that_tells_nothing_new_writes_nothing(self):
        customer = self.make_company()
        lead = self.make_lead(partner=customer, source_id=self.fair.id)
        self.env.flush_all()
        with self.assertQueryCount(0):
            lead._clientfile_tell_origin()
            self.env.flush_all()

    def test_salesperson_outside_the_customer_file_makes_customers_of_leads(self):
        seller = new_test_user(
            self.env, "origin_seller", "sales_team.group_sale_salesman_all_leads"
        )
        lead = self.make_lead(partner_name="Garage", source_id=self.fair.id)
        lead.with_user(seller).partner_id = self.make_company()
        self.assertEqual(lead.partner_id.clientfile_source_id, self.fair)
        with self.assertRaises(AccessError):
            lead.partner_id.with_user(seller).read(["clientfile_budget"])

    def test_merge_leaves_the_survivor_its_origin_and_fills_what_it_lacks(self):
        survivor = self.make_company("Same", clientfile_source_id=self.web.id)
        other = self.make_company(
            "Same", clientfile_source_id=self.fair.id, clientfile_project="Oven"
        )
        self.merge(survivor, other)
        self.assertEqual(survivor.clientfile_source_id, self.web)
        self.assertEqual(survivor.clientfile_project, "Oven")

    def test_removed_source_leaves_the_customer(self):
        customer = self.make_company(clientfile_source_id=self.fair.id)
        self.fair.unlink()
        self.assertFalse(customer.clientfile_source_id)

    def test_copy_starts_without_origin(self):
        customer = self.make_company(clientfile_source_id=self.fair.id)
        self.assertFalse(any(self.origin(customer.copy())))
