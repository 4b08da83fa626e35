from datetime import datetime

from odoo.fields import Command
from odoo.tests import new_test_user

from .ledger_case import LedgerCase


class TestLedgerEvents(LedgerCase):
    """What was sold, said and done stands between the entries of the account."""

    def kinds(self, *conditions, user=None):
        return self.find(*conditions, user=user).mapped("kind")

    def test_orders_stand_between_the_entries_of_the_account(self):
        order = self.make_order(self.customer)
        order.date_order = datetime(2026, 3, 4, 9)
        self.add_invoice(100.0, "2026-03-02")
        self.add_refund(1.0, "2026-03-05")
        self.assertEqual(self.kinds(), ["invoice", "quotation", "credit_note"])
        order.action_confirm()
        order.date_order = datetime(2026, 3, 4, 9)
        entry = self.find(("kind", "=", "order"))
        self.assertEqual((entry.name, entry.amount), (order.name, order.amount_total))
        self.assertEqual(entry.status, "confirmed")
        self.assertFalse(entry.debit or entry.credit)

    def test_emails_tell_who_wrote(self):
        self.write_email(self.contact, subject="Question")
        self.customer.with_user(self.user).message_post(
            body="Our answer",
            message_type="comment",
            subtype_xmlid="mail.mt_comment",
        )
        received, sent = self.find(("kind", "=", "email"), order="id")
        self.assertEqual((received.status, sent.status), ("received", "sent"))
        self.assertEqual(received.partner_id, self.contact)
        self.assertEqual((received.summary, sent.summary), ("Question", "Our answer"))

    def test_internal_notes_are_no_entries(self):
        self.customer.message_post(body="He is slow", subtype_xmlid="mail.mt_note")
        self.assertFalse(self.find())

    def test_emails_on_orders_name_the_order(self):
        order = self.make_order(self.contact)
        self.write_email(order)
        entry = self.find(("kind", "=", "email"))
        self.assertEqual((entry.name, entry.entity_id), (order.name, self.customer))
        self.assertEqual(entry.action_open_document()["res_id"], order.id)

    def test_call_done_is_a_call_and_a_task_done_an_activity(self):
        for xml_id in ("mail_activity_data_call", "mail_activity_data_todo"):
            activity = self.customer.activity_schedule(f"mail.{xml_id}")
            activity.action_feedback(feedback="Done")
        self.assertEqual(sorted(self.kinds()), ["activity", "call"])

    def test_meeting_is_found_by_each_of_its_guests(self):
        event = self.env["calendar.event"].create(
            {
                "name": "Tasting",
                "start": datetime(2026, 3, 2, 9),
                "stop": datetime(2026, 3, 2, 10),
                "partner_ids": [Command.set((self.contact | self.customer).ids)],
            }
        )
        entry = self.find()
        self.assertEqual((entry.kind, entry.label), ("meeting", "Tasting"))
        self.assertEqual((entry.res_id, entry.quantity), (event.id, 1.0))

    def test_private_meeting_of_another_stays_private(self):
        self.env["calendar.event"].create(
            {
                "name": "Secret",
                "start": datetime(2026, 3, 2, 9),
                "stop": datetime(2026, 3, 2, 10),
                "privacy": "private",
                "user_id": self.manager.id,
                "partner_ids": [
                    Command.set((self.contact | self.manager.partner_id).ids)
                ],
            }
        )
        self.assertFalse(self.find(user=self.user))
        self.assertEqual(self.find(user=self.manager).label, "Secret")

    def test_timesheet_shows_its_hours_and_task(self):
        project = self.env["project.project"].create(
            {"name": "Oven", "partner_id": self.customer.id, "allow_timesheets": True}
        )
        employee = self.env["hr.employee"].create({"name": "Paul"})
        self.env["account.analytic.line"].create(
            {
                "name": "Fitting",
                "project_id": project.id,
                "employee_id": employee.id,
                "unit_amount": 1.5,
                "date": "2026-03-02",
            }
        )
        worker = new_test_user(
            self.env,
            "clientfile_worker",
            "crm_clientfile.crm_clientfile_group_user,"
            "hr_timesheet.group_hr_timesheet_approver",
        )
        self.assertFalse(self.find(user=self.user))
        entry = self.find(user=worker)
        self.assertEqual((entry.kind, entry.name), ("timesheet", "Oven"))
        self.assertEqual((entry.label, entry.quantity), ("Fitting", 1.5))

    def test_dispute_and_loyalty_points_are_entries(self):
        self.env["clientfile.dispute"].create(
            {
                "partner_id": self.customer.id,
                "reason": "price",
                "description": "Too dear",
                "amount": 5.0,
                "date_opened": "2026-03-02",
            }
        )
        program = self.env["loyalty.program"].create(
            {"name": "Points", "program_type": "loyalty"}
        )
        card = self.env["loyalty.card"].create(
            {"program_id": program.id, "partner_id": self.contact.id}
        )
        self.env["loyalty.history"].create(
            {"card_id": card.id, "description": "Bought", "issued": 12, "used": 2}
        )
        dispute, points = self.find()
        self.assertEqual((dispute.kind, dispute.label), ("dispute", "Too dear"))
        self.assertEqual((dispute.status, dispute.amount), ("new", 5.0))
        self.assertEqual((points.kind, points.quantity), ("loyalty", 10.0))
        self.assertFalse(points.name)

    def test_contacts_can_be_left_out(self):
        self.make_order(self.contact)
        own = self.make_order(self.customer)
        without = self.find(("is_of_contact", "=", False))
        self.assertEqual(without.res_id, own.id)
        entries = self.env["clientfile.ledger.entry"].with_user(self.user)
        of_contact = entries.search([("partner_id", "=", self.contact.id)])
        self.assertEqual(of_contact.partner_id, self.contact)

    def test_day_is_that_of_the_user(self):
        order = self.make_order(self.customer)
        order.date_order = datetime(2026, 3, 1, 23, 30)
        self.user.tz = "Europe/Paris"
        self.env.flush_all()
        entry = self.find(("date", "=", "2026-03-02"), user=self.user)
        self.assertEqual((entry.name, str(entry.date)), (order.name, "2026-03-02"))
        self.assertFalse(self.find(("date", "<=", "2026-03-01"), user=self.user))
