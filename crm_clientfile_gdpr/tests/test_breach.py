from datetime import datetime

from freezegun import freeze_time

from odoo.exceptions import AccessError, UserError, ValidationError
from odoo.tests import tagged

from ..models import clientfile_breach_letters
from .consent_case import ConsentCase

AWARE = "2026-03-27 17:00:00"


class BreachCase(ConsentCase):
    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.env.company.email = "info@example.com"
        cls.breaches = cls.env["clientfile.breach"].with_user(cls.officer)
        cls.by_post = cls.make_person("Paul Petit", street="1 rue Neuve")

    @classmethod
    def make_breach(cls, **values):
        return cls.breaches.create(
            {
                "name": "Laptop stolen",
                "date_aware": AWARE,
                "letter_text": "A laptop was stolen.",
                "letter_measures": "Its disk was locked.",
                **values,
            }
        )

    @classmethod
    def add(cls, breach, **values):
        people = cls.env["clientfile.breach.people"].with_user(cls.officer)
        people.create({"breach_id": breach.id, **values}).action_add()


@tagged("post_install", "-at_install")
@freeze_time("2026-03-28 17:00:00")
class TestBreach(BreachCase):
    def test_72_hours_run_in_utc_across_the_change_of_clocks(self):
        breach = self.make_breach()
        self.assertEqual(breach.deadline, datetime(2026, 3, 30, 17))
        self.assertEqual(breach.remaining, "2 d 0 h 0 min left")
        with freeze_time("2026-03-30 16:59:00"):
            breach.invalidate_recordset(["clock", "remaining"])
            self.assertEqual(
                (breach.clock, breach.remaining), ("soon", "0 d 0 h 1 min left")
            )
        with freeze_time("2026-03-30 18:00:01"):
            breach.invalidate_recordset(["clock", "remaining"])
            self.assertEqual(
                (breach.clock, breach.remaining), ("late", "late by 0 d 1 h 0 min")
            )

    def test_no_notification_demands_a_justification(self):
        breach = self.make_breach()
        for bare in (False, "  "):
            with self.assertRaises(ValidationError):
                breach.write(
                    {"authority_decision": "not", "authority_justification": bare}
                )
            with self.assertRaises(ValidationError):
                breach.write({"persons_decision": "not", "persons_justification": bare})
        breach.write(
            {"authority_decision": "not", "authority_justification": "Disk locked"}
        )
        self.assertFalse(breach.clock)

    def test_late_filing_demands_a_reason(self):
        breach = self.make_breach(authority_decision="notify")
        with self.assertRaises(ValidationError):
            breach.date_notified = "2026-03-30 17:00:01"
        breach.date_notified = "2026-03-30 17:00:00"
        self.assertEqual(breach.clock, "in_time")
        breach.write(
            {"date_notified": "2026-03-30 18:00:00", "late_reason": "Holidays"}
        )
        self.assertEqual(breach.remaining, "told 0 d 1 h 0 min too late")

    def test_authority_cannot_be_told_before_one_knows(self):
        with self.assertRaises(ValidationError):
            self.make_breach(
                authority_decision="notify", date_notified="2026-03-27 16:59:00"
            )

    def test_severity_follows_its_criteria_and_is_explained(self):
        breach = self.make_breach()
        self.assertEqual((breach.score, breach.severity), (1.0, "low"))
        breach.write(
            {
                "context": "financial",
                "confidentiality": "unknown",
                "is_malicious": True,
            }
        )
        self.assertEqual((breach.score, breach.severity), (4.0, "very_high"))
        self.assertIn("without delay", breach.advice)

    def test_breach_stays_in_the_register(self):
        breach = self.make_breach()
        with self.assertRaises(AccessError):
            breach.check_access("unlink")
        with self.assertRaises(UserError):
            breach.sudo().unlink()

    def test_breach_is_closed_once_all_is_decided_and_done(self):
        breach = self.make_breach()
        with self.assertRaises(UserError) as refused:
            breach.action_close()
        self.assertEqual(len(str(refused.exception).splitlines()), 2)
        breach.write(
            {
                "authority_decision": "not",
                "authority_justification": "Disk locked",
                "persons_decision": "not",
                "persons_justification": "Disk locked",
            }
        )
        breach.action_close()
        self.assertFalse(breach.activity_ids)
        with self.assertRaises(UserError):
            breach.description = "Changed"
        breach.action_reopen()
        breach.description = "Changed"

    def test_alarm_is_planned_at_once_and_again_on_the_last_day(self):
        breach = self.make_breach()
        self.assertEqual(breach.activity_ids.user_id, self.officer)
        breaches = self.env["clientfile.breach"]
        breaches._cron_alarm()
        self.assertEqual(len(breach.activity_ids), 1)
        with freeze_time("2026-03-29 17:00:00"):
            breach.invalidate_recordset()
            breaches._cron_alarm()
            breaches._cron_alarm()
        self.assertEqual(len(breach.activity_ids), 2)
        self.assertIn("1 d 0 h 0 min left", breach.activity_ids[-1].summary)

    def test_agent_and_auditor_read_others_do_not(self):
        breach = self.make_breach()
        for user in (self.agent, self.auditor):
            self.assertEqual(breach.with_user(user).name, "Laptop stolen")
            with self.assertRaises(AccessError):
                breach.with_user(user).write({"name": "Nothing"})
        for user in (self.user, self.administrator, self.outsider):
            with self.assertRaises(AccessError):
                breach.with_user(user).read(["name"])

    def test_other_company_does_not_see_the_breach(self):
        other = self.env["res.company"].create({"name": "Other"})
        theirs = self.env["clientfile.breach"].create(
            {"name": "Theirs", "company_id": other.id}
        )
        self.assertNotIn(theirs.id, self.breaches.search([]).ids)

    def test_form_has_the_headings_of_the_authority(self):
        breach = self.make_breach(description="Out of a car")
        breach.information_ids = [(0, 0, {"text": "All we know"})]
        html, _kind = self.env["ir.actions.report"]._render_qweb_html(
            "crm_clientfile_gdpr.clientfile_breach_report_form", breach.ids
        )
        text = html.decode()
        for number in range(1, 10):
            self.assertIn(f"<h5>{number}. ", text)
        for words in ("Out of a car", "All we know", "to be completed"):
            self.assertIn(words, text)
        with freeze_time("2026-03-31"):
            lines = dict(breach._get_form_dates())
        self.assertIn("Reasons of the delay", lines)


