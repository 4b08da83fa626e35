import random
from datetime import date, timedelta

from freezegun import freeze_time

from odoo.exceptions import AccessError, UserError
from odoo.tests import tagged

from .care_case import CareCase


@tagged("post_install", "-at_install")
@freeze_time("2026-03-10 12:00:00")
class TestAssignmentChange(CareCase):
    """The wizard: since when and why, and what was true in the past."""

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        with freeze_time("2026-01-01"):
            cls.partner = cls.make_company(user_id=cls.camille.id)
        cls.contact = cls.make_person(parent_id=cls.partner.id)

    def change(self, by=None, **values):
        wizards = self.env["clientfile.assignment.change"].with_user(by or self.manager)
        wizard = wizards.create({"partner_id": self.partner.id, **values})
        wizard.action_change()
        return wizard

    def test_change_of_today_with_its_reason(self):
        self.change(self.user, user_id=self.nadia.id, reason="Parental leave")
        self.assertEqual(self.partner.user_id, self.nadia)
        self.assertEqual(
            self.history(self.partner),
            [
                ("2026-01-01", "2026-03-10", "Camille", None),
                ("2026-03-10", False, "Nadia", None),
            ],
        )
        row = self.partner.clientfile_assignment_ids[0]
        self.assertEqual((row.reason, row.create_uid), ("Parental leave", self.user))

    def test_what_is_not_touched_is_kept(self):
        territory = self.make_territory("Rhône")
        self.change(territory_id=territory.id)
        self.assertEqual(self.partner.user_id, self.camille)
        self.assertEqual(self.partner.clientfile_territory_id, territory)

    def test_change_that_changes_nothing_is_refused(self):
        with self.assertRaisesRegex(UserError, "in these hands"):
            self.change(reason="Nothing")
        past = {"date_from": "2025-01-01", "date_to": "2025-02-01"}
        with self.assertRaisesRegex(UserError, "in these hands"):
            self.change(user_id=False, **past)

    def test_back_dated_change_is_for_managers(self):
        with self.assertRaisesRegex(AccessError, "only managers"):
            self.change(self.user, user_id=self.nadia.id, date_from="2026-03-09")
        self.change(user_id=self.nadia.id, date_from="2026-02-01")
        self.assertEqual(
            self.history(self.partner),
            [
                ("2026-01-01", "2026-02-01", "Camille", None),
                ("2026-02-01", False, "Nadia", None),
            ],
        )

    def test_change_dated_before_the_customer_was_entered(self):
        self.change(user_id=self.nadia.id, date_from="2019-01-01")
        self.assertEqual(
            self.history(self.partner), [("2019-01-01", False, "Nadia", None)]
        )

    def test_future_change_is_refused_with_its_reason(self):
        with self.assertRaisesRegex(UserError, "cannot take effect in the future"):
            self.change(user_id=self.nadia.id, date_from="2026-03-11")

    def test_past_is_corrected_without_touching_the_present(self):
        self.change(user_id=self.left.id, date_from="2026-01-15", date_to="2026-02-01")
        self.assertEqual(self.partner.user_id, self.camille)
        self.assertEqual(
            self.history(self.partner),
            [
                ("2026-01-01", "2026-01-15", "Camille", None),
                ("2026-01-15", "2026-02-01", "Bertrand", None),
                ("2026-02-01", False, "Camille", None),
            ],
        )
        first, _second, third = self.partner.clientfile_assignment_ids.sorted(
            "date_from"
        )
        self.assertEqual(first.reason, third.reason)

    def test_nobody_in_the_past_leaves_a_gap_that_can_be_filled(self):
        period = {"date_from": "2026-01-15", "date_to": "2026-02-01"}
        self.change(user_id=False, **period)
        days = self.holders(self.partner, date(2026, 1, 14), 2)
        self.assertEqual(days, [("Camille", None), None])
        self.change(user_id=self.nadia.id, **period)
        days = self.holders(self.partner, date(2026, 1, 14), 2)
        self.assertEqual(days, [("Camille", None), ("Nadia", None)])

    def test_wrong_dates_of_a_correction_are_refused(self):
        for first, last in (("2026-02-01", "2026-02-01"), ("2026-02-01", "2026-03-11")):
            with self.assertRaisesRegex(UserError, "today at the latest"):
                self.change(user_id=self.nadia.id, date_from=first, date_to=last)

    def test_who_has_left_gets_no_customer(self):
        with self.assertRaisesRegex(UserError, "Bertrand has left"):
            self.change(user_id=self.left.id)

    def test_who_left_may_keep_one_while_the_territory_changes(self):
        territory = self.make_territory("Rhône")
        self.partner.user_id = self.left
        self.change(territory_id=territory.id)
        self.assertEqual(self.partner.user_id, self.left)

    def test_who_does_not_work_for_the_company_gets_no_customer(self):
        company, seller = self.make_second_company()
        self.partner.company_id = self.env.company
        with self.assertRaisesRegex(UserError, "Hugo does not work for"):
            self.change(user_id=seller.id)
        self.partner.company_id = False
        self.change(user_id=seller.id)
        self.assertEqual(self.partner.user_id, seller)
        self.assertTrue(company)

    def test_contact_is_changed_at_its_company(self):
        wizards = self.env["clientfile.assignment.change"].with_user(self.manager)
        wizard = wizards.create(
            {"partner_id": self.contact.id, "user_id": self.nadia.id}
        )
        with self.assertRaisesRegex(UserError, "in the hands of its company"):
            wizard.action_change()

    def test_contacts_go_along_unless_told_otherwise(self):
        other = self.make_person("Other", parent_id=self.partner.id)
        other.user_id = self.user
        self.change(user_id=self.nadia.id)
        self.assertEqual(self.contact.user_id, self.nadia)
        self.assertEqual(other.user_id, self.user)
        self.change(user_id=self.camille.id, with_contacts=False)
        self.assertEqual(self.contact.user_id, self.nadia)

    def test_outcome_is_shown_before(self):
        wizards = self.env["clientfile.assignment.change"].with_user(self.manager)
        wizard = wizards.new(
            {
                "partner_id": self.partner.id,
                "user_id": self.nadia.id,
                "date_from": "2026-02-01",
            }
        )
        self.assertEqual(
            wizard.outcome,
            "from 02/01/2026: Nadia\n01/01/2026 until 02/01/2026: Camille",
        )

    def test_button_opens_the_wizard_on_the_customer(self):
        action = self.partner.action_clientfile_change_holder()
        self.assertEqual(action["context"]["default_partner_id"], self.partner.id)


