from freezegun import freeze_time
from lxml import html

from odoo.exceptions import AccessError
from odoo.tests import new_test_user

from .common import ClientfileCase

REPORT = "crm_clientfile.clientfile_record"


@freeze_time("2026-06-15 10:00:00")
class TestRecordReport(ClientfileCase):
    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.customer = cls.make_company(
            ref="C-0042",
            street="12 rue des Lilas",
            zip="69003",
            city="Lyon",
            phone="+33 4 65 71 01 01",
            email="info@martin.fr",
            clientfile_is_client=True,
            clientfile_trade_name="Au Bon Pain",
            clientfile_delivery_instructions="Ring twice",
            user_id=cls.user.id,
        )
        cls.contact = cls.make_person(
            parent_id=cls.customer.id, email="claire@martin.fr"
        )

    def render(self, partner=None, user=None):
        reports = self.env["ir.actions.report"].with_user(user or self.user)
        partner = partner or self.customer
        content, kind = reports._render_qweb_html(REPORT, partner.ids)
        self.assertEqual(kind, "html")
        return html.fromstring(content)

    def text(self, page, name=None):
        node = page.find(f".//*[@name='{name}']") if name else page
        return "" if node is None else " ".join(node.text_content().split())

    def test_record_says_who_this_is_and_how_to_reach_him(self):
        page = self.render()
        self.assertEqual(self.text(page, "title"), "Boulangerie Martin no. C-0042")
        self.assertIn("Active · Client", self.text(page, "status"))
        self.assertIn("Trade Name Au Bon Pain", self.text(page, "identity"))
        everything = self.text(page)
        for said in (
            "12 rue des Lilas",
            "69003",
            "+33 4 65 71 01 01",
            "info@martin.fr",
        ):
            self.assertIn(said, everything)

    def test_record_names_contacts_care_and_terms(self):
        page = self.render()
        self.assertIn("Claire Martin", self.text(page, "contacts"))
        self.assertIn(f"Salesperson {self.user.name}", self.text(page, "relation"))
        self.assertIn("Ring twice", self.text(page, "terms"))

    def test_record_says_who_printed_it_and_when(self):
        heading = self.text(self.render(), "heading")
        self.assertIn(self.env.company.name, heading)
        self.assertIn("printed on 06/15/2026", heading)

    def test_agreed_delivery_is_printed_with_its_units(self):
        self.customer.write(
            {
                "clientfile_delivery_days": 3,
                "clientfile_has_delivery_charge": True,
                "clientfile_delivery_charge": 0,
            }
        )
        terms = self.text(self.render(), "terms")
        self.assertIn("Usual Delivery Time 3 days", terms)
        self.assertRegex(terms, r"Delivery Charge \D*0.00")

    def test_unknown_budget_is_not_printed(self):
        self.assertNotIn("Budget", self.text(self.render(), "relation"))
        self.customer.clientfile_budget = 1200
        self.assertIn("Budget", self.text(self.render(), "relation"))

    def test_record_lists_what_is_open_and_what_was_done(self):
        call = self.env.ref("crm_clientfile.mail_activity_type_interview")
        for summary in ("Ask about May", "Ask about June"):
            self.customer.activity_schedule(
                activity_type_id=call.id, summary=summary, user_id=self.user.id
            )
        self.customer.activity_ids[0].action_feedback("He is on holiday")
        self.env["clientfile.dispute"].create(
            {"partner_id": self.customer.id, "reason": "quality", "amount": 120}
        )
        page = self.render()
        self.assertIn("Ask about June", self.text(page, "next_actions"))
        self.assertIn("He is on holiday", self.text(page, "last_actions"))
        self.assertIn("Quality", self.text(page, "disputes"))

    def test_several_records_are_printed_one_after_the_other(self):
        page = self.render(self.customer | self.make_company("Second"))
        titles = [node.text_content().strip() for node in page.findall(".//h2")]
        self.assertEqual(len(titles), 2)

    def test_record_is_printed_in_the_language_of_its_reader(self):
        self.env["res.lang"]._activate_lang("fr_FR")
        self.customer.lang = "fr_FR"
        page = self.render()
        self.assertIn("Ways to reach", self.text(page))

    def test_birth_date_is_for_who_may_see_it(self):
        person = self.make_person(clientfile_birth_date="1970-02-03")
        self.assertNotIn("1970", self.text(self.render(person)))
        group = "crm_clientfile.crm_clientfile_group_birth_date"
        reader = new_test_user(self.env, "clientfile_reader", group)
        self.assertIn("02/03/1970", self.text(self.render(person, reader)))

    def test_balance_is_for_invoicing_readers(self):
        self.make_invoice(self.customer).action_post()
        accountant = new_test_user(
            self.env,
            "clientfile_accountant",
            "crm_clientfile.crm_clientfile_group_user,account.group_account_invoice",
        )
        self.assertNotIn("Total Receivable", self.text(self.render()))
        self.assertIn("Total Receivable", self.text(self.render(user=accountant)))

    def test_colleague_without_the_role_prints_nothing(self):
        outsider = new_test_user(self.env, "clientfile_outsider", "base.group_user")
        with self.assertRaises(AccessError):
            self.render(user=outsider)

    def test_record_of_another_company_is_not_printed(self):
        company = self.env["res.company"].create({"name": "Second"})
        self.customer.company_id = company
        with self.assertRaises(AccessError):
            self.render()

    def test_file_is_named_after_the_customer(self):
        self.assertEqual(
            self.customer._get_clientfile_record_filename(),
            "Customer record - C-0042 - Boulangerie Martin",
        )
