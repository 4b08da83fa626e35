from datetime import timedelta

from freezegun import freeze_time

from odoo.exceptions import AccessError, ValidationError
from odoo.fields import Command
from odoo.tests import tagged

from .reminder_case import DAY, ReminderCase


@tagged("post_install", "-at_install")
class TestPromise(ReminderCase):
    """Promises to pay: kept, broken, and what they pause."""

    def promise(self, days, invoices=None, **values):
        promises = self.env["clientfile.promise"].with_user(self.accountant)
        values = {"partner_id": self.customer.id, "amount": 100, **values}
        if invoices:
            values |= {"move_ids": [Command.set(invoices.ids)]}
            values.pop("amount")
        return promises.create({**values, "date": DAY + timedelta(days=days)})

    def test_promise_of_the_account_pauses_the_customer(self):
        self.add_late(100, 40)
        promise = self.promise(3)
        self.assertEqual(self.why(self.prepare()), ("Courteous", "promise"))
        promise.action_cancel()
        self.assertEqual(self.why(self.prepare()), ("Courteous", "prepared"))

    def test_promise_of_an_invoice_pauses_only_that_one(self):
        promised, other = self.add_late(100, 40), self.add_late(50, 30)
        self.promise(3, promised)
        self.assertEqual(self.pick(self.prepare()).line_ids.move_id, other)

    def test_promise_pauses_until_its_day_and_no_longer(self):
        self.add_late(100, 40)
        promise = self.promise(3)
        with freeze_time(DAY + timedelta(days=3)):
            self.assertEqual(self.why(self.prepare())[1], "promise")
        with freeze_time(DAY + timedelta(days=4)):
            self.env.invalidate_all()
            self.assertEqual(promise.state, "broken")
            self.assertEqual(self.why(self.prepare())[1], "prepared")

    def test_promise_is_kept_by_a_payment_in_time(self):
        invoice = self.add_late(100, 40)
        promise = self.promise(3, invoice)
        self.assertEqual((promise.amount, promise.state), (100, "pending"))
        with freeze_time(DAY + timedelta(days=2)):
            self.pay(invoice, 100, str(DAY + timedelta(days=2)))
        self.env.invalidate_all()
        self.assertEqual((promise.received, promise.state), (100, "kept"))

    def test_promise_is_broken_by_a_late_or_partial_payment(self):
        invoice = self.add_late(100, 40)
        promise = self.promise(3, invoice)
        self.pay(invoice, 60, str(DAY + timedelta(days=1)))
        self.pay(invoice, 40, str(DAY + timedelta(days=5)))
        with freeze_time(DAY + timedelta(days=6)):
            self.env.invalidate_all()
            self.assertEqual((promise.received, promise.state), (60, "broken"))

    def test_promised_amount_counts_any_payment_of_the_account(self):
        invoice = self.add_late(150, 40)
        promise = self.promise(3)
        self.pay(invoice, 100, str(DAY))
        self.env.invalidate_all()
        self.assertEqual(promise.state, "kept")

    def test_payment_before_the_promise_does_not_keep_it(self):
        invoice = self.add_late(150, 40)
        self.pay(invoice, 100, str(DAY - timedelta(days=1)))
        self.assertEqual(self.promise(3).received, 0)

    def test_promises_are_found_by_their_state(self):
        pending = self.promise(3)
        cancelled = self.promise(4)
        cancelled.action_cancel()
        promises = self.env["clientfile.promise"]
        self.assertIn(pending, promises.search([("state", "=", "pending")]))
        found = promises.search([("state", "=", "cancelled")])
        self.assertEqual(found & (pending | cancelled), cancelled)

    def test_invoice_of_another_customer_is_refused(self):
        foreign = self.add_late(100, 40, self.make_company("Other"))
        with self.assertRaises(ValidationError):
            self.promise(3, foreign)

    def test_salesperson_notes_a_promise_but_deletes_none(self):
        promise = self.env["clientfile.promise"].with_user(self.user)
        promise = promise.create(
            {"partner_id": self.contact.id, "amount": 5, "date": DAY}
        )
        self.assertEqual(promise.partner_id, self.customer)
        with self.assertRaises(AccessError):
            promise.unlink()

    def test_who_becomes_part_of_a_company_brings_his_follow_up(self):
        person = self.make_person("Alone", email="alone@example.com")
        invoice = self.add_late(10, 40, person)
        reminder = self.reminded(invoice, self.courteous, DAY)
        promise = self.promise(2, partner_id=person.id)
        person.parent_id = self.customer
        self.assertEqual(promise.partner_id, self.customer)
        self.assertEqual(reminder.partner_id, self.customer)