@tagged("post_install", "-at_install")
class TestAssignmentInvariant(CareCase):
    """For any date of random histories: the one that was said last, or nobody."""

    FIRST = date(2026, 1, 1)
    DAYS = 40

    def draw_holder(self, chance):
        return chance.choice((*self.sellers, self.env["res.users"]))

    def test_any_changes_leave_one_holder_or_none(self):
        self.sellers = (self.camille, self.nadia, self.user)
        for seed in range(12):
            chance = random.Random(seed)  # noqa: S311
            partner = self.make_company(f"Customer {seed}")
            expected = dict.fromkeys(range(self.DAYS))
            for day in sorted(chance.choices(range(self.DAYS), k=10)):
                moment = self.FIRST + timedelta(days=day)
                with freeze_time(f"{moment} 12:00:00"):
                    self.change(partner, day, chance, expected)
            found = self.holders(partner, self.FIRST, self.DAYS)
            names = [expected[day] and (expected[day], None) for day in expected]
            self.assertEqual(found, names, seed)

    def change(self, partner, today, chance, expected):
        """A change on the record, a back-dated one, or a correction of the past."""
        holder = self.draw_holder(chance)
        manner = chance.choice(("write", "wizard", "correction"))
        first, last = today, None
        if manner == "write":
            partner.user_id = holder
        else:
            first = chance.randint(0, today)
            if manner == "correction" and first < today:
                last = chance.randint(first + 1, today)
            self.open_wizard(partner, holder, first, last)
        for day in range(first, last or self.DAYS):
            expected[day] = holder.name or None
        self.assertEqual(partner.user_id.name or None, expected[self.DAYS - 1])

    def open_wizard(self, partner, holder, first, last):
        wizards = self.env["clientfile.assignment.change"].with_user(self.manager)
        day = self.FIRST + timedelta(days=first)
        wizard = wizards.create(
            {
                "partner_id": partner.id,
                "date_from": day,
                "date_to": last and self.FIRST + timedelta(days=last),
            }
        )
        wizard.user_id = holder
        if not wizard._changes_nothing():
            wizard.action_change()
