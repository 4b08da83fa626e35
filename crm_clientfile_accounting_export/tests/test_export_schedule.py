from freezegun import freeze_time

from odoo import Command
from odoo.exceptions import ValidationError
from odoo.tests import tagged

from .accounting_case import AccountingCase


@tagged("post_install", "-at_install")
@freeze_time("2026-02-05 08:00:00")
class TestExportSchedule(AccountingCase):
    """Regular exports are made once a period, and sent or told of."""

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.office = cls.make_company(
            "Cabinet Rochebrune", email="c@rochebrune.example"
        )
        cls.schedule = cls.make_schedule()

    @classmethod
    def make_schedule(cls, **values):
        schedules = cls.env["clientfile.accounting.export.schedule"]
        return schedules.with_user(cls.accountant).create(
            {
                "name": "Every month",
                "target_id": cls.target.id,
                "next_date": "2026-02-05",
                "recipient_ids": [Command.set(cls.office.ids)],
                **values,
            }
        )

    def run_due(self):
        """What the scheduled action does, and then the jobs that it has started."""
        before = self.schedule.export_ids
        self.schedule.sudo()._export_due()
        made = (self.schedule.export_ids - before).sorted("id")
        for export in made:
            self.run_job(export.with_user(self.accountant))
        return made

    def get_mails(self):
        return self.env["mail.mail"].search([("recipient_ids", "in", self.office.ids)])

    def test_first_day_is_the_next_one_of_the_rhythm(self):
        values = {"name": "One", "target_id": self.target.id}
        values["recipient_ids"] = [Command.set(self.office.ids)]
        schedules = self.env["clientfile.accounting.export.schedule"]
        schedule = schedules.with_user(self.accountant).create(values)
        self.assertEqual(str(schedule.next_date), "2026-02-05")
        schedule.month_day = 31
        self.assertEqual(str(schedule.next_date), "2026-02-28")
        schedule.write({"frequency": "weekly", "weekday": "0"})
        self.assertEqual(str(schedule.next_date), "2026-02-09")

    def test_month_before_is_exported_and_sent(self):
        self.post_invoice(120, day="2026-01-15")
        self.post_invoice(day="2026-02-02")
        export = self.run_due()
        self.assertEqual(export.state, "done")
        self.assertEqual(export.user_id, self.accountant)
        self.assertEqual((export.move_count, export.debit), (1, 120.0))
        mail = self.get_mails()
        self.assertEqual(mail.attachment_ids, export.file_ids.attachment_id)
        self.assertIn(export.file_ids.sha256, mail.body_html)
        self.assertEqual(str(self.schedule.next_date), "2026-03-05")

    def test_second_run_makes_nothing_more(self):
        self.post_invoice()
        self.run_due()
        self.assertFalse(self.run_due())
        self.assertEqual(len(self.get_mails()), 1)

    def test_missed_months_are_caught_up_with(self):
        self.post_invoice(day="2025-12-10")
        self.post_invoice(day="2026-01-10")
        self.schedule.sudo().next_date = "2026-01-05"
        made = self.run_due()
        periods = [(str(one.date_from), str(one.date_to)) for one in made]
        self.assertEqual(
            periods, [("2025-12-01", "2025-12-31"), ("2026-01-01", "2026-01-31")]
        )
        self.assertEqual(made.mapped("state"), ["done", "done"])

    def test_problem_becomes_an_activity_and_nothing_is_sent(self):
        invoice = self.post_invoice()
        line = invoice.line_ids.filtered(
            lambda one: one.account_id.account_type == "asset_receivable"
        )
        self.env.flush_all()
        self.env.cr.execute(
            "UPDATE account_move_line SET partner_id = NULL WHERE id = %s", [line.id]
        )
        self.env.invalidate_all()
        export = self.run_due()
        self.assertEqual(export.state, "refused")
        activity = export.activity_ids
        self.assertEqual(activity.user_id, self.accountant)
        self.assertIn(invoice.name, activity.note)
        self.assertFalse(self.get_mails())

    def test_period_with_nothing_new_disturbs_nobody(self):
        export = self.run_due()
        self.assertFalse(export.activity_ids)
        self.assertFalse(self.get_mails())
        self.assertIn("Nothing new", export.message_ids[0].body)

    def test_large_files_are_linked_and_not_attached(self):
        self.schedule.sudo().most_megabytes = 0
        self.post_invoice()
        export = self.run_due()
        mail = self.get_mails()
        self.assertFalse(mail.attachment_ids)
        self.assertIn(f"/odoo/accounting-exports/{export.id}", mail.body_html)
        self.assertNotIn("access_token", mail.body_html)

    def test_mail_is_in_the_language_of_its_recipient(self):
        self.env["res.lang"]._activate_lang("fr_FR")
        self.office.lang = "fr_FR"
        template = self.env.ref(
            "crm_clientfile_accounting_export.mail_template_accounting_export"
        )
        template.with_context(lang="fr_FR").subject = "Écritures"
        self.post_invoice()
        self.run_due()
        self.assertEqual(self.get_mails().subject, "Écritures")

    def test_user_without_rights_any_more_is_told_of(self):
        self.post_invoice()
        self.accountant.group_ids = self.env.ref("base.group_user")
        self.schedule.sudo()._export_due()
        self.assertFalse(self.schedule.sudo().export_ids)
        self.assertEqual(self.schedule.sudo().activity_ids.user_id, self.accountant)

    def test_whoever_changes_it_lends_his_rights(self):
        other = self.accountant.copy({"login": "clientfile_second"})
        self.schedule.with_user(other).name = "Changed"
        self.assertEqual(self.schedule.user_id, other)
        self.schedule.with_user(other).user_id = self.accountant
        self.assertEqual(self.schedule.user_id, other)

    def test_legal_fec_is_not_made_regularly(self):
        with self.assertRaisesRegex(ValidationError, "once a year"):
            self.make_schedule(target_id=self.make_target("fec").id)

    def test_recipient_without_address_is_refused(self):
        with self.assertRaisesRegex(ValidationError, "no e-mail address"):
            self.make_schedule(recipient_ids=[Command.set(self.customer.ids)])

    def test_other_company_sees_nothing_of_it(self):
        other = self.env["res.company"].create({"name": "Other"})
        stranger = self.accountant.copy(
            {
                "login": "clientfile_stranger",
                "company_id": other.id,
                "company_ids": [Command.set(other.ids)],
            }
        )
        schedules = self.env["clientfile.accounting.export.schedule"]
        found = schedules.with_user(stranger).with_context(allowed_company_ids=None)
        self.assertFalse(found.search([("id", "=", self.schedule.id)]))

    def test_year_to_date_takes_what_is_new_once(self):
        self.schedule.sudo().write(
            {"period_rule": "year_to_date", "next_date": "2025-11-05"}
        )
        self.post_invoice(day="2026-01-02")
        export = self.run_due()
        self.assertEqual(len(export), 1)
        self.assertEqual(str(export.date_to), "2026-02-04")
