from contextlib import suppress
from unittest.mock import patch

from odoo.exceptions import AccessError, UserError
from odoo.tests import tagged

from ..models import clientfile_merge_batch_run
from ..models.clientfile_merge_check import MergeBusyError
from .duplicate_case import DuplicateCase


class BatchCase(DuplicateCase):
    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.batches = cls.env["clientfile.merge.batch"].with_user(cls.manager)
        cls.garages = cls.make_group("Garage Petit", 3)
        cls.joiners = cls.make_group("Menuiserie Blanc", 2)

    @classmethod
    def make_group(cls, name, count):
        group = cls.env["res.partner"].browse()
        for number in range(count):
            group += cls.make_company(f"{name} {number}")
        return group

    def accept(self, *groups):
        """Pairs that chain each group, decided on as the same."""
        pairs = self.pairs.sudo()
        for group in groups:
            for one, other in zip(group, group[1:], strict=False):
                pairs += pairs.create(
                    {"partner_a_id": one.id, "partner_b_id": other.id}
                )
        pairs = pairs.with_user(self.manager)
        pairs._decide("same")
        return pairs

    def start(self, *groups):
        self.accept(*groups)
        return self.batches.browse(self.batches.action_start_all()["res_id"])

    def merge_all(self, *groups):
        batch = self.start(*groups)
        self.work()
        self.assertEqual(batch.job_state, "done", batch.job_id.sudo().traceback)
        return batch

    def assert_one(self, group):
        self.assertEqual(len(group.filtered("active")), 1)
        survivor = group.filtered("active")
        self.assertEqual((group - survivor).clientfile_merged_into_id, survivor)


@tagged("post_install", "-at_install")
class TestMergeBatch(BatchCase):
    def test_each_accepted_group_becomes_one_customer(self):
        batch = self.merge_all(self.garages, self.joiners)
        self.assert_one(self.garages)
        self.assert_one(self.joiners)
        self.assertEqual((batch.group_count, batch.merged_count), (2, 2))
        self.assertEqual(batch.job_progress, 100)
        self.assertEqual(len(batch.line_ids.merge_id), 2)
        self.assertEqual(set(batch.line_ids.merge_id.mapped("reason")), {batch.name})

    def test_group_keeps_its_members_in_the_list(self):
        batch = self.merge_all(self.garages)
        self.assertEqual(batch.line_ids.partner_ids, self.garages)

    def test_each_merge_is_undone_on_its_own(self):
        batch = self.merge_all(self.garages, self.joiners)
        line = batch.line_ids.filtered(lambda one: self.joiners[0] in one.partner_ids)
        line.merge_id.action_undo()
        self.assertEqual(line.merge_id.state, "undone")
        self.assertEqual(self.joiners.mapped("active"), [True, True])
        self.assert_one(self.garages)

    def test_whole_batch_is_taken_back(self):
        batch = self.merge_all(self.garages, self.joiners)
        batch.action_undo_all()
        self.work()
        self.assertEqual(batch.job_state, "done", batch.job_id.sudo().traceback)
        self.assertTrue(all((self.garages + self.joiners).mapped("active")))
        self.assertEqual((batch.merged_count, batch.undone_count), (0, 2))
        self.assertEqual(batch.group_count, 2)
        with self.assertRaisesRegex(UserError, "Nothing is left"):
            batch.action_undo_all()

    def test_merge_that_cannot_be_taken_back_is_listed(self):
        batch = self.merge_all(self.garages, self.joiners)
        survivor = self.garages.filtered("active")
        later = self.make_company("Garage Petit et Fils")
        self.env["clientfile.merge"].with_user(self.manager)._merge(later, survivor)
        batch.action_undo_all()
        self.work()
        self.assertEqual((batch.merged_count, batch.undone_count), (1, 1))
        line = batch.line_ids.filtered(lambda one: one.state == "merged")
        self.assertIn("Undo that merge first", line.reason)
        self.assertTrue(all(self.joiners.mapped("active")))
        self.assertEqual(batch.job_id.error_count, 1)

    def test_user_takes_no_batch_back(self):
        batch = self.merge_all(self.garages)
        with self.assertRaises(AccessError):
            batch.with_user(self.user).action_undo_all()
        self.assert_one(self.garages)

    def test_batch_at_work_is_not_taken_back(self):
        batch = self.start(self.garages)
        with self.assertRaisesRegex(UserError, "still at work"):
            batch.action_undo_all()

    def test_group_that_cannot_be_merged_is_listed_and_the_rest_goes_on(self):
        self.garages[2].parent_id = self.garages[0]
        batch = self.merge_all(self.garages, self.joiners)
        self.assertEqual((batch.merged_count, batch.refused_count), (1, 1))
        line = batch.line_ids.filtered(lambda one: one.state == "refused")
        self.assertIn("are not one", line.reason)
        self.assertTrue(all(self.garages.mapped("active")))
        self.assertEqual(batch.job_id.error_count, 1)
        self.assert_one(self.joiners)

    def test_group_joined_against_a_decision_is_listed(self):
        pair = self.pairs.sudo().create(
            {"partner_a_id": self.garages[0].id, "partner_b_id": self.garages[2].id}
        )
        pair._decide("different")
        batch = self.merge_all(self.garages)
        self.assertIn("found different", batch.line_ids.reason)

    def test_what_is_not_accepted_is_left_alone(self):
        pairs = self.accept(self.garages)
        pairs._decide("later")
        self.merge_all(self.joiners)
        self.assertTrue(all(self.garages.mapped("active")))

    def test_nothing_accepted_is_said(self):
        self.pairs.sudo().search([]).unlink()
        with self.assertRaisesRegex(UserError, "Accept some"):
            self.batches.action_start_all()

    def test_second_request_shows_the_merge_at_work(self):
        batch = self.start(self.garages)
        self.assertEqual(self.batches.action_start_all()["res_id"], batch.id)

    def test_user_does_not_merge_in_bulk(self):
        pairs = self.accept(self.garages).with_user(self.user)
        with self.assertRaises(AccessError):
            self.batches.with_user(self.user).action_start_all()
        with self.assertRaises(AccessError):
            pairs.action_merge_in_bulk()

    def test_requester_who_lost_his_rights_merges_nothing(self):
        batch = self.start(self.garages)
        self.manager.group_ids -= self.env.ref(
            "crm_clientfile.crm_clientfile_group_manager"
        )
        self.work()
        self.assertEqual(batch.sudo().job_id.state, "failed")
        self.assertTrue(all(self.garages.mapped("active")))

    def test_batch_of_another_company_is_not_seen(self):
        batch = self.start(self.garages)
        other = self.env["res.company"].create({"name": "Second"})
        batch.sudo().company_id = other
        self.assertFalse(self.batches.search([("id", "=", batch.id)]))
        lines = self.env["clientfile.merge.batch.line"].with_user(self.manager)
        self.assertFalse(lines.search([("batch_id", "=", batch.id)]))

    def test_chosen_pairs_are_accepted_and_merged(self):
        pairs = self.accept(self.garages, self.joiners)
        pairs._decide("pending")
        action = pairs[-1].action_merge_in_bulk()
        self.work()
        self.assertEqual(self.batches.browse(action["res_id"]).merged_count, 1)
        self.assert_one(self.joiners)
        self.assertTrue(all(self.garages.mapped("active")))

    def test_likely_pairs_are_accepted_and_merged_at_once(self):
        first, second = self.make_double()
        self.scan()
        self.pairs.search([]).filtered(
            lambda pair: first not in (pair.partner_a_id | pair.partner_b_id)
        ).sudo().unlink()
        wizards = self.env["clientfile.duplicate.accept"].with_user(self.manager)
        action = wizards.create({"threshold": 0.5, "with_merge": True}).action_accept()
        self.assertEqual(action["res_model"], "clientfile.merge.batch")
        self.work()
        self.assert_one(first | second)


