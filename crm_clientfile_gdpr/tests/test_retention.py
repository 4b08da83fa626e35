from datetime import date, timedelta

from dateutil.relativedelta import relativedelta
from freezegun import freeze_time

from odoo.exceptions import AccessError, UserError
from odoo.tests import new_test_user, tagged

from ..models import clientfile_retention_apply, clientfile_retention_find
from .retention_case import NOW, RetentionCase

RECENT = NOW - relativedelta(months=2)


@tagged("post_install", "-at_install")
@freeze_time(NOW)
class TestRetentionClock(RetentionCase):
    """The clock is the last act by the person, and nothing that we do."""

    def find(self, person, policy=None):
        policy = policy or self.prospects
        self.run_policy(policy)
        return self.line(person, policy)

    def test_prospect_without_an_act_counts_from_collection(self):
        line = self.find(self.make_old(years=4))
        self.assertEqual((line.act, line.state), ("collected", "found"))
        self.assertEqual(line.date_clock, date(2022, 5, 20))
        self.assertEqual(line.date_due, date(2025, 5, 20))
        self.assertEqual(line.outcome, "erase")

    def test_last_day_of_the_delay_is_not_over_the_next_is(self):
        person = self.make_old(years=0)
        due = NOW - relativedelta(months=36)
        self.date_back(person, due + timedelta(days=1))
        self.assertFalse(self.find(person))
        self.date_back(person, due)
        self.assertEqual(self.find(person).date_due, NOW.date())

    def test_message_from_the_person_is_an_act(self):
        person = self.make_old()
        message = person.message_post(
            body="Hello", author_id=person.id, message_type="email"
        )
        self.date_back(message, RECENT, "date")
        self.assertFalse(self.find(person))

    def test_our_messages_and_calls_are_no_acts(self):
        person = self.make_old()
        person.message_post(
            body="We wrote",
            author_id=self.user.partner_id.id,
            message_type="comment",
        )
        call = self.env.ref("mail.mail_activity_data_call").id
        person.activity_schedule(activity_type_id=call).action_done()
        self.assertTrue(self.find(person))

    def make_trace(self, **values):
        return self.env["mailing.trace"].create(
            {"trace_type": "mail", "email": "old@example.com", **values}
        )

    def test_click_is_an_act_an_opened_mail_is_none(self):
        person = self.make_old(email="old@example.com")
        reached = {"model": "res.partner", "res_id": person.id}
        self.make_trace(open_datetime=RECENT, trace_status="open", **reached)
        self.assertTrue(self.find(person))
        self.make_trace(links_click_datetime=RECENT, **reached)
        self.assertFalse(self.find(person))

    def test_click_by_the_same_address_is_an_act(self):
        person = self.make_old(email="Old@Example.com")
        self.make_trace(
            model="mailing.contact", res_id=999_999, links_click_datetime=RECENT
        )
        self.assertFalse(self.find(person))

    def test_login_to_the_portal_is_an_act(self):
        person = self.make_old()
        portal = new_test_user(
            self.env, "old_portal", "base.group_portal", partner_id=person.id
        )
        log = self.env["res.users.log"].with_user(portal).sudo().create({})
        self.assertEqual(log.create_uid, portal)
        self.date_back(log, RECENT)
        self.assertFalse(self.find(person))

    def test_consent_given_is_an_act_an_opposition_is_none(self):
        person = self.make_old()
        self.say("opposed", person)
        self.assertTrue(self.find(person))
        self.say("given", person)
        self.assertFalse(self.find(person))

    def test_order_makes_a_client_and_is_an_act(self):
        person = self.make_old()
        order = self.make_order(person)
        order.action_confirm()
        self.date_back(order, NOW - relativedelta(years=4), "date_order")
        self.assertFalse(self.find(person))
        line = self.find(person, self.clients)
        self.assertEqual((line.act, line.outcome), ("order", "archive"))
        self.assertEqual(line.date_end, date(2027, 5, 20))

    def test_quotation_is_no_act(self):
        person = self.make_old()
        self.make_order(person)
        self.assertTrue(self.find(person))

    def test_act_of_a_colleague_counts_for_the_firm(self):
        firm = self.make_company("Firm")
        colleague = self.make_old("Colleague", parent_id=firm.id)
        other = self.make_old("Other", parent_id=firm.id)
        message = firm.message_post(
            body="Hello", author_id=other.id, message_type="comment"
        )
        self.date_back(message, RECENT, "date")
        self.assertFalse(self.find(colleague))

    def test_firms_suppliers_colleagues_and_erased_are_left_alone(self):
        firm = self.make_company("Old Firm")
        supplier = self.make_old(clientfile_is_supplier=True)
        erased = self.make_old()
        erased.sudo().clientfile_erased_on = NOW
        others = firm | supplier | erased | self.user.partner_id
        self.date_back(others, NOW - relativedelta(years=9))
        self.run_policy(self.prospects)
        for partner in others:
            self.assertFalse(self.line(partner), partner.name)

    def test_old_invoice_does_not_protect_a_younger_one_does(self):
        for years, outcome in ((11, "erase"), (9, "archive")):
            person = self.make_buyer(years)
            self.assertEqual(self.find(person, self.clients).outcome, outcome, years)
        self.assertEqual(self.line(person, self.clients).date_end, date(2027, 12, 31))

    def test_legal_hold_holds_until_its_day(self):
        person = self.make_old(clientfile_hold_reason="Lawsuit")
        self.assertEqual(self.find(person).state, "held")
        person.clientfile_hold_until = "2026-05-19"
        self.assertEqual(self.find(person).state, "found")
        person.clientfile_hold_until = "2026-05-20"
        self.assertEqual(self.find(person).state, "held")

    def test_person_of_another_company_is_not_concerned(self):
        other = self.env["res.company"].create({"name": "Other"})
        self.assertFalse(self.find(self.make_old(company_id=other.id)))

    def test_query_count_of_a_batch_does_not_grow(self):
        def queries():
            self.env.invalidate_all()
            count = self.env.cr.sql_log_count
            self.run_policy(self.prospects)
            return self.env.cr.sql_log_count - count

        queries()
        few = queries()
        for place in range(60):
            self.make_old(f"Old {place}")
        self.assertLessEqual(queries(), few + 2)

    def test_dry_run_goes_on_where_it_stopped(self):
        people = [self.make_old(f"Old {place}") for place in range(4)]
        self.patch(clientfile_retention_find, "BATCH", 2)
        run = self.prospects._start("dry")
        steps = 1
        while not run._job_step(run.job_id):
            steps += 1
            self.env.invalidate_all()
        self.assertGreater(steps, 2)
        for person in people:
            self.assertEqual(self.line(person).run_id, run)


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
