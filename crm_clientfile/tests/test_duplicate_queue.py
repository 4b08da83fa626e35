from datetime import timedelta

from freezegun import freeze_time

from odoo import fields
from odoo.exceptions import AccessError, UserError
from odoo.tests import tagged

from .duplicate_case import DuplicateCase


class QueueCase(DuplicateCase):
    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.first, cls.second = cls.make_double()

    def setUp(self):
        super().setUp()
        self.scan()
        self.pair = self.pair_of(self.first, self.second).with_user(self.manager)


class TestDuplicateDecision(QueueCase):
    def test_manager_decides_and_is_remembered(self):
        self.pair.action_different()
        self.assertEqual(self.pair.decision, "different")
        self.assertEqual(self.pair.decided_by_id, self.manager)
        self.assertTrue(self.pair.date_decided)

    def test_user_reads_and_does_not_decide(self):
        pair = self.pair.with_user(self.user)
        self.assertEqual(pair.decision, "pending")
        for decide in (pair.action_same, pair.action_different, pair.action_later):
            with self.assertRaises(AccessError):
                decide()

    def test_different_survives_later_edits(self):
        self.pair.action_different()
        self.first.street = "14 rue de la République"
        self.scan()
        self.scan(is_full=True)
        self.assertEqual(self.pair.decision, "different")
        self.assertFalse(self.first.with_user(self.user).clientfile_doubles)

    def test_different_opens_again_with_a_new_number_in_common(self):
        self.pair.action_different()
        for partner in (self.first, self.second):
            partner.company_registry = "40483304800022"
        self.scan()
        self.assertEqual(self.pair.decision, "pending")
        self.assertFalse(self.pair.decided_by_id)

    def test_new_number_in_common_warns_at_entry_again(self):
        self.pair.action_different()
        self.assertFalse(self.first.with_user(self.user).clientfile_doubles)
        for partner in (self.first, self.second):
            partner.company_registry = "40483304800022"
        [hit] = self.first.with_user(self.user).clientfile_doubles["hits"]
        self.assertEqual(hit["id"], self.second.id)

    def test_different_with_a_number_in_common_stays_so(self):
        for partner in (self.first, self.second):
            partner.company_registry = "40483304800022"
        self.scan()
        self.pair.action_different()
        self.first.street = "14 rue de la République"
        self.scan()
        self.assertEqual(self.pair.decision, "different")

    def test_decision_is_taken_back(self):
        self.pair.action_different()
        self.pair.action_reopen()
        self.assertEqual(self.pair.decision, "pending")
        self.assertFalse(self.pair.decided_by_id)

    def test_deciding_one_opens_the_next_likeliest(self):
        third, fourth = self.make_double("Menuiserie Blanc", phone="04 77 98 76 54")
        self.scan()
        opened = self.pair.with_context(clientfile_one_by_one=True).action_different()
        self.assertEqual(opened["res_id"], self.pair_of(third, fourth).id)

    def test_after_the_last_one_the_list_comes_back(self):
        others = self.pairs.search([("id", "!=", self.pair.id)])
        others._decide("later")
        opened = self.pair.with_context(clientfile_one_by_one=True).action_same()
        self.assertEqual(opened["path"], "duplicates")

    def test_pair_no_longer_alike_leaves_the_queue_and_comes_back(self):
        before = {"name": self.second.name, "phone": self.second.phone}
        self.second.write(
            {
                **dict.fromkeys(("phone", "street", "zip", "city"), False),
                "name": "Fleurs du Lac",
            }
        )
        self.scan()
        self.assertEqual(self.pair.decision, "stale")
        self.pairs._gc_stale()
        self.assertTrue(self.pair.exists())
        self.second.write({**before, "street": self.first.street, "zip": "42000"})
        self.scan()
        self.assertEqual(self.pair.decision, "pending")

    def test_pair_not_alike_for_long_is_forgotten_a_decision_is_not(self):
        with freeze_time(fields.Datetime.now() + timedelta(days=31)):
            self.pair.sudo().decision = "different"
            self.pairs._gc_stale()
            self.assertTrue(self.pair.exists())
        self.pair.sudo().decision = "stale"
        self.env.flush_all()
        with freeze_time(fields.Datetime.now() + timedelta(days=31)):
            self.pairs._gc_stale()
        self.assertFalse(self.pair.exists())


