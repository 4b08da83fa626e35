from odoo.exceptions import UserError
from odoo.tests import tagged

from .merge_case import MergeCase


@tagged("post_install", "-at_install")
class TestMergeUndo(MergeCase):
    """What was changed after the merge is left and listed; the rest goes back."""

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.survivor = cls.make_company("Martin")
        cls.source = cls.make_company(
            "Martin SARL", phone="+33 4 78 00 00 02", city="Lyon"
        )
        cls.orders = cls.make_order(cls.source) | cls.make_order(cls.source)

    def test_document_given_to_another_since_is_left_and_listed(self):
        merge = self.merge(self.survivor, self.source)
        third = self.make_company("Third")
        self.orders[0].partner_id = third
        self.undo(merge)
        self.assertEqual(merge.state, "partly_undone")
        self.assertIn("Sales Order: 1 changed", merge.left)
        self.assertEqual(self.orders[0].partner_id, third)
        self.assertEqual(self.orders[1].partner_id, self.source)

    def test_deleted_document_is_listed(self):
        merge = self.merge(self.survivor, self.source)
        self.orders[0].unlink()
        self.undo(merge)
        self.assertIn("Sales Order: 1 changed or deleted", merge.left)
        self.assertEqual(self.orders[1].partner_id, self.source)

    def test_value_edited_since_stays_and_the_others_go_back(self):
        merge = self.merge(self.survivor, self.source)
        self.assertEqual(self.survivor.city, "Lyon")
        self.survivor.city = "Paris"
        self.undo(merge)
        self.assertEqual(merge.state, "partly_undone")
        self.assertEqual(self.survivor.city, "Paris")
        self.assertFalse(self.survivor.phone)
        self.assertTrue(self.source.active)

    def test_document_made_since_stays_with_the_survivor(self):
        merge = self.merge(self.survivor, self.source)
        order = self.make_order(self.survivor)
        self.undo(merge)
        self.assertEqual(merge.state, "undone", merge.left)
        self.assertEqual(order.partner_id, self.survivor)

    def test_target_merged_again_is_undone_first(self):
        third = self.make_company("Third")
        first = self.merge(self.survivor, self.source)
        second = self.merge(third, self.survivor)
        self.assertEqual(self.orders.partner_id, third)
        self.assertEqual(self.source.clientfile_merged_into_id, third)
        with self.assertRaisesRegex(UserError, "Undo that merge first"):
            self.undo(first)
        self.undo(second)
        self.undo(first)
        self.assertEqual(first.state, "undone", first.left)
        self.assertEqual(self.orders.partner_id, self.source)
        self.assertTrue(self.source.active)

    def test_undone_source_is_found_by_its_own_keys(self):
        merge = self.merge(self.survivor, self.source, {"name": "Dupont"})
        self.undo(merge)
        found = self.env["res.partner"].search(
            [("clientfile_find", "=", "SARL martin")]
        )
        self.assertIn(self.source, found)
        found = self.env["res.partner"].search([("clientfile_find", "=", "dupont")])
        self.assertNotIn(self.survivor, found)

    def test_notes_tell_of_merge_and_undo(self):
        merge = self.merge(self.survivor, self.source)
        self.undo(merge)
        for partner in self.survivor | self.source:
            bodies = " ".join(partner.message_ids.mapped("body"))
            self.assertIn("was undone", bodies)
        self.assertIn(
            "Merged into Martin", "".join(self.source.message_ids.mapped("body"))
        )
        self.assertIn("Merged with", "".join(self.survivor.message_ids.mapped("body")))

    def test_preview_counts_what_will_move(self):
        self.make_person(parent_id=self.source.id)
        preview = self.env["clientfile.merge"].with_user(self.manager)
        preview = preview._prepare_preview(self.survivor, self.source)
        counts = {one["title"]: one["count"] for one in preview["documents"]}
        self.assertEqual(counts["Sales Order"], 2)
        self.assertEqual(counts["Contact"], 1)
        self.assertEqual((preview["obstacles"], preview["linked"]), ([], []))
        merge = self.merge(self.survivor, self.source)
        self.assertIn("Sales Order: 2", merge.summary)
