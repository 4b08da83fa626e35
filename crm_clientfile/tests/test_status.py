from datetime import date

from freezegun import freeze_time
from psycopg2 import IntegrityError

from odoo import Command
from odoo.exceptions import AccessError, UserError
from odoo.tests import new_test_user
from odoo.tools import mute_logger

from .common import ClientfileCase

TODAY = "2026-03-10"


class StatusCase(ClientfileCase):
    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.changes = cls.env["clientfile.status.change"]
        cls.client = cls.make_company(clientfile_is_client=True)

    def set_status(self, status, user=None, reason="Because", **values):
        customer = values.pop("customer", self.client).with_user(user or self.manager)
        customer._clientfile_set_status(status, reason, **values)

    def status(self, customer=None, user=None):
        return (customer or self.client).with_user(user or self.user).clientfile_status

    def make_second_company(self):
        company = self.env["res.company"].create({"name": "Second"})
        self.manager.company_ids += company
        return company


@freeze_time(TODAY)
class TestStatus(StatusCase):
    def test_roles_tell_the_status_of_who_has_none_by_hand(self):
        prospect = self.make_company(clientfile_is_prospect=True)
        supplier = self.make_company(clientfile_is_supplier=True)
        both = self.make_company(clientfile_is_client=True, clientfile_is_prospect=True)
        self.assertEqual(self.status(), "active")
        self.assertEqual(self.status(prospect), "prospect")
        self.assertEqual(self.status(both), "active")
        self.assertIs(self.status(supplier), False)

    def test_contact_has_the_status_of_its_company(self):
        contact = self.make_person(parent_id=self.client.id)
        self.assertEqual(self.status(contact), "active")
        self.set_status("vip", customer=contact)
        self.assertEqual(self.status(contact), "vip")
        self.assertEqual(self.status(), "vip")
        self.assertTrue(contact.clientfile_is_vip)

    def test_establishment_has_a_status_of_its_own(self):
        branch = self.make_company("Branch", parent_id=self.client.id)
        self.set_status("vip")
        self.assertIs(self.status(branch), False)

    def test_unsaved_customer_has_no_status(self):
        self.assertIs(self.env["res.partner"].new({}).clientfile_status, False)

    def test_status_set_by_hand_counts_more_than_roles(self):
        self.set_status("inactive", self.user)
        self.assertEqual(self.status(), "inactive")

    def test_new_status_ends_the_former_and_keeps_it(self):
        self.set_status("inactive", self.user, "Closed for works")
        self.set_status("at_risk", reason="Looks elsewhere")
        former, current = self.client.clientfile_status_change_ids.sorted("id")
        self.assertEqual(former.date_ended, date(2026, 3, 10))
        self.assertEqual(former.ended_by_id, self.manager)
        self.assertEqual(former.reason, "Closed for works")
        self.assertFalse(current.date_ended)
        self.assertEqual(current.user_id, self.manager)
        self.assertEqual(self.client.clientfile_status_reason, "Looks elsewhere")

    def test_blocked_vip_is_both(self):
        self.set_status("vip")
        self.set_status("blocked")
        self.assertEqual(self.status(), "blocked")
        self.assertTrue(self.client.clientfile_is_vip)

    def test_unblocked_customer_gets_back_what_was_set_before(self):
        self.set_status("vip")
        self.set_status("blocked")
        self.client.with_user(self.manager).action_clientfile_unblock()
        self.assertEqual(self.status(), "vip")

    def test_back_to_automatic_ends_what_was_set_by_hand(self):
        self.set_status("inactive", self.user)
        self.client.with_user(self.user).action_clientfile_reset_status()
        self.assertEqual(self.status(), "active")
        ended = self.client.clientfile_status_change_ids
        self.assertEqual(ended.ended_by_id, self.user)

    def test_status_holds_to_the_end_of_its_last_day(self):
        self.set_status("at_risk", date_to=date(2026, 3, 12))
        with freeze_time("2026-03-12"):
            self.client.invalidate_recordset()
            self.assertEqual(self.status(), "at_risk")
        with freeze_time("2026-03-13"):
            self.client.invalidate_recordset()
            self.assertEqual(self.status(), "active")

    def test_expired_status_makes_room_for_another(self):
        self.set_status("vip", date_to=date(2026, 3, 12))
        with freeze_time("2026-03-20"):
            self.set_status("inactive", self.user)
            former = self.client.clientfile_status_change_ids.sorted("id")[0]
            self.assertEqual(former.date_ended, date(2026, 3, 12))
            self.assertFalse(former.ended_by_id)
            self.assertEqual(self.status(), "inactive")

    def test_last_day_that_has_passed_is_refused(self):
        with self.assertRaisesRegex(UserError, "03/09/2026 has passed"):
            self.set_status("inactive", date_to=date(2026, 3, 9))

    def test_status_without_reason_is_refused(self):
        with self.assertRaisesRegex(UserError, "Give the reason"):
            self.set_status("inactive", reason="  ")

    def test_change_is_noted_on_the_customer(self):
        self.set_status("blocked", reason="Unpaid", date_to=date(2026, 4, 1))
        note = self.client.message_ids[0]
        company = self.env.company.name
        self.assertIn(f"Status in {company}: Blocked, until 04/01/2026", note.body)
        self.assertIn("Reason: Unpaid", note.body)
        self.assertEqual(note.author_id, self.manager.partner_id)

    def test_many_customers_cost_as_many_queries_as_few(self):
        customers = self.make_company("One") | self.make_company("Two")
        many = customers.create([{"name": f"Many {index}"} for index in range(30)])
        self.set_status("inactive", customer=self.client)
        self.env.flush_all()
        before = self.env.cr.sql_log_count
        self.set_status("inactive", customer=customers)
        self.env.flush_all()
        few = self.env.cr.sql_log_count - before
        # Access to notes is checked in slices.
        with self.assertQueryCount(few + 5):
            self.set_status("inactive", customer=many)
            self.env.flush_all()

    def test_wizard_gives_several_customers_a_status(self):
        other = self.make_company("Other")
        wizard = self.env["clientfile.status.set"].with_user(self.manager)
        wizard = wizard.create(
            {
                "partner_ids": [Command.set((self.client | other).ids)],
                "status": "vip",
                "reason": "Framework contract",
            }
        )
        self.assertEqual(wizard.customer_count, 2)
        wizard.action_set()
        self.assertEqual((self.client | other).mapped("clientfile_is_vip"), [True] * 2)


