from datetime import timedelta

from freezegun import freeze_time

from odoo import fields
from odoo.exceptions import AccessError, UserError
from odoo.http import Request
from odoo.tests import Form, HttpCase, tagged

from .request_case import RequestCase

ASK = "/clientfile/consent/"


class ConsentPageCase(RequestCase, HttpCase):
    """A person who was asked by e-mail, and follows the link."""

    def setUp(self):
        super().setUp()
        self.authenticate(None, None)

    def ask(self, *channels, user=None, partner=None):
        asks = self.env["clientfile.consent.ask"].with_user(user or self.user)
        partner = (partner or self.claire).with_user(user or self.user)
        wording = self.wordings[self.offers].with_user(user or self.user)
        return asks._ask(partner, wording, channels or ("email",))

    def link(self):
        body = self.mails_to("claire@example.com")[-1].body_html
        return ASK + body.partition(ASK)[2].partition('"')[0]

    def post(self, path, **values):
        return self.url_open(path, {"csrf_token": Request.csrf_token(self), **values})

    def said(self, person=None):
        self.env.invalidate_all()
        consents = (person or self.claire).clientfile_consent_ids.sorted("id")
        return [(one.state, one.channel) for one in consents]

    def preferences(self):
        url = self.claire._get_clientfile_preferences_url()
        return url[url.index("/clientfile") :]


@tagged("post_install", "-at_install")
class TestConsentAsk(ConsentPageCase):
    """The link shows, the button decides, once."""

    def test_link_shows_the_exact_words_and_records_nothing(self):
        self.ask()
        page = self.url_open(self.link())
        self.assertIn(self.wordings[self.offers].text, page.text)
        self.assertEqual(self.said(), [])

    def test_button_records_the_words_the_time_and_the_place(self):
        self.ask("email", "sms")
        agent = {"User-Agent": "Some browser"}
        token = Request.csrf_token(self)
        values = {"csrf_token": token, "decision": "yes", "channel": ["email"]}
        self.url_open(self.link(), values, headers=agent)
        self.assertEqual(self.said(), [("given", "email")])
        consent = self.claire.clientfile_consent_ids
        self.assertEqual(consent.source, "web")
        self.assertEqual(consent.wording_id, self.wordings[self.offers])
        self.assertEqual(consent.user_id, self.env.ref("base.public_user"))
        evidence = consent.evidence_id
        self.assertEqual(evidence.reference, "claire@example.com")
        self.assertEqual(evidence.ip, "127.0.0.1")
        self.assertEqual(evidence.agent, "Some browser")
        self.seal()
        self.assertEqual(self.check().state, "intact")

    def test_no_is_noted_for_all_that_was_asked(self):
        self.ask("email", "sms")
        self.post(self.link(), decision="no")
        self.assertEqual(self.said(), [("refused", "email"), ("refused", "sms")])

    def test_yes_without_a_box_and_other_words_decide_nothing(self):
        self.ask()
        self.post(self.link(), decision="yes")
        self.post(self.link(), decision="perhaps", channel="email")
        self.assertEqual(self.said(), [])

    def test_channel_that_was_not_asked_is_not_given(self):
        self.ask("email")
        self.post(self.link(), decision="yes", channel=["email", "phone"])
        self.assertEqual(self.said(), [("given", "email")])

    def test_replayed_answer_changes_nothing(self):
        self.ask()
        link = self.link()
        self.post(link, decision="yes", channel="email")
        answer = self.post(link, decision="no")
        self.assertIn("answered already", answer.text)
        self.assertIn("answered already", self.url_open(link).text)
        self.assertEqual(self.said(), [("given", "email")])

    def test_forged_and_foreign_links_get_a_clear_page(self):
        ask = self.ask()
        sign = self.env["clientfile.link"]._sign
        tokens = (
            self.link()[len(ASK) : -3],
            sign("clientfile.consent.ask", [ask.id, "0" * 16], 30),
            sign("clientfile.preferences", [ask.id, ask.sudo().link_key], 30),
            "é",
        )
        for token in tokens:
            for answer in (
                self.url_open(ASK + token),
                self.post(ASK + token, decision="yes", channel="email"),
            ):
                self.assertEqual(answer.status_code, 404)
                self.assertIn("not valid", answer.text)
        self.assertEqual(self.said(), [])

    def test_link_of_last_month_has_expired(self):
        with freeze_time(fields.Datetime.now() - timedelta(days=31)):
            self.ask()
        self.assertEqual(self.url_open(self.link()).status_code, 404)

    def test_answer_without_its_token_is_refused(self):
        self.ask()
        values = {"decision": "yes", "channel": "email"}
        self.assertEqual(self.url_open(self.link(), values).status_code, 400)
        self.assertEqual(self.said(), [])

    def test_words_that_were_asked_with_stay(self):
        self.ask()
        with self.assertRaises(UserError):
            self.wordings[self.offers].with_user(self.officer).text = "Other words"

    def test_who_opposed_or_withdrew_is_not_asked(self):
        self.say("withdrawn", purpose=self.offers, channel="email")
        with self.assertRaises(UserError):
            self.ask()
        self.say("opposed")
        with self.assertRaises(UserError):
            self.ask()

    def test_person_without_an_address_is_not_asked(self):
        with self.assertRaises(UserError):
            self.ask(partner=self.make_person("Paul"))

    def test_auditor_and_outsider_ask_nobody(self):
        for user in (self.auditor, self.outsider):
            with self.assertRaises(AccessError):
                self.ask(user=user)

    def test_window_asks_for_the_channels_that_are_ticked(self):
        action = self.claire.with_user(self.user)
        action = action.with_context(clientfile_is_asking=True)
        context = action.action_clientfile_record_consent()["context"]
        wizards = self.env["clientfile.consent.record"].with_user(self.user)
        form = Form(wizards.with_context(**context))
        form.is_sms = True
        form.save().action_ask()
        ask = self.env["clientfile.consent.ask"].search([], limit=1)
        self.assertEqual((ask.partner_id, ask.channels), (self.claire, "email,sms"))
        self.assertEqual(ask.email, "claire@example.com")

    def test_deleted_person_takes_the_question_along(self):
        ask = self.ask()
        link = self.link()
        self.claire.unlink()
        self.assertFalse(ask.exists())
        self.assertEqual(self.url_open(link).status_code, 404)


