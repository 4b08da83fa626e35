import base64
from datetime import datetime, timedelta

from freezegun import freeze_time

from odoo import fields
from odoo.exceptions import AccessError, UserError
from odoo.tests import Form, tagged

from odoo.addons.crm_clientfile.tests.merge_case import MergeCase

from .consent_case import ConsentCase

SCAN = base64.b64encode(b"signed")


@tagged("post_install", "-at_install")
class TestConsent(ConsentCase):
    """What was said is added, never changed."""

    def test_consent_keeps_who_when_how_and_the_exact_words(self):
        consent = self.say("given", source="paper", evidence={"file": SCAN})
        self.assertEqual(consent.user_id, self.user)
        self.assertEqual(consent.source, "paper")
        self.assertEqual(consent.wording_digest, self.wordings[self.offers].digest)
        self.assertLessEqual(consent.date, fields.Datetime.now())
        self.assertTrue(consent.is_in_effect)
        self.assertEqual(consent.evidence_id.file, SCAN)

    def test_nobody_changes_a_consent_not_even_the_administrator(self):
        consent = self.say("given")
        for user in (self.officer, self.env.ref("base.user_admin")):
            with self.assertRaises(UserError):
                consent.with_user(user).write({"state": "withdrawn"})
            with self.assertRaises(AccessError):
                consent.with_user(user).unlink()
        with self.assertRaises(UserError):
            consent.sudo().write({"state": "withdrawn"})
        with self.assertRaises(UserError):
            consent.sudo().unlink()

    def test_nobody_makes_up_a_consent_by_hand(self):
        values = self.say("given").copy_data()[0]
        for user in (self.officer, self.administrator, self.env.ref("base.user_admin")):
            with self.assertRaises(AccessError):
                self.consents.with_user(user).create(values)

    def test_outsider_and_auditor_record_nothing(self):
        for user in (self.outsider, self.auditor):
            with self.assertRaises(AccessError):
                self.say("opposed", user=user)

    def test_agent_without_the_customer_file_records(self):
        self.assertEqual(self.say("opposed", user=self.agent).user_id, self.agent)

    def test_evidence_is_for_data_protection_only(self):
        consent = self.say("given", evidence={"ip": "192.0.2.1"})
        self.assertEqual(consent.with_user(self.auditor).evidence_id.ip, "192.0.2.1")
        with self.assertRaises(AccessError):
            consent.with_user(self.user).read(["evidence_id"])
        with self.assertRaises(AccessError):
            consent.evidence_id.with_user(self.user).read(["ip"])
        with self.assertRaises(UserError):
            consent.evidence_id.sudo().write({"ip": "192.0.2.2"})

    def test_one_click_withdraws_and_a_second_changes_nothing(self):
        consent = self.say("given")
        consent.with_user(self.user).action_withdraw()
        self.assertFalse(consent.is_in_effect)
        consent.with_user(self.user).action_withdraw()
        states = self.claire.clientfile_consent_ids.mapped("state")
        self.assertEqual(sorted(states), ["given", "withdrawn"])
        self.assertEqual(self.answer(), (False, "withdrawn"))

    def test_withdrawal_leaves_the_other_channels(self):
        self.say("given")
        message = self.say("given", channel="sms")
        self.claire.clientfile_consent_ids.filtered(
            lambda one: one.channel == "email"
        ).with_user(self.user).action_withdraw()
        self.assertTrue(message.is_in_effect)
        self.assertEqual(self.answer(channel="sms"), (True, "consent"))

    def test_withdrawal_in_the_instant_of_the_consent_counts(self):
        now = fields.Datetime.now()
        self.say("withdrawn", purpose=self.offers, channel="email", date=now)
        consent = self.say("given", date=now)
        self.assertFalse(consent.is_in_effect)
        self.assertEqual(self.answer(), (False, "withdrawn"))

    def test_hour_that_comes_twice_in_autumn_is_told_apart(self):
        given, withdrawn = datetime(2025, 10, 26, 0, 30), datetime(2025, 10, 26, 1, 30)
        here = self.env.user.with_context(tz="Europe/Paris")
        for said in (given, withdrawn):
            shown = fields.Datetime.context_timestamp(here, said)
            self.assertEqual(f"{shown:%H:%M}", "02:30")
        self.say("given", date=given)
        self.say("withdrawn", purpose=self.offers, channel="email", date=withdrawn)
        between = datetime(2025, 10, 26, 1)
        self.assertEqual(self.answer(moment=between), (True, "consent"))
        self.assertEqual(self.answer(), (False, "withdrawn"))

    def test_withdrawal_counts_when_the_clock_was_put_back(self):
        now = fields.Datetime.now()
        with freeze_time(now + timedelta(minutes=30)):
            consent = self.say("given")
        self.assertTrue(consent.is_in_effect)
        consent.with_user(self.user).action_withdraw()
        withdrawal = self.claire.clientfile_consent_ids[0]
        self.assertEqual(withdrawal.state, "withdrawn")
        self.assertEqual(withdrawal.date, consent.date + timedelta(seconds=1))
        self.assertLess(withdrawal.date_recorded, consent.date)
        self.assertEqual(self.answer(), (False, "withdrawn"))
        with freeze_time(now + timedelta(hours=1)):
            self.assertEqual(self.answer(), (False, "withdrawn"))

    def test_opposition_stands_when_the_clock_was_put_back(self):
        self.say("given")
        with freeze_time(fields.Datetime.now() + timedelta(minutes=30)):
            self.say("opposed")
        self.assertEqual(self.answer(), (False, "opposed"))
        refused = self.claire._get_clientfile_refusals("email", self.offers)
        self.assertEqual(refused, {self.claire.id: "opposed"})
        self.say("lifted")
        self.assertEqual(self.answer(), (True, "consent"))

    def test_state_at_any_date_is_known(self):
        self.say("given", date=datetime(2024, 2, 28, 23, 59))
        self.say(
            "withdrawn",
            purpose=self.offers,
            channel="email",
            date=datetime(2024, 2, 29, 12),
        )
        moments = [datetime(2024, 2, day) for day in (28, 29)]
        moments.append(datetime(2024, 3, 1))
        answers = [self.answer(moment=moment)[1] for moment in moments]
        self.assertEqual(answers, ["no_consent", "consent", "withdrawn"])

    def test_what_was_said_is_not_to_come(self):
        with self.assertRaises(UserError):
            self.say("given", date=fields.Datetime.now() + timedelta(minutes=5))

    def test_consent_to_one_company_is_none_to_another(self):
        company = self.env["res.company"].create(
            {"name": "Second", "country_id": self.france.id}
        )
        self.user.company_ids += company
        consent = self.say("given")
        there = self.claire.with_company(company)
        self.assertEqual(self.answer(there), (False, "no_consent"))
        here_only = consent.with_user(self.user).with_context(
            allowed_company_ids=company.ids
        )
        self.assertFalse(here_only.search([("id", "=", consent.id)]))

    def test_deleted_person_leaves_a_proof_without_a_name(self):
        consent = self.say("given", evidence={"note": "At the fair", "file": SCAN})
        evidence = consent.evidence_id
        files = [("res_model", "=", evidence._name), ("res_id", "=", evidence.id)]
        files = self.env["ir.attachment"].search([*files, ("res_field", "!=", False)])
        self.assertTrue(files)
        self.seal()
        self.claire.unlink()
        self.env.invalidate_all()
        self.assertTrue(consent.exists())
        self.assertFalse(consent.partner_id)
        self.assertFalse(evidence.exists())
        self.assertFalse(files.exists())
        self.assertEqual(self.check().state, "intact")

    def test_two_people_have_two_keys_and_one_keeps_his(self):
        first, second = self.say("given"), self.say("refused", purpose=self.news)
        other = self.say("given", self.make_person("Paul"))
        self.assertEqual(first.subject_key, second.subject_key)
        self.assertNotEqual(first.subject_key, other.subject_key)

    def test_one_click_opposes_and_a_second_changes_nothing(self):
        partner = self.claire.with_user(self.user)
        partner.action_clientfile_oppose()
        partner.action_clientfile_oppose()
        self.assertEqual(len(self.claire.clientfile_consent_ids), 1)
        self.assertTrue(partner.clientfile_is_opposed)
        self.assertEqual(self.answer(channel="post"), (False, "opposed"))

    def test_record_shows_each_answer_with_its_reason(self):
        self.say("given")
        shown = str(self.claire.with_user(self.user).clientfile_contact_answers)
        for words in ("consent given", "legitimate interest", "has not consented"):
            self.assertIn(words, shown)

    def test_proof_prints_the_exact_words(self):
        text = "I agree,\nto the letter: <b>é</b>"
        wording = self.make_wording(self.offers, text)
        note = {"note": "At the fair"}
        consent = self.say("given", wording_id=wording.id, evidence=note)
        self.seal()
        report = self.env["ir.actions.report"].with_user(self.agent)
        html, _kind = report._render_qweb_html(
            "crm_clientfile_gdpr.clientfile_consent_proof", consent.ids
        )
        shown = html.decode()
        self.assertIn("I agree,\nto the letter: &lt;b&gt;é&lt;/b&gt;", shown)
        for words in (consent.seal, consent.wording_digest, "At the fair"):
            self.assertIn(words, shown)

    def test_salesman_is_refused_the_proof(self):
        consent = self.say("given", evidence={"ip": "192.0.2.1"})
        lines = consent.with_user(self.user)
        with self.assertRaises(AccessError):
            lines._get_proof_lines()


