from odoo.exceptions import ValidationError
from odoo.tests import new_test_user, tagged

from .test_rules import RuleCase


class TemplateCase(RuleCase):
    """Templates that code sends, a rule, a step of a lead, or another addon."""

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.env.user.email = "sender@example.com"

    def make_template(self, model="res.partner", purpose=None, **values):
        return self.env["mail.template"].create(
            {
                "name": "Spring",
                "model_id": self.env["ir.model"]._get_id(model),
                "subject": "Spring",
                "body_html": "<p>Spring</p>",
                "auto_delete": False,
                "use_default_to": not values,
                "clientfile_purpose_id": purpose.id if purpose else False,
                **values,
            }
        )

    def written_to(self, mails):
        addresses = {mail.email_to for mail in mails if mail.email_to}
        return {*mails.recipient_ids.mapped("name")} | addresses

    def last_note(self, record):
        return record.message_ids[:1].body or ""


@tagged("post_install", "-at_install")
class TestMailTemplates(TemplateCase):
    """A template with a purpose asks, whoever sends it; one without asks nobody."""

    def test_code_that_sends_it_leaves_out_who_may_not_be_written_to(self):
        self.say("opposed", self.garage)
        template = self.make_template(purpose=self.offers)
        mails = template.send_mail_batch(self.ticked.ids)
        self.assertEqual(self.written_to(mails), {"Boulangerie Petit"})
        self.assertIn("“Spring” sent no message", self.last_note(self.garage))
        self.assertNotIn("oppos", self.last_note(self.garage))

    def test_code_that_sends_it_to_one_is_told_that_nothing_was_sent(self):
        template = self.make_template(purpose=self.offers)
        self.assertFalse(template.send_mail(self.claire.id))
        self.say("given")
        mail = self.env["mail.mail"].browse(template.send_mail(self.claire.id))
        self.assertEqual(mail.recipient_ids, self.claire)

    def test_address_that_code_gives_instead_is_asked_about(self):
        self.say("opposed", self.garage)
        template = self.make_template(purpose=self.offers)
        given = {"email_to": "garage@example.com", "recipient_ids": []}
        self.assertFalse(template.send_mail(self.bakery.id, email_values=given))
        self.assertFalse(template.send_mail(self.bakery.id, False, False, given))
        linked = {"recipient_ids": [(6, 0, self.garage.ids)]}
        self.assertFalse(template.send_mail(self.bakery.id, email_values=linked))
        linked = {"recipient_ids": [(4, self.user.partner_id.id)]}
        self.assertTrue(template.send_mail(self.bakery.id, email_values=linked))

    def test_template_without_a_purpose_asks_nobody(self):
        self.say("opposed", self.garage)
        mails = self.make_template().send_mail_batch(self.ticked.ids)
        self.assertEqual(len(self.written_to(mails)), 3)
        contract = self.make_template(purpose=self.contract)
        mails = contract.send_mail_batch(self.ticked.ids)
        self.assertEqual(len(self.written_to(mails)), 3)

    def test_lead_asks_person_and_address(self):
        self.say("opposed", self.garage)
        leads = self.make_leads(self.garage | self.bakery)
        leads += self.env["crm.lead"].create(
            {"name": "A", "email_from": "garage@example.com"}
        )
        template = self.make_template("crm.lead", self.offers)
        mails = template.send_mail_batch(leads.ids)
        self.assertEqual(self.written_to(mails), {"Boulangerie Petit"})

    def test_template_posted_by_code_asks_those_it_reaches(self):
        self.say("opposed", self.garage)
        template = self.make_template(purpose=self.offers)
        posted = (self.garage | self.bakery).message_post_with_source(
            template, subtype_xmlid="mail.mt_comment"
        )
        self.assertEqual(posted.mapped("res_id"), self.bakery.ids)
        self.assertFalse(self.garage.message_post_with_source(template))

    def test_followers_of_the_thread_are_asked_as_well(self):
        self.say("opposed", self.garage)
        lead = self.make_leads(self.bakery)
        lead.message_subscribe(self.garage.ids)
        template = self.make_template("crm.lead", self.offers)
        self.assertFalse(lead.message_post_with_source(template))

    def test_template_mailed_by_code_asks_by_its_own_purpose(self):
        self.say("given", self.claire, purpose=self.news)
        news = self.make_template(purpose=self.news)
        both = self.claire | self.bakery
        self.assertEqual(self.mailed_about(both, news), both)
        offers = self.make_template(purpose=self.offers)
        self.assertEqual(self.mailed_about(both, offers), self.bakery)

    def test_view_mailed_by_code_to_contacts_asks(self):
        self.say("opposed", self.garage)
        view = self.env["ir.ui.view"].create(
            {"name": "Spring", "type": "qweb", "arch": "<p>Spring</p>"}
        )
        both = self.garage | self.bakery
        found = self.mailed_about(both, view, subject="Spring")
        self.assertEqual(found, self.bakery)

    def mailed_about(self, records, source, **values):
        """Those whom an e-mail of ``source`` goes to, and is not cancelled."""
        mails = records.message_mail_with_source(source, **values)
        kept = mails.filtered(lambda mail: mail.state != "cancel")
        return records.browse(sorted(kept.mapped("res_id")))

    def test_rule_decides_by_its_own_purpose_first(self):
        template = self.make_template(purpose=self.offers)
        rule = self.env["ir.actions.server"].create(
            {
                "name": "Welcome",
                "model_id": template.model_id.id,
                "state": "mail_post",
                "mail_post_method": "email",
                "template_id": template.id,
                "group_ids": False,
            }
        )
        mails = self.mails_of(self.run_rule(rule, self.claire))
        self.assertFalse(mails)
        rule.clientfile_purpose_id = self.contract
        mails = self.mails_of(self.run_rule(rule, self.claire))
        self.assertEqual(mails.recipient_ids, self.claire)

    def mails_of(self, messages):
        return self.env["mail.mail"].search([("mail_message_id", "in", messages.ids)])

    def test_window_takes_the_purpose_of_the_template(self):
        template = self.make_template(purpose=self.news)
        composer = self.env["mail.compose.message"].create(
            {
                "composition_mode": "mass_mail",
                "model": "res.partner",
                "res_ids": self.ticked.ids,
                "template_id": template.id,
            }
        )
        self.assertEqual(composer.clientfile_purpose_id, self.news)

    def test_what_is_owed_to_a_person_never_gets_a_purpose(self):
        for model in ("res.users", "account.move", "clientfile.request"):
            with self.assertRaisesRegex(ValidationError, "go to all"):
                self.make_template(model, self.offers, email_to="x@example.com")
            self.make_template(model, self.contract, email_to="x@example.com")

    def test_answer_in_a_thread_is_stopped_by_nothing(self):
        self.say("opposed", self.garage)
        message = self.garage.message_post(
            body="Yes, at nine.",
            partner_ids=self.garage.ids,
            subtype_xmlid="mail.mt_comment",
        )
        self.assertEqual(message.notified_partner_ids, self.garage)

    def test_key_of_the_context_lets_nobody_through(self):
        self.say("opposed", self.garage)
        template = self.make_template(purpose=self.offers)
        template = template.with_context(clientfile_asked=True)
        self.assertFalse(template.send_mail(self.garage.id))

    def test_colleague_without_a_role_is_asked_about_as_well(self):
        self.say("opposed", self.garage)
        template = self.make_template(purpose=self.offers)
        sender = new_test_user(self.env, "template_sender", email="s@example.com")
        self.assertFalse(template.with_user(sender).send_mail(self.garage.id))
        self.assertTrue(template.with_user(sender).send_mail(self.bakery.id))


@tagged("post_install", "-at_install")
class TestSmsTemplates(TemplateCase):
    """So do text messages of templates with a purpose."""

    def test_code_that_texts_leaves_out_who_may_not_be_texted(self):
        self.say("opposed", self.garage)
        template = self.env["sms.template"].create(
            {
                "name": "Spring",
                "model_id": self.env["ir.model"]._get_id("res.partner"),
                "body": "Spring",
                "clientfile_purpose_id": self.offers.id,
            }
        )
        self.assertFalse(self.garage._message_sms_with_template(template))
        sent = (template, False, "", self.garage.ids)
        self.assertFalse(self.bakery._message_sms_with_template(*sent))
        self.assertTrue(self.bakery._message_sms_with_template(template))
        template.clientfile_purpose_id = False
        self.assertTrue(self.garage._message_sms_with_template(template))
