from odoo import Command
from odoo.tests import tagged

from ..formats import all_formats
from .accounting_case import AccountingCase

# These have a place for invoices only; BOB 50 numbers them by their digits.
LEFT_OUT = {
    "bob50": {"with_payments": False, "with_credit_notes": False},
    "exact_globe": {"with_payments": False},
}


@tagged("post_install", "-at_install")
class TestExportFormats(AccountingCase):
    """A month of sales, purchases and payments goes out in every format."""

    def setUp(self):
        super().setUp()
        tax = self.env["account.tax"].create(
            {"name": "Twenty of the test", "amount": 20, "type_tax_use": "sale"}
        )
        invoice = self.post_invoice(
            100, line={"tax_ids": [Command.set(tax.ids)], "name": "Pain d'épices, n° 1"}
        )
        self.post_invoice(30, move_type="out_refund")
        supplier = self.make_company("Moulin du Lac", ref="F3")
        self.post_invoice(
            80, move_type="in_invoice", partner_id=supplier.id, ref="ML-1"
        )
        self.pay(invoice)

    def test_every_format_writes_what_it_reads_back(self):
        for code in all_formats():
            with self.subTest(format=code):
                target = self.make_target(code)
                target.action_propose_journals()
                export = self.make_export(target, **LEFT_OUT.get(code, {}))
                export.action_check()
                self.assertEqual(
                    export.state, "checked", export.problem_ids.mapped("name")
                )
                self.run_export(export)
                self.assertEqual(export.debit, export.credit)
                marks = self.get_marks(target).sorted("id")
                moves = [mark.move_id.id for mark in marks]
                self.assert_read_back(export, moves)

    def assert_read_back(self, export, moves):
        reader = self.env["clientfile.entry.reader"]
        made = export.target_id._make_format(export._get_context())
        expected = [
            normal
            for entry in reader._iter_entries(export, moves)
            if (normal := made.normalise(entry)) is not None
        ]
        self.assertEqual(self.read_files(export), expected)
