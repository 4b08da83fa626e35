import random
from datetime import date

from freezegun import freeze_time

from odoo.tests import tagged

from .portfolio_case import PortfolioCase


@tagged("post_install", "-at_install")
class TestPortfolioUndo(PortfolioCase):
    """Taking a move back, as far as nobody changed hands since."""

    def test_undoing_gives_customers_and_history_back(self):
        before = self.history(self.alpha)
        move = self.move()
        self.undo(move)
        self.assertEqual(self.partners.user_id, self.camille)
        self.assertEqual(self.history(self.alpha), before)
        self.assertEqual((move.state, move.undone_count), ("undone", 3))

    def test_who_changed_hands_since_is_kept_and_listed(self):
        move = self.move()
        with freeze_time("2026-03-12 12:00:00"):
            self.beta.user_id = self.user
            self.undo(move)
        self.assertEqual(self.beta.user_id, self.user)
        expected = {"Alpha": "undone", "Beta": "changed", "Gamma": "undone"}
        self.assertEqual(self.lines(move), expected)
        self.assertEqual((move.undone_count, move.kept_count), (2, 1))
        notes = move.message_ids.mapped("preview")
        self.assertIn("2 customers given back, 1 not.", notes)

    def test_other_changes_of_a_customer_do_not_matter(self):
        move = self.move()
        self.beta.phone = "04 65 71 01 01"
        self.undo(move)
        self.assertEqual(self.beta.user_id, self.camille)

    def test_customer_taken_from_nobody_goes_back_to_nobody(self):
        self.beta.user_id = False
        move = self.move(scope="selection", chosen_ids=self.beta.ids)
        self.assertEqual(self.beta.user_id, self.nadia)
        self.undo(move)
        self.assertFalse(self.beta.user_id)
        days = self.holders(self.beta, date(2026, 3, 9), 3)
        self.assertEqual(days, [("Camille", None), None, None])

    def test_move_of_the_day_of_another_change_is_undone(self):
        self.partners.user_id = self.left
        move = self.move(from_user_id=self.left.id)
        self.undo(move)
        self.assertEqual(
            self.history(self.alpha),
            [
                ("2026-01-01", "2026-03-10", "Camille", None),
                ("2026-03-10", False, "Bertrand", None),
            ],
        )

    def test_undoing_a_stopped_move_gives_back_what_was_moved(self):
        move = self.make_move()
        move.action_preview()
        move.action_move()
        move._job_step(move.job_id)
        move.action_cancel()
        self.undo(move)
        self.assertEqual(self.partners.user_id, self.camille)

    def test_histories_are_the_same_after_undoing(self):
        first = date(2026, 1, 1)
        for seed in range(10):
            chance = random.Random(seed)  # noqa: S311
            partner = self.make_company(f"Customer {seed}")
            for day in sorted(chance.sample(range(1, 60), 4)):
                with freeze_time(f"{date.fromordinal(first.toordinal() + day)} 12:00"):
                    partner.user_id = chance.choice((self.camille, self.user, False))
            before = self.holders(partner, first, 90)
            with freeze_time("2026-03-15 12:00:00"):
                move = self.move(
                    scope="selection",
                    chosen_ids=partner.ids,
                    date=chance.choice(("2026-03-10", "2026-03-15")),
                )
                self.assertNotEqual(self.holders(partner, first, 90), before)
                self.undo(move)
            self.assertEqual(self.holders(partner, first, 90), before)

    def test_merged_customer_is_neither_moved_nor_given_back(self):
        move = self.move()
        other = self.make_move(from_user_id=self.nadia.id, to_user_id=self.user.id)
        other.action_preview()
        wizard = self.env["base.partner.merge.automatic.wizard"].create({})
        wizard._merge((self.alpha | self.beta).ids, self.alpha)
        for one, states in ((move, ["kept", "moved"]), (other, ["skipped", "to_move"])):
            lines = one.line_ids.filtered(lambda line: line.partner_id == self.alpha)
            self.assertEqual(sorted(lines.mapped("state")), states)
        self.undo(move)
        self.assertEqual(self.alpha.user_id, self.camille)


@tagged("post_install", "-at_install")
class TestPortfolioBelongings(PortfolioCase):
    """Documents of the former salesperson go with the customer, and come back."""

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.contact = cls.make_person(parent_id=cls.alpha.id)
        cls.lead = cls.make_lead(cls.contact)
        cls.lost = cls.make_lead(cls.alpha)
        cls.lost.action_set_lost()
        cls.order = cls.make_order(cls.alpha, user_id=cls.camille.id)
        cls.sold = cls.make_order(cls.alpha, user_id=cls.camille.id)
        cls.sold.action_confirm()
        cls.foreign = cls.make_order(cls.alpha, user_id=cls.user.id)
        cls.call = cls.plan(cls.alpha)
        cls.reminder = cls.plan(cls.lead)
        cls.going = (cls.lead, cls.order, cls.call, cls.reminder, cls.contact)
        cls.staying = (cls.lost, cls.sold)

    @classmethod
    def make_lead(cls, partner):
        values = {"name": "Bread", "type": "opportunity", "partner_id": partner.id}
        return cls.env["crm.lead"].create({**values, "user_id": cls.camille.id})

    @classmethod
    def plan(cls, record):
        return record.activity_schedule(
            "mail.mail_activity_data_call", user_id=cls.camille.id
        )

    def assert_of(self, user, records):
        for record in records:
            self.assertEqual(record.user_id, user, record)

    def test_what_was_begun_goes_along_and_what_is_settled_stays(self):
        self.move()
        self.assert_of(self.nadia, self.going)
        self.assert_of(self.camille, self.staying)
        self.assertEqual(self.foreign.user_id, self.user)

    def test_options_keep_it_where_it_is(self):
        self.move(with_leads=False, with_orders=False, with_activities=False)
        self.assert_of(self.camille, (self.lead, self.order, self.call, self.reminder))
        self.assertEqual(self.contact.user_id, self.nadia)

    def test_undoing_gives_back_what_went_along_and_nothing_else(self):
        own = self.make_order(self.alpha, user_id=self.nadia.id)
        move = self.move()
        self.call.user_id = self.user
        self.undo(move)
        others = [one for one in self.going if one != self.call]
        self.assert_of(self.camille, [*others, *self.staying])
        self.assertEqual((own.user_id, self.call.user_id), (self.nadia, self.user))

    def test_nobody_is_told_of_each_document(self):
        messages = self.env["mail.message"].search_count([])
        mails = self.env["mail.mail"].search_count([])
        move = self.move()
        self.assertEqual(self.env["mail.mail"].search_count([]), mails)
        grown = self.env["mail.message"].search_count([]) - messages
        self.assertEqual(grown, len(move.message_ids))

    def test_documents_of_a_company_the_new_one_does_not_see_stay(self):
        company, seller = self.make_second_company()
        self.move(to_user_id=seller.id)
        self.assertEqual(self.alpha.user_id, seller)
        self.assertEqual(self.order.user_id, self.camille)
        self.assertTrue(company)
