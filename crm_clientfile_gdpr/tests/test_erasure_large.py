from unittest.mock import patch

from odoo.exceptions import AccessError, UserError
from odoo.tests import tagged

from ..models import clientfile_reading_mixin
from .consent_case import ConsentCase


@tagged("post_install", "-at_install")
class TestErasureOfLargeDatabase(ConsentCase):
    """All texts are read in the background, for the plan and for the erasure."""

    def setUp(self):
        super().setUp()
        self.patch(clientfile_reading_mixin, "SLICE", 500)
        self.lead = self.env["crm.lead"].create(
            {"name": "Call", "description": "<p>claire@example.com</p>"}
        )

    def prepare(self, user=None):
        action = self.claire.with_user(
            user or self.officer
        ).action_clientfile_prepare_erasure()
        plans = self.env[action["res_model"]].with_user(user or self.officer)
        return plans.browse(action["res_id"])

    def keys(self, plan):
        return {(line.model, line.res_id) for line in plan.line_ids}

    def read_on(self, plan, most=None):
        """Steps of the job, each in a fresh cache as in a worker; how many."""
        steps, finished, job = 0, False, plan.job_id
        while not finished and steps != most:
            self.env.flush_all()
            self.env.invalidate_all()
            finished = plan._job_step(job)
            steps += 1
        if finished:
            job.sudo()._end("done")
        self.env.invalidate_all()
        return steps

    def test_keys_are_in_the_plan_at_once_and_texts_follow(self):
        self.patch(clientfile_reading_mixin, "STEP_SECONDS", 0)
        plan = self.prepare()
        self.assertTrue(plan.is_busy)
        self.assertIn(("res.partner", self.claire.id), self.keys(plan))
        self.assertNotIn(("crm.lead", self.lead.id), self.keys(plan))
        total = plan.job_id.total
        self.assertEqual(self.read_on(plan), total)
        self.assertEqual((plan.job_id.done, plan.is_busy), (total, False))
        self.assertIn(("crm.lead", self.lead.id), self.keys(plan))

    def test_background_plans_what_one_reading_plans(self):
        plan = self.prepare()
        self.read_on(plan)
        whole = self.env["clientfile.erasure"]._plan_for(self.claire)

        def decisions(one):
            return {(x.model, x.res_id): (x.action, x.why) for x in one.line_ids}

        self.assertEqual(decisions(plan), decisions(whole))

    def test_nothing_is_erased_before_all_is_read(self):
        plan = self.prepare()
        with self.assertRaisesRegex(UserError, "texts are being read"):
            plan.action_execute()
        plan.job_id.action_cancel()
        self.env.invalidate_all()
        self.assertIn("Not all texts were read", plan.obstacles)
        with self.assertRaisesRegex(UserError, "Not all texts were read"):
            plan.action_execute()
        plan.action_retry()
        self.read_on(plan)
        self.assertFalse(plan.obstacles)

    def test_step_done_again_after_a_kill_plans_the_same(self):
        self.patch(clientfile_reading_mixin, "STEP_SECONDS", 0)
        plan = self.prepare()
        self.read_on(plan, most=plan.job_id.total // 2)
        job = plan.job_id.sudo()
        before = {"cursor": job.cursor, "done": job.done}
        self.read_on(plan, most=2)
        job.write(before)
        self.read_on(plan)
        self.assertEqual(plan.job_id.done, plan.job_id.total)
        self.assertEqual(len(plan.line_ids), len(self.keys(plan)))

    def test_decision_made_meanwhile_stays(self):
        plan = self.prepare()
        [line] = plan.line_ids.filtered(lambda one: one.model == "res.partner")
        line.write({"action": "leave", "reason": "Not asked for"})
        self.read_on(plan)
        [line] = plan.line_ids.filtered(lambda one: one.why == "person")
        self.assertEqual((line.action, line.reason), ("leave", "Not asked for"))

    def execute(self, user=None):
        """A plan that was read, and whose texts were read anew, and erased."""
        plan = self.prepare(user)
        self.read_on(plan)
        plan.action_execute()
        self.env.invalidate_all()
        return plan

    def test_erasure_is_carried_out_in_the_background(self):
        plan = self.execute()
        self.assertEqual((plan.is_busy, plan.state), (True, "draft"))
        self.assertEqual(self.claire.name, "Claire Martin")
        self.read_on(plan)
        self.assertEqual((plan.is_busy, plan.state), (True, "checking"))
        self.assertNotIn("Claire", self.claire.name)
        self.assertNotIn("claire@", self.lead.exists().description or "")
        self.read_on(plan)
        self.assertEqual((plan.state, plan.executor_id), ("done", self.officer))
        self.assertFalse(plan.extra or plan.left_over)
        self.assertIn(["res.partner", "anonymise", "", 1], plan.receipt)

    def test_steps_erase_what_one_step_erases(self):
        plan = self.execute()
        self.read_on(plan)
        self.read_on(plan)
        in_steps = plan.receipt
        twin = self.make_person(email="claire@example.com", phone="0612345678")
        self.env["crm.lead"].create({"name": "Call", "email_from": twin.email})
        whole = self.env["clientfile.erasure"]._plan_for(twin)
        whole._execute()
        counts = [[row[0], row[1], row[3]] for row in in_steps if row[0] == "crm.lead"]
        self.assertEqual(counts, [["crm.lead", "delete", 1]])
        self.assertEqual(
            counts, [[r[0], r[1], r[3]] for r in whole.receipt if r[0] == "crm.lead"]
        )

    def test_no_step_reads_all_texts(self):
        finder = type(self.env["clientfile.person.finder"])
        read, part = [], finder._read_texts_of

        def note(model, name, identity, after=None, until=None):
            read.append((after, until))
            return part(model, name, identity, after, until)

        self.patch(finder, "_read_texts_of", note)
        plan = self.execute()
        self.read_on(plan)
        self.read_on(plan)
        self.assertEqual(plan.state, "done")
        # Of what the erasure itself has added, all is read at once.
        sizes = {until - after for after, until in read if until < 2**31 - 1}
        self.assertEqual(sizes, {500})
        self.assertFalse([one for one in read if None in one])

    def test_address_written_during_the_erasure_is_masked_by_the_check(self):
        plan = self.execute()
        self.read_on(plan)
        late = self.env["crm.lead"].create(
            {"name": "Late", "description": "<p>claire@example.com</p>"}
        )
        self.read_on(plan)
        self.assertEqual(plan.state, "done")
        self.assertEqual(late.description, "<p>•••</p>")

    def test_somebody_of_the_same_name_is_left_by_the_check(self):
        plan = self.execute()
        self.read_on(plan)
        same = self.make_person("Claire Martin", comment="<p>Another one</p>")
        note = self.make_person("Paul", comment="<p>Met Claire Martin</p>")
        self.read_on(plan)
        self.assertEqual(plan.state, "done")
        self.assertEqual(same.name, "Claire Martin")
        self.assertEqual(note.comment, "<p>Met Claire Martin</p>")
        left = sum(
            row[3] for row in plan.receipt if row[:2] == ["res.partner", "leave"]
        )
        self.assertEqual(left, 2)

    def test_address_of_somebody_new_is_left_by_the_check(self):
        plan = self.execute()
        self.read_on(plan)
        new = self.make_person("Paul Roy", email="claire@example.com")
        self.read_on(plan)
        self.assertEqual((plan.state, new.email), ("done", "claire@example.com"))

    def test_what_the_erasure_writes_itself_is_read_before_it_is_done(self):
        plan = self.execute()
        erasures = type(self.env["clientfile.erasure"])
        whole = erasures._erase_bus

        def write(plan, identity):
            plan.env["crm.lead"].create({"name": "Log", "description": "Claire Martin"})
            return whole(plan, identity)

        self.patch(erasures, "_erase_bus", write)
        self.read_on(plan)
        log = self.env["crm.lead"].search([("name", "=", "Log")])
        self.assertEqual(plan.state, "checking")
        self.assertIn("•••", log.description)
        self.assertNotIn("Claire", log.description)

    def test_check_done_again_after_a_kill_ends_the_same(self):
        plan = self.execute()
        self.read_on(plan)
        job = plan.job_id.sudo()
        with patch.object(clientfile_reading_mixin, "STEP_SECONDS", 0):
            self.read_on(plan, most=3)
            before = {"cursor": job.cursor, "done": job.done}
            self.assertEqual(job.done, 3)
            self.read_on(plan, most=2)
        job.write(before)
        self.read_on(plan)
        self.assertEqual((plan.state, job.done), ("done", job.total))

    def test_check_that_was_stopped_is_made_once_more(self):
        plan = self.execute()
        self.read_on(plan)
        plan.job_id.action_cancel()
        self.env.invalidate_all()
        self.assertEqual((plan.is_busy, plan.state), (False, "checking"))
        for action in ("action_cancel", "action_execute", "action_refresh"):
            with self.assertRaises(UserError):
                getattr(plan, action)()
        with self.assertRaises(AccessError):
            plan.with_user(self.agent).action_check()
        plan.action_check()
        self.read_on(plan)
        self.assertEqual(plan.state, "done")
        with self.assertRaisesRegex(UserError, "nothing to check"):
            plan.action_check()

    def test_check_that_was_stopped_goes_on_by_night(self):
        plan = self.execute()
        self.read_on(plan)
        plan.job_id.action_cancel()
        self.env["clientfile.erasure"]._cron_finish_restricted()
        self.env.invalidate_all()
        self.assertEqual((plan.is_busy, plan.job_id.user_id), (True, self.officer))
        self.read_on(plan)
        self.assertEqual(plan.state, "done")

    def test_name_that_cannot_be_masked_is_told_and_no_receipt_given(self):
        plan = self.execute()
        self.read_on(plan)
        late = self.env["crm.lead"].create(
            {"name": "Late", "description": "<p>claire@example.com</p>"}
        )
        erasures = type(self.env["clientfile.erasure"])
        with patch.object(erasures, "_mask", lambda *_args: None):
            self.read_on(plan)
        self.assertEqual((plan.state, plan.is_busy), ("checking", False))
        self.assertIn(f"Lead {late.id} (Notes)", plan.left_over)
        late.description = "<p>Corrected</p>"
        plan.action_check()
        self.read_on(plan)
        self.assertEqual((plan.state, plan.left_over), ("done", False))

    def test_context_from_outside_spares_no_reading(self):
        plan = self.env["clientfile.erasure"]._plan_for(self.claire)
        plan = plan.with_context(clientfile_apart=True)
        plan._execute()
        self.assertEqual(plan.state, "done")

    def test_what_forbids_it_meanwhile_stops_it(self):
        plan = self.execute()
        self.make_order(self.claire).action_confirm()
        with self.assertRaisesRegex(UserError, "order"):
            self.read_on(plan)
        self.assertEqual((plan.state, self.claire.name), ("draft", "Claire Martin"))

    def test_officer_who_is_none_any_more_erases_nothing(self):
        plan = self.execute()
        self.officer.group_ids = self.env.ref("base.group_user")
        with self.assertRaises(AccessError):
            plan._job_step(plan.job_id)
        self.assertEqual(self.claire.name, "Claire Martin")

    def test_cancelled_plan_is_read_no_further(self):
        plan = self.prepare()
        plan.action_cancel()
        self.assertEqual((plan.state, plan.job_state), ("cancelled", "cancelled"))
        self.assertTrue(plan._job_step(plan.job_id))
        self.assertFalse(plan.line_ids)

    def test_agent_prepares_and_does_not_see_what_is_not_his(self):
        plan = self.prepare(self.agent)
        with self.assertRaises(AccessError):
            plan.read(["found"])
        self.read_on(plan)
        with self.assertRaises(AccessError):
            plan.action_execute()

    def test_same_person_is_searched_in_the_background_as_well(self):
        again = self.make_person("MARTIN Claire", email="claire@example.com")
        plan = self.prepare()
        self.read_on(plan)
        line = plan.line_ids.filtered(
            lambda one: (one.model, one.res_id) == ("res.partner", again.id)
        )
        line.action_same_person()
        self.assertTrue(plan.is_busy)
        self.read_on(plan)
        self.assertIn(again, plan.partner_ids)
        self.assertTrue(plan.is_read)

    def test_replay_of_a_large_file_is_left_to_the_daily_action(self):
        cron = self.env.ref("crm_clientfile_gdpr.clientfile_erasure_trace_cron_replay")
        triggers = self.env["ir.cron.trigger"]
        before = triggers.search_count([("cron_id", "=", cron.id)])
        wizard = self.env["clientfile.erasure.replay"].with_user(self.officer)
        action = wizard.create({}).action_replay()
        self.assertEqual(action["tag"], "display_notification")
        after = triggers.search_count([("cron_id", "=", cron.id)])
        self.assertEqual(after, before + 1)
