from odoo.tests import tagged

from .merge_case import MergeCase


@tagged("post_install", "-at_install")
class TestMergeValues(MergeCase):
    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.survivor = cls.make_company(
            "Martin", phone="+33 4 78 00 00 01", email="a@martin.fr", city="Lyon"
        )
        cls.source = cls.make_company(
            "Martin SARL", phone="+33 4 78 00 00 02", email="b@martin.fr", city="Paris"
        )

    def get_ways(self):
        ways = self.survivor.clientfile_channel_ids
        return sorted(ways.mapped("value_normalized"))

    def test_losing_phones_and_emails_remain_ways_to_reach(self):
        self.merge(self.survivor, self.source)
        self.assertEqual(self.survivor.email, "a@martin.fr")
        self.assertEqual(self.get_ways(), ["+33478000002", "b@martin.fr"])

    def test_chosen_values_win_and_what_they_replace_is_kept(self):
        self.merge(self.survivor, self.source, {"email": "b@martin.fr"})
        self.assertEqual(self.survivor.email, "b@martin.fr")
        self.assertEqual(self.get_ways(), ["+33478000002", "a@martin.fr"])

    def test_invalid_phone_is_kept_as_it_was(self):
        self.source.phone = "ask Paul"
        self.merge(self.survivor, self.source)
        self.assertIn("ask Paul", self.survivor.clientfile_channel_ids.mapped("value"))

    def test_other_address_becomes_an_address_of_the_survivor(self):
        merge = self.merge(self.survivor, self.source)
        address = self.survivor.child_ids
        self.assertEqual((address.type, address.city), ("other", "Paris"))
        self.undo(merge)
        self.assertFalse(address.exists())

    def test_number_moves_to_the_survivor_who_has_none(self):
        self.source.ref = "C-9"
        merge = self.merge(self.survivor, self.source)
        self.assertEqual((self.survivor.ref, self.source.ref), ("C-9", False))
        self.undo(merge)
        self.assertEqual((self.survivor.ref, self.source.ref), (False, "C-9"))

    def test_ranks_add_up(self):
        self.survivor.customer_rank = 2
        self.source.customer_rank = 3
        self.merge(self.survivor, self.source)
        self.assertEqual(self.survivor.customer_rank, 5)

    def test_lowest_credit_limit_holds(self):
        self.survivor.credit_limit = 1000
        self.source.credit_limit = 200
        self.merge(self.survivor, self.source)
        self.assertEqual(self.survivor.credit_limit, 200)

    def test_payment_terms_per_company_fill_what_is_lacking(self):
        term = self.env.ref("account.account_payment_term_30days")
        self.source.property_payment_term_id = term
        self.merge(self.survivor, self.source)
        self.assertEqual(self.survivor.property_payment_term_id, term)

    def test_opt_out_of_one_holds_for_the_survivor(self):
        self.env["mail.blacklist"]._add("b@martin.fr")
        self.assertFalse(self.survivor.is_blacklisted)
        merge = self.merge(self.survivor, self.source)
        self.assertTrue(self.survivor.is_blacklisted)
        self.undo(merge)
        self.assertFalse(self.survivor.is_blacklisted)

    def test_checked_and_closed_stay_with_their_record(self):
        self.source.clientfile_closed_date = "2026-01-01"
        self.merge(self.survivor, self.source)
        self.assertFalse(self.survivor.clientfile_closed_date)

    def test_loyalty_points_add_up_once(self):
        program = self.env["loyalty.program"].create(
            {"name": "Card", "program_type": "loyalty", "applies_on": "both"}
        )
        cards = self.env["loyalty.card"].create(
            [
                {"program_id": program.id, "partner_id": one.id, "points": points}
                for one, points in ((self.survivor, 10), (self.source, 5))
            ]
        )
        before = self.dump()
        merge = self.merge(self.survivor, self.source)
        self.assertEqual(cards.mapped("points"), [15, 0])
        self.undo(merge)
        self.assertEqual(cards.mapped("points"), [10, 5])
        self.assert_same_dump(before, self.dump())

    def test_statuses_and_histories_are_joined_and_undone(self):
        self.survivor.user_id = self.manager
        self.source.user_id = self.user
        (self.survivor | self.source)._clientfile_set_status("vip", "Big")
        before = self.dump()
        merge = self.merge(self.survivor, self.source)
        self.assertEqual(self.survivor.user_id, self.manager)
        self.undo(merge)
        self.assertEqual(merge.state, "undone", merge.left)
        self.assert_same_dump(before, self.dump())
