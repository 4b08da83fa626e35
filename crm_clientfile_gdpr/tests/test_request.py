import base64
from datetime import date, timedelta

from freezegun import freeze_time

from odoo import fields
from odoo.exceptions import AccessError, UserError, ValidationError
from odoo.tests import tagged

from odoo.addons.crm_clientfile.tests.merge_case import MergeCase

from .request_case import RequestCase

SCAN = base64.b64encode(b"passport")


@tagged("post_install", "-at_install")
class TestRequestArrival(RequestCase):
    """One door, whoever brings the request."""

    def test_request_has_a_number_a_term_and_somebody_responsible(self):
        request = self.receive(date_received="2026-01-31")
        self.assertRegex(request.name, r"^DP/\d{4}/\d{4}$")
        self.assertEqual(request.date_legal, date(2026, 2, 28))
        self.assertEqual(request.date_due, date(2026, 3, 2))
        self.assertEqual(request.user_id, self.agent)
        self.assertEqual(request.state, "new")

    def test_two_requests_have_two_numbers(self):
        self.assertNotEqual(self.receive().name, self.receive().name)

    def test_request_of_tomorrow_is_refused(self):
        tomorrow = fields.Date.today() + timedelta(days=2)
        with self.assertRaises(UserError):
            self.receive(date_received=tomorrow)

    def test_only_record_with_that_address_is_found(self):
        request = self.receive(person_email=" CLAIRE@example.com ")
        self.assertEqual(request.partner_id, self.claire)

    def test_two_people_with_one_address_are_left_to_the_agent(self):
        self.make_person("Paul", email="claire@example.com")
        self.assertFalse(self.receive(person_email="claire@example.com").partner_id)

    def test_salesman_and_auditor_receive_nothing(self):
        for user in (self.user, self.auditor, self.outsider):
            with self.assertRaises(UserError):
                self.receive(user=user)

    def test_nobody_makes_up_a_request_by_hand(self):
        values = {"name": "DP/1", "kind": "access", "date_received": "2026-01-01"}
        for user in (self.agent, self.officer):
            with self.assertRaises(AccessError):
                self.requests.with_user(user).create(values)

    def test_window_of_the_agent_notes_what_came_by_letter(self):
        wizards = self.env["clientfile.request.receive"].with_user(self.agent)
        wizard = wizards.create({"partner_id": self.claire.id, "kind": "rectification"})
        action = wizard.action_receive()
        request = self.requests.browse(action["res_id"])
        self.assertEqual(request.person_name, "Claire Martin")
        self.assertEqual((request.channel, request.kind), ("hand", "rectification"))
        self.assertFalse(self.mails_to("claire@example.com"))

    def test_mail_to_the_address_becomes_a_request(self):
        self.env.company.clientfile_request_alias_name = "privacy-test"
        alias = self.env.company.clientfile_request_alias_id
        self.assertEqual(alias.alias_model_id.model, "clientfile.request")
        mail = (
            "From: Claire M <claire@example.com>\nTo: privacy-test@x.example\n"
            "Subject: My data\nMessage-Id: <1@x.example>\n\nWhat do you know of me?"
        )
        threads = self.env["mail.thread"]
        thread = threads.message_process("clientfile.request", mail)
        request = self.requests.browse(thread)
        self.assertEqual(request.channel, "email")
        self.assertEqual(request.person_name, "Claire M")
        self.assertEqual(request.partner_id, self.claire)
        self.assertIn("What do you know of me?", request.message)
        self.assertTrue(request.is_acknowledged)
        self.assertEqual(len(self.mails_to("claire@example.com")), 1)

    def test_emptied_name_takes_the_address_away(self):
        company = self.env.company
        company.clientfile_request_alias_name = "privacy-test"
        alias = company.clientfile_request_alias_id
        company.clientfile_request_alias_name = "droits-test"
        self.assertEqual(alias.alias_name, "droits-test")
        company.clientfile_request_alias_name = False
        self.assertFalse(alias.exists())

    def test_objection_applies_at_once_to_all_with_the_address(self):
        paul = self.make_person("Paul", email="claire@example.com")
        self.receive("objection", person_email="claire@example.com")
        for person in (self.claire, paul):
            answer = self.answer(person, channel="post")
            self.assertEqual(answer, (False, "opposed"))

    def test_objection_of_somebody_unknown_holds_once_he_is_in_the_file(self):
        self.receive("objection", person_email="Leo@Example.com")
        leo = self.make_person("Leo", email="leo@example.com")
        self.assertEqual(self.answer(leo, channel="email"), (False, "hashed"))

    def test_objection_noted_twice_is_one_opposition(self):
        for _time in range(2):
            self.receive("objection", partner_id=self.claire.id)
        self.assertEqual(len(self.claire.clientfile_consent_ids), 1)


