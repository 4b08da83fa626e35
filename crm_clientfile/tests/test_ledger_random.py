import random
from collections import defaultdict
from decimal import Decimal

from odoo.fields import Command

from .ledger_case import LedgerCase

_CUSTOMERS = 500


class TestLedgerRandom(LedgerCase):
    """The ledger of random accounts, added up again line by line."""

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.chance = random.Random(2026)  # noqa: S311
        cls.dollar = cls.make_dollar()
        cls.customers = cls.env["res.partner"].create(
            [{"name": f"Customer {n}", "is_company": True} for n in range(_CUSTOMERS)]
        )
        for day in ("2025-12-31", "2026-02-28", "2026-02-01", "2028-02-29"):
            cls.book(day)
        cls.env.flush_all()

    @classmethod
    def book(cls, day):
        """One entry with up to three lines for each customer, debits and credits."""
        income = cls.env["account.account"].search(
            [("account_type", "=", "income")], limit=1
        )
        receivable = cls.customers[0].property_account_receivable_id
        lines = [
            {"partner_id": partner.id, "account_id": receivable.id, **cls.draw()}
            for partner in cls.customers
            for _ in range(cls.chance.randrange(4))
        ]
        total = sum((Decimal(str(line["balance"])) for line in lines), Decimal(0))
        lines.append({"account_id": income.id, "balance": -float(total)})
        journal = cls.env["account.journal"].search(
            [("type", "=", "general"), ("company_id", "=", cls.env.company.id)], limit=1
        )
        entry = cls.env["account.move"].create(
            {
                "journal_id": journal.id,
                "date": day,
                "line_ids": [Command.create(line) for line in lines],
            }
        )
        entry.action_post()

    @classmethod
    def draw(cls):
        """An amount, in dollars now and then."""
        cents = cls.chance.randrange(-99_999, 100_000)
        if cls.chance.random() < 0.7:
            return {"balance": cents / 100}
        return {
            "balance": cents / 100,
            "amount_currency": cents * 2 / 100,
            "currency_id": cls.dollar.id,
        }

    def naive(self):
        """Balances after each line by its id, in its currency and in the company's."""
        lines = self.env["account.move.line"].search(
            [
                ("partner_id", "in", self.customers.ids),
                ("account_id.account_type", "=", "asset_receivable"),
            ]
        )
        sums, found = defaultdict(Decimal), {}
        for line in lines.sorted(lambda one: (one.date, one.id)):
            own, all_of_them = (line.partner_id, line.currency_id), line.partner_id
            sums[own] += Decimal(str(line.amount_currency))
            sums[all_of_them] += Decimal(str(line.balance))
            found[line.id * 32 + 1] = (f"{sums[own]:.2f}", f"{sums[all_of_them]:.2f}")
        return found

    def test_500_random_accounts_run_as_added_up_by_hand(self):
        entries = self.env["clientfile.ledger.entry"].with_user(self.accountant)
        domain = [("entity_id", "in", self.customers.ids), ("is_booked", "=", True)]
        found = {
            entry.id: (f"{entry.balance:.2f}", f"{entry.company_balance:.2f}")
            for entry in entries.search(domain)
        }
        self.assertGreater(len(found), 2 * _CUSTOMERS)
        self.assertEqual(found, self.naive())

    def test_500_random_accounts_equal_the_receivable_to_the_cent(self):
        entries = self.env["clientfile.ledger.entry"].with_user(self.accountant)
        domain = [("entity_id", "in", self.customers.ids), ("is_booked", "=", True)]
        last = {}
        for entry in entries.search(domain):
            last.setdefault(entry.entity_id.id, f"{entry.company_balance:.2f}")
        owed = {
            customer.id: f"{customer.credit:.2f}"
            for customer in self.customers.with_user(self.accountant)
            if customer.id in last
        }
        self.assertEqual(last, owed)
