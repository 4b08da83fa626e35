from datetime import date

from freezegun import freeze_time
from psycopg2 import IntegrityError

from odoo import Command
from odoo.exceptions import AccessError, UserError, ValidationError
from odoo.tests import Form, new_test_user, tagged
from odoo.tools import mute_logger

from .common import ClientfileCase

TODAY = "2026-03-10"


class DisputeCase(ClientfileCase):
    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.client = cls.make_company(clientfile_is_client=True)

    def make_dispute(self, customer=None, **values):
        return (
            self.env["clientfile.dispute"]
            .with_user(values.pop("by", self.user))
            .create(
                {
                    "partner_id": (customer or self.client).id,
                    "reason": "quality",
                    "amount": 120.0,
                    "date_opened": "2026-03-01",
                    **values,
                }
            )
        )


@freeze_time(TODAY)
@tagged("post_install", "-at_install")
class TestDispute(DisputeCase):
    def test_dispute_gets_a_number_and_an_owner(self):
        dispute = self.make_dispute()
        self.assertRegex(dispute.name, r"^D\d{5}$")
        self.assertEqual(dispute.user_id, self.user)
        self.assertEqual(dispute.state, "open")
        self.assertEqual(dispute.currency_id, self.env.company.currency_id)

    def test_form_of_a_user_opens_a_dispute(self):
        form = Form(self.env["clientfile.dispute"].with_user(self.user))
        form.partner_id = self.client
        form.reason = "price"
        dispute = form.save()
        self.assertEqual(dispute.amount, 0.0)
        self.assertEqual(dispute.date_opened, date(2026, 3, 10))

    def test_dispute_of_a_contact_is_one_of_its_company(self):
        contact = self.make_person(parent_id=self.client.id)
        dispute = self.make_dispute(contact)
        self.assertEqual(dispute.partner_id, self.client)
        dispute.partner_id = contact
        self.assertEqual(dispute.partner_id, self.client)

    def test_negative_amounts_are_refused(self):
        for name in ("amount", "credited_amount"):
            with mute_logger("odoo.sql_db"), self.assertRaises(IntegrityError):
                self.make_dispute(**{name: -0.01})

    def test_deadline_before_the_opening_is_refused(self):
        with mute_logger("odoo.sql_db"), self.assertRaises(IntegrityError):
            self.make_dispute(deadline="2026-02-28")

    def test_documents_of_the_customer_are_linked(self):
        invoice = self.make_invoice(self.client)
        order = self.make_order(self.make_person(parent_id=self.client.id))
        dispute = self.make_dispute(
            move_ids=[Command.set(invoice.ids)], order_ids=[Command.set(order.ids)]
        )
        self.assertEqual(invoice.clientfile_open_dispute_ids, dispute)
        self.assertEqual(order.clientfile_open_dispute_ids, dispute)
        dispute.action_abandon()
        self.assertFalse(invoice.clientfile_open_dispute_ids)
        self.assertFalse(order.clientfile_open_dispute_ids)

    def test_documents_of_somebody_else_are_refused(self):
        other = self.make_company("Other")
        invoice = self.make_invoice(other)
        for values in (
            {"move_ids": [Command.set(invoice.ids)]},
            {"order_ids": [Command.set(self.make_order(other).ids)]},
            {"credit_move_id": self.make_invoice(other, "out_refund").id},
        ):
            with self.assertRaisesRegex(ValidationError, "no document of Boulangerie"):
                self.make_dispute(**values)
        dispute = self.make_dispute(other, move_ids=[Command.set(invoice.ids)])
        with self.assertRaises(ValidationError):
            dispute.partner_id = self.client

    def test_bill_of_the_same_partner_is_no_document_of_the_customer(self):
        bill = self.make_invoice(self.client, "in_invoice")
        with self.assertRaises(ValidationError):
            self.make_dispute(by=self.env.user, move_ids=[Command.set(bill.ids)])

    def test_document_of_another_company_is_refused(self):
        second = self.env["res.company"].create({"name": "Second"})
        order = self.make_order(self.client, company_id=second.id)
        with self.assertRaises(UserError):
            self.make_dispute(by=self.env.user, order_ids=[Command.set(order.ids)])

    def test_dispute_is_settled_with_an_outcome(self):
        dispute = self.make_dispute()
        with self.assertRaisesRegex(ValidationError, "Choose the outcome"):
            dispute.action_settle()
        dispute.outcome = "replacement"
        dispute.action_settle()
        self.assertEqual(dispute.date_closed, date(2026, 3, 10))
        dispute.action_reopen()
        self.assertFalse(dispute.date_closed)

    def test_credit_note_gives_the_credited_amount(self):
        credit = self.make_invoice(self.client, "out_refund")
        credit.action_post()
        dispute = self.make_dispute()
        with Form(dispute.with_user(self.env.user)) as form:
            form.outcome = "credit_note"
            form.credit_move_id = credit
        self.assertEqual(dispute.credited_amount, 10.0)

    def test_dispute_from_an_invoice_takes_its_unpaid_amount(self):
        invoice = self.make_invoice(self.client)
        invoice.action_post()
        context = invoice.action_clientfile_open_dispute()["context"]
        form = Form(self.env["clientfile.dispute"].with_context(**context))
        form.reason = "invoicing"
        dispute = form.save()
        self.assertEqual(dispute.partner_id, self.client)
        self.assertEqual(dispute.move_ids, invoice)
        self.assertEqual(dispute.amount, 10.0)