@tagged("post_install", "-at_install")
class TestRequestSteps(RequestCase):
    """Agents prepare, the officer decides; each step leaves its trace."""

    def test_request_goes_from_arrival_to_its_answer(self):
        request = self.receive(person_email="claire@example.com")
        request.action_start()
        self.close(request, outcome="The copy was sent.", is_sent=True)
        self.assertEqual(request.state, "answered")
        self.assertEqual(request.date_closed, fields.Date.today())
        letter = self.mails_to("claire@example.com")[-1]
        self.assertIn("The copy was sent.", letter.body_html)
        self.assertIn("CNIL", letter.body_html)

    def test_letters_are_written_in_the_language_of_the_person(self):
        hello = {"fr_FR": "Bonjour", "nl_NL": "Hallo", "uk_UA": "Вітаємо"}
        for lang, word in hello.items():
            self.env["res.lang"]._activate_lang(lang)
            request = self.receive(person_email="claire@example.com", lang=lang)
            request.action_acknowledge()
            letter = self.mails_to("claire@example.com")[-1]
            self.assertIn(word, letter.body_html)
            self.assertIn(request.name, letter.subject)

    def test_closure_without_evidence_is_refused(self):
        request = self.in_progress()
        for outcome in ("", "  "):
            with self.assertRaises(ValidationError):
                self.close(request, outcome=outcome)

    def test_attachment_is_evidence_enough(self):
        request = self.in_progress()
        proof = self.env["ir.attachment"].with_user(self.officer)
        proof = proof.create({"name": "receipt.txt", "raw": b"sent"})
        self.close(request, outcome=False, attachment_ids=[(6, 0, proof.ids)])
        self.assertEqual(request.attachment_ids, proof)
        self.assertEqual(proof.res_model, "clientfile.request")

    def test_refusal_needs_reasons_and_tells_the_remedies(self):
        request = self.in_progress(person_email="claire@example.com")
        with self.assertRaises(ValidationError):
            self.close(request, "refused")
        self.close(request, "refused", refusal_reason="Asked each week.", is_sent=True)
        letter = self.mails_to("claire@example.com")[-1].body_html
        for words in ("Asked each week.", "CNIL", "court"):
            self.assertIn(words, letter)

    def test_agent_does_not_decide(self):
        request = self.in_progress()
        with self.assertRaises(AccessError):
            self.close(request, user=self.agent)
        with self.assertRaises(AccessError):
            request._close("answered", "Sent")
        with self.assertRaises(AccessError):
            self.extend(request, user=self.agent)

    def test_nobody_types_what_the_steps_prove(self):
        request = self.in_progress()
        for values in (
            {"state": "answered"},
            {"date_received": "2026-01-01"},
            {"extension_months": 2},
            {"identity": "link"},
            {"notice": "late"},
        ):
            with self.assertRaises(AccessError):
                request.with_user(self.officer).write(values)

    def test_auditor_reads_and_changes_nothing(self):
        request = self.receive().with_user(self.auditor)
        self.assertEqual(request.state, "new")
        for attempt in (
            lambda: request.write({"message": "x"}),
            request.action_start,
            request.action_ask_identity,
            request.action_restrict,
        ):
            with self.assertRaises(AccessError):
                attempt()

    def test_request_is_never_deleted(self):
        request = self.receive()
        with self.assertRaises(AccessError):
            request.with_user(self.officer).unlink()
        with self.assertRaises(AccessError):
            request.sudo().unlink()

    def test_closed_request_goes_on_only_when_reopened(self):
        request = self.in_progress()
        self.close(request)
        with self.assertRaises(UserError):
            request.action_start()
        with self.assertRaises(UserError):
            self.close(request)
        for values in ({"outcome": "Other"}, {"attachment_ids": [(5,)]}):
            with self.assertRaises(UserError):
                request.with_user(self.officer).write(values)
        with self.assertRaises(AccessError):
            request.action_reopen()
        request.with_user(self.officer).action_reopen()
        self.assertEqual(request.state, "progress")
        self.assertFalse(request.date_closed)

    def test_identity_asked_holds_the_request_until_it_is_settled(self):
        request = self.receive(person_email="claire@example.com")
        request.action_ask_identity()
        self.assertEqual((request.state, request.identity), ("identity", "asked"))
        with self.assertRaises(UserError):
            request.action_start()
        with self.assertRaises(UserError):
            request.action_confirm_identity()
        request.identity_doubt = "Another address than ours; called back, it is her."
        request.action_confirm_identity()
        request.action_start()
        self.assertEqual(request.identity, "document")

    def test_link_is_neither_in_the_thread_nor_kept(self):
        request = self.receive(person_email="claire@example.com")
        request.action_ask_identity()
        mail = self.mails_to("claire@example.com")[-1]
        self.assertTrue(mail.auto_delete)
        self.assertFalse(mail.res_id)
        self.assertNotIn("privacy/confirm", "".join(request.message_ids.mapped("body")))

    def test_identity_copy_needs_a_doubt_and_goes_at_closure(self):
        request = self.in_progress()
        with self.assertRaises(ValidationError):
            request.identity_file = SCAN
        request.write({"identity_doubt": "Two of them", "identity_file": SCAN})
        files = self.env["ir.attachment"].search(
            [("res_model", "=", request._name), ("res_field", "=", "identity_file")]
        )
        self.assertEqual(len(files), 1)
        self.close(request)
        self.assertFalse(files.exists())
        self.assertFalse(request.identity_file)

    def test_restriction_flags_the_record_until_the_officer_lifts_it(self):
        self.say("given")
        request = self.in_progress("restriction", partner_id=self.claire.id)
        self.assertTrue(self.claire.clientfile_restricted)
        self.assertEqual(self.answer(), (False, "restricted"))
        self.assertEqual(self.answer(purpose=self.contract), (True, "contract"))
        with self.assertRaises(AccessError):
            request.action_lift_restriction()
        request.with_user(self.officer).action_lift_restriction()
        self.assertEqual(self.answer(), (True, "consent"))

    def test_restriction_is_not_set_by_hand(self):
        for user in (self.user, self.administrator, self.officer):
            with self.assertRaises(AccessError):
                self.claire.with_user(user).clientfile_restricted = True


