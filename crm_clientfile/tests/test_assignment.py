from datetime import date

from freezegun import freeze_time
from psycopg2.errors import CheckViolation, ForeignKeyViolation, UniqueViolation

from odoo.exceptions import AccessError, ValidationError
from odoo.tests import new_test_user, tagged
from odoo.tools import mute_logger

from .care_case import CareCase


@tagged("post_install", "-at_install")
@freeze_time("2026-03-10 12:00:00")
class TestAssignment(CareCase):
    """Who held a customer on a day, whatever was written since."""

    def test_new_customer_in_somebodys_hands_has_a_history(self):
        partner = self.make_company(user_id=self.camille.id)
        expected = [("2026-03-10", False, "Camille", None)]
        self.assertEqual(self.history(partner), expected)

    def test_who_is_in_nobodys_hands_has_none(self):
        self.assertEqual(self.history(self.make_company()), [])

    def test_contacts_have_none(self):
        company = self.make_company(user_id=self.camille.id)
        contact = self.make_person(parent_id=company.id)
        self.assertEqual(contact.user_id, self.camille)
        self.assertEqual(self.history(contact), [])

    def test_change_closes_what_was_open(self):
        partner = self.make_company(user_id=self.camille.id)
        with freeze_time("2026-04-01"):
            partner.user_id = self.nadia
        self.assertEqual(
            self.history(partner),
            [
                ("2026-03-10", "2026-04-01", "Camille", None),
                ("2026-04-01", False, "Nadia", None),
            ],
        )

    def test_territory_has_its_history_too(self):
        territory = self.make_territory("Rhône")
        partner = self.make_company(user_id=self.camille.id)
        with freeze_time("2026-04-01"):
            partner.clientfile_territory_id = territory
        self.assertEqual(
            self.history(partner)[1], ("2026-04-01", False, "Camille", "Rhône")
        )

    def test_last_change_of_a_day_counts(self):
        partner = self.make_company(user_id=self.camille.id)
        partner.user_id = self.nadia
        expected = [("2026-03-10", False, "Nadia", None)]
        self.assertEqual(self.history(partner), expected)

    def test_change_taken_back_the_same_day_leaves_no_trace(self):
        partner = self.make_company(user_id=self.camille.id)
        with freeze_time("2026-04-01"):
            partner.user_id = self.nadia
            partner.user_id = self.camille
        expected = [("2026-03-10", False, "Camille", None)]
        self.assertEqual(self.history(partner), expected)

    def test_customer_left_alone_has_a_gap(self):
        partner = self.make_company(user_id=self.camille.id)
        with freeze_time("2026-04-01"):
            partner.user_id = False
        with freeze_time("2026-05-01"):
            partner.user_id = self.nadia
        self.assertEqual(
            self.history(partner),
            [
                ("2026-03-10", "2026-04-01", "Camille", None),
                ("2026-05-01", False, "Nadia", None),
            ],
        )

    def test_many_customers_change_hands_at_once(self):
        partners = self.make_company() | self.make_company("Second")
        partners.user_id = self.camille
        with freeze_time("2026-04-01"):
            partners.write({"user_id": self.nadia.id})
        for partner in partners:
            self.assertEqual(len(self.history(partner)), 2)

    def test_reason_stands_in_the_history(self):
        partner = self.make_company()
        reason = {"clientfile_assignment_reason": "Parental leave"}
        partner.with_context(**reason).user_id = self.camille
        row = partner.clientfile_assignment_ids
        self.assertEqual(row.reason, "Parental leave")
        self.assertEqual(row.create_uid, self.env.user)

    def test_colleague_without_role_writes_history_unknowingly(self):
        partner = self.make_company()
        groups = "base.group_user,base.group_partner_manager"
        clerk = new_test_user(self.env, "care_clerk", groups)
        partner.with_user(clerk).user_id = self.camille
        self.assertEqual(len(self.history(partner)), 1)
        self.assertEqual(partner.clientfile_assignment_ids.create_uid, clerk)

    def test_other_changes_do_not_look_at_the_history(self):
        partner = self.make_company(user_id=self.camille.id)
        assignments = type(self.env["clientfile.assignment"])
        self.patch(assignments, "_follow", lambda *_args: self.fail("looked"))
        partner.write({"comment": "Rings twice", "zip": "69002", "name": "New"})
        self.make_company()

    def test_history_of_many_takes_as_many_queries_as_of_few(self):
        partners = self.env["res.partner"].create(
            [{"name": f"Customer {number}"} for number in range(20)]
        )

        def hand_over(some, user):
            self.env.cr.execute(
                "UPDATE res_partner SET user_id = %s WHERE id = ANY(%s)",
                [user.id, some.ids],
            )
            before = self.env.cr.sql_log_count
            self.env["clientfile.assignment"]._follow(some)
            return self.env.cr.sql_log_count - before

        self.env.flush_all()
        few = hand_over(partners[:2], self.nadia)
        self.assertEqual(hand_over(partners, self.camille), few)
        self.assertEqual(len(partners.clientfile_assignment_ids), 20)

    def test_contact_who_becomes_a_customer_begins_a_history(self):
        company = self.make_company(user_id=self.camille.id)
        contact = self.make_person(parent_id=company.id)
        contact.parent_id = False
        expected = [("2026-03-10", False, "Camille", None)]
        self.assertEqual(self.history(contact), expected)

    def test_customer_who_becomes_a_contact_ends_his(self):
        company = self.make_company()
        person = self.make_person(user_id=self.camille.id)
        with freeze_time("2026-04-01"):
            person.parent_id = company
        expected = [("2026-03-10", "2026-04-01", "Camille", None)]
        self.assertEqual(self.history(person), expected)

    def test_days_of_two_time_zones_do_not_cross(self):
        partner = self.make_company(user_id=self.camille.id)
        with freeze_time("2026-04-01 23:00:00"):
            kyiv = partner.with_context(tz="Europe/Kyiv")
            kyiv.user_id = self.nadia
            partner.with_context(tz="UTC").user_id = self.user
        names = self.holders(partner, date(2026, 3, 31), 4)
        camille, user = ("Camille", None), (self.user.name, None)
        self.assertEqual(names, [camille, camille, user, user])

    def test_holders_of_a_day_are_found_in_one_query(self):
        territory = self.make_territory("Rhône")
        partner = self.make_company(user_id=self.camille.id)
        contact = self.make_person(parent_id=partner.id)
        alone = self.make_company("Alone")
        with freeze_time("2026-04-01"):
            partner.write(
                {"user_id": self.nadia.id, "clientfile_territory_id": territory.id}
            )
        partners = partner | contact | alone
        self.env.flush_all()
        partners.mapped("commercial_partner_id.id")
        nobody = (self.env["res.users"], self.env["clientfile.territory"])
        with self.assertQueryCount(1):
            found = partners._get_clientfile_holders(date(2026, 4, 1))
        self.assertEqual(found[partner.id], (self.nadia, territory))
        self.assertEqual(found[contact.id], (self.nadia, territory))
        self.assertEqual(found[alone.id], nobody)
        found = partners._get_clientfile_holders(date(2026, 3, 31))
        self.assertEqual(found[partner.id][0], self.camille)
        found = partners._get_clientfile_holders(date(2026, 3, 9))
        self.assertEqual(found[partner.id], nobody)

    def test_nobody_edits_the_history_by_hand(self):
        partner = self.make_company(user_id=self.camille.id)
        row = partner.clientfile_assignment_ids.with_user(self.administrator)
        with self.assertRaises(AccessError):
            row.date_from = "2020-01-01"
        with self.assertRaises(AccessError):
            row.unlink()
        with self.assertRaises(AccessError):
            row.create({"partner_id": partner.id, "date_from": "2020-01-01"})

    @mute_logger("odoo.sql_db")
    def test_two_holders_of_a_day_are_refused(self):
        partner = self.make_company(user_id=self.camille.id)
        row = partner.clientfile_assignment_ids
        values = {
            "partner_id": partner.id,
            "user_id": self.nadia.id,
            "date_from": "2020-01-01",
        }
        with self.assertRaises(ValidationError), self.env.cr.savepoint():
            row.create({**values, "date_to": "2026-03-11"})
        with self.assertRaises(UniqueViolation), self.env.cr.savepoint():
            row.create({**values, "date_from": "2030-01-01"})
        with self.assertRaises(UniqueViolation), self.env.cr.savepoint():
            ended = {"date_from": "2026-03-10", "date_to": "2026-03-11"}
            row.create({**values, **ended})
        with self.assertRaises(CheckViolation), self.env.cr.savepoint():
            row.create({**values, "date_to": "2020-01-01"})
        row.create({**values, "date_to": "2026-03-10"})
        self.assertEqual(len(self.history(partner)), 2)

    @mute_logger("odoo.sql_db")
    def test_who_has_a_history_is_archived_not_deleted(self):
        self.make_company(user_id=self.camille.id).user_id = False
        partner = self.make_company(user_id=self.nadia.id)
        with freeze_time("2026-04-01"):
            partner.user_id = self.camille
        with self.assertRaises(ForeignKeyViolation), self.env.cr.savepoint():
            self.nadia.unlink()

    def test_archived_customer_keeps_his_history_and_deleted_takes_it_away(self):
        partner = self.make_company(user_id=self.camille.id)
        partner.active = False
        self.assertEqual(len(self.history(partner)), 1)
        partner_id = partner.id
        partner.unlink()
        self.assertFalse(
            self.env["clientfile.assignment"].search([("partner_id", "=", partner_id)])
        )

    def test_history_of_another_companys_customer_is_out_of_sight(self):
        company, seller = self.make_second_company()
        theirs = self.make_company(company_id=company.id, user_id=seller.id)
        shared = self.make_company(user_id=seller.id)
        assignments = self.env["clientfile.assignment"].with_user(self.manager)
        found = assignments.search([("partner_id", "in", (theirs | shared).ids)])
        self.assertEqual(found.partner_id, shared)

    def test_customer_of_two_companies_has_one_holder(self):
        company, seller = self.make_second_company()
        partner = self.make_company(user_id=self.camille.id)
        with freeze_time("2026-04-01"):
            partner.with_company(company).user_id = seller
        for one in (self.env.company, company):
            found = partner.with_company(one)._get_clientfile_holders(date(2026, 4, 2))
            self.assertEqual(found[partner.id][0], seller)

    def test_installation_opens_one_row_for_each_customer_in_hands(self):
        held = self.make_company(user_id=self.camille.id)
        alone = self.make_company("Alone")
        contact = self.make_person(parent_id=held.id)
        changed = self.make_company("Changed", user_id=self.nadia.id)
        assignments = self.env["clientfile.assignment"]
        self.env.cr.execute(
            "DELETE FROM clientfile_assignment WHERE partner_id = %s", [held.id]
        )
        self.env.cr.execute(
            "UPDATE res_partner SET create_date = '2019-05-06' WHERE id = %s", [held.id]
        )
        self.env.invalidate_all()
        assignments._open_for_existing()
        assignments._open_for_existing()
        expected = [("2019-05-06", False, "Camille", None)]
        self.assertEqual(self.history(held), expected)
        self.assertEqual(held.clientfile_assignment_ids.reason, "Known at installation")
        self.assertEqual(len(self.history(changed)), 1)
        self.assertEqual(self.history(alone) + self.history(contact), [])
