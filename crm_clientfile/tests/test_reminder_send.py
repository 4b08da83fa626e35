import io
from datetime import timedelta
from unittest.mock import patch

from freezegun import freeze_time
from reportlab.pdfgen.canvas import Canvas

from odoo.exceptions import AccessError, UserError
from odoo.tests import new_test_user, tagged
from odoo.tools import mute_logger
from odoo.tools.pdf import PdfFileReader

from ..models import clientfile_reminder_run_send
from .reminder_case import DAY, ReminderCase


@tagged("post_install", "-at_install")
class TestReminderSend(ReminderCase):
    """What leaves, once, and what is kept of it."""

    def test_e_mail_waits_in_the_queue_with_its_letter(self):
        self.add_late(100, 8)
        reminder = self.pick(self.remind())
        self.assertEqual(reminder.state, "sent")
        message = reminder.message_ids[0]
        mail = self.env["mail.mail"].search([("mail_message_id", "=", message.id)])
        self.assertEqual(mail.state, "outgoing")
        self.assertEqual(mail.recipient_ids, self.customer)
        self.assertIn("100.00", message.subject)
        self.assertIn("Boulangerie Martin", message.body)
        self.assertEqual(
            message.attachment_ids.mapped("name"),
            ["Courteous - Boulangerie Martin.pdf"],
        )

    def test_customer_is_written_to_in_his_language(self):
        self.env["res.lang"]._activate_lang("fr_FR")
        self.customer.lang = "fr_FR"
        self.courteous.with_context(lang="fr_FR").subject = "{{amount}} en retard"
        self.add_late(100, 8)
        reminder = self.pick(self.remind())
        self.assertRegex(reminder.subject, "100,00.*en retard")

    def test_letters_are_printed_as_they_were_kept(self):
        run = self.send_letters()
        action = run.action_print_letters()
        attachment = self.get_file(action)
        pages = PdfFileReader(io.BytesIO(attachment.raw)).pages
        texts = [page.extract_text().strip() for page in pages]
        self.assertEqual(texts, ["Boulangerie Martin", "Other"])
        self.assertEqual(attachment.res_id, run.id)

    def test_letters_printed_again_are_one_file(self):
        run = self.send_letters()
        first = self.get_file(run.action_print_letters())
        second = self.get_file(run.action_print_letters())
        self.assertFalse(first.exists())
        self.assertEqual(len(PdfFileReader(io.BytesIO(second.raw)).pages), 2)

    def test_letter_that_was_deleted_is_printed_anew(self):
        run = self.send_letters()
        self.pick(run).message_ids.attachment_ids.unlink()
        with self.printed_by_name():
            attachment = self.get_file(run.action_print_letters())
        self.assertEqual(len(PdfFileReader(io.BytesIO(attachment.raw)).pages), 2)

    def test_who_reads_no_reminders_prints_no_letters(self):
        run = self.send_letters()
        outsider = new_test_user(self.env, "outsider", "base.group_user")
        with self.assertRaises(AccessError):
            run.with_user(outsider).action_print_letters()

    def send_letters(self):
        other = self.make_company(
            "Other", street="2 rue du Four", zip="69001", city="Lyon"
        )
        for customer in (self.customer, other):
            invoice = self.add_late(100, 73, partner=customer)
            self.reminded(invoice, self.firm, DAY - timedelta(days=20))
        with self.printed_by_name():
            run = self.remind()
        self.assertEqual(run.letter_count, 2)
        return run

    def printed_by_name(self):
        """Letters of one page with the customer's name: tests print no others."""

        def print_name(reminder):
            buffer = io.BytesIO()
            canvas = Canvas(buffer)
            canvas.drawString(100, 700, reminder.partner_id.name)
            canvas.save()
            return buffer.getvalue()

        return patch.object(
            self.env.registry["clientfile.reminder"], "_render_pdf", print_name
        )

    def get_file(self, action):
        return self.env["ir.attachment"].browse(
            int(action["url"].split("/")[-1].split("?")[0])
        )

    def test_letter_shows_what_is_claimed(self):
        invoice = self.add_late(1000, 73)
        self.reminded(invoice, self.firm, DAY - timedelta(days=20))
        reminder = self.pick(self.remind())
        html = (
            self.env["ir.actions.report"]
            ._render_qweb_html(
                "crm_clientfile.clientfile_reminder_letter", reminder.ids
            )[0]
            .decode()
        )
        for text in (invoice.name, "20.00", "40.00", "1,060.00", "1 rue du Four"):
            self.assertIn(text, html)

    def test_call_is_planned_for_the_salesperson(self):
        self.customer.user_id = self.user
        invoice = self.add_late(100, 40)
        self.reminded(invoice, self.courteous, DAY - timedelta(days=20))
        self.remind()
        activity = self.customer.activity_ids
        self.assertEqual((activity.user_id, activity.date_deadline), (self.user, DAY))
        self.assertIn("Firm", activity.summary)

    def test_call_without_salesperson_is_planned_for_the_accountant(self):
        self.company.clientfile_reminder_user_id = self.accountant
        invoice = self.add_late(100, 40)
        self.reminded(invoice, self.courteous, DAY - timedelta(days=20))
        self.remind()
        self.assertEqual(self.customer.activity_ids.user_id, self.accountant)

    def test_nobody_is_reminded_twice_on_a_day(self):
        self.add_late(100, 8)
        first, second = self.prepare(), self.prepare()
        self.send(first)
        self.send(second)
        self.assertEqual(self.why(first), ("Courteous", "sent"))
        self.assertIn(self.why(second)[1], ("paid", "gap", "already"))

    def test_same_level_is_refused_by_the_database_itself(self):
        self.add_late(100, 8)
        first, second = self.prepare(), self.prepare()
        finder = self.env["clientfile.reminder.finder"]
        decisions = finder._decide(self.company, self.customer.ids, DAY)
        self.send(first)
        blind = patch.object(type(finder), "_decide", lambda *_args: decisions)
        with blind, mute_logger("odoo.sql_db"):
            self.send(second)
        self.assertEqual(self.why(second), ("Courteous", "already"))
        self.assertEqual(len(self.pick(first).line_ids), 1)

    def test_who_paid_since_the_preview_is_left_out(self):
        invoice = self.add_late(100, 8)
        run = self.prepare()
        self.pay(invoice, 100, str(DAY))
        self.send(run)
        self.assertEqual(self.why(run), ("Courteous", "paid"))

    def test_who_paid_in_part_since_is_reminded_of_the_rest(self):
        invoice = self.add_late(100, 8)
        run = self.prepare()
        self.pay(invoice, 60, str(DAY))
        self.send(run)
        self.assertEqual((self.why(run)[1], self.pick(run).amount), ("sent", 40))

    def test_situation_that_changed_is_not_reminded_blindly(self):
        old = self.add_late(100, 40)
        self.add_late(50, 10)
        self.reminded(old, self.courteous, DAY - timedelta(days=20))
        run = self.prepare()
        self.assertEqual(self.why(run), ("Firm", "prepared"))
        self.pay(old, 100, str(DAY))
        self.send(run)
        self.assertEqual(self.why(run), ("Firm", "changed"))

    def test_who_is_left_out_by_hand_is_not_reminded(self):
        self.add_late(100, 8)
        run = self.prepare()
        self.pick(run).action_leave_out()
        with self.assertRaises(UserError):
            run.action_send()
        self.pick(run).action_take_in()
        self.send(run)
        self.assertEqual(self.why(run), ("Courteous", "sent"))

    def test_channel_changed_in_the_preview_is_used(self):
        self.add_late(100, 8)
        run = self.prepare()
        self.pick(run).channel = "call"
        self.send(run)
        self.assertTrue(self.customer.activity_ids)

    def test_reminder_that_was_sent_never_changes(self):
        self.add_late(100, 8)
        reminder = self.pick(self.remind())
        for change in ({"channel": "call"}, {"date": "2026-01-01"}, {"total": 1}):
            with self.assertRaises(UserError):
                reminder.sudo().write(change)
        with self.assertRaises(UserError):
            reminder.sudo().unlink()

    def test_killed_step_leaves_nothing_and_is_done_again(self):
        self.patch(clientfile_reminder_run_send, "BATCH", 1)
        other = self.make_company("Other", email="other@example.com")
        self.add_late(100, 8)
        self.add_late(100, 8, other)
        run = self.prepare()
        run.action_send()
        run._job_step(run.job_id)
        self.kill_step(run)
        self.assertEqual((run.sent_count, run.prepared_count), (1, 1))
        self.finish(run)
        self.assertEqual((run.state, run.sent_count), ("done", 2))
        messages = run.reminder_ids.message_ids.filtered(
            lambda one: one.message_type == "email_outgoing"
        )
        self.assertEqual(len(messages), 2)

    def kill_step(self, run):
        """A step that dies after it has delivered."""
        reminders = self.env["clientfile.reminder"]
        deliver = type(reminders)._deliver

        def die(reminder):
            deliver(reminder)
            raise RuntimeError("killed")

        with (
            patch.object(type(reminders), "_deliver", die),
            self.assertRaises(RuntimeError),
            self.env.cr.savepoint(),
        ):
            run._job_step(run.job_id)
        self.env.invalidate_all()

    def test_run_that_was_stopped_is_resumed(self):
        self.add_late(100, 8)
        run = self.prepare()
        run.action_send()
        run.action_cancel()
        self.assertEqual(run.state, "stopped")
        self.send(run)
        self.assertEqual(self.why(run), ("Courteous", "sent"))

    def test_run_given_up_reminds_nobody(self):
        self.add_late(100, 8)
        run = self.prepare()
        run.action_abandon()
        self.assertEqual(self.why(run), ("Courteous", "cancelled"))

    def test_ledger_shows_the_reminder_and_no_second_entry(self):
        self.add_late(100, 8)
        self.remind()
        entries = self.find(("kind", "in", ("reminder", "email")))
        self.assertEqual(entries.mapped("kind"), ["reminder"])
        self.assertEqual((entries.amount, entries.status), (100, "sent"))
        self.assertEqual(
            entries.action_open_document()["res_model"], "clientfile.reminder"
        )

    def test_daily_run_waits_for_the_company_to_want_it(self):
        runs = self.env["clientfile.reminder.run"]
        self.add_late(100, 8)
        runs._cron_remind()
        self.assertFalse(runs.search([("is_automatic", "=", True)]))
        self.company.write(
            {
                "clientfile_reminder_is_automatic": True,
                "clientfile_reminder_user_id": self.accountant.id,
            }
        )
        runs._cron_remind()
        runs._cron_remind()
        run = runs.search([("is_automatic", "=", True)]).with_user(self.accountant)
        self.assertEqual(len(run), 1)
        prepared = run.job_id
        run._job_step(prepared)
        self.finish(run)
        self.assertEqual(self.why(run), ("Courteous", "sent"))

    def test_levels_follow_one_another_over_the_weeks(self):
        self.add_late(1000, 8)
        had = []
        for weeks in range(6):
            with freeze_time(f"{DAY + timedelta(weeks=weeks)} 09:00:00"):
                run = self.prepare()
                if self.pick(run).state == "prepared":
                    self.send(run)
                    had.append((weeks, self.pick(run).level_id.name))
        self.assertEqual(had, [(0, "Courteous"), (2, "Firm"), (4, "Formal")])
