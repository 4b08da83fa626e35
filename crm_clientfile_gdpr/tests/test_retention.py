from datetime import date, timedelta

from dateutil.relativedelta import relativedelta
from freezegun import freeze_time

from odoo.tests import new_test_user, tagged

from ..models import clientfile_retention_find
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