@tagged("post_install", "-at_install")
class TestRequestMerge(RequestCase, MergeCase):
    """What a person asked stays true when records become one."""

    def test_request_and_restriction_follow_a_merged_person(self):
        request = self.in_progress("restriction", partner_id=self.claire.id)
        double = self.make_person("Claire Martin", email="claire@example.org")
        merge = self.merge(double, self.claire)
        self.assertEqual(request.partner_id, double)
        self.assertTrue(double.clientfile_restricted)
        self.undo(merge)
        self.assertEqual(request.partner_id, self.claire)
        self.assertFalse(double.clientfile_restricted)


@tagged("post_install", "-at_install")
class TestRequestTerm(RequestCase):
    """The term is exact, and longer only in time."""

    def extended(self, received, today, **values):
        with freeze_time(received):
            request = self.receive(person_email="claire@example.com")
        with freeze_time(today):
            self.extend(request, **values)
        return request

    def test_extension_inside_the_first_month_tells_the_person(self):
        request = self.extended("2026-01-31", "2026-03-02")
        self.assertEqual(request.date_due, date(2026, 4, 30))
        self.assertEqual(request.date_extension, date(2026, 3, 2))
        letter = self.mails_to("claire@example.com")[-1].body_html
        self.assertIn("Five systems", letter)
        self.assertIn("CNIL", letter)

    def test_extension_after_the_first_month_is_refused(self):
        with self.assertRaises(UserError):
            self.extended("2026-01-31", "2026-03-03")

    def test_term_is_extended_once_and_with_a_reason(self):
        request = self.extended("2026-01-10", "2026-01-12", months="1")
        with freeze_time("2026-01-13"), self.assertRaises(UserError):
            self.extend(request)
        with self.assertRaises(UserError):
            self.extended("2026-01-10", "2026-01-12", reason=" ")

    def test_person_without_address_is_told_by_other_means(self):
        with freeze_time("2026-01-10"):
            request = self.receive()
            with self.assertRaises(UserError):
                self.extend(request)
            self.extend(request, is_told=True)
        self.assertEqual(request.extension_months, 2)

    def alarms(self, request):
        return request.sudo().activity_ids

    def run_cron(self):
        cron = self.env.ref("crm_clientfile_gdpr.clientfile_request_cron_alarm")
        with self.enter_registry_test_mode():
            cron.method_direct_trigger()
        self.env.invalidate_all()

    def test_alarm_comes_once_before_the_term_and_once_after(self):
        with freeze_time("2026-03-02"):
            request = self.receive()
            self.run_cron()
        self.assertFalse(self.alarms(request))
        with freeze_time("2026-03-26"):
            self.run_cron()
            self.run_cron()
        self.assertEqual(len(self.alarms(request)), 1)
        self.assertEqual(self.alarms(request).user_id, self.agent)
        self.assertEqual(request.notice, "soon")
        with freeze_time("2026-04-03"):
            self.assertTrue(request.is_late)
            self.run_cron()
            self.run_cron()
        self.assertEqual(len(self.alarms(request)), 1)
        self.assertEqual(request.notice, "late")

    def test_alarm_goes_with_the_closure(self):
        with freeze_time("2026-03-02"):
            request = self.in_progress()
        with freeze_time("2026-04-03"):
            self.run_cron()
            self.close(request)
            self.run_cron()
        self.assertFalse(self.alarms(request))

    def test_late_requests_are_searched_as_shown(self):
        with freeze_time("2026-03-02"):
            late, early = self.receive(), self.receive()
        early.sudo().date_received = "2026-03-20"
        both = [("id", "in", (late | early).ids)]
        with freeze_time("2026-04-10"):
            found = self.requests.search([*both, ("is_late", "=", True)])
            self.assertEqual(found, late)
            found = self.requests.search([*both, ("is_late", "=", False)])
            self.assertEqual(found, early)

    def test_other_company_does_not_see_the_request(self):
        request = self.receive()
        company = self.env["res.company"].create({"name": "Elsewhere"})
        self.officer.write(
            {"company_ids": [(6, 0, company.ids)], "company_id": company.id}
        )
        found = self.requests.with_user(self.officer).search([("id", "=", request.id)])
        self.assertFalse(found)
