from odoo.tests import new_test_user

from .duplicate_case import DuplicateCase


class TestDuplicateNotice(DuplicateCase):
    """After a night that found likely pairs, each manager gets one message."""

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.env["res.lang"]._activate_lang("fr_FR")
        cls.administrator.write({"lang": "fr_FR", "notification_type": "inbox"})
        cls.last_message = cls.env["mail.message"].search([], order="id desc", limit=1)

    def run_night(self):
        self.env["clientfile.duplicate.scan"]._cron_scan()
        self.work()

    def messages(self, user=None):
        partner = (user or self.administrator).partner_id
        return self.env["mail.message"].search(
            [("id", ">", self.last_message.id), ("partner_ids", "in", partner.ids)]
        )

    def test_one_message_tells_of_all_new_pairs(self):
        self.make_double()
        self.make_double("Menuiserie Blanc", phone="04 50 11 22 33", zip="74000")
        self.run_night()
        message = self.messages()
        self.assertEqual(len(message), 1)
        self.assertIn("2", message.subject)
        self.assertIn("/odoo/duplicates", message.body)

    def test_message_is_in_the_language_of_its_reader(self):
        self.make_double()
        self.run_night()
        self.assertIn("doublon", self.messages().subject)

    def test_quiet_night_tells_nothing(self):
        self.make_double()
        self.run_night()
        self.run_night()
        self.assertEqual(len(self.messages()), 1)

    def test_search_that_a_person_started_tells_nobody(self):
        self.make_double()
        self.scan()
        self.assertFalse(self.messages())

    def test_managers_who_decide_are_told_and_users_are_not(self):
        self.make_double()
        self.run_night()
        self.assertEqual(len(self.messages(self.manager)), 1)
        self.assertFalse(self.messages(self.user))

    def test_one_pair_is_told_in_the_singular(self):
        self.manager.lang = "fr_FR"
        self.make_double()
        self.run_night()
        message = self.messages(self.manager)
        self.assertEqual(message.subject, "Un doublon probable")
        self.assertIn("une nouvelle paire", message.body)
        self.assertIn("Ouvrir les doublons possibles", message.body)

    def test_pairs_of_another_company_are_not_counted(self):
        company = self.env["res.company"].create({"name": "Second"})
        foreign = new_test_user(
            self.env,
            "foreign_administrator",
            "crm_clientfile.crm_clientfile_group_administrator",
            name="Odile Berger",
            email="odile@elsewhere.example",
            company_id=company.id,
            company_ids=[(6, 0, company.ids)],
        )
        self.make_double(company_id=self.env.company.id)
        self.run_night()
        self.assertTrue(self.messages())
        self.assertFalse(self.messages(foreign))