class TestDuplicateSight(QueueCase):
    def test_pair_of_another_company_is_not_seen(self):
        second_company = self.env["res.company"].create({"name": "Second"})
        self.second.company_id = second_company
        pairs = self.pairs.with_user(self.manager)
        self.assertNotIn(self.pair, pairs.search([]))
        self.manager.company_ids += second_company
        pairs = pairs.with_context(
            allowed_company_ids=(self.env.company + second_company).ids
        )
        self.assertIn(self.pair, pairs.search([]))

    def test_both_sides_are_shown_with_differences_marked(self):
        self.second.email = "garage@exemple.fr"
        rows = {row[0]: row[1:] for row in self.pair._prepare_compared()}
        self.assertEqual(rows["Zip"], ("42000", "42000", "same"))
        self.assertEqual(rows["Email"], ("", "garage@exemple.fr", "missing"))
        self.assertEqual(rows["Name"][2], "different")
        self.assertIn("table-warning", self.pair.comparison)

    def test_one_value_written_in_two_ways_is_no_difference(self):
        self.first.city = "Saint Étienne"
        self.second.write({"phone": "+33 4 77 12 34 56", "city": "SAINT ETIENNE"})
        marks = {row[0]: row[-1] for row in self.pair._prepare_compared()}
        self.assertEqual((marks["Phone"], marks["City"]), ("alike", "alike"))

    def test_field_that_may_not_be_read_is_not_shown(self):
        self.first.clientfile_birth_date = "1980-01-01"
        labels = [row[0] for row in self.pair._prepare_compared()]
        self.assertNotIn("Birth Date", labels)

    def test_documents_of_both_are_counted(self):
        self.make_order(self.second)
        counts = {row[0]: row[1:] for row in self.pair._prepare_counted()}
        self.assertEqual(counts["Sales Order"], (0, 1))

    def test_hostile_names_are_shown_as_text(self):
        self.first.name = "<script>alert(1)</script>"
        self.assertNotIn("<script>", self.pair.comparison)


class TestDuplicateGroup(QueueCase):
    def test_pairs_around_one_customer_are_a_group(self):
        third = self.make_company(
            "Garage Petit",
            phone=self.first.phone,
            street=self.first.street,
            zip="42000",
            city="Saint-Étienne",
        )
        self.scan()
        pairs = self.pair | self.pair_of(self.first, third)
        pairs |= self.pair_of(self.second, third)
        self.assertEqual(len(pairs), 3)
        self.assertEqual(len(pairs.star_id), 1)
        action = self.pair.action_merge_group()
        partners = self.first | self.second | third
        self.assertEqual(
            set(action["context"]["default_partner_ids"]), set(partners.ids)
        )

    def test_one_found_different_is_in_no_group_with_the_other(self):
        third = self.make_company(
            "Garage Petit",
            phone=self.first.phone,
            street=self.first.street,
            zip="42000",
            city="Saint-Étienne",
        )
        self.scan()
        self.pair_of(self.first, third).with_user(self.manager).action_different()
        self.scan(is_full=True)
        pairs = self.pair | self.pair_of(self.second, third)
        self.assertEqual(len(pairs.filtered("star_id")), 1)


class TestDuplicateAccept(QueueCase):
    def accept(self, threshold):
        wizards = self.env["clientfile.duplicate.accept"].with_user(self.manager)
        return wizards.create({"threshold": threshold})

    def test_expected_error_is_shown_before(self):
        self.env.cr.execute(
            "UPDATE clientfile_duplicate SET decision = 'later' WHERE id <> %s",
            [self.pair.id],
        )
        self.env.cr.execute(
            "UPDATE clientfile_duplicate SET probability = 0.75 WHERE id = %s",
            [self.pair.id],
        )
        wizard = self.accept(0.7)
        self.assertEqual(wizard.pair_count, 1)
        self.assertAlmostEqual(wizard.expected_errors, 0.25)
        self.assertAlmostEqual(wizard.error_rate, 0.25)
        wizard.action_accept()
        self.env.invalidate_all()
        self.assertEqual(self.pair.decision, "same")

    def test_nothing_likely_enough_accepts_nothing(self):
        self.pairs.sudo().search([])._decide("later")
        with self.assertRaises(UserError):
            self.accept(0.6).action_accept()

    def test_user_does_not_accept(self):
        with self.assertRaises(AccessError):
            self.env["clientfile.duplicate.accept"].with_user(self.user).create({})


@tagged("post_install", "-at_install")
class TestDuplicateHostMerge(DuplicateCase):
    """What the host's own wizard leaves of decisions: it deletes what it merges."""

    def test_decision_goes_to_the_survivor(self):
        first, second = self.make_double()
        third = self.make_company("Garage Petit", phone="04 77 12 34 56", zip="42000")
        self.scan()
        self.pair_of(first, third).with_user(self.manager).action_different()
        wizard = self.env["base.partner.merge.automatic.wizard"].create({})
        wizard._merge([first.id, second.id], second)
        self.env.invalidate_all()
        pair = self.pair_of(second, third)
        self.assertEqual(
            (pair.decision, pair.decided_by_id), ("different", self.manager)
        )
        self.assertFalse(self.pairs.search([("partner_a_id", "=", first.id)]))
