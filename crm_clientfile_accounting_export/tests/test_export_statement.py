import io

from openpyxl import load_workbook

from odoo.tests import tagged

from .accounting_case import AccountingCase


@tagged("post_install", "-at_install")
class TestExportStatement(AccountingCase):
    """The accounts of third parties go along as a workbook with balances."""

    def read_rows(self, export):
        """Name, day, label, debit, credit and balance of each row of the workbook."""
        [file] = export.file_ids.filtered(lambda one: one.name.endswith(".xlsx"))
        book = load_workbook(io.BytesIO(file.attachment_id.raw))
        rows = [[cell.value for cell in row] for row in book.active.iter_rows()]
        at = next(place for place, row in enumerate(rows) if row[0] == "Account")
        return [
            (row[2], row[3], row[6], *row[9:12]) for row in rows[at + 1 :] if row[0]
        ]

    def test_balance_goes_on_from_what_was_before_the_period(self):
        self.post_invoice(30, day="2025-12-20")
        invoice = self.post_invoice(100, day="2026-01-15")
        self.pay(invoice)
        rows = self.read_rows(self.export(with_statement=True))
        self.assertEqual([row[0] for row in rows], [self.customer.name] * 3)
        self.assertEqual(rows[0][1:], (None, "Brought forward", None, None, 30))
        self.assertEqual([row[3:] for row in rows[1:]], [(100, 0, 130), (0, 100, 30)])

    def test_each_third_party_begins_at_zero(self):
        other = self.make_company("Atelier Zoé", ref="C002")
        self.post_invoice(10)
        self.post_invoice(25, partner_id=other.id)
        rows = self.read_rows(self.export(with_statement=True))
        self.assertEqual(
            [(row[0], row[-1]) for row in rows],
            [("Atelier Zoé", 25), (self.customer.name, 10)],
        )

    def test_other_company_and_drafts_stay_out(self):
        self.post_invoice(10)
        self.post_invoice(99).button_draft()
        export = self.export(with_statement=True)
        self.assertEqual([row[-1] for row in self.read_rows(export)], [10])

    def test_formula_in_a_name_is_text(self):
        self.customer.name = "=HYPERLINK(1)"
        self.post_invoice(10)
        [row] = self.read_rows(self.export(with_statement=True))
        self.assertEqual(row[0], "=HYPERLINK(1)")