@tagged("post_install", "-at_install")
class TestConsentRecord(ConsentCase):
    """The window in which somebody notes what was said."""

    def open_window(self, user=None, **values):
        wizards = self.env["clientfile.consent.record"].with_user(user or self.user)
        form = Form(wizards.with_context(default_partner_id=self.claire.id))
        for name, value in values.items():
            setattr(form, name, value)
        return form

    def test_window_proposes_the_words_in_the_language_of_the_person(self):
        self.env["res.lang"]._activate_lang("fr_FR")
        french = self.make_wording(self.offers, "J'accepte.", "fr_FR")
        self.claire.lang = "fr_FR"
        form = self.open_window()
        self.assertEqual(form.wording_id, french)
        self.assertEqual(form.wording_text, "J'accepte.")

    def test_each_channel_ticked_is_a_consent_of_its_own(self):
        form = self.open_window(is_email=True, is_post=True)
        form.save().action_record()
        self.env.invalidate_all()
        channels = self.claire.clientfile_consent_ids.mapped("channel")
        self.assertEqual(sorted(channels), ["email", "post"])

    def test_consent_without_a_channel_is_refused(self):
        with self.assertRaises(UserError):
            self.open_window().save().action_record()

    def test_consent_without_words_is_refused(self):
        self.env["clientfile.wording"].search([]).active = False
        with self.assertRaises(UserError):
            self.open_window(is_email=True).save().action_record()

    def test_consent_on_paper_needs_its_scan(self):
        form = self.open_window(is_email=True, source="paper", file=SCAN)
        form.save().action_record()
        [consent] = self.claire.clientfile_consent_ids
        self.assertEqual(consent.evidence_id.file, SCAN)
        wizard = form.save()
        wizard.file = False
        with self.assertRaises(UserError):
            wizard.action_record()

    def test_opposition_without_a_channel_is_to_all(self):
        self.open_window(state="opposed").save().action_record()
        [consent] = self.claire.clientfile_consent_ids
        self.assertEqual((consent.purpose_id.id, consent.channel), (False, False))


