import io

from openpyxl import load_workbook

from odoo import Command
from odoo.exceptions import AccessError
from odoo.tests import HttpCase, new_test_user

from .figures_case import FiguresCase


class RecordWorkbookCase(FiguresCase):
    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.customer = cls.make_company(
            ref="C00042",
            street="12, rue de la Paix",
            zip="01000",
            city="Bourg-en-Bresse",
            clientfile_is_client=True,
            user_id=cls.user.id,
        )
        cls.contact = cls.make_person(parent_id=cls.customer.id, function="Manager")
        invoice = cls.sell(cls.customer, 400, 100.0)
        cls.pay(invoice, 370)
        cls.sell(cls.customer, 40, 300.0)
        cls.sell(cls.customer, 10, 50.0, "out_refund")
        cls.metrics._refresh_customers(cls.customer.ids)

    def book(self, user=None, values=True, **context):
        partner = self.customer.with_user(user or self.manager)
        partner = partner.with_context(**context)
        content = partner._get_clientfile_workbook()
        return load_workbook(io.BytesIO(content), data_only=values)

    def cells(self, sheet):
        return list(sheet.iter_rows(values_only=True))

    def pairs(self, sheet):
        return {row[0]: row[1] for row in self.cells(sheet) if row[0]}


class TestRecordWorkbook(RecordWorkbookCase):
    """The record of a customer as a workbook: what is in it, and for whom."""

    def test_sheets_tell_the_customer_from_identity_to_contacts(self):
        self.assertEqual(
            self.book().sheetnames,
            [
                *("Identity", "Terms", "Figures", "Revenue", "Products", "Ledger"),
                *("Follow-up", "Contacts"),
            ],
        )

    def test_identity_and_contacts_are_those_of_the_record(self):
        book = self.book()
        told = self.pairs(book["Identity"])
        self.assertEqual(told["Customer Number"], "C00042")
        self.assertEqual(
            told["Address"], "12, rue de la Paix\n01000 Bourg-en-Bresse\nFrance"
        )
        [contact] = [row for row in self.cells(book["Contacts"]) if row[2] == "Manager"]
        self.assertEqual(contact[0], "Claire Martin")

    def test_figures_are_those_of_the_page(self):
        told = self.pairs(self.book()["Figures"])
        self.assertEqual(told["Revenue, 12 Months"], 250)
        self.assertEqual(told["Revenue, 12 Months Before"], 100)
        self.assertEqual(told["Due"], 300)

    def test_months_add_up_by_formulas_to_their_years(self):
        book, formulas = self.book()["Revenue"], self.book(values=False)["Revenue"]
        [at] = [n for n, row in enumerate(self.cells(book), 1) if row[0] == "Total"]
        titles = [str(cell.value) for cell in book[at - 13]]
        for column, title in enumerate(titles[1:], 1):
            if title.isdecimal():
                year = self.env["clientfile.metrics.year"].search(
                    [("partner_id", "=", self.customer.id), ("year", "=", int(title))]
                )
                self.assertEqual(book[at][column].value, year.revenue)
                letter = book[at][column].column_letter
                formula = f"=SUM({letter}{at - 12}:{letter}{at - 1})"
                self.assertEqual(formulas[at][column].value, formula)
        self.assertEqual(len(formulas._charts), 3)

    def test_balance_goes_on_by_formulas_to_what_is_owed(self):
        self.manager.group_ids += self.env.ref("account.group_account_invoice")
        book, formulas = self.book()["Ledger"], self.book(values=False)["Ledger"]
        rows = self.cells(book)
        self.assertEqual(rows[-1][7:10], (480, 180, 300))
        [first] = [n for n, row in enumerate(rows, 1) if row[1] == "Brought forward"]
        self.assertEqual(rows[first - 1][9], 0)
        for at in range(first + 1, len(rows)):
            self.assertEqual(formulas[at][9].value, f"=J{at - 1}+H{at}-I{at}")
        self.assertEqual(formulas[len(rows)][9].value, f"=J{len(rows) - 1}")

    def test_entries_out_of_reach_are_in_the_balance_all_the_same(self):
        rows = self.cells(self.book()["Ledger"])
        [hidden] = [row[9] for row in rows if row[1] == "Entries out of your reach"]
        self.assertEqual((hidden, rows[-1][7:10]), (-120, (480, 60, 300)))

    def test_balance_is_only_for_who_may_know_it(self):
        titles = [cell for row in self.cells(self.book()["Ledger"]) for cell in row]
        self.assertIn("Balance", titles)
        rows = self.cells(self.book(self.user)["Ledger"])
        self.assertNotIn("Balance", [cell for row in rows for cell in row])

    def test_amounts_are_those_of_the_company_at_work(self):
        other = self.env["res.company"].create({"name": "Other"})
        self.manager.company_ids += other
        book = self.book(allowed_company_ids=other.ids)
        self.assertNotIn("Revenue", book.sheetnames)
        self.assertNotIn("Due", self.pairs(book["Figures"]))
        self.assertEqual(self.cells(book["Ledger"])[-1][7:10], (0, 0, 0))

    def test_disputes_and_promises_are_followed_up(self):
        self.env["clientfile.dispute"].create(
            {"partner_id": self.customer.id, "reason": "quality", "amount": 30}
        )
        self.env["clientfile.promise"].create(
            {"partner_id": self.customer.id, "amount": 120, "date": self.day(-5)}
        )
        cells = [cell for row in self.cells(self.book()["Follow-up"]) for cell in row]
        self.assertIn("Disputes", cells)
        self.assertIn(120, cells)

    def test_customer_without_history_has_a_record_too(self):
        self.customer = self.make_company("New one")
        book = self.book()
        self.assertIn("No purchase yet.", self.pairs(book["Figures"]))

    def test_formulas_in_names_stay_text(self):
        self.customer.name = '=HYPERLINK("http://x")'
        sheet = self.book(values=False)["Identity"]
        self.assertEqual(sheet["A1"].data_type, "s")

    def test_labels_are_in_the_language_of_the_reader(self):
        self.assertIn("Identité", self.book(lang="fr_FR").sheetnames)

    def test_each_sheet_prints_on_a4_as_wide_as_the_page(self):
        for sheet in self.book(values=False):
            self.assertEqual(sheet.page_setup.paperSize, 9)
            self.assertTrue(sheet.sheet_properties.pageSetUpPr.fitToPage)
            self.assertEqual(
                (sheet.page_setup.fitToWidth, sheet.page_setup.fitToHeight), (None, 0)
            )
            self.assertIn("C00042", sheet.oddHeader.left.text)

    def test_who_is_not_of_the_customer_file_gets_none(self):
        stranger = new_test_user(self.env, "stranger", "base.group_user")
        with self.assertRaisesRegex(AccessError, "Only users of the customer file"):
            self.book(stranger)

    def test_customer_of_another_company_is_out_of_reach(self):
        self.customer.company_id = self.env["res.company"].create({"name": "Other"})
        with self.assertRaises(AccessError):
            self.book(self.user)


