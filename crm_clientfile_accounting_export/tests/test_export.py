from decimal import Decimal
from itertools import chain, repeat
from unittest.mock import patch

from odoo.exceptions import AccessError, UserError, ValidationError
from odoo.tests import tagged

from ..formats import Tally
from ..formats.problem import Problem, Refused
from .accounting_case import AccountingCase

READER = "odoo.addons.crm_clientfile_accounting_export.models.clientfile_entry_reader"
WRITER = "odoo.addons.crm_clientfile_accounting_export.formats.line_format"


@tagged("post_install", "-at_install")
class TestExport(AccountingCase):
    """Entries go to a software once, with files that say what they hold."""

    def test_posted_entries_are_written_with_totals_and_digest(self):
        invoice = self.post_invoice(120.5)
        export = self.export()
        self.assertEqual(export.state, "done")
        self.assertEqual((export.move_count, export.line_count), (1, 2))
        self.assertEqual((export.debit, export.credit), (120.5, 120.5))
        [entry] = self.read_files(export)
        self.assertEqual(entry.name, invoice.name)
        receivable = [line for line in entry.lines if line.third_party == "C001"]
        self.assertEqual([line.debit for line in receivable], [Decimal("120.50")])
        self.assertTrue(receivable[0].account.startswith("411"))
        self.assertEqual(len(export.file_ids.sha256), 64)
        self.assertEqual(export.file_ids.size, len(export.file_ids.attachment_id.raw))

    def test_preview_counts_by_journal_and_exports_nothing(self):
        self.post_invoice(100)
        self.post_invoice(50)
        self.post_entry(amount=7)
        export = self.make_export()
        export.action_check()
        self.assertEqual(export.state, "checked")
        told = {
            total.journal_id.type: (total.move_count, total.debit)
            for total in export.total_ids
        }
        self.assertEqual(told, {"sale": (2, 150.0), "general": (1, 7.0)})
        self.assertFalse(self.get_marks())
        self.assertFalse(export.file_ids)

    def test_second_export_takes_only_what_is_new(self):
        first = self.post_invoice()
        self.export()
        second = self.post_invoice()
        export = self.export()
        self.assertEqual(
            [entry.name for entry in self.read_files(export)], [second.name]
        )
        self.assertEqual(self.get_marks().move_id, first | second)

    def test_nothing_new_is_refused_and_says_so(self):
        self.post_invoice()
        self.export()
        export = self.make_export()
        export.action_check()
        self.assertEqual(export.state, "refused")
        self.assertIn("exported already", export.problem_ids.name)

    def test_another_target_receives_the_same_entries(self):
        self.post_invoice()
        self.export()
        other = self.make_target("fec_exchange", name="Other software")
        self.assertEqual(self.export(other).move_count, 1)

    def test_cancelled_export_frees_its_entries_and_gives_the_same_bytes(self):
        self.post_invoice()
        export = self.export()
        export.action_release()
        self.assertEqual(export.state, "cancelled")
        self.assertFalse(self.get_marks())
        again = self.export()
        self.assertEqual(again.file_ids.sha256, export.file_ids.sha256)

    def test_export_again_names_the_earlier_one(self):
        self.post_invoice()
        export = self.export()
        self.post_invoice()
        action = export.action_export_again()
        again = export.browse(action["res_id"])
        self.run_export(again)
        self.assertEqual(again.previous_id, export)
        self.assertEqual(again.move_count, 1)
        self.assertEqual(self.get_marks().export_id, again)

    def test_cancelling_the_second_export_leaves_the_first_one_counting(self):
        invoice = self.post_invoice()
        export = self.export()
        again = export.browse(export.action_export_again()["res_id"])
        self.run_export(again)
        again.action_release()
        self.assertEqual(self.get_marks().export_id, export)
        self.assertEqual(self.get_marks().move_id, invoice)

    def test_kinds_that_are_not_ticked_stay_out(self):
        invoice = self.post_invoice()
        self.post_invoice(move_type="out_refund")
        self.post_entry()
        self.pay(invoice)
        names = (
            "with_customer_invoices",
            "with_credit_notes",
            "with_vendor_bills",
            "with_payments",
            "with_miscellaneous",
        )
        found = {}
        for name in names:
            export = self.make_export(**{other: other == name for other in names})
            export.action_check()
            found[name] = export.move_count
        self.assertEqual(found, dict(zip(names, (1, 1, 0, 1, 1), strict=True)))

    def test_journals_that_are_chosen_are_alone(self):
        invoice = self.post_invoice()
        self.post_entry()
        export = self.make_export(journal_ids=invoice.journal_id.ids)
        export.action_check()
        self.assertEqual(export.total_ids.journal_id, invoice.journal_id)

    def test_payment_goes_to_the_mapped_bank_account(self):
        invoice = self.post_invoice()
        payment = self.pay(invoice)
        outstanding = payment.outstanding_account_id
        self.env["clientfile.export.mapping"].create(
            {
                "target_id": self.target.id,
                "kind": "account",
                "account_id": outstanding.id,
                "code": "512000",
            }
        )
        export = self.export(with_customer_invoices=False)
        [entry] = self.read_files(export)
        accounts = {line.account for line in entry.lines}
        self.assertIn("512000", accounts)
        self.assertNotIn(outstanding.with_company(self.company).code, accounts)

    def test_file_that_was_made_is_kept(self):
        self.post_invoice()
        export = self.export()
        with self.assertRaisesRegex(UserError, "Make another export"):
            export.date_to = "2026-06-30"
        with self.assertRaisesRegex(UserError, "is kept"):
            export.unlink()
        with self.assertRaisesRegex(UserError, "stays noted"):
            self.get_marks().unlink()

    def test_state_is_not_set_by_hand(self):
        export = self.make_export()
        with self.assertRaises(AccessError):
            export.write({"state": "done"})
        with self.assertRaises(AccessError):
            self.make_export(state="checked")

    def test_export_without_check_is_refused(self):
        self.post_invoice()
        with self.assertRaisesRegex(UserError, "Check the export first"):
            self.make_export().action_export()

    def test_period_that_ends_before_it_begins_is_refused(self):
        with self.assertRaisesRegex(ValidationError, "before it begins"):
            self.make_export(date_to="2025-12-31")

    def test_target_with_files_keeps_its_format(self):
        self.post_invoice()
        self.export()
        with self.assertRaisesRegex(UserError, "its format"):
            self.target.format_code = "fec"

    def test_progress_is_told_while_files_are_written(self):
        self.post_invoice()
        export = self.make_export()
        export.action_check()
        export.action_export()
        noted = []
        progress = self.registry["clientfile.accounting.progress"]
        module = "odoo.addons.crm_clientfile_accounting_export.models"
        with (
            patch(f"{module}.clientfile_accounting_progress.STEP_SECONDS", 0),
            patch.object(progress, "_note", lambda _self, *args: noted.append(args)),
        ):
            self.run_job(export)
        self.assertEqual(noted, [(export.id, 2)])

    def test_refused_entry_takes_back_the_marks_before_it(self):
        for _number in range(4):
            self.post_invoice()
        export = self.make_export()
        export.action_check()
        export.action_export()

        refused = Refused(Problem("no_year"))
        told = chain([None, refused], repeat(None))
        outcomes = patch.object(Tally, "add", side_effect=told)
        with patch(f"{READER}.BATCH", 1), patch(f"{WRITER}.BATCH", 1), outcomes:
            self.assertFalse(export._write_now())
        self.assertFalse(self.get_marks())
        self.assertFalse(export.file_ids)

    def test_exception_while_writing_marks_nothing(self):
        self.post_invoice()
        export = self.make_export()
        export.action_check()
        export.action_export()
        file_model = self.registry["clientfile.accounting.file"]
        broken = patch.object(file_model, "create", side_effect=OSError("disk full"))
        with broken, self.assertRaises(OSError), self.env.cr.savepoint():
            export._write_now()
        self.env.invalidate_all()
        self.assertFalse(self.get_marks())
        self.assertFalse(export.file_ids)
        self.assertEqual(export.state, "checked")