@tagged("post_install", "-at_install")
@freeze_time("2026-03-28 17:00:00")
class TestBreachPersons(BreachCase):
    def test_persons_are_added_once_by_choice_and_conditions(self):
        breach = self.make_breach()
        self.add(breach, partner_ids=self.claire.ids)
        domain = [("id", "in", (self.claire | self.by_post).ids)]
        self.add(breach, source="domain", domain=repr(domain))
        persons = breach.person_ids
        self.assertEqual(persons.partner_id, self.claire | self.by_post)
        self.assertEqual(breach.listed_count, 2)

    def test_segment_is_added_with_one_statement(self):
        segment = self.env["clientfile.segment"].create(
            {"name": "Two", "domain": [], "kind": "fixed"}
        )
        firms = [self.make_company(f"Firm {number}").id for number in range(30)]
        segment.partner_ids = firms
        breach = self.make_breach()
        people = self.env["clientfile.breach.people"].create(
            {"breach_id": breach.id, "source": "segment", "segment_id": segment.id}
        )
        people.action_add()
        self.assertEqual(breach.listed_count, 30)

    def test_conditions_that_cannot_be_read_are_refused(self):
        breach = self.make_breach()
        for domain in ("[('no_such', '=', 1)]", "open('/etc')", "[("):
            with self.assertRaises(UserError):
                self.add(breach, source="domain", domain=domain)

    def test_letters_go_by_mail_or_to_the_printer(self):
        breach = self.make_breach(persons_decision="inform")
        self.add(breach, partner_ids=(self.claire | self.by_post).ids)
        breach.action_write_persons()
        states = {one.partner_id: one.state for one in breach.person_ids}
        self.assertEqual(states, {self.claire: "mailed", self.by_post: "letter"})
        mail = self.env["mail.mail"].search([], order="id desc", limit=1)
        self.assertEqual(mail.recipient_ids, self.claire)
        for words in ("A laptop was stolen.", "Its disk was locked.", "info@example"):
            self.assertIn(words, mail.body_html)
        breach.action_print_letters()
        self.assertFalse(breach.letter_count)

    def test_opposition_does_not_stop_what_the_law_requires(self):
        self.say("opposed")
        breach = self.make_breach(persons_decision="inform")
        self.add(breach, partner_ids=self.claire.ids)
        breach.action_write_persons()
        self.assertEqual(breach.person_ids.state, "mailed")

    def test_letters_are_in_the_language_of_the_person(self):
        self.env["res.lang"]._activate_lang("fr_FR")
        self.claire.lang = "fr_FR"
        breach = self.make_breach(persons_decision="inform")
        breach.with_context(lang="fr_FR").letter_text = "Un portable a été volé."
        self.add(breach, partner_ids=self.claire.ids)
        html, _kind = self.env["ir.actions.report"]._render_qweb_html(
            "crm_clientfile_gdpr.clientfile_breach_person_report_letter",
            breach.person_ids.ids,
        )
        self.assertIn("Un portable a été volé.", html.decode())
        breach.action_write_persons()
        mail = self.env["mail.mail"].search([], order="id desc", limit=1)
        self.assertIn("Un portable a été volé.", mail.body_html)

    def test_letters_are_resumed_where_they_stopped(self):
        self.patch(clientfile_breach_letters, "BATCH", 1)
        breach = self.make_breach(persons_decision="inform")
        self.add(breach, partner_ids=(self.claire | self.by_post).ids)
        breach.action_write_persons()
        self.assertTrue(breach.is_busy)
        job = breach.job_id
        self.assertFalse(breach._job_step(job))
        self.assertEqual(breach.pending_count, 1)
        self.assertFalse(breach._job_step(job))
        self.assertTrue(breach._job_step(job))
        count = self.env["mail.mail"].search_count(
            [("recipient_ids", "in", self.claire.ids)]
        )
        self.assertEqual((breach.pending_count, count), (0, 1))

    def test_nobody_is_told_before_it_is_decided_and_worded(self):
        breach = self.make_breach()
        self.add(breach, partner_ids=self.claire.ids)
        with self.assertRaises(UserError):
            breach.action_write_persons()
        breach.write({"persons_decision": "inform", "letter_text": False})
        with self.assertRaises(UserError):
            breach.action_write_persons()

    def test_agent_tells_nobody(self):
        breach = self.make_breach(persons_decision="inform")
        self.add(breach, partner_ids=self.claire.ids)
        with self.assertRaises(AccessError):
            breach.with_user(self.agent).action_write_persons()
        with self.assertRaises(AccessError):
            breach.person_ids.with_user(self.agent).action_print()
