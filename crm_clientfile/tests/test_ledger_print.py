import base64
import io
from datetime import date
from decimal import Decimal

from openpyxl import load_workbook

from odoo.exceptions import UserError, ValidationError
from odoo.tests import tagged

from .ledger_case import LedgerCase


@tagged("post_install", "-at_install")
class TestLedgerPrint(LedgerCase):
    """Statements of account, and workbooks of the ledger."""

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.env["res.lang"]._activate_lang("fr_FR")

    def render(self, printed):
        report = self.env.ref("crm_clientfile.clientfile_ledger_print_report")
        html, _ = report.with_user(self.accountant)._render_qweb_html(
            report.report_name, printed.ids
        )
        return " ".join(html.decode().split())

    def read_workbook(self, printed):
        printed.action_export()
        file = io.BytesIO(base64.b64decode(printed.workbook_file))
        rows = list(load_workbook(file).active.iter_rows(values_only=True))
        start = next(n for n, row in enumerate(rows) if row[0] == "Date")
        return [dict(zip(rows[start], row, strict=True)) for row in rows[start + 1 :]]

    def test_statement_runs_from_opening_to_closing(self):
        self.add_invoice(100.0, "2025-12-30")
        invoice = self.add_invoice(50.0, "2026-01-15")
        self.pay(invoice, 20.0, "2026-01-20")
        printed = self.make_print(date_from=date(2026, 1, 1), date_to=date(2026, 1, 31))
        (section,) = printed._get_sections(self.customer)
        self.assertEqual(section.opening, Decimal(100))
        balances = [shown.balance for shown in section.lines]
        self.assertEqual(balances, [Decimal(150), Decimal(130)])
        self.assertEqual((section.debit, section.credit), (Decimal(50), Decimal(20)))
        self.assertEqual(section.closing, Decimal(130))
        self.assertEqual(section.overdue, Decimal(30))

    def test_statement_has_a_section_for_each_currency(self):
        dollar = self.make_dollar()
        self.add_invoice(100.0)
        self.add_invoice(50.0, currency_id=dollar.id)
        sections = self.make_print()._get_sections(self.customer)
        closings = {one.currency: one.closing for one in sections}
        euro = self.env.company.currency_id
        self.assertEqual(closings, {euro: Decimal(100), dollar: Decimal(50)})

    def test_statement_is_printed_in_the_language_of_the_customer(self):
        self.customer.lang = "fr_FR"
        self.add_invoice(100.0, "2020-01-02")
        html = self.render(self.make_print(date_from=date(2020, 1, 1)))
        self.assertIn("Relevé de compte", html)
        self.assertIn("Solde reporté au", html)
        self.assertIn("<td>Facture</td>", html)
        self.assertIn("échu", html)
        self.assertIn("100,00", html)

    def test_statement_of_nothing_says_so(self):
        html = self.render(self.make_print())
        self.assertIn("No entry in this period, and nothing is owed.", html)

    def test_contact_and_merged_source_print_the_account_of_the_customer(self):
        other = self.make_company("Boulangerie Martin SARL")
        self.add_invoice(10.0)
        self.add_invoice(1.0, partner=other)
        self.merge(self.customer, other)
        for partner in (self.contact, other):
            printed = self.make_print(partner_ids=[(6, 0, partner.ids)])
            self.assertEqual(printed._get_entities(), self.customer)
            (section,) = printed._get_sections(self.customer)
            self.assertEqual(section.closing, Decimal(11))

    def test_statement_that_would_not_agree_is_refused(self):
        branch = self.env["res.company"].create(
            {"name": "Branch", "parent_id": self.env.company.id}
        )
        self.add_invoice(10.0)
        self.accountant.company_ids |= branch
        printed = self.make_print().with_context(allowed_company_ids=branch.ids)
        with self.assertRaises(UserError):
            printed._get_sections(self.customer)

    def test_customers_chosen_in_the_list_are_proposed(self):
        prints = self.env["clientfile.ledger.print"].with_context(
            active_model="res.partner", active_ids=self.customer.ids
        )
        self.assertEqual(prints.new().partner_ids.ids, self.customer.ids)

    def test_period_has_to_be_one(self):
        with self.assertRaises(ValidationError):
            self.make_print(date_from=date(2027, 1, 1))

    def test_workbook_holds_the_ledger_with_its_balance(self):
        self.add_invoice(100.0)
        self.make_order(self.customer, date_order="2026-03-03 10:00:00")
        invoice, order = self.read_workbook(self.make_print())
        self.assertEqual((invoice["Debit"], invoice["Balance"]), (100, 100))
        self.assertEqual((order["Kind"], order["Balance"]), ("Quotation", None))
        booked = self.read_workbook(self.make_print(has_events=False))
        self.assertEqual([one["Kind"] for one in booked], ["Invoice"])

    def test_workbook_of_a_salesperson_holds_no_balance(self):
        self.add_invoice(100.0)
        (row,) = self.read_workbook(self.make_print(user=self.user))
        self.assertEqual(row["Debit"], 100)
        self.assertNotIn("Balance", row)

    def test_workbook_runs_no_formula_of_a_customer(self):
        order = self.make_order(self.customer, client_order_ref="=1+1")
        printed = self.make_print(date_to=date(2099, 1, 1))
        (row,) = self.read_workbook(printed)
        self.assertEqual(row["Label"], order.client_order_ref)
        file = io.BytesIO(base64.b64decode(printed.workbook_file))
        cells = [cell for row in load_workbook(file).active.rows for cell in row]
        self.assertNotIn("f", {cell.data_type for cell in cells})
