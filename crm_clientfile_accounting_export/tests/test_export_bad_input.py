from odoo import Command
from odoo.exceptions import AccessError, UserError
from odoo.tests import new_test_user, tagged

from .accounting_case import ACCOUNTANT, AccountingCase


@tagged("post_install", "-at_install")
class TestExportBadInput(AccountingCase):
    """What the books may hold: told with a way to repair it, and never written."""

    def check(self, target=None, **values):
        export = self.make_export(target, **values)
        export.action_check()
        return export

    def find(self, export, words):
        """The problem that says so."""
        found = export.problem_ids.filtered(lambda one: words in one.name)
        self.assertEqual(len(found), 1, export.problem_ids.mapped("name"))
        return found

    def test_unbalanced_entry_is_refused_with_both_totals(self):
        invoice = self.post_invoice(100)
        self.env.flush_all()
        self.env.cr.execute(
            "UPDATE account_move_line SET debit = 99, balance = 99"
            " WHERE move_id = %s AND debit = 100",
            [invoice.id],
        )
        self.env.invalidate_all()
        export = self.check()
        self.assertEqual(export.state, "refused")
        problem = self.find(export, "is not balanced")
        self.assertIn("99", problem.name)
        self.assertEqual(problem.action_open()["res_id"], invoice.id)

    def test_draft_entries_are_told_and_stay_out(self):
        self.post_invoice()
        draft = self.make_invoice(self.customer, invoice_date="2026-01-10")
        export = self.check()
        self.assertEqual((export.state, export.move_count), ("checked", 1))
        problem = self.find(export, "are drafts")
        self.assertFalse(problem.is_blocking)
        self.assertEqual(problem.res_ids, draft.ids)

    def test_receivable_line_without_partner_is_refused(self):
        receivable = self.get_account("asset_receivable")
        entry = self.post_entry(debit=receivable)
        export = self.check()
        self.assertEqual(export.state, "refused")
        problem = self.find(export, "without a partner")
        self.assertEqual(problem.action_open()["res_id"], entry.id)

    def test_account_without_number_in_this_company_is_refused(self):
        account = self.get_account("expense")
        self.post_entry(debit=account)
        self.env.flush_all()
        self.env.cr.execute(
            "UPDATE account_account SET code_store = code_store - %s WHERE id = %s",
            [str(self.company.id), account.id],
        )
        self.env.invalidate_all()
        export = self.check()
        self.assertEqual(export.state, "refused")
        problem = self.find(export, "no number in this company")
        self.assertEqual(
            (problem.res_model, problem.res_id), ("account.account", account.id)
        )

    def test_number_that_does_not_fit_is_refused_until_a_code_is_given(self):
        self.customer.ref = "!!!"
        self.post_invoice()
        export = self.check()
        self.assertEqual(export.state, "refused")
        action = self.find(export, "does not fit").action_open()
        self.assertEqual(action["res_model"], "clientfile.export.party")
        parties = self.env["clientfile.export.party"].with_context(**action["context"])
        parties.with_user(self.accountant).create({"code": "ETE"})
        export.action_check()
        self.assertEqual(export.state, "checked")

    def test_numbers_that_become_one_code_are_refused(self):
        self.post_invoice()
        twin = self.make_company("Jumeau", ref="C-001")
        self.post_invoice(partner_id=twin.id)
        export = self.check()
        self.assertEqual(export.state, "refused")
        self.assertIn("Jumeau", self.find(export, "another third party").name)

    def test_code_of_a_third_party_outlives_its_number(self):
        self.post_invoice()
        self.export()
        self.renumber(self.customer, "C999")
        self.post_invoice()
        [entry] = self.read_files(self.export())
        self.assertIn("C001", {line.third_party for line in entry.lines})

    def test_two_fiscal_years_are_told(self):
        self.post_invoice()
        export = self.check(date_from="2025-06-01")
        self.assertEqual(export.state, "checked")
        self.find(export, "two fiscal years")

    def test_foreign_line_without_company_amount_is_told(self):
        dollar = self.env.ref("base.USD")
        dollar.active = True
        entry = self.post_entry()
        self.env.flush_all()
        self.env.cr.execute(
            """
            INSERT INTO account_move_line (
                move_id, company_id, company_currency_id, currency_id, account_id, name,
                debit, credit, balance, amount_currency, date, journal_id, display_type,
                parent_state)
            SELECT move_id, company_id, company_currency_id, %s, account_id, 'Écart',
                   0, 0, 0, 0.01, date, journal_id, display_type, parent_state
              FROM account_move_line WHERE move_id = %s LIMIT 1
            """,
            [dollar.id, entry.id],
        )
        export = self.check()
        self.assertEqual(export.state, "checked")
        self.assertEqual(self.find(export, "foreign currency").res_ids, entry.ids)

    def test_payment_without_entry_is_told(self):
        payment = self.pay(self.post_invoice())
        self.env.flush_all()
        self.env.cr.execute(
            "UPDATE account_payment SET move_id = NULL, state = 'paid' WHERE id = %s",
            [payment.id],
        )
        self.env.invalidate_all()
        problem = self.find(self.check(), "no journal entry")
        self.assertEqual(
            (problem.res_model, problem.res_ids), ("account.payment", payment.ids)
        )

    def test_entry_posted_after_the_check_is_exported_with_the_rest(self):
        self.post_invoice()
        export = self.check()
        self.assertEqual(export.move_count, 1)
        self.post_invoice()
        self.run_export(export)
        self.assertEqual((export.move_count, len(self.get_marks())), (2, 2))
        self.assertEqual(sum(export.total_ids.mapped("move_count")), 2)

    def test_problem_that_came_after_the_check_is_found_before_writing(self):
        self.post_invoice()
        export = self.check()
        self.post_entry(debit=self.get_account("asset_receivable"))
        export.action_export()
        self.run_job(export)
        self.assertEqual(export.state, "refused")
        self.assertFalse(self.get_marks())
        self.assertFalse(export.file_ids)

    def test_locked_period_is_exported_and_no_lock_is_set(self):
        self.post_invoice()
        self.company.fiscalyear_lock_date = "2026-06-30"
        export = self.export()
        self.assertEqual(export.move_count, 1)
        self.assertEqual(str(self.company.fiscalyear_lock_date), "2026-06-30")

    def test_entries_of_another_company_stay_out(self):
        self.post_invoice()
        other = self.make_books("Autre société")
        books = self.env(context={**self.env.context, "allowed_company_ids": other.ids})
        customer = books["res.partner"].browse(self.customer.id)
        foreign = books["account.move"].create(
            {
                "move_type": "out_invoice",
                "partner_id": customer.id,
                "invoice_date": "2026-01-15",
                "invoice_line_ids": [
                    Command.create({"name": "Autre", "price_unit": 10})
                ],
            }
        )
        foreign.action_post()
        both = new_test_user(
            self.env,
            "clientfile_both",
            ACCOUNTANT,
            company_id=self.company.id,
            company_ids=[Command.set((self.company | other).ids)],
        )
        export = self.make_export(user=both).with_context(
            allowed_company_ids=(self.company | other).ids
        )
        export.action_check()
        self.assertEqual(export.move_count, 1)

    def test_export_of_another_company_is_out_of_reach(self):
        other = self.make_books("Autre société")
        stranger = new_test_user(
            self.env,
            "clientfile_stranger",
            ACCOUNTANT,
            company_id=other.id,
            company_ids=[Command.set(other.ids)],
        )
        self.post_invoice()
        export = (
            self.export()
            .with_user(stranger)
            .with_context(allowed_company_ids=other.ids)
        )
        for record in (
            export,
            export.sudo().file_ids.with_user(stranger),
            self.get_marks().with_user(stranger),
            self.target.with_user(stranger),
        ):
            record = record.with_context(allowed_company_ids=other.ids)
            with self.assertRaises(AccessError):
                record.read(["name"])
        attachment = export.sudo().file_ids.attachment_id.with_user(stranger)
        with self.assertRaises(AccessError):
            attachment.with_context(allowed_company_ids=other.ids).read(["raw"])

    def test_books_with_a_branch_that_is_hidden_are_refused(self):
        self.env["res.company"].create(
            {"name": "Succursale", "parent_id": self.company.id}
        )
        self.post_invoice()
        with self.assertRaisesRegex(UserError, "Succursale"):
            self.check()

    def test_clerk_without_the_role_exports_nothing(self):
        with self.assertRaises(AccessError):
            self.make_export(user=self.clerk)
        self.post_invoice()
        export = self.export().with_user(self.clerk)
        with self.assertRaises(AccessError):
            export.read(["name"])
        with self.assertRaises(AccessError):
            export.file_ids.action_download()
