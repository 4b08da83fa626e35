from datetime import date

from freezegun import freeze_time

from odoo import fields
from odoo.exceptions import AccessError
from odoo.tests import new_test_user
from odoo.tools import SQL

from .common import ClientfileCase

FNAME = "clientfile_last_contact_date"


@freeze_time("2026-06-15 10:00:00")
class LastContactCase(ClientfileCase):
    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        # Else its first lead gives it, and PostgreSQL's clock is not frozen.
        known = {"clientfile_first_contact_date": "2020-01-01"}
        cls.customer = cls.make_company(**known)
        cls.contact = cls.make_person(parent_id=cls.customer.id, **known)
        cls.silent = cls.make_company("Silent")

    @classmethod
    def say(cls, record, day, message_type="comment", subtype="mt_comment", **values):
        """A message on ``record`` at nine o'clock UTC of that day."""
        return cls.env["mail.message"].create(
            {
                "model": record._name,
                "res_id": record.id,
                "date": f"{day} 09:00:00",
                "message_type": message_type,
                "subtype_id": subtype and cls.env.ref(f"mail.{subtype}").id,
                "body": "Hello",
                **values,
            }
        )

    @classmethod
    def meet(cls, day, **values):
        return cls.env["calendar.event"].create(
            {
                "name": "Meeting",
                "start": f"{day} 09:00:00",
                "stop": f"{day} 10:00:00",
                "partner_ids": [(6, 0, (cls.contact | cls.user.partner_id).ids)],
                **values,
            }
        )

    def last(self, partner=None):
        self.env.invalidate_all()
        return (partner or self.customer).with_user(self.user)[FNAME]

    def search(self, *condition, order=None):
        customers = self.customer | self.silent
        partners = self.env["res.partner"].with_user(self.user)
        domain = [(FNAME, *condition), ("id", "in", customers.ids)]
        return partners.search(domain, order=order)


class TestLastContact(LastContactCase):
    def test_customer_nobody_spoke_to_has_no_date(self):
        self.assertFalse(self.last())

    def test_mails_of_both_directions_and_text_messages_count(self):
        for message_type, subtype, day in (
            ("email", "mt_comment", "2026-01-05"),
            ("comment", "mt_comment", "2026-01-06"),
            ("email_outgoing", None, "2026-01-07"),
        ):
            self.say(self.customer, day, message_type, subtype)
            self.assertEqual(self.last(), fields.Date.to_date(day), message_type)

    def test_internal_notes_and_tracking_do_not_count(self):
        self.say(self.customer, "2026-01-05", subtype="mt_note")
        self.say(self.customer, "2026-01-06", "notification")
        self.say(self.customer, "2026-01-07", is_internal=True)
        self.assertFalse(self.last())

    def test_action_done_counts_if_its_type_is_a_contact(self):
        call = self.env.ref("crm_clientfile.mail_activity_type_interview")
        todo = self.env.ref("mail.mail_activity_data_todo")
        for activity_type, expected in ((todo, False), (call, date(2026, 6, 15))):
            activity = self.customer.activity_schedule(
                activity_type_id=activity_type.id, user_id=self.user.id
            )
            activity.action_feedback("Done")
            self.assertEqual(self.last(), expected, activity_type.name)

    def test_message_noted_from_a_network_counts_on_its_day(self):
        channel = self.env["clientfile.channel"].create(
            {
                "partner_id": self.customer.id,
                "medium": "social",
                "kind": "x",
                "value": "@martin",
            }
        )
        wizard = self.env["clientfile.channel.log"].with_user(self.user)
        wizard.create(
            {"channel_id": channel.id, "date": "2026-03-02", "text": "Hello"}
        ).action_log()
        self.assertEqual(self.last(), date(2026, 3, 2))

    def test_words_with_a_contact_count_for_the_company_and_all_its_contacts(self):
        colleague = self.make_person("Paul Durand", parent_id=self.customer.id)
        self.say(self.contact, "2026-02-03")
        for partner in (self.customer, self.contact, colleague):
            self.assertEqual(self.last(partner), date(2026, 2, 3))

    def test_messages_on_opportunities_and_orders_count(self):
        lead = self.env["crm.lead"].create(
            {"name": "Bread", "partner_id": self.contact.id, "type": "opportunity"}
        )
        self.say(lead, "2026-02-10", "email")
        self.assertEqual(self.last(), date(2026, 2, 10))
        self.say(self.make_order(self.customer), "2026-02-11")
        self.assertEqual(self.last(), date(2026, 2, 11))

    def test_messages_on_invoices_do_not_count(self):
        self.say(self.make_invoice(self.customer), "2026-02-10")
        self.assertFalse(self.last())

    def test_meeting_counts_once_it_has_begun(self):
        self.meet("2026-06-16")
        self.assertFalse(self.last())
        self.meet("2026-05-04")
        self.assertEqual(self.last(), date(2026, 5, 4))

    def test_declined_or_cancelled_meeting_does_not_count(self):
        declined = self.meet("2026-05-04")
        attendee = declined.attendee_ids.filtered(
            lambda one: one.partner_id == self.contact
        )
        attendee.state = "declined"
        self.meet("2026-05-05", active=False)
        self.assertFalse(self.last())

    def test_day_is_that_of_the_user(self):
        self.say(self.customer, "2026-01-31").date = "2026-01-31 23:30:00"
        self.assertEqual(self.last(), date(2026, 1, 31))
        partners = self.env["res.partner"].with_user(self.user)
        partners = partners.with_context(tz="Europe/Paris")
        self.assertEqual(partners.browse(self.customer.id)[FNAME], date(2026, 2, 1))
        found = partners.search([(FNAME, "=", "2026-02-01")])
        self.assertEqual(found, self.customer | self.contact)
        self.assertFalse(partners.search([(FNAME, "=", "2026-01-31")]))

    def test_date_of_a_page_of_customers_is_one_query(self):
        partners = self.customer | self.silent
        partners.mapped(FNAME)
        partners.invalidate_recordset([FNAME])
        with self.assertQueryCount(1):
            partners.mapped(FNAME)

    def test_colleague_without_the_role_does_not_read_it(self):
        outsider = new_test_user(self.env, "clientfile_outsider", "base.group_user")
        partners = self.env["res.partner"].with_user(outsider)
        with self.assertRaises(AccessError):
            self.customer.with_user(outsider).read([FNAME])
        with self.assertRaises(AccessError):
            partners.search([], order=FNAME, limit=1)