@tagged("post_install", "-at_install")
class TestConsentMerge(ConsentCase, MergeCase):
    """What a person said stays true when records become one."""

    def test_consents_follow_a_merged_person_and_come_back(self):
        double = self.make_person("Claire Martin", email="claire@example.org")
        consent = self.say("given", evidence={"note": "At the fair"})
        self.say("opposed", double, channel="sms")
        self.seal()
        merge = self.merge(double, self.claire)
        self.assertEqual(consent.partner_id, double)
        self.assertEqual(consent.evidence_id.partner_id, double)
        self.assertEqual(self.answer(double), (True, "consent"))
        self.assertEqual(self.answer(double, "sms"), (False, "opposed"))
        self.assertEqual(self.check().state, "intact")
        self.undo(merge)
        self.assertEqual(consent.partner_id, self.claire)
        self.assertEqual(self.answer(double), (False, "no_consent"))
        self.assertEqual(self.check().state, "intact")


@tagged("post_install", "-at_install")
class TestWording(ConsentCase):
    """Words that were shown once never change."""

    def test_used_words_are_neither_changed_nor_deleted(self):
        wording = self.wordings[self.offers]
        wording.with_user(self.officer).text = "I agree to be written to, or called."
        self.say("given")
        for values in ({"text": "All"}, {"lang": "fr_FR"}, {"version": 9}):
            with self.assertRaises(UserError):
                wording.with_user(self.officer).write(values)
        with self.assertRaises(UserError):
            wording.with_user(self.officer).unlink()

    def test_used_words_can_be_archived_and_saved_unchanged(self):
        wording = self.wordings[self.offers].with_user(self.officer)
        self.say("given")
        wording.write({"text": wording.text, "active": False})
        self.assertFalse(wording.active)

    def test_another_text_is_another_version(self):
        wording = self.wordings[self.offers]
        self.say("given")
        opened = wording.with_user(self.officer).action_new_version()
        newer = self.env[opened["res_model"]].browse(opened["res_id"])
        newer.with_user(self.officer).text = "Other words"
        self.assertEqual(newer.version, wording.version + 1)
        found = self.env["clientfile.wording"]._find(self.offers, "en_US")
        self.assertEqual(found, newer)

    def test_versions_of_one_batch_follow_each_other(self):
        values = {"purpose_id": self.news.id, "lang": "en_US", "text": "x"}
        made = self.env["clientfile.wording"].create([values.copy(), values.copy()])
        latest = self.wordings[self.news].version
        self.assertEqual(made.mapped("version"), [latest + 1, latest + 2])

    def test_only_the_officer_writes_words_and_purposes(self):
        for user in (self.user, self.administrator, self.agent, self.auditor):
            with self.assertRaises(AccessError):
                self.wordings[self.news].with_user(user).text = "x"
            with self.assertRaises(AccessError):
                self.news.with_user(user).name = "x"

    def test_purpose_that_people_were_asked_about_stays(self):
        self.say("given")
        with self.assertRaises(UserError):
            self.offers.kind = "contract"
        with self.assertRaises(UserError):
            self.offers.unlink()
        self.offers.active = False