@freeze_time(TODAY)
class TestStatusRights(StatusCase):
    def test_user_does_not_decide_on_vips_and_blocks(self):
        for status in ("vip", "blocked"):
            with self.assertRaisesRegex(AccessError, "decided by managers"):
                self.set_status(status, self.user)

    def test_user_does_not_end_what_a_manager_decided(self):
        customer = self.client.with_user(self.user)
        self.set_status("vip")
        with self.assertRaises(AccessError):
            self.set_status("inactive", self.user)
        with self.assertRaises(AccessError):
            customer.action_clientfile_reset_status()
        self.set_status("blocked")
        with self.assertRaises(AccessError):
            customer.action_clientfile_unblock()
        self.assertEqual(self.status(), "blocked")

    def test_user_is_offered_what_he_may_decide(self):
        def offered(user):
            wizard = self.env["clientfile.status.set"].with_user(user)
            return [status for status, _label in wizard._get_status_selection()]

        self.assertEqual(
            offered(self.user), ["prospect", "active", "inactive", "at_risk"]
        )
        self.assertEqual(offered(self.manager)[-2:], ["vip", "blocked"])

    def test_history_is_written_by_nobody(self):
        self.set_status("inactive")
        change = self.client.clientfile_status_change_ids
        for user in (self.user, self.manager, self.administrator):
            with self.assertRaises(AccessError):
                change.with_user(user).reason = "Other"
            with self.assertRaises(AccessError):
                change.with_user(user).unlink()
            with self.assertRaises(AccessError):
                change.with_user(user).create({})

    def test_portal_user_does_not_see_his_status(self):
        portal = new_test_user(self.env, "status_portal", "base.group_portal")
        for name in ("clientfile_status", "clientfile_status_change_ids"):
            with self.assertRaises(AccessError):
                portal.partner_id.with_user(portal).read([name])

    def test_colleague_without_role_cannot_sort_by_status(self):
        colleague = new_test_user(self.env, "status_clerk", "base.group_user")
        partners = self.env["res.partner"].with_user(colleague)
        self.assertNotIn("clientfile_status", partners.fields_get())
        with self.assertRaises(AccessError):
            partners.search([], order="clientfile_status", limit=1)


@freeze_time(TODAY)
class TestStatusCompany(StatusCase):
    def test_customer_of_two_companies_has_two_statuses(self):
        second = self.make_second_company()
        self.set_status("vip")
        elsewhere = self.client.with_user(self.manager).with_company(second)
        elsewhere._clientfile_set_status("blocked", "Unpaid there")
        self.assertEqual(self.status(), "vip")
        self.assertEqual(elsewhere.clientfile_status, "blocked")
        self.assertFalse(elsewhere.clientfile_is_vip)

    def test_status_of_another_company_is_out_of_reach(self):
        second = self.make_second_company()
        elsewhere = self.client.with_user(self.manager).with_company(second)
        elsewhere._clientfile_set_status("blocked", "Unpaid there")
        mine = self.changes.with_user(self.user)
        self.assertFalse(mine.search([("partner_id", "=", self.client.id)]))
        change = self.changes.search([("partner_id", "=", self.client.id)])
        with self.assertRaises(AccessError):
            change.with_user(self.user).read(["reason"])

    def test_branch_shares_the_status_of_its_company(self):
        branch = self.env["res.company"].create(
            {"name": "Branch", "parent_id": self.env.company.id}
        )
        clerk = new_test_user(
            self.env,
            "status_branch",
            "crm_clientfile.crm_clientfile_group_user",
            company_id=branch.id,
            company_ids=[Command.set(branch.ids)],
        )
        self.set_status("blocked", reason="Unpaid")
        customer = self.client.with_user(clerk).with_company(branch)
        self.assertEqual(customer.clientfile_status, "blocked")
        self.assertEqual(customer.clientfile_status_reason, "Unpaid")
        self.assertEqual(len(customer.clientfile_status_change_ids), 1)


