from odoo.tests import Form, new_test_user, tagged

from odoo.addons.crm_clientfile.tests.segment_case import SegmentCase

from .consent_case import ConsentCase


@tagged("post_install", "-at_install")
class TestContactActions(ConsentCase, SegmentCase):
    """Call lists, labels and mailings leave out whom they must, and say why."""

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.env["phone.blacklist"].search([]).unlink()
        cls.person.write(
            {
                "country_id": cls.france.id,
                "vat": False,
                "phone": "06 11 22 33 44",
                "email": "person@example.com",
            }
        )
        cls.lyon.email = "cafe@example.com"
        cls.bakery.email = "pain@example.com"
        cls.marketer = new_test_user(
            cls.env,
            "contact_marketer",
            "crm_clientfile.crm_clientfile_group_manager,"
            "mass_mailing.group_mass_mailing_user",
        )
        cls.segment = cls.make_segment(is_shared=True)

    def start(self, kind, **values):
        action = self.env["clientfile.segment.action"].with_user(self.marketer)
        action = action.create({"kind": kind, "segment_id": self.segment.id, **values})
        reached = action.customer_count - action.left_out_count
        action.action_start()
        self.env.invalidate_all()
        self.assertEqual(action.excluded_count, action.customer_count - reached)
        return action

    def reasons(self, action):
        excluded = action.line_ids.filtered(lambda line: line.state == "excluded")
        return {line.partner_id.name: line.reason for line in excluded}

    def make_mailing(self, **values):
        partners = (self.lyon | self.bakery | self.person).ids
        return self.env["mailing.mailing"].create(
            {
                "subject": "Spring",
                "mailing_model_id": self.env["ir.model"]._get_id("res.partner"),
                "mailing_domain": repr([("id", "in", partners)]),
                "body_html": "<p>Spring</p>",
                **values,
            }
        )

    def test_call_list_leaves_out_consumers_and_says_why(self):
        self.say("opposed", self.lyon, channel="phone")
        self.bakery.phone = "04 72 00 00 02"
        action = self.start("calls", is_for_salesperson=False)
        self.assertEqual(
            self.reasons(action),
            {"Café de Lyon": "opposed", "Claire Martin": "no_consent"},
        )

    def test_purpose_of_the_action_decides(self):
        self.say("given", self.person, purpose=self.news)
        action = self.start("mailing", purpose_id=self.news.id)
        self.assertEqual(self.reasons(action), {})
        action = self.start("mailing", purpose_id=self.offers.id)
        self.assertEqual(self.reasons(action), {"Claire Martin": "no_consent"})

    def test_archived_and_blocked_customers_keep_their_own_reason(self):
        self.bakery._clientfile_set_status("blocked", "Never paid")
        action = self.start("mailing")
        self.assertEqual(self.reasons(action)["Boulangerie Petit"], "contact")

    def test_mailing_leaves_out_who_may_not_be_written_to(self):
        self.say("opposed", self.bakery)
        mailing = self.make_mailing()
        self.assertEqual(mailing._get_recipients(), self.lyon.ids)
        told = mailing.clientfile_left_out.splitlines()
        self.assertEqual(len(told), 2)
        self.assertIn("1 left out: opposed", told)

    def test_mailing_that_the_contract_requires_goes_to_all(self):
        self.say("opposed", self.bakery)
        mailing = self.make_mailing(clientfile_purpose_id=self.contract.id)
        self.assertEqual(len(mailing._get_recipients()), 3)
        self.assertFalse(mailing.clientfile_left_out)
        self.assertFalse(mailing._get_opt_out_list())

    def test_text_messages_leave_out_who_opposed(self):
        self.say("given", self.person, channel="sms")
        self.say("opposed", self.lyon, channel="sms")
        mailing = self.make_mailing(mailing_type="sms", body_plaintext="Spring")
        self.assertEqual(
            set(mailing._get_recipients()), set((self.bakery | self.person).ids)
        )

    def test_opposition_after_the_mailing_was_prepared_counts(self):
        mailing = self.make_mailing()
        self.assertIn(self.bakery.id, mailing._get_remaining_recipients())
        self.say("opposed", self.bakery)
        self.assertNotIn(self.bakery.id, mailing._get_remaining_recipients())

    def test_mailing_to_leads_heeds_who_opposed(self):
        self.say("opposed", self.bakery)
        leads = self.env["ir.model"]._get_id("crm.lead")
        mailing = self.make_mailing(mailing_model_id=leads, mailing_domain="[]")
        self.assertIn("pain@example.com", mailing._get_opt_out_list())
        self.assertFalse(mailing.clientfile_left_out)

    def test_marketer_opens_a_mailing_and_sees_its_purpose(self):
        mailing = self.make_mailing().with_user(self.marketer)
        with Form(mailing) as form:
            self.assertEqual(form.clientfile_purpose_id, self.offers)
            form.clientfile_purpose_id = self.news
        self.assertIn("has not consented", mailing.clientfile_left_out)

    def test_reminder_of_a_debt_goes_to_who_opposed(self):
        self.say("opposed", self.bakery)
        invoice = self.make_invoice(self.bakery)
        invoice.action_post()
        template = self.env.ref("account.email_template_edi_invoice")
        mail = self.env["mail.mail"].browse(template.send_mail(invoice.id))
        self.assertIn(self.bakery, mail.recipient_ids)
