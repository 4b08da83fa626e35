from odoo.exceptions import AccessError, UserError
from odoo.tests import Form, tagged

from .duplicate_case import DuplicateCase


@tagged("post_install", "-at_install")
class TestDuplicateMerge(DuplicateCase):
    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.first, cls.second = cls.make_double()

    def setUp(self):
        super().setUp()
        self.scan()
        self.pair = self.pair_of(self.first, self.second).with_user(self.manager)

    def open(self, pairs):
        """The window to confirm a merge, as the queue opens it."""
        action = pairs.action_merge()
        wizards = self.env[action["res_model"]].with_user(self.manager)
        return wizards.with_context(**action["context"]).create({})

    def test_values_that_differ_are_chosen_one_by_one(self):
        self.second.write(
            {"street": "99 rue du Lac", "website": "https://petit.example"}
        )
        wizard = self.open(self.pair)
        wizard.survivor_id = self.first
        lines = {line.field: line for line in wizard.line_ids}
        self.assertEqual(lines["name"].chosen_id, self.first)
        self.assertEqual(lines["website"].chosen_id, self.second)
        self.assertNotIn("phone", lines)
        lines["street"].chosen_id = self.second
        self.assertIn("99 rue du Lac", lines["street"].value)
        self.assertIn("12 rue de la République", lines["street"].others)
        wizard.action_merge()
        self.assertEqual(self.first.name, "Garage Petit")
        self.assertEqual(self.first.street, "99 rue du Lac")
        self.assertEqual(self.first.website, "https://petit.example")
        self.assertEqual(self.second.clientfile_merged_into_id, self.first)

    def test_window_is_filled_in_and_saved_like_in_the_browser(self):
        action = self.pair.action_merge()
        wizards = self.env[action["res_model"]].with_user(self.manager)
        with Form(wizards.with_context(**action["context"])) as form:
            form.survivor_id = self.second
            self.assertEqual(len(form.line_ids), 1)
        form.record.action_merge()
        self.assertEqual(self.first.clientfile_merged_into_id, self.second)

    def test_what_will_move_is_shown_before(self):
        order = self.make_order(self.second)
        wizard = self.open(self.pair)
        wizard.survivor_id = self.first
        self.assertIn("Sales Order: 1", wizard.documents)
        wizard.action_merge()
        self.assertEqual(order.partner_id, self.first)
        self.assertEqual(self.pair.decision, "same")
        self.assertFalse(self.pair.is_actual)

    def test_pair_merged_meanwhile_is_not_merged_again(self):
        self.open(self.pair).action_merge()
        with self.assertRaisesRegex(UserError, "merged meanwhile"):
            self.pair.action_merge()

    def test_user_does_not_merge(self):
        with self.assertRaises(AccessError):
            self.pair.with_user(self.user).action_merge()

    def test_no_merge_through_a_third_record_with_one_found_different(self):
        third = self.make_company("Garage Petit", phone="04 77 12 34 56", zip="42000")
        self.scan()
        self.pair_of(self.first, third).with_user(self.manager).action_different()
        pairs = self.pair | self.pair_of(self.second, third)
        wizard = self.open(pairs.with_user(self.manager))
        self.assertIn("found different", wizard.obstacles)
        with self.assertRaisesRegex(UserError, "found different"):
            wizard.action_merge()

    def test_decision_on_a_source_holds_for_the_survivor(self):
        third = self.make_company("Garage Petit", phone="04 77 12 34 56", zip="42000")
        self.scan()
        self.pair_of(self.first, third).with_user(self.manager).action_different()
        wizard = self.open(self.pair)
        wizard.survivor_id = self.second
        wizard.action_merge()
        pair = self.pair_of(self.second, third)
        self.assertFalse(pair.is_actual)
        self.assertFalse(third.with_user(self.user).clientfile_doubles)
        for partner in (self.second, third):
            partner.company_registry = "40483304800022"
        pair.invalidate_recordset()
        self.assertTrue(pair.is_actual)

    def test_decision_on_a_source_is_its_own_again_after_undo(self):
        third = self.make_company("Garage Petit", phone="04 77 12 34 56", zip="42000")
        self.scan()
        self.pair_of(self.first, third).with_user(self.manager).action_different()
        wizard = self.open(self.pair)
        wizard.survivor_id = self.second
        wizard.action_merge()
        merges = self.env["clientfile.merge"].with_user(self.manager)
        merges.search([], limit=1).action_undo()
        self.assertTrue(self.pair_of(self.second, third).is_actual)
        self.assertEqual(self.pair_of(self.first, third).decision, "different")

    def test_undoing_the_merge_gives_the_pair_back(self):
        self.open(self.pair).action_merge()
        merges = self.env["clientfile.merge"].with_user(self.manager)
        merges.search([], limit=1).action_undo()
        self.assertTrue(self.pair.is_actual)
        self.pair.action_reopen()
        self.scan()
        self.assertEqual(self.pair.decision, "pending")

    def test_source_is_no_longer_found(self):
        self.open(self.pair).action_merge()
        self.scan(is_full=True)
        survivor = (self.first | self.second).filtered("active")
        self.assertFalse(survivor.with_user(self.user).clientfile_doubles)
