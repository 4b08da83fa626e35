from datetime import date

from dateutil.relativedelta import relativedelta
from freezegun import freeze_time

from odoo.exceptions import AccessError, UserError
from odoo.tests import tagged

from ..models import clientfile_retention_apply
from .retention_case import NOW, RetentionCase


@tagged("post_install", "-at_install")
@freeze_time(NOW)
class TestRetentionPolicy(RetentionCase):
    def test_dry_run_changes_nothing_but_its_own_list(self):
        person = self.make_old(email="old@example.com", comment="Note")
        before = person.read(["name", "email", "comment", "active", "write_date"])
        self.run_policy(self.prospects)
        self.assertTrue(self.line(person))
        after = person.read(["name", "email", "comment", "active", "write_date"])
        self.assertEqual(before, after)
        self.assertFalse(person.activity_ids)

    def test_policy_is_off_until_its_dry_run_was_seen(self):
        policy = self.prospects
        self.assertEqual(policy.state, "draft")
        for attempt in (policy.action_activate, policy.action_apply):
            with self.assertRaises(UserError):
                attempt()
        self.put_in_force(policy)
        self.assertEqual(policy.state, "active")
        policy.months = 24
        self.assertEqual(policy.state, "draft")

    def test_policies_that_come_along_are_off(self):
        for name in ("prospect", "client"):
            policy = self.env.ref(
                f"crm_clientfile_gdpr.clientfile_retention_policy_{name}"
            )
            self.assertEqual((policy.state, policy.months), ("draft", 36))

    def test_warning_comes_first_and_grace_runs(self):
        person = self.make_old(user_id=self.user.id)
        self.put_in_force(self.prospects)
        self.run_policy(self.prospects, "apply")
        line = self.line(person)
        self.assertEqual((line.state, line.date_grace), ("warned", date(2026, 6, 19)))
        self.assertEqual(person.activity_ids.user_id, self.user)
        with freeze_time("2026-06-18"):
            self.run_policy(self.prospects, "apply")
        self.assertEqual(len(person.activity_ids), 1)
        self.assertEqual(person.name, "Old Person")

    def test_person_is_warned_by_mail_where_it_is_chosen(self):
        self.prospects.warning = "mail"
        person = self.make_old(email="old@example.com")
        unreachable = self.make_old("By post")
        self.put_in_force(self.prospects)
        self.run_policy(self.prospects, "apply")
        mail = self.env["mail.mail"].search([("recipient_ids", "in", person.ids)])
        self.assertIn("We have not heard from you", mail.body_html)
        self.assertFalse(person.activity_ids)
        self.assertEqual(unreachable.activity_ids.user_id, self.officer)

    def test_who_comes_back_within_the_grace_is_spared(self):
        person = self.make_old()
        self.put_in_force(self.prospects)
        self.run_policy(self.prospects, "apply")
        with freeze_time("2026-06-19 12:00:00"):
            person.message_post(body="Hello", author_id=person.id, message_type="email")
            self.run_policy(self.prospects, "apply")
        self.assertEqual(self.line(person).state, "spared")
        self.assertEqual(person.name, "Old Person")

    def test_hold_put_on_within_the_grace_holds(self):
        person = self.make_old()
        self.put_in_force(self.prospects)
        self.run_policy(self.prospects, "apply")
        person.clientfile_hold_reason = "Lawsuit"
        with freeze_time("2026-06-20"):
            self.run_policy(self.prospects, "apply")
        self.assertEqual(person.name, "Old Person")

    def apply_after_grace(self, policy):
        self.put_in_force(policy)
        self.run_policy(policy, "apply")
        with freeze_time("2026-06-20 10:00:00"):
            return self.run_policy(policy, "apply")

    def test_prospect_is_anonymised_after_the_grace(self):
        person = self.make_old(email="old@example.com")
        run = self.apply_after_grace(self.prospects)
        self.assertEqual((run.done_count, self.line(person).state), (1, "done"))
        self.assertNotIn("Old", person.name)
        self.assertFalse(person.email)
        self.assertFalse(
            self.env["clientfile.archive"].search([("partner_id", "=", person.id)])
        )

    def test_client_goes_to_the_archive_after_the_grace(self):
        person = self.make_buyer(4, email="buyer@example.com", phone="0612345678")
        self.apply_after_grace(self.clients)
        self.assertEqual(self.line(person, self.clients).state, "done")
        archive = self.env["clientfile.archive"].search(
            [("partner_id", "=", person.id)]
        )
        self.assertEqual(archive.name, "Old Buyer")
        self.assertEqual(archive.date_end, date(2032, 12, 31))
        kept = dict(archive.sudo().content)
        self.assertEqual(kept["Email"], "buyer@example.com")
        self.assertFalse(person.email)

    def test_unpaid_invoice_refuses_with_the_reason(self):
        person = self.make_buyer(4)
        day = (NOW - relativedelta(years=4)).date()
        self.make_invoice(person, invoice_date=day, date=day).action_post()
        run = self.apply_after_grace(self.clients)
        self.assertEqual(run.refused_count, 1)
        line = self.line(person, self.clients)
        self.assertEqual(line.state, "refused")
        self.assertIn("not paid", line.note)
        self.assertEqual(person.name, "Old Buyer")

    def test_application_goes_on_where_it_was_killed(self):
        people = [self.make_old(f"Old {place}") for place in range(3)]
        self.patch(clientfile_retention_apply, "ARCHIVE_BATCH", 1)
        self.put_in_force(self.prospects)
        self.run_policy(self.prospects, "apply")
        with freeze_time("2026-06-20"):
            run = self.prospects._start("apply")
            job = run.job_id
            run._job_step(job)
            run._job_step(job)
            states = sorted(self.line(person).state for person in people)
            self.assertEqual(states, ["done", "warned", "warned"])
            while not run._job_step(job):
                self.env.invalidate_all()
        self.assertEqual({self.line(person).state for person in people}, {"done"})
        self.assertEqual(run.done_count, 3)

    def test_nightly_action_starts_policies_in_force_only(self):
        self.put_in_force(self.prospects)
        self.env["clientfile.retention.policy"]._cron_apply()
        self.assertEqual(self.prospects.run_ids[:1].kind, "apply")
        self.assertFalse(self.clients.run_ids)

    def test_only_the_officer_runs_and_decides(self):
        for user in (self.agent, self.auditor):
            policy = self.prospects.with_user(user)
            self.assertEqual(policy.months, 36)
            for attempt in (policy.action_dry_run, policy.action_activate):
                with self.assertRaises(AccessError):
                    attempt()
