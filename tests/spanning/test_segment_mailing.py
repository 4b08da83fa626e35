from odoo.exceptions import AccessError, UserError
from odoo.tests import new_test_user, tagged

from odoo.addons.crm_clientfile.tests.segment_case import SegmentCase


@tagged("post_install", "-at_install")
class TestSegmentMailing(SegmentCase):
    """Segments give their customers to the mass mailing that another addon brings."""

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.marketer = new_test_user(
            cls.env,
            "segment_marketer",
            "crm_clientfile.crm_clientfile_group_manager,"
            "mass_mailing.group_mass_mailing_user",
        )
        cls.lyon.email = "cafe@example.com"
        cls.bakery.email = "pain@example.com"
        cls.env["mail.blacklist"]._add("pain@example.com")
        cls.segment = cls.env["clientfile.segment"].create(
            {
                "name": "Of Lyon",
                "domain": repr([("id", "in", cls.ours.ids), ("city", "=", "Lyon")]),
                "is_shared": True,
                "user_id": False,
                "template_id": cls.env.ref("crm_clientfile.mail_template_win_back").id,
                "sms_text": "We miss you",
            }
        )

    def open_action(self, button, user=None):
        user = user or self.marketer
        opened = getattr(self.segment.with_user(user), button)()
        return self.env[opened["res_model"]].with_user(user).browse(opened["res_id"])

    def start(self, button):
        """What becomes of the action, and the mailings that it made."""
        action = self.open_action(button)
        known = self.env["mailing.mailing"].search([])
        action.action_start()
        self.env.invalidate_all()
        return action, self.env["mailing.mailing"].search([]) - known

    def test_mailing_goes_to_the_customers_who_may_be_written_to(self):
        action, mailing = self.start("action_email")
        self.assertEqual(mailing.mailing_model_real, "res.partner")
        self.assertEqual(mailing._get_recipients(), self.lyon.ids)
        self.assertEqual((action.done_count, action.excluded_count), (1, 1))
        self.assertEqual(
            action.line_ids.filtered("reason").mapped("reason"),
            ["listed", "no_email"],
        )

    def test_mailing_keeps_its_customers_when_the_segment_changes(self):
        _action, mailing = self.start("action_email")
        self.lyon.city = "Lille"
        self.assertEqual(mailing._get_recipients(), self.lyon.ids)

    def test_each_customer_is_written_to_in_his_language(self):
        self.env["res.lang"]._activate_lang("fr_FR")
        template = self.segment.template_id
        template.with_context(lang="fr_FR").subject = "Vous nous manquez"
        self.lyon.lang, self.person.lang = "fr_FR", "en_US"
        self.person.email = "claire@example.com"
        _action, mailings = self.start("action_email")
        self.assertEqual(len(mailings), 2)
        french = mailings.filtered(lambda one: one.subject == "Vous nous manquez")
        self.assertEqual(french._get_recipients(), self.lyon.ids)
        self.assertEqual((mailings - french)._get_recipients(), self.person.ids)

    def test_text_messages_go_to_who_has_a_number(self):
        action, mailing = self.start("action_sms")
        self.assertEqual(mailing.mailing_type, "sms")
        self.assertEqual(mailing.body_plaintext, "We miss you")
        self.assertEqual(mailing._get_recipients(), self.lyon.ids)
        self.assertEqual(action.refused_count, 2)

    def test_mailing_is_noted_on_the_segment(self):
        self.start("action_email")
        self.assertIn(
            "Mass mailing prepared by segment_marketer",
            self.segment.message_ids[0].body,
        )

    def test_mailing_needs_the_rights_of_the_host(self):
        segment = self.segment.with_user(self.manager)
        self.assertFalse(segment.may_mail)
        self.assertTrue(self.segment.with_user(self.marketer).may_text)
        self.assertEqual(self.open_action("action_email", self.manager).kind, "email")
        with self.assertRaises(UserError):
            self.open_action("action_sms", self.manager).action_start()
        with self.assertRaises(AccessError):
            self.open_action("action_sms", self.user).action_start()

    def test_list_writes_by_mailing_where_it_may(self):
        partners = self.lyon.with_user(self.marketer)
        opened = partners.action_clientfile_email()
        action = self.env[opened["res_model"]].browse(opened["res_id"])
        self.assertEqual(action.kind, "mailing")