class TestSearchLastContact(LastContactCase):
    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.say(cls.customer, "2026-01-15")

    def test_before_a_day_means_not_since_nor_ever(self):
        self.assertEqual(self.search("<", "2026-01-15"), self.silent)
        both = self.customer | self.silent
        self.assertEqual(self.search("<", "2026-01-16"), both)
        self.assertEqual(self.search("<=", "2026-01-15"), both)

    def test_since_a_day_leaves_out_those_never_contacted(self):
        self.assertEqual(self.search(">=", "2026-01-15"), self.customer)
        self.assertFalse(self.search(">", "2026-01-15"))

    def test_day_itself_and_never_are_found(self):
        self.assertEqual(self.search("=", "2026-01-15"), self.customer)
        self.assertEqual(self.search("=", False), self.silent)
        self.assertEqual(self.search("!=", False), self.customer)

    def test_no_contact_for_months_moves_with_the_calendar(self):
        self.assertEqual(self.search("<", "today -6m"), self.silent)
        with freeze_time("2026-07-16"):
            self.assertEqual(self.search("<", "today -6m"), self.customer | self.silent)

    def test_several_contacts_are_one_customer_spoken_to_last(self):
        self.say(self.contact, "2026-03-01")
        self.assertFalse(self.search("=", "2026-01-15"))
        self.assertEqual(self.search("=", "2026-03-01"), self.customer)

    def test_list_is_sorted_by_it(self):
        self.say(self.silent, "2025-12-01")
        found = self.search("!=", False, order=f"{FNAME} desc")
        self.assertEqual(found.ids, (self.customer | self.silent).ids)
        found = self.search("!=", False, order=FNAME)
        self.assertEqual(found.ids, (self.silent | self.customer).ids)

    def test_list_is_grouped_by_its_month(self):
        field = self.env["res.partner"].fields_get([FNAME])[FNAME]
        self.assertTrue(field["sortable"] and field["groupable"])
        groups = (
            self.env["res.partner"]
            .with_user(self.user)
            .formatted_read_group(
                [("id", "in", (self.customer | self.silent).ids)],
                [f"{FNAME}:month"],
                ["__count"],
            )
        )
        labels = [
            (group[f"{FNAME}:month"] and group[f"{FNAME}:month"][1], group["__count"])
            for group in groups
        ]
        self.assertEqual(labels, [("January 2026", 1), (False, 1)])

    def test_search_is_one_query(self):
        partners = self.env["res.partner"].with_user(self.user)
        domain = [(FNAME, "<", "today -6m")]
        partners.search(domain, limit=1)
        with self.assertQueryCount(1):
            partners.search(domain, limit=1)

    def test_messages_that_count_have_an_index(self):
        name = "mail_message_clientfile_contact"
        rows = self.env.execute_query(
            SQL("SELECT indexdef FROM pg_indexes WHERE indexname = %s", name)
        )
        self.assertIn("(model, date, res_id) INCLUDE", rows[0][0])

    def test_host_merge_gives_the_survivor_the_contacts_of_both(self):
        double = self.make_company("Double")
        self.say(double, "2026-04-01")
        wizard = self.env["base.partner.merge.automatic.wizard"].create({})
        wizard._merge([double.id, self.customer.id], self.customer)
        self.assertEqual(self.last(), date(2026, 4, 1))

    def test_archived_contact_still_counts_for_its_company(self):
        self.say(self.contact, "2026-04-01")
        self.contact.active = False
        self.assertEqual(self.last(), date(2026, 4, 1))