@freeze_time(TODAY)
class TestDisputeDeadline(DisputeCase):
    def test_owner_is_reminded_of_the_deadline(self):
        dispute = self.make_dispute(deadline="2026-03-20", user_id=self.manager.id)
        activity = dispute.activity_ids
        self.assertEqual(activity.user_id, self.manager)
        self.assertEqual(activity.date_deadline, date(2026, 3, 20))

    def test_owner_is_reminded_in_his_own_language(self):
        self.manager.lang = "fr_FR"
        dispute = self.make_dispute(deadline="2026-03-20", user_id=self.manager.id)
        self.assertEqual(dispute.activity_ids.summary, "Répondre au client")

    def test_reminder_follows_the_deadline_and_the_owner(self):
        dispute = self.make_dispute(deadline="2026-03-20")
        dispute.write({"deadline": "2026-03-25", "user_id": self.manager.id})
        activity = dispute.activity_ids
        self.assertEqual(activity.user_id, self.manager)
        self.assertEqual(activity.date_deadline, date(2026, 3, 25))

    def test_closed_dispute_reminds_nobody(self):
        dispute = self.make_dispute(deadline="2026-03-20")
        dispute.action_abandon()
        self.assertFalse(dispute.activity_ids)

    def test_dispute_without_deadline_reminds_nobody(self):
        self.assertFalse(self.make_dispute().activity_ids)

    def test_open_dispute_past_its_deadline_is_late(self):
        late = self.make_dispute(deadline="2026-03-09")
        due = self.make_dispute(deadline="2026-03-10")
        given_up = self.make_dispute(deadline="2026-03-09", state="abandoned")
        disputes = late | due | given_up | self.make_dispute()
        self.assertEqual(disputes.filtered("is_late"), late)
        among = [("id", "in", disputes.ids)]
        self.assertEqual(disputes.search([*among, ("is_late", "=", True)]), late)
        self.assertEqual(
            disputes.search([*among, ("is_late", "=", False)]), disputes - late
        )


