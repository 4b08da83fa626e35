from odoo.exceptions import RedirectWarning, UserError
from odoo.tests import tagged

from .accounting_case import AccountingCase


@tagged("post_install", "-at_install")
class TestExportedMove(AccountingCase):
    """What an accounting software has received is compared with the books."""

    def setUp(self):
        super().setUp()
        self.invoice = self.post_invoice(100)
        self.exported = self.export()
        self.mark = self.get_marks()

    def reset(self, user=None):
        """The accountant confirms it."""
        reset = self.env["clientfile.exported.reset"].with_user(user or self.accountant)
        reset.create(
            {"move_ids": self.invoice.ids, "reason": "Mauvais compte"}
        ).action_reset()

    def get_changed(self):
        return self.mark.with_user(self.accountant).search(
            [("is_changed", "=", True), ("target_id", "=", self.target.id)]
        )

    def test_unchanged_entry_is_not_listed(self):
        self.assertFalse(self.mark.is_changed)
        self.assertFalse(self.get_changed())
        self.assertFalse(self.mark.difference)

    def test_reconciling_is_no_change(self):
        self.pay(self.invoice)
        self.assertEqual(self.invoice.payment_state, "paid")
        self.assertFalse(self.get_changed())

    def test_clerk_may_not_reset_an_exported_entry(self):
        with self.assertRaisesRegex(UserError, "Ask the accountant"):
            self.invoice.with_user(self.clerk).button_draft()
        self.assertEqual(self.invoice.state, "posted")

    def test_accountant_is_asked_before_an_exported_entry_is_reset(self):
        with self.assertRaises(RedirectWarning):
            self.invoice.with_user(self.accountant).button_draft()
        self.assertEqual(self.invoice.state, "posted")
        self.reset()
        self.assertEqual(self.invoice.state, "draft")
        self.assertIn("Mauvais compte", self.invoice.message_ids[0].body)

    def test_reset_entry_is_listed_with_all_its_lines(self):
        self.reset()
        self.assertEqual(self.get_changed(), self.mark)
        self.assertEqual(self.mark.difference.count("−"), 2)

    def test_reposted_entry_is_listed_with_the_lines_that_differ(self):
        self.reset()
        self.invoice.invoice_line_ids.price_unit = 120
        self.invoice.action_post()
        self.assertEqual(self.get_changed(), self.mark)
        told = self.mark.difference.split("\n")
        self.assertEqual([line[0] for line in told], ["−", "−", "+", "+"])
        self.assertTrue(any(line.endswith("· 120 · 0") for line in told), told)

    def test_entry_posted_again_unchanged_is_not_listed(self):
        self.reset()
        self.invoice.action_post()
        self.assertFalse(self.get_changed())

    def test_deleted_entry_is_still_told_of(self):
        self.reset()
        name = self.invoice.name
        self.invoice.with_context(force_delete=True).unlink()
        self.mark.invalidate_recordset()
        self.assertEqual(self.get_changed(), self.mark)
        self.assertEqual(self.mark.name, name)

    def test_changed_entries_are_told_at_the_next_export(self):
        self.reset()
        self.invoice.invoice_line_ids.price_unit = 120
        self.invoice.action_post()
        self.post_invoice(5)
        export = self.make_export()
        export.action_check()
        told = export.problem_ids.filtered(lambda one: "changed since" in one.name)
        self.assertEqual((told.res_ids, told.is_blocking), (self.mark.ids, False))

    def test_cancelled_export_lets_entries_be_reset_freely(self):
        self.exported.action_release()
        self.invoice.with_user(self.clerk).button_draft()
        self.assertEqual(self.invoice.state, "draft")

    def test_exported_payment_is_reset_with_its_entry(self):
        payment = self.pay(self.invoice)
        self.export()
        with self.assertRaisesRegex(UserError, "Ask the accountant"):
            payment.with_user(self.clerk).action_draft()
        reset = self.env["clientfile.exported.reset"].with_user(self.accountant)
        reset.create(
            {"move_ids": payment.move_id.ids, "reason": "Chèque impayé"}
        ).action_reset()
        self.assertEqual((payment.state, payment.move_id.state), ("draft", "draft"))
