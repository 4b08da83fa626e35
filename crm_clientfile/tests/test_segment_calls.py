from datetime import date
from unittest.mock import patch

from odoo.exceptions import AccessError, UserError
from odoo.fields import Domain

from ..models import clientfile_segment_action, clientfile_segment_action_run
from .segment_case import SegmentCase

FRIDAY, MONDAY = date(2026, 6, 5), date(2026, 6, 8)


class TestSegmentCalls(SegmentCase):
    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.segment = cls.make_segment(is_shared=True)
        cls.bakery.phone = "04 72 00 00 02"
        cls.person.phone = "04 72 00 00 03"
        (cls.lyon | cls.bakery).user_id = cls.user

    def prepare(self, user=None, segment=None, **values):
        user = user or self.manager
        segment = (segment or self.segment).with_user(user)
        opened = segment.action_call_list()
        action = self.env[opened["res_model"]].with_user(user).browse(opened["res_id"])
        action.write({"date_start": FRIDAY, "caller_id": user.id, **values})
        return action

    def plan(self, *args, **values):
        action = self.prepare(*args, **values)
        action.action_start()
        self.env.invalidate_all()
        return action

    def outcomes(self, action):
        return {
            line.partner_id.name: line.reason or line.state for line in action.line_ids
        }

    def calls(self, partner):
        return [
            (activity.user_id, activity.date_deadline)
            for activity in partner.activity_ids
        ]

    def test_each_call_is_for_the_salesperson_of_the_customer(self):
        action = self.plan(is_for_salesperson=True)
        self.assertEqual(action.state, "done")
        self.assertEqual(action.done_count, 3)
        self.assertEqual(self.calls(self.lyon), [(self.user, FRIDAY)])
        self.assertEqual(self.calls(self.person), [(self.manager, FRIDAY)])
        self.assertFalse(self.lille.activity_ids)

    def test_calls_are_spread_over_workdays_by_person(self):
        self.person.user_id = self.user
        self.plan(is_for_salesperson=True, per_day=2)
        days = sorted(day for one in self.ours for user, day in self.calls(one) if user)
        self.assertEqual(days, [FRIDAY, FRIDAY, MONDAY])

    def test_best_customers_are_called_first(self):
        self.sell(self.person, 20, 900)
        self.refresh(self.person)
        self.plan(is_for_salesperson=False, per_day=1)
        self.assertEqual(self.calls(self.person), [(self.manager, FRIDAY)])

    def test_same_open_call_is_not_planned_twice(self):
        self.plan(is_for_salesperson=True)
        with self.assertRaisesRegex(UserError, "Nobody is left"):
            self.plan(is_for_salesperson=True)
        self.assertEqual(len(self.lyon.activity_ids), 1)

    def test_call_that_was_made_may_be_planned_again(self):
        self.plan(is_for_salesperson=True)
        self.lyon.activity_ids.action_feedback(feedback="Called")
        action = self.plan(is_for_salesperson=True)
        self.assertEqual(self.outcomes(action)["Café de Lyon"], "done")
        self.assertEqual(self.outcomes(action)["Claire Martin"], "planned")

    def test_call_of_another_segment_is_another_one(self):
        self.plan(is_for_salesperson=True)
        other = self.make_fixed(self.lyon)
        self.plan(segment=other, is_for_salesperson=True)
        self.assertEqual(len(self.lyon.activity_ids), 2)

    def test_call_planned_by_a_list_begun_meanwhile_is_not_planned_again(self):
        late = self.prepare(is_for_salesperson=True)
        late._list_lines()
        self.plan(is_for_salesperson=True)
        late.state = "working"
        late._work()
        self.env.invalidate_all()
        self.assertEqual(set(self.outcomes(late).values()), {"planned"})
        self.assertEqual(len(self.lyon.activity_ids), 1)

    def test_customers_without_a_phone_are_listed(self):
        self.bakery.phone = False
        self.person.phone = False
        self.env["clientfile.channel"].create(
            {"partner_id": self.person.id, "medium": "phone", "value": "06 12 34 56 78"}
        )
        action = self.plan(is_for_salesperson=True)
        self.assertEqual(self.outcomes(action)["Boulangerie Petit"], "no_phone")
        self.assertEqual(self.outcomes(action)["Claire Martin"], "done")
        self.assertEqual((action.done_count, action.refused_count), (2, 1))

    def test_who_refuses_calls_or_is_blocked_is_excluded(self):
        self.env["phone.blacklist"]._add([self.person.phone_sanitized])
        self.bakery._clientfile_set_status("blocked", "Does not pay")
        action = self.prepare(is_for_salesperson=True)
        self.assertEqual((action.customer_count, action.left_out_count), (3, 2))
        action.action_start()
        self.env.invalidate_all()
        self.assertEqual((action.done_count, action.excluded_count), (1, 2))
        done = action.line_ids.filtered(lambda line: line.state == "done")
        self.assertEqual(done.partner_id, self.lyon)

    def test_each_kind_asks_who_may_be_contacted_and_how(self):
        asked = []

        def refuse(partners, channel):
            asked.append(channel)
            return Domain("city", "=", "Nowhere")

        model = self.env.registry["res.partner"]
        with patch.object(model, "_clientfile_contactable_domain", refuse):
            for kind in ("calls", "labels", "email"):
                opened = self.segment._open_action(kind)
                action = self.env[opened["res_model"]].browse(opened["res_id"])
                self.assertEqual(action.with_user(self.manager).left_out_count, 3)
                with self.assertRaisesRegex(UserError, "3 may not be contacted"):
                    action.with_user(self.manager).action_start()
        self.assertEqual(list(dict.fromkeys(asked)), ["phone", "post", "email"])

    def test_salesperson_who_left_is_not_planned_for(self):
        self.user.active = False
        self.plan(is_for_salesperson=True)
        self.assertEqual(self.calls(self.lyon), [(self.manager, FRIDAY)])

    def test_customer_in_nobodys_hands_is_listed(self):
        action = self.plan(is_for_salesperson=True, caller_id=False)
        self.assertEqual(self.outcomes(action)["Claire Martin"], "nobody")

    def test_segment_tells_what_was_done_and_by_whom(self):
        self.plan(is_for_salesperson=True)
        note = self.segment.message_ids[0]
        self.assertEqual(note.author_id, self.manager.partner_id)
        self.assertIn("Call list by clientfile_manager", note.body)
        self.assertIn("3 customers", note.body)

    def test_user_plans_for_himself_alone(self):
        for values in (
            {"is_for_salesperson": True},
            {"is_for_salesperson": False, "caller_id": self.manager.id},
        ):
            with self.assertRaises(AccessError):
                self.plan(self.user, **values)
        action = self.plan(self.user, is_for_salesperson=False)
        self.assertEqual(action.done_count, 3)
        self.assertEqual(self.calls(self.lyon), [(self.user, FRIDAY)])

    def test_action_of_somebody_else_is_out_of_reach(self):
        action = self.prepare()
        with self.assertRaises(AccessError):
            action.with_user(self.user).action_start()
        with self.assertRaises(AccessError):
            self.env["clientfile.segment.action"].with_user(self.user).create(
                {"kind": "calls", "user_id": self.manager.id}
            )

    def test_many_calls_are_planned_in_the_background(self):
        with patch.object(clientfile_segment_action_run, "AT_ONCE", 2):
            action = self.plan(is_for_salesperson=True)
        self.assertEqual(action.job_id.state, "pending")
        self.assertFalse(self.lyon.activity_ids)
        with patch.object(clientfile_segment_action_run, "BATCH", 1):
            steps = 0
            while not action._job_step(action.job_id):
                steps += 1
        self.assertEqual(steps, 3)
        self.assertEqual((action.state, action.job_id.done), ("done", 3))

    def test_very_many_customers_are_not_even_listed_at_once(self):
        with patch.object(clientfile_segment_action, "LISTED_AT_ONCE", 2):
            action = self.plan(is_for_salesperson=True)
        self.assertEqual((action.state, len(action.line_ids)), ("working", 0))
        while not action._job_step(action.job_id):
            self.env.flush_all()
        self.env.invalidate_all()
        self.assertEqual((action.state, action.done_count), ("done", 3))
        self.assertEqual((action.job_id.total, action.job_id.done), (3, 3))

    def test_list_cancelled_before_it_was_made_can_be_started_again(self):
        with patch.object(clientfile_segment_action, "LISTED_AT_ONCE", 2):
            action = self.plan(is_for_salesperson=True)
        action.action_cancel()
        self.env.invalidate_all()
        self.assertEqual(action.state, "draft")
        action.action_start()
        self.env.invalidate_all()
        self.assertEqual(action.done_count, 3)

    def test_stopped_list_is_resumed_where_it_was(self):
        with patch.object(clientfile_segment_action_run, "AT_ONCE", 2):
            action = self.plan(is_for_salesperson=True)
        with patch.object(clientfile_segment_action_run, "BATCH", 1):
            action._job_step(action.job_id)
        action.action_cancel()
        self.env.invalidate_all()
        self.assertEqual((action.state, action.done_count), ("stopped", 1))
        action.action_resume()
        self.env.invalidate_all()
        self.assertEqual((action.state, action.done_count), ("done", 3))
        self.assertEqual(len(self.lyon.activity_ids), 1)

    def test_list_of_nobody_is_refused(self):
        empty = self.make_segment([("city", "=", "Nowhere")])
        with self.assertRaisesRegex(UserError, "no customer"):
            self.plan(segment=empty, is_for_salesperson=True)

    def test_calls_of_customers_ticked_in_the_list(self):
        partners = (self.lyon | self.lille).with_user(self.manager)
        opened = partners.action_clientfile_call_list()
        action = self.env[opened["res_model"]].browse(opened["res_id"])
        action = action.with_user(self.manager)
        action.write({"date_start": FRIDAY, "is_for_salesperson": True})
        action.action_start()
        self.env.invalidate_all()
        self.assertEqual(
            self.outcomes(action), {"Café de Lyon": "done", "Café de Lille": "no_phone"}
        )

    def test_what_was_done_is_not_deleted(self):
        action = self.plan(is_for_salesperson=True)
        with self.assertRaises(UserError):
            action.unlink()
        self.prepare().unlink()

    def test_listing_takes_few_statements_however_many(self):
        action = self.prepare(is_for_salesperson=True)
        action._list_lines()
        with self.assertQueryCount(9):
            action._list_lines()
