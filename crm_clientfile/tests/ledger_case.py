from datetime import date

from odoo.fields import Command
from odoo.tests import new_test_user

from .merge_case import MergeCase

_SALES = "sales_team.group_sale_salesman_all_leads"


class LedgerCase(MergeCase):
    """A customer, who reads its ledger, and what happens with it."""

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.accountant = new_test_user(
            cls.env,
            "clientfile_accountant",
            f"crm_clientfile.crm_clientfile_group_user,account.group_account_invoice,{_SALES}",
        )
        cls.accountant.tz = cls.user.tz = cls.manager.tz = "UTC"
        cls.customer = cls.make_company()
        cls.contact = cls.make_person(parent_id=cls.customer.id)

    @classmethod
    def add_invoice(cls, amount, day="2026-03-02", partner=None, **values):
        line = {"name": "Bread", "price_unit": amount, "tax_ids": [(5, 0, 0)]}
        invoice = cls.make_invoice(
            partner or cls.customer,
            invoice_date=day,
            date=day,
            invoice_date_due=day,
            invoice_payment_term_id=False,
            invoice_line_ids=[Command.create(line)],
            **values,
        )
        invoice.action_post()
        return invoice

    @classmethod
    def add_refund(cls, amount, day="2026-03-05", **values):
        return cls.add_invoice(amount, day, move_type="out_refund", **values)

    @classmethod
    def pay(cls, invoices, amount, day="2026-03-20", **values):
        """Register a payment; values are those of the window that registers it."""
        register = cls.env["account.payment.register"].with_context(
            active_model="account.move", active_ids=invoices.ids
        )
        journal = cls.env["account.journal"].search(
            [("type", "=", "bank"), ("company_id", "=", cls.env.company.id)], limit=1
        )
        method = journal.inbound_payment_method_line_ids[:1]
        if not method.payment_account_id:
            method.payment_account_id = cls.make_account("511900", "asset_current")
        register = register.create(
            {
                "amount": amount,
                "payment_date": day,
                "journal_id": journal.id,
                "group_payment": True,
                **values,
            }
        )
        return register._create_payments()

    @classmethod
    def make_account(cls, code, account_type, **values):
        return cls.env["account.account"].create(
            {
                "code": code,
                "name": code,
                "account_type": account_type,
                "reconcile": True,
                **values,
            }
        )

    @classmethod
    def add_entry(cls, amount, day="2026-03-25", partner=None, **values):
        """Book an amount against the receivable of a partner, by hand."""
        journal = cls.env["account.journal"].search(
            [("type", "=", "general"), ("company_id", "=", cls.env.company.id)], limit=1
        )
        partner = partner or cls.customer
        receivable = partner.property_account_receivable_id
        income = cls.env["account.account"].search(
            [("account_type", "=", "income")], limit=1
        )
        line = {"partner_id": partner.id, "name": "By hand", **values}
        lines = [
            {**line, "account_id": receivable.id, "balance": amount},
            {**line, "account_id": income.id, "balance": -amount},
        ]
        if "amount_currency" in values:
            lines[1]["amount_currency"] = -values["amount_currency"]
        entry = cls.env["account.move"].create(
            {
                "move_type": "entry",
                "journal_id": journal.id,
                "date": day,
                "line_ids": [Command.create(one) for one in lines],
            }
        )
        entry.action_post()
        return entry

    @classmethod
    def write_email(cls, document, **values):
        """As when a customer writes to the address of a document."""
        return document.message_post(
            author_id=cls.contact.id,
            body="Hello",
            message_type="email",
            subtype_xmlid="mail.mt_comment",
            **values,
        )

    @classmethod
    def make_dollar(cls, rate=2.0):
        dollar = cls.env.ref("base.USD")
        dollar.active = True
        cls.env["res.currency.rate"].create(
            {
                "name": "2026-01-01",
                "currency_id": dollar.id,
                "rate": rate,
                "company_id": cls.env.company.id,
            }
        )
        return dollar

    def find(self, *conditions, user=None, order="date, moment, id"):
        """Entries of the customer, oldest first."""
        self.env.flush_all()
        entries = self.env["clientfile.ledger.entry"]
        entries = entries.with_user(user or self.accountant)
        entries.invalidate_model()
        domain = [("entity_id", "=", self.customer.id), *conditions]
        return entries.search(domain, order=order)

    def booked(self, user=None):
        return self.find(("is_booked", "=", True), user=user)

    def assert_book(self, expected, entries=None):
        """Kind, debit, credit and balance of each entry of the account."""
        entries = self.booked() if entries is None else entries
        rows = [(one.kind, one.debit, one.credit, one.balance) for one in entries]
        self.assertEqual(rows, expected)

    def assert_agrees(self, partner=None):
        """The last balance is what the host says the customer owes, to the cent."""
        partner = (partner or self.customer).with_user(self.accountant)
        partner.invalidate_recordset(["credit"])
        domain = [("entity_id", "=", partner.id), ("is_booked", "=", True)]
        entries = self.env["clientfile.ledger.entry"].with_user(self.accountant)
        last = entries.search(domain, limit=1)
        self.assertEqual(f"{last.company_balance:.2f}", f"{partner.credit:.2f}")

    def make_print(self, user=None, **values):
        prints = self.env["clientfile.ledger.print"].with_user(user or self.accountant)
        return prints.create(
            {
                "partner_ids": [Command.set(self.customer.ids)],
                "date_to": date(2026, 12, 31),
                **values,
            }
        )