@freeze_time(TODAY)
class TestStatusEnd(StatusCase):
    def run_cron(self):
        cron = self.env.ref("crm_clientfile.clientfile_status_change_cron")
        with self.enter_registry_test_mode():
            cron.method_direct_trigger()
        self.env.invalidate_all()

    def test_scheduled_action_ends_what_has_expired(self):
        self.set_status("at_risk", date_to=date(2026, 3, 12))
        with freeze_time("2026-03-13"):
            self.run_cron()
        change = self.client.clientfile_status_change_ids
        self.assertEqual(change.date_ended, date(2026, 3, 12))
        self.assertFalse(change.ended_by_id)
        self.assertIn("its last day was 03/12/2026", self.client.message_ids[0].body)

    def test_scheduled_action_leaves_the_others(self):
        self.set_status("at_risk", date_to=date(2026, 3, 12))
        self.set_status("blocked")
        with freeze_time("2026-03-12"):
            self.run_cron()
        changes = self.client.clientfile_status_change_ids
        self.assertEqual(changes.mapped("date_ended"), [False, False])

    def test_salesperson_is_told_of_the_end_of_a_block(self):
        self.client.user_id = self.user
        self.set_status("blocked", date_to=date(2026, 3, 12))
        with freeze_time("2026-03-13"):
            self.run_cron()
        activity = self.client.activity_ids
        self.assertEqual(activity.user_id, self.user)
        self.assertIn("No longer blocked", activity.summary)


@freeze_time(TODAY)
class TestStatusLinks(StatusCase):
    """Merge, archive, company and parent of a customer who has a status."""

    def merge(self, survivor, *others):
        wizard = self.env["base.partner.merge.automatic.wizard"].create({})
        partners = survivor.union(*others)
        wizard._merge(partners.ids, survivor)
        self.env.invalidate_all()

    def test_merged_customer_leaves_its_history(self):
        other = self.make_company("Martin")
        self.set_status("inactive", reason="Of the survivor")
        self.set_status("at_risk", reason="Of the other", customer=other)
        self.merge(self.client, other)
        changes = self.client.clientfile_status_change_ids.sorted("id")
        self.assertEqual(changes.mapped("reason"), ["Of the survivor", "Of the other"])
        self.assertEqual(changes.mapped("date_ended"), [False, date(2026, 3, 10)])
        self.assertEqual(self.status(), "inactive")

    def test_merge_keeps_the_only_status(self):
        other = self.make_company("Martin")
        self.set_status("vip", customer=other)
        self.merge(self.client, other)
        self.assertEqual(self.status(), "vip")

    def test_merge_never_lifts_a_block(self):
        other = self.make_company("Martin")
        self.set_status("vip")
        self.set_status("blocked", customer=other)
        self.merge(self.client, other)
        self.assertEqual(self.status(), "blocked")
        self.assertTrue(self.client.clientfile_is_vip)

    def test_status_merged_into_a_contact_goes_to_its_company(self):
        contact = self.make_person(parent_id=self.client.id)
        person = self.make_person("Claire Martin again")
        self.set_status("at_risk", customer=person)
        self.merge(contact, person)
        self.assertEqual(self.status(), "at_risk")

    def test_status_that_holds_wins_over_an_expired_one(self):
        other = self.make_company("Martin")
        self.set_status("inactive", date_to=date(2026, 3, 11))
        self.set_status("at_risk", customer=other)
        with freeze_time("2026-03-15"):
            self.merge(self.client, other)
            self.assertEqual(self.status(), "at_risk")

    def test_person_who_joins_a_company_brings_the_status(self):
        person = self.make_person()
        self.set_status("at_risk", customer=person)
        person.parent_id = self.client
        self.assertEqual(self.status(), "at_risk")
        self.assertFalse(person.clientfile_status_change_ids)

    def test_archived_customer_keeps_its_status(self):
        self.set_status("blocked")
        self.client.action_archive()
        self.assertEqual(self.status(), "blocked")

    def test_customer_moved_to_another_company_leaves_its_status_behind(self):
        second = self.make_second_company()
        self.set_status("blocked")
        self.client.company_id = second
        elsewhere = self.client.with_user(self.manager).with_company(second)
        self.assertEqual(elsewhere.clientfile_status, "active")
        self.assertEqual(self.status(user=self.manager), "blocked")

    def test_deleted_customer_takes_its_history_along(self):
        self.set_status("inactive")
        changes = self.client.clientfile_status_change_ids
        self.client.unlink()
        self.assertFalse(changes.exists())

    def test_database_refuses_two_current_statuses(self):
        self.set_status("inactive")
        current = self.client.clientfile_status_change_ids
        with mute_logger("odoo.sql_db"), self.assertRaises(IntegrityError):
            current.copy({"status": "at_risk"})
            self.env.flush_all()