@freeze_time(TODAY)
class TestDisputeOfCustomer(DisputeCase):
    def find(self, *condition):
        partners = self.env["res.partner"].with_user(self.user)
        known = self.client | self.other | self.contact
        return partners.search(
            [
                ("id", "in", known.ids),
                ("clientfile_open_dispute_count", *condition),
            ]
        )

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.other = cls.make_company("Other")
        cls.contact = cls.make_person(parent_id=cls.client.id)

    def test_banner_tells_how_many_are_open_and_how_much(self):
        self.make_dispute()
        self.make_dispute(amount=30.5)
        self.make_dispute(state="abandoned")
        for partner in (self.client, self.contact):
            partner = partner.with_user(self.user)
            self.assertEqual(partner.clientfile_open_dispute_count, 2)
            self.assertEqual(partner.clientfile_open_dispute_amount, 150.5)
        self.assertEqual(self.other.clientfile_open_dispute_count, 0)

    def test_customers_are_found_by_their_open_disputes(self):
        self.make_dispute()
        self.make_dispute()
        disputing = self.client | self.contact
        self.assertEqual(self.find(">", 0), disputing)
        self.assertEqual(self.find("=", 2), disputing)
        self.assertEqual(self.find("=", 0), self.other)
        self.assertEqual(self.find("=", False), self.other)
        self.assertEqual(self.find("!=", 0), disputing)
        self.assertEqual(self.find("<", 2), self.other)
        self.assertEqual(self.find(">=", 3), self.other.browse())

    def test_counting_for_80_customers_takes_one_query(self):
        customers = self.client.create([{"name": f"C{index}"} for index in range(80)])
        customers = customers.with_user(self.user)
        self.make_dispute(customers[0])
        self.env.flush_all()
        customers.mapped("commercial_partner_id")
        # What every request reads once: company and rules.
        self.client.with_user(self.user).read(["clientfile_open_dispute_count"])
        with self.assertQueryCount(1):
            counts = customers.mapped("clientfile_open_dispute_count")
        self.assertEqual(sum(counts), 1)

    def test_disputes_of_another_company_are_neither_counted_nor_read(self):
        second = self.env["res.company"].create({"name": "Second"})
        dispute = self.make_dispute(by=self.env.user, company_id=second.id)
        mine = dispute.with_user(self.user)
        self.assertEqual(self.client.clientfile_open_dispute_count, 0)
        self.assertFalse(mine.search([("id", "=", dispute.id)]))
        with self.assertRaises(AccessError):
            mine.read(["amount"])
        with self.assertRaises(AccessError):
            mine.write({"amount": 1})
        with self.assertRaises(AccessError):
            self.make_dispute(company_id=second.id)

    def test_user_deletes_no_dispute_but_a_manager_does(self):
        dispute = self.make_dispute()
        with self.assertRaises(AccessError):
            dispute.unlink()
        dispute.with_user(self.manager).unlink()

    def test_user_without_accounts_works_with_disputes(self):
        clerk = new_test_user(
            self.env, "dispute_clerk", "crm_clientfile.crm_clientfile_group_user"
        )
        form = Form(self.env["clientfile.dispute"].with_user(clerk))
        form.partner_id = self.client
        form.reason = "other"
        self.assertEqual(form.save().user_id, clerk)

    def test_portal_user_does_not_see_disputes(self):
        self.make_dispute()
        portal = new_test_user(self.env, "dispute_portal", "base.group_portal")
        portal.partner_id.parent_id = self.client
        with self.assertRaises(AccessError):
            portal.partner_id.with_user(portal).read(["clientfile_open_dispute_count"])
        with self.assertRaises(AccessError):
            self.env["clientfile.dispute"].with_user(portal).search([])


@freeze_time(TODAY)
class TestDisputeLinks(DisputeCase):
    """Merge, archive, company and parent of a customer who has disputes."""

    def merge(self, survivor, other):
        wizard = self.env["base.partner.merge.automatic.wizard"].create({})
        wizard._merge((survivor | other).ids, survivor)
        self.env.invalidate_all()

    def test_disputes_follow_their_customer_when_merged(self):
        other = self.make_company("Martin")
        order = self.make_order(other)
        dispute = self.make_dispute(other, order_ids=[Command.set(order.ids)])
        self.merge(self.client, other)
        self.assertEqual(dispute.partner_id, self.client)
        self.assertEqual(dispute.order_ids, order)

    def test_disputes_merged_into_a_contact_go_to_its_company(self):
        contact = self.make_person(parent_id=self.client.id)
        person = self.make_person("Claire Martin again")
        order = self.make_order(person)
        dispute = self.make_dispute(person, order_ids=[Command.set(order.ids)])
        self.merge(contact, person)
        self.assertEqual(dispute.partner_id, self.client)

    def test_person_who_joins_a_company_brings_the_disputes(self):
        person = self.make_person()
        order = self.make_order(person)
        dispute = self.make_dispute(person, order_ids=[Command.set(order.ids)])
        person.parent_id = self.client
        self.assertEqual(dispute.partner_id, self.client)

    def test_archived_customer_keeps_its_disputes(self):
        dispute = self.make_dispute()
        self.client.action_archive()
        self.assertEqual(dispute.partner_id, self.client)
        self.assertEqual(self.client.clientfile_open_dispute_count, 1)

    def test_customer_with_disputes_is_not_deleted(self):
        self.make_dispute()
        with mute_logger("odoo.sql_db"), self.assertRaises(IntegrityError):
            self.client.unlink()

    def test_customer_moved_to_another_company_leaves_its_disputes_behind(self):
        dispute = self.make_dispute()
        second = self.env["res.company"].create({"name": "Second"})
        self.client.company_id = second
        self.assertEqual(dispute.company_id, self.env.company)
        elsewhere = self.client.with_company(second)
        self.assertEqual(elsewhere.clientfile_open_dispute_count, 0)
