from odoo import Command
from odoo.tests import new_test_user

from odoo.addons.crm_clientfile.tests.common import ClientfileCase

from ..formats import all_formats

ADDON = "crm_clientfile_accounting_export"
ACCOUNTANT = f"{ADDON}.{ADDON}_group_accountant"


class AccountingCase(ClientfileCase):
    """A French company of its own with journals and accounts, and its accountant."""

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.company = cls.make_books("Comptoir des tests")
        cls.env = cls.env(
            context={
                **cls.env.context,
                "allowed_company_ids": cls.company.ids,
                "tracking_disable": True,
            }
        )
        cls.accountant = new_test_user(
            cls.env,
            "clientfile_accountant",
            ACCOUNTANT,
            company_id=cls.company.id,
            company_ids=[Command.set(cls.company.ids)],
        )
        cls.clerk = new_test_user(
            cls.env,
            "clientfile_clerk",
            "account.group_account_invoice",
            company_id=cls.company.id,
            company_ids=[Command.set(cls.company.ids)],
        )
        cls.target = cls.make_target("fec_exchange")
        cls.customer = cls.make_company("Boulangerie Été", ref="C001")

    @classmethod
    def make_books(cls, name, **values):
        """A French company with the host's chart of accounts."""
        company = cls.env["res.company"].create(
            {
                "name": name,
                "country_id": cls.france.id,
                "company_registry": "98765432400019",
                **values,
            }
        )
        cls.env.user.company_ids |= company
        charts = cls.env["account.chart.template"]
        charts.try_loading("fr", company, install_demo=False)
        return company

    @classmethod
    def make_target(cls, code, **values):
        return cls.env["clientfile.accounting.target"].create(
            {
                "name": f"Software {code}",
                "format_code": code,
                "with_experimental": all_formats()[code].experimental,
                "company_id": cls.company.id,
                **values,
            }
        )

    @classmethod
    def get_account(cls, account_type):
        accounts = cls.env["account.account"]
        domain = [
            *accounts._check_company_domain(cls.company),
            ("account_type", "=", account_type),
        ]
        return accounts.search(domain, limit=1)

    @classmethod
    def post_invoice(cls, amount=100.0, day="2026-01-15", **values):
        """A posted customer invoice of one line without VAT."""
        values = {"partner_id": cls.customer.id, "move_type": "out_invoice", **values}
        line = {"name": "Prestation", "price_unit": amount, "tax_ids": [(5, 0, 0)]}
        line.update(values.pop("line", {}))
        move = cls.env["account.move"].create(
            {
                "invoice_date": day,
                "date": day,
                "invoice_line_ids": [Command.create(line)],
                **values,
            }
        )
        move.action_post()
        return move

    @classmethod
    def post_entry(cls, day="2026-01-20", debit=None, credit=None, amount=10.0):
        """A posted miscellaneous entry of two lines."""
        journals = cls.env["account.journal"]
        domain = [("type", "=", "general"), ("company_id", "=", cls.company.id)]
        sides = (
            (debit or cls.get_account("expense"), 1),
            (credit or cls.get_account("asset_current"), -1),
        )
        move = cls.env["account.move"].create(
            {
                "move_type": "entry",
                "journal_id": journals.search(domain, limit=1).id,
                "date": day,
                "line_ids": [
                    Command.create(
                        {
                            "name": "Régularisation",
                            "account_id": account.id,
                            "debit": amount if sign > 0 else 0,
                            "credit": amount if sign < 0 else 0,
                        }
                    )
                    for account, sign in sides
                ],
            }
        )
        move.action_post()
        return move

    @classmethod
    def pay(cls, invoice, day="2026-01-31"):
        """The payment of an invoice through the bank, with its journal entry."""
        wizard = cls.env["account.payment.register"].with_context(
            active_model="account.move", active_ids=invoice.ids
        )
        return wizard.create({"payment_date": day})._create_payments()

    def renumber(self, customer, number):
        """Give a customer with posted entries another number, as a manager may."""
        assign = self.env["clientfile.number.assign"]
        assign.create({"partner_id": customer.id, "number": number}).action_assign()

    def make_export(self, target=None, user=None, **values):
        exports = self.env["clientfile.accounting.export"]
        return exports.with_user(user or self.accountant).create(
            {
                "target_id": (target or self.target).id,
                "date_from": "2026-01-01",
                "date_to": "2026-12-31",
                **values,
            }
        )

    def export(self, target=None, **values):
        """An export that was checked and written."""
        export = self.make_export(target, **values)
        self.run_export(export)
        return export

    def run_export(self, export):
        export.action_check()
        self.assertEqual(export.state, "checked", export.problem_ids.mapped("name"))
        export.action_export()
        self.run_job(export)
        self.assertEqual(export.state, "done", export.problem_ids.mapped("name"))

    def run_job(self, export):
        """Stands for the scheduled action, which sleeps during tests."""
        job = export.job_id
        while not export._job_step(job):
            self.env.invalidate_all()
        job.sudo()._end("done")
        self.env.invalidate_all()

    def read_files(self, export):
        """The entries in the first file of an export, read back."""
        made = export.target_id._make_format(export._get_context())
        return list(made.read(export.file_ids[0].attachment_id.raw))

    def get_marks(self, target=None):
        return self.env["clientfile.exported.move"].search(
            [("target_id", "=", (target or self.target).id), ("is_current", "=", True)]
        )
