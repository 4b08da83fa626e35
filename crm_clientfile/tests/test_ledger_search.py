from odoo import models

from .ledger_case import LedgerCase


class TestLedgerSearch(LedgerCase):
    """Entries are found by customer, by period and by id; not all at once."""

    def entries(self, user=None):
        self.env.flush_all()
        return self.env["clientfile.ledger.entry"].with_user(user or self.accountant)

    def test_without_customer_or_period_nothing_is_read(self):
        self.add_invoice(10.0)
        entries = self.entries()
        entries.search([])
        with self.assertQueryCount(0):
            self.assertFalse(entries.search([]))
            self.assertFalse(entries.search([("kind", "=", "invoice")]))
        self.assertFalse(self.entries().get_summary([])["is_narrow"])

    def test_period_alone_finds_all_customers(self):
        other = self.make_company("Café Durand")
        self.add_invoice(10.0, "2031-05-02")
        self.add_invoice(20.0, "2031-05-03", partner=other)
        domain = [("date", ">=", "2031-05-01"), ("date", "<=", "2031-05-31")]
        found = self.entries().search([*domain, ("is_booked", "=", True)])
        self.assertEqual(found.entity_id, self.customer | other)
        self.assertEqual(found.mapped("balance"), [20.0, 10.0])

    def test_customer_is_found_by_name_and_by_contact(self):
        self.customer.name = "Boulangerie Zyx"
        self.make_order(self.contact)
        by_name = self.entries().search([("entity_id", "ilike", "zyx")])
        by_path = self.entries().search([("entity_id.name", "=", "Boulangerie Zyx")])
        self.assertEqual(by_name.mapped("kind"), ["quotation"])
        self.assertEqual(by_path, by_name)

    def test_entries_are_read_by_id(self):
        self.add_invoice(10.0)
        self.make_order(self.customer)
        found = self.find()
        found.invalidate_recordset()
        again = self.entries().browse(found.ids)
        self.assertEqual(again.mapped("name"), found.mapped("name"))
        self.assertEqual(again.exists(), again)
        self.assertFalse(self.entries().browse(2**40).exists())

    def test_groups_are_counted_and_added_up(self):
        self.add_invoice(10.0)
        self.add_invoice(5.0)
        self.make_order(self.customer)
        groups = self.entries()._read_group(
            [("entity_id", "=", self.customer.id)],
            ["kind"],
            ["__count", "debit:sum"],
        )
        self.assertEqual(groups, [("invoice", 2, 15.0), ("quotation", 1, False)])

    def test_paging_shows_each_entry_once(self):
        for day in range(1, 8):
            self.add_invoice(10.0, f"2026-03-0{day}")
        domain = [("entity_id", "=", self.customer.id)]
        pages = [self.entries().search(domain, limit=3, offset=n) for n in (0, 3, 6)]
        self.assertEqual(pages[0] + pages[1] + pages[2], self.entries().search(domain))
        self.assertEqual(self.entries().search_count(domain), 7)

    def test_condition_that_no_index_serves_still_holds(self):
        self.add_invoice(10.0)
        self.add_invoice(20.0)
        domain = [("entity_id", "=", self.customer.id)]
        either = ["|", ("debit", ">", 15), ("name", "=", "x"), *domain]
        self.assertEqual(self.entries().search(either).debit, 20.0)
        self.assertEqual(len(self.entries().search([*domain, ("debit", "<", 15)])), 1)

    def test_list_costs_the_same_queries_for_many_entries(self):
        self.add_invoice(10.0)
        domain = [("entity_id", "=", self.customer.id)]
        names = ["date", "kind", "name", "summary", "debit", "credit", "balance"]
        specification = {name: {} for name in names}

        def read():
            self.env.invalidate_all()
            return self.entries().web_search_read(domain, specification)

        read()
        few = self.count_queries(read)
        for _ in range(30):
            self.add_invoice(10.0)
        read()
        self.assertEqual(self.count_queries(read), few)
        self.assertLessEqual(few, 40)

    def count_queries(self, function):
        before = self.env.cr.sql_log_count
        function()
        return self.env.cr.sql_log_count - before

    def test_another_addon_adds_a_kind_by_a_branch(self):
        from ..report.ledger_branch import LedgerBranch

        class LeadBranch(LedgerBranch):
            code = 16
            model = "crm.lead"
            kinds = ("activity",)
            moment = "create_date"

            def get_columns(self):
                return {"name": self.field("name")}

        entries = self.env.registry["clientfile.ledger.entry"]
        branches = entries._get_branches
        self.patch(
            entries, "_get_branches", lambda model: [*branches(model), LeadBranch]
        )
        lead = self.env["crm.lead"].create(
            {"name": "Bigger oven", "partner_id": self.customer.id}
        )
        entry = self.find()
        self.assertEqual((entry.name, entry.id), ("Bigger oven", lead.id * 32 + 16))
        self.assertIsInstance(entry, models.BaseModel)
