from odoo.exceptions import AccessError, UserError
from odoo.tests import new_test_user

from .ledger_case import LedgerCase


class TestLedgerRights(LedgerCase):
    """Everybody sees in the ledger what he may see in the documents."""

    def test_salesperson_sees_own_invoices_and_orders_only(self):
        seller = new_test_user(
            self.env,
            "clientfile_seller",
            "crm_clientfile.crm_clientfile_group_user,sales_team.group_sale_salesman",
        )
        own = self.make_order(self.customer, user_id=seller.id)
        self.make_order(self.customer, user_id=self.manager.id)
        self.add_invoice(10.0, invoice_user_id=seller.id)
        self.add_invoice(20.0, invoice_user_id=self.manager.id)
        found = self.find(user=seller)
        self.assertEqual(found.mapped("kind"), ["invoice", "quotation"])
        self.assertEqual(found[1].name, own.name)

    def test_user_without_apps_sees_no_document(self):
        clerk = new_test_user(
            self.env, "clientfile_clerk", "crm_clientfile.crm_clientfile_group_user"
        )
        self.add_invoice(10.0)
        self.make_order(self.customer)
        self.write_email(self.customer)
        self.assertEqual(self.find(user=clerk).mapped("kind"), ["email"])

    def test_salesperson_sees_no_balance(self):
        self.add_invoice(10.0)
        entry = self.booked(user=self.user)
        self.assertEqual(entry.debit, 10.0)
        with self.assertRaises(AccessError):
            entry.read(["balance"])
        with self.assertRaises(AccessError):
            entry.read(["company_balance"])
        domain = [("entity_id", "=", self.customer.id)]
        self.assertEqual(entry.get_summary(domain)["balances"], [])

    def test_manager_sees_the_balance_of_what_he_does_not_see(self):
        invoice = self.add_invoice(10.0)
        self.pay(invoice, 4.0)
        entry = self.booked(user=self.manager)
        self.assertEqual((entry.kind, entry.balance), ("invoice", 10.0))
        summary = entry.get_summary([("entity_id", "=", self.customer.id)])
        self.assertEqual(summary["balances"][0]["closing"], 6.0)

    def test_entry_of_a_hidden_document_cannot_be_read_by_its_id(self):
        self.make_order(self.customer, user_id=self.manager.id)
        entry = self.find(user=self.manager)
        seller = new_test_user(
            self.env,
            "clientfile_seller",
            "crm_clientfile.crm_clientfile_group_user,sales_team.group_sale_salesman",
        )
        with self.assertRaises(AccessError):
            entry.with_user(seller).read(["name"])

    def test_outsider_reads_no_entry(self):
        outsider = new_test_user(self.env, "clientfile_outsider", "base.group_user")
        with self.assertRaises(AccessError):
            self.find(user=outsider)

    def test_scope_in_the_context_of_a_call_widens_nothing(self):
        self.make_order(self.customer, user_id=self.manager.id)
        entries = self.env["clientfile.ledger.entry"].with_user(self.user)
        hostile = entries.with_context(clientfile_ledger_scope="'; DROP TABLE x; --")
        self.assertFalse(hostile.search([]))

    def test_second_company_has_an_account_of_its_own(self):
        company = self.env["res.company"].create({"name": "Second"})
        self.add_invoice(10.0)
        self.accountant.company_ids |= company
        entries = self.env["clientfile.ledger.entry"].with_user(self.accountant)
        elsewhere = entries.with_context(allowed_company_ids=company.ids)
        domain = [("entity_id", "=", self.customer.id)]
        self.assertFalse(elsewhere.search(domain))
        self.assertEqual(elsewhere.get_summary(domain)["balances"], [])

    def test_branch_shares_the_balance_of_its_company(self):
        branch = self.env["res.company"].create(
            {"name": "Branch", "parent_id": self.env.company.id}
        )
        self.add_invoice(10.0)
        self.accountant.company_ids |= branch
        entries = self.env["clientfile.ledger.entry"].with_user(self.accountant)
        summary = entries.with_context(allowed_company_ids=branch.ids).get_summary(
            [("entity_id", "=", self.customer.id)]
        )
        self.assertEqual(summary["balances"][0]["closing"], 10.0)

    def test_statement_is_for_those_who_read_invoices(self):
        self.add_invoice(10.0)
        for user in (self.user, self.manager):
            printed = self.make_print(user=user)
            self.assertFalse(printed.may_print)
            with self.assertRaises(UserError):
                printed.action_print()
            with self.assertRaises(UserError):
                self.env["report.crm_clientfile.clientfile_ledger_statement"].with_user(
                    user
                )._get_report_values(printed.ids)

    def test_statement_of_another_user_cannot_be_printed(self):
        printed = self.make_print(user=self.accountant)
        other = new_test_user(
            self.env,
            "clientfile_other",
            "crm_clientfile.crm_clientfile_group_user,account.group_account_invoice",
        )
        printed.invalidate_recordset()
        report = self.env["report.crm_clientfile.clientfile_ledger_statement"]
        with self.assertRaises(AccessError):
            report.with_user(other)._get_report_values(printed.ids)
        with self.assertRaises(AccessError):
            printed.with_user(other).read(["workbook_file"])
