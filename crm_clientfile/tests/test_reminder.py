from datetime import timedelta

from odoo.exceptions import AccessError, UserError, ValidationError
from odoo.fields import Command
from odoo.tests import new_test_user, tagged

from .reminder_case import DAY, ReminderCase


@tagged("post_install", "-at_install")
class TestReminder(ReminderCase):
    """Who is listed, at which level, of what and why not."""

    def test_late_customer_is_listed_at_the_first_level(self):
        self.add_late(100, 8)
        self.add_late(50, 2)
        reminder = self.pick(self.prepare())
        self.assertEqual(reminder.level_id, self.courteous)
        self.assertEqual((reminder.amount, reminder.total), (150, 150))
        self.assertEqual((reminder.days_late, reminder.invoice_count), (8, 2))

    def test_customer_and_contact_tell_the_last_reminder_sent(self):
        contact = self.make_person("Paul", parent_id=self.customer.id)
        self.assertFalse(self.customer.clientfile_last_reminder)
        invoice = self.add_late(100, 60)
        self.reminded(invoice, self.firm, DAY - timedelta(days=20))
        self.reminded(invoice, self.courteous, DAY - timedelta(days=40))
        self.prepare()
        self.env.invalidate_all()
        told = (self.customer | contact).mapped("clientfile_last_reminder")
        self.assertEqual(told, ["Firm, 06/10/2026"] * 2)

    def test_last_reminders_of_many_take_few_queries(self):
        others = [self.make_company(f"Martin {number}") for number in range(5)]
        for partner in others:
            self.reminded(self.add_late(100, 60, partner), self.firm, DAY)
        self.env.flush_all()
        self.env.invalidate_all()
        partners = self.customer.union(*others).with_user(self.user)
        self.assertTrue(partners[1:2].clientfile_last_reminder)
        self.env.invalidate_all()
        with self.assertQueryCount(5):
            told = partners.mapped("clientfile_last_reminder")
        self.assertEqual(told, [False] + ["Firm, 06/30/2026"] * 5)

    def test_who_is_not_late_enough_is_not_listed(self):
        self.add_late(100, 6)
        self.assertFalse(self.pick(self.prepare()))

    def test_next_level_comes_after_the_one_before(self):
        invoice = self.add_late(100, 60)
        self.reminded(invoice, self.courteous, DAY - timedelta(days=20))
        self.assertEqual(self.why(self.prepare()), ("Firm", "prepared"))

    def test_interest_and_indemnity_are_claimed_of_a_french_business(self):
        invoice = self.add_late(1000, 73)
        self.reminded(invoice, self.firm, DAY - timedelta(days=20))
        reminder = self.pick(self.prepare())
        self.assertEqual(reminder.level_id, self.formal)
        self.assertEqual((reminder.interest, reminder.indemnity), (20, 40))
        self.assertEqual(reminder.total, 1060)

    def test_belgian_business_owes_interest_but_no_french_indemnity(self):
        self.customer.country_id = self.belgium
        invoice = self.add_late(1000, 73)
        self.reminded(invoice, self.firm, DAY - timedelta(days=20))
        reminder = self.pick(self.prepare())
        self.assertEqual((reminder.interest, reminder.indemnity), (20, 0))

    def test_private_customer_owes_neither(self):
        person = self.make_person("Paul", email="paul@example.com")
        person.write({"street": "2 rue du Four", "city": "Lyon"})
        invoice = self.add_late(1000, 73, person)
        self.reminded(invoice, self.firm, DAY - timedelta(days=20))
        reminder = self.pick(self.prepare(), person)
        self.assertEqual((reminder.interest, reminder.indemnity), (0, 0))

    def test_partial_payment_leaves_the_rest_to_be_claimed(self):
        invoice = self.add_late(100, 40)
        self.pay(invoice, 30, str(DAY - timedelta(days=3)))
        line = self.pick(self.prepare()).line_ids
        self.assertEqual((line.amount_total, line.residual), (100, 70))

    def test_unallocated_credit_note_is_deducted(self):
        self.add_late(100, 40)
        self.add_refund(25, str(DAY - timedelta(days=10)))
        line = self.pick(self.prepare()).line_ids
        self.assertEqual((line.residual, line.deducted), (75, 25))

    def test_customer_whose_account_is_even_is_not_reminded(self):
        self.add_late(100, 40)
        self.add_refund(100, str(DAY - timedelta(days=10)))
        self.assertEqual(self.why(self.prepare()), ("Courteous", "credit"))

    def test_payment_booked_by_hand_is_deducted(self):
        self.add_late(100, 40)
        self.add_entry(-60, str(DAY - timedelta(days=3)))
        self.assertEqual(self.pick(self.prepare()).amount, 40)

    def test_foreign_invoice_is_claimed_in_its_currency(self):
        dollar = self.make_dollar(2.0)
        invoice = self.add_late(1000, 73, currency_id=dollar.id)
        self.reminded(invoice, self.firm, DAY - timedelta(days=20))
        reminder = self.pick(self.prepare())
        line = reminder.line_ids
        self.assertEqual((line.currency_id, line.residual), (dollar, 1000))
        self.assertEqual((line.interest, line.company_interest), (20, 10))
        self.assertEqual((reminder.amount, reminder.total), (500, 550))
        totals = {one["currency"].name: one["total"] for one in reminder._get_totals()}
        self.assertEqual(totals, {"USD": 1020, self.company.currency_id.name: 40})

    def test_disputed_invoice_is_left_out(self):
        disputed, other = self.add_late(100, 40), self.add_late(50, 30)
        dispute = self.env["clientfile.dispute"].create(
            {
                "partner_id": self.customer.id,
                "reason": "quality",
                "move_ids": [Command.set(disputed.ids)],
            }
        )
        self.assertEqual(self.pick(self.prepare()).line_ids.move_id, other)
        other.action_clientfile_open_dispute()
        dispute.move_ids += other
        self.assertEqual(self.why(self.prepare()), ("Courteous", "dispute"))
        dispute.action_abandon()
        self.assertEqual(self.why(self.prepare()), ("Courteous", "prepared"))

    def test_dispute_without_documents_pauses_the_customer(self):
        self.add_late(100, 40)
        self.env["clientfile.dispute"].create(
            {"partner_id": self.customer.id, "reason": "quality"}
        )
        self.assertEqual(self.why(self.prepare()), ("Courteous", "dispute"))

    def test_invoice_excluded_by_the_host_is_left_out(self):
        invoice = self.add_late(100, 40)
        invoice.no_followup = True
        self.assertEqual(self.why(self.prepare()), ("Courteous", "no_followup"))

    def test_invoice_blocked_for_payment_is_left_out(self):
        invoice = self.add_late(100, 40)
        invoice.action_toggle_block_payment()
        self.assertEqual(self.why(self.prepare()), ("Courteous", "no_followup"))

    def test_paused_customer_is_left_out_until_the_day(self):
        self.add_late(100, 40)
        pause = self.env["clientfile.reminder.pause"].create(
            {"partner_id": self.contact.id, "date_to": DAY, "reason": "Payment plan"}
        )
        self.assertEqual(pause.partner_id, self.customer)
        self.assertEqual(self.why(self.prepare()), ("Courteous", "pause"))
        pause.action_end()
        self.assertEqual(self.why(self.prepare()), ("Courteous", "prepared"))

    def test_days_between_two_reminders_are_kept(self):
        invoice = self.add_late(100, 40)
        self.reminded(invoice, self.courteous, DAY - timedelta(days=6))
        self.assertEqual(self.why(self.prepare()), ("Firm", "gap"))

    def test_small_debt_is_left_out(self):
        self.courteous.minimum_amount = 15
        self.add_late(14.99, 40)
        self.assertEqual(self.why(self.prepare()), ("Courteous", "minimum"))

    def test_who_was_merged_is_reminded_under_the_remaining_name(self):
        other = self.make_company("Boulangerie Martin bis")
        invoice = self.add_late(100, 40, other)
        self.add_late(50, 40)
        self.merge(self.customer, other)
        reminder = self.pick(self.prepare())
        self.assertEqual(reminder.amount, 150)
        self.assertIn(invoice, reminder.line_ids.move_id)

    def test_level_without_e_mail_address_becomes_a_letter(self):
        self.add_late(100, 40)
        self.customer.email = False
        self.assertEqual(self.pick(self.prepare()).channel, "letter")
        self.customer.street = False
        self.assertEqual(self.why(self.prepare()), ("Courteous", "address"))

    def test_contacts_whose_role_receives_reminders_are_written_to(self):
        role = self.env["clientfile.contact.role"].create(
            {"name": "Reminded", "receives_reminders": True}
        )
        self.contact.write(
            {
                "email": "claire@martin.example",
                "clientfile_contact_role_ids": [Command.set(role.ids)],
            }
        )
        self.add_late(100, 40)
        self.assertEqual(self.pick(self.prepare()).recipient_ids, self.contact)

    def test_second_company_has_its_own_reminders(self):
        other = self.env["res.company"].create({"name": "Second"})
        self.env["clientfile.reminder.level"].create(
            {**self.prepare_level("Theirs", 7, "email"), "company_id": other.id}
        )
        run = self.start(self.env.user, company_id=other.id)
        self.add_late(100, 40)
        run.action_prepare()
        self.assertFalse(run.reminder_ids)
        stranger = new_test_user(
            self.env,
            "clientfile_stranger",
            "crm_clientfile.crm_clientfile_group_manager",
            company_id=other.id,
            company_ids=[Command.set(other.ids)],
        )
        own = self.prepare()
        with self.assertRaises(AccessError):
            own.with_user(stranger).action_send()
        reminders = self.env["clientfile.reminder"].with_user(stranger)
        self.assertFalse(reminders.search([]))

    def test_user_reads_reminders_but_sends_none(self):
        self.add_late(100, 40)
        run = self.prepare()
        reminder = self.pick(run)
        self.assertEqual(reminder.with_user(self.user).amount, 100)
        for refused in (
            reminder.with_user(self.user).action_leave_out,
            run.with_user(self.user).action_send,
            self.env["clientfile.reminder.run"].with_user(self.user).action_start,
        ):
            with self.assertRaises(AccessError):
                refused()

    def test_manager_without_accounting_rights_reminds_of_the_same(self):
        self.manager.group_ids -= self.env.ref("account.group_account_invoice")
        self.add_late(100, 40)
        self.assertEqual(self.pick(self.prepare(self.manager)).amount, 100)

    def test_preview_of_many_takes_as_many_queries_as_of_few(self):
        def prepare(count):
            for _n in range(count):
                self.add_late(10, 40, self.make_company(email="a@b.example"))
            run = self.start()
            self.env.flush_all()
            self.env.invalidate_all()
            before = self.env.cr.sql_log_count
            run._prepare_next(0, 500)
            self.env.flush_all()
            return self.env.cr.sql_log_count - before

        prepare(3)
        self.assertAlmostEqual(prepare(12), prepare(1), delta=6)

    def test_words_in_braces_are_checked_when_saved(self):
        with self.assertRaisesRegex(ValidationError, "{{totl}}"):
            self.courteous.body = "<p>{{totl}}</p>"

    def test_level_that_was_used_is_not_deleted(self):
        invoice = self.add_late(100, 40)
        self.reminded(invoice, self.courteous, DAY)
        with self.assertRaises(UserError):
            self.courteous.unlink()
        self.firm.unlink()

    def test_company_without_own_levels_uses_the_common_ones(self):
        levels = self.env["clientfile.reminder.level"]
        common = levels.create(
            {**self.prepare_level("Common", 9, "email"), "company_id": False}
        )
        self.assertNotIn(common, levels._get_levels(self.company))
        (self.courteous | self.firm | self.formal).active = False
        self.assertEqual(levels._get_levels(self.company), common)