@tagged("post_install", "-at_install")
class TestPreferences(ConsentPageCase):
    """Withdrawn as easily as given."""

    def box(self, purpose, channel):
        return f"{purpose.id}-{channel}"

    def shown(self):
        return {
            f"wording_{purpose.id}": self.wordings[purpose].id
            for purpose in (self.offers, self.news)
        }

    def save(self, *boxes, **values):
        values = {**self.shown(), "choice": list(boxes), "decision": "save", **values}
        return self.post(self.preferences(), **values)

    def test_page_shows_what_is_given_with_its_words(self):
        self.say("given", channel="sms")
        page = self.url_open(self.preferences()).text
        box = page.partition(f'value="{self.box(self.offers, "sms")}"')[2]
        self.assertIn("checked", box.partition("/>")[0])
        self.assertIn(self.wordings[self.offers].text, page)
        self.assertEqual(self.said(), [("given", "sms")])

    def test_unticked_box_withdraws_and_a_second_time_is_harmless(self):
        self.say("given", channel="sms")
        for _time in range(2):
            self.assertEqual(self.save().status_code, 200)
        self.assertEqual(self.said(), [("given", "sms"), ("withdrawn", "sms")])

    def test_ticked_box_gives_with_the_words_that_were_shown(self):
        self.save(self.box(self.news, "email"))
        consent = self.claire.clientfile_consent_ids
        self.assertEqual(self.said(), [("given", "email")])
        self.assertEqual(consent.wording_id, self.wordings[self.news])

    def test_words_changed_meanwhile_are_shown_again(self):
        page = self.preferences()
        shown = self.shown()
        self.make_wording(self.news, "Other words")
        answer = self.post(
            page, **shown, decision="save", choice=self.box(self.news, "email")
        )
        self.assertIn("have changed", answer.text)
        self.assertEqual(self.said(), [])

    def test_one_button_opposes_all_and_twice_is_once(self):
        for _time in range(2):
            self.post(self.preferences(), decision="nothing")
        self.assertEqual(self.said(), [("opposed", False)])
        self.assertIn("no more commercial", self.url_open(self.preferences()).text)

    def test_invented_boxes_change_nothing(self):
        boxes = ("x-email", f"{self.contract.id}-email", "999999-sms", "", "1")
        self.assertEqual(self.save(*boxes, wording_x="y").status_code, 200)
        self.assertEqual(self.said(), [])

    def test_link_of_one_person_is_no_link_of_another(self):
        sign = self.env["clientfile.link"]._sign
        company = self.env.company.root_id.id
        other = sign("clientfile.consent.ask", [self.claire.id, company], 7)
        for token in (self.preferences()[24:-2], other, "x"):
            answer = self.post(f"/clientfile/preferences/{token}", decision="nothing")
            self.assertEqual(answer.status_code, 404)
        self.assertEqual(self.said(), [])

    def test_link_works_two_years_and_no_longer(self):
        link = self.preferences()
        with freeze_time(fields.Datetime.now() - timedelta(days=731)):
            old = self.preferences()
        self.assertEqual(self.url_open(link).status_code, 200)
        self.assertEqual(self.url_open(old).status_code, 404)

    def test_link_of_a_merged_person_is_that_of_the_survivor(self):
        survivor = self.make_person("Claire Martin-Petit", email="c@example.com")
        link = self.preferences()
        self.claire.clientfile_merged_into_id = survivor
        self.env.flush_all()
        self.post(link, decision="nothing")
        self.assertEqual(self.said(survivor), [("opposed", False)])