class TestRecordWorkbookRoute(RecordWorkbookCase, HttpCase):
    def get(self, login, company=None):
        self.authenticate(login, login)
        url = f"/clientfile/record/{self.customer.id}.xlsx"
        return self.url_open(url + (f"?company={company}" if company else ""))

    def test_button_downloads_the_workbook(self):
        partner = self.customer.with_user(self.user)
        action = partner.action_clientfile_workbook()
        self.authenticate(self.user.login, self.user.login)
        answer = self.url_open(action["url"])
        self.assertEqual(answer.status_code, 200)
        self.assertIn("C00042", answer.headers["Content-Disposition"])
        book = load_workbook(io.BytesIO(answer.content))
        self.assertIn("Figures", book.sheetnames)

    def test_company_out_of_reach_is_refused(self):
        other = self.env["res.company"].create({"name": "Other"})
        for company in (other.id, 10**9, "1 OR 1"):
            answer = self.get(self.user.login, company)
            self.assertIn(answer.status_code, (200, 403), company)
            self.assertEqual(answer.status_code == 200, company == "1 OR 1")

    def test_strangers_and_portal_users_are_refused(self):
        portal = new_test_user(self.env, "portal_person", "base.group_portal")
        portal.group_ids = [Command.set(self.env.ref("base.group_portal").ids)]
        stranger = new_test_user(self.env, "stranger", "base.group_user")
        for user in (portal, stranger):
            self.assertEqual(self.get(user.login).status_code, 403)
