from odoo.tests import Form, tagged

from .duplicate_case import DuplicateCase


@tagged("post_install", "-at_install")
class TestDuplicateConversion(DuplicateCase):
    """The host's window proposes the customer that a lead is probably about."""

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        known = {"phone": "04 77 12 34 56", "zip": "42000", "city": "Saint-Étienne"}
        cls.garage = cls.make_company("Garage Petit", **known)
        cls.lead = cls.env["crm.lead"].create(
            {
                "name": "Request",
                "type": "lead",
                "partner_name": "GARAGE PETIT SARL",
                "contact_name": "Paul",
                "country_id": cls.france.id,
                **known,
            }
        )

    def convert(self, user=None):
        wizards = self.env["crm.lead2opportunity.partner"].with_user(user or self.user)
        context = {"active_model": "crm.lead", "active_id": self.lead.id}
        return Form(wizards.with_context(**context, active_ids=self.lead.ids))

    def test_probable_customer_is_proposed_with_the_reasons(self):
        form = self.convert()
        self.assertEqual(form.action, "exist")
        self.assertEqual(form.partner_id, self.garage)
        self.assertIn("same phone", form.clientfile_double_reasons)

    def test_accepted_it_is_the_customer_and_none_is_created(self):
        before = self.env["res.partner"].search_count([])
        form = self.convert()
        form.name = "convert"
        form.save().action_apply()
        self.assertEqual(self.lead.partner_id, self.garage)
        self.assertEqual(self.lead.type, "opportunity")
        self.assertEqual(self.env["res.partner"].search_count([]), before)

    def test_a_new_customer_can_be_created_all_the_same(self):
        form = self.convert()
        form.name = "convert"
        form.action = "create"
        self.assertFalse(form.partner_id)
        form.save().action_apply()
        self.assertNotEqual(self.lead.partner_id.commercial_partner_id, self.garage)

    def test_customer_known_by_its_e_mail_comes_first(self):
        claire = self.make_person("Claire", email="claire@moulin.example")
        self.lead.email_from = "claire@moulin.example"
        form = self.convert()
        self.assertEqual(form.partner_id, claire)
        self.assertFalse(form.clientfile_double_id)

    def test_somebody_unknown_is_created_as_the_host_does(self):
        self.lead.write({"partner_name": "Fleurs du Lac", "phone": "04 50 11 22 33"})
        form = self.convert()
        self.assertEqual(form.action, "create")
        self.assertFalse(form.clientfile_double_id)

    def test_customer_that_may_not_be_read_is_not_proposed(self):
        company = self.env["res.company"].create({"name": "Second"})
        self.garage.company_id = company
        self.assertEqual(self.convert().action, "create")

    def test_archived_customer_is_not_proposed(self):
        self.garage.active = False
        self.assertEqual(self.convert().action, "create")

    def test_company_that_wants_no_warning_gets_the_hosts_window(self):
        self.env.company.clientfile_double_policy = "off"
        self.assertEqual(self.convert().action, "create")

    def test_window_opens_for_who_has_no_role_in_the_customer_file(self):
        clerk = self.env.ref("base.user_admin")
        self.assertEqual(self.convert(clerk).partner_id, self.garage)

    def test_request_of_a_visitor_notes_whom_it_is_about(self):
        self.lead._log_clientfile_likely_customers()
        message = self.lead.message_ids[0]
        self.assertIn("GARAGE PETIT SARL may exist already", message.body)
        self.assertIn(f'data-oe-id="{self.garage.id}"', message.body)

    def note_for(self, visitor_lang, **values):
        """The remark that a visitor's request gets, as its readers see it."""
        self.lead.write(values)
        self.lead.with_context(lang=visitor_lang)._log_clientfile_likely_customers()
        return self.lead.message_ids[0].body

    def test_remark_on_a_request_speaks_the_salespersons_language(self):
        for code in ("fr_FR", "nl_NL"):
            self.env["res.lang"]._activate_lang(code)
        self.user.lang = "fr_FR"
        note = self.note_for("nl_NL", user_id=self.user.id)
        self.assertIn("existe peut-être déjà", note)

    def test_remark_that_nobody_works_on_speaks_the_companys_language(self):
        for code in ("fr_FR", "nl_NL"):
            self.env["res.lang"]._activate_lang(code)
        self.env.company.partner_id.lang = "fr_FR"
        note = self.note_for("nl_NL", user_id=False, team_id=False)
        self.assertIn("existe peut-être déjà", note)

    def test_request_notes_no_customer_of_another_company(self):
        company = self.env["res.company"].create({"name": "Second"})
        self.garage.company_id = company
        self.lead.company_id = self.env.company
        before = self.lead.message_ids
        self.lead._log_clientfile_likely_customers()
        self.assertEqual(self.lead.message_ids, before)