@tagged("post_install", "-at_install")
class TestMergeBatchSteps(BatchCase):
    def test_killed_merge_goes_on_where_it_was(self):
        lines = type(self.env["clientfile.merge.batch.line"])
        genuine, merged = lines._merge_group, []

        def die_once(line):
            merged.append(line.id)
            if len(merged) == 2:
                raise KeyboardInterrupt
            return genuine(line)

        batch = self.start(self.garages, self.joiners)
        with (
            patch.object(clientfile_merge_batch_run, "GROUPS", 1),
            patch.object(lines, "_merge_group", die_once),
        ):
            # Not assertRaises: it would roll back what was committed.
            with suppress(KeyboardInterrupt):
                self.work()
            self.env.invalidate_all()
            self.assertEqual((batch.job_state, batch.merged_count), ("running", 1))
            self.work()
        self.assertEqual((batch.job_state, batch.merged_count), ("done", 2))
        self.assertEqual(len(merged), 3)
        self.assertEqual(batch.job_id.done, 2)

    def hold(self, times):
        """Have the customers of the first group held by somebody else so often."""
        merges = type(self.env["clientfile.merge"])
        genuine, asked = merges._lock_partners, []

        def lock(merge, partners):
            if self.garages[0] in partners:
                asked.append(1)
                if len(asked) <= times:
                    raise MergeBusyError("Somebody else is changing one of them.")
            return genuine(merge, partners)

        self.patch(merges, "_lock_partners", lock)
        return asked

    def test_customers_in_use_are_merged_in_a_later_turn(self):
        asked = self.hold(2)
        batch = self.merge_all(self.garages, self.joiners)
        self.assertEqual(len(asked), 3)
        self.assertEqual(batch.merged_count, 2)
        self.assertFalse(any(batch.line_ids.mapped("reason")))
        self.assert_one(self.garages)

    def test_customers_in_use_for_ever_are_listed(self):
        self.hold(100)
        batch = self.merge_all(self.garages, self.joiners)
        self.assertEqual((batch.merged_count, batch.refused_count), (1, 1))
        line = batch.line_ids.filtered(lambda one: one.state == "refused")
        self.assertIn("Somebody else", line.reason)

    def test_two_managers_with_overlapping_groups_merge_once(self):
        first = self.start(self.garages[:2])
        pairs = self.accept(self.garages[1:])
        second = self.batches.with_user(self.administrator)
        action = second._start(pairs.with_user(self.administrator))
        self.work()
        second = second.browse(action["res_id"])
        self.assertEqual((first.job_state, second.job_state), ("done", "done"))
        self.assertEqual(first.merged_count, 1)
        self.assertEqual(second.merged_count + second.refused_count, 1)
        if second.refused_count:
            self.assertIn("merged into", second.line_ids.reason)
