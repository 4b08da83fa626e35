import json
from datetime import datetime

from odoo.fields import Command
from odoo.tools import SQL

from .ledger_case import LedgerCase

_COUNT = 20_000
# Copies of a row that are somebody else's, as in a large database.
_COPY = """
    INSERT INTO %(table)s
    SELECT copied.* FROM %(table)s AS source, generate_series(1, %(count)s) AS number,
           LATERAL jsonb_populate_record(source, jsonb_build_object(
               'id', %(last)s + number, 'name', 'COPY/' || number,
               'partner_id', %(partner)s + number, 'res_id', %(partner)s + number,
               'commercial_partner_id', %(partner)s + number,
               'move_id', %(last)s + number, 'payment_id', %(last)s + number,
               'clientfile_merged_into_id', NULL, 'ref', NULL)) AS copied
     WHERE source.id = %(id)s
"""
_LARGE = (
    *("account_move_line", "account_move", "account_payment", "account_analytic_line"),
    *("sale_order", "mail_message", "calendar_event", "crm_lead", "res_partner"),
)


class TestLedgerPlan(LedgerCase):
    """In large tables PostgreSQL finds the entries of a customer by indexes only."""

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.env.cr.execute("SET LOCAL session_replication_role = replica")
        for record in list(cls.make_patterns()):
            cls.copy_row(record)
        cls.env.cr.execute("SET LOCAL session_replication_role = DEFAULT")
        for table in _LARGE:
            cls.env.cr.execute(SQL("ANALYZE %s", SQL.identifier(table)))

    @classmethod
    def make_patterns(cls):
        """One document of each kind."""
        invoice = cls.add_invoice(10.0)
        lead = cls.env["crm.lead"].create({"name": "x", "partner_id": cls.customer.id})
        event = {
            "name": "Tasting",
            "start": datetime(2026, 3, 2, 9),
            "stop": datetime(2026, 3, 2, 10),
            "partner_ids": [Command.set(cls.customer.ids)],
        }
        cls.env.flush_all()
        yield from (cls.customer, invoice, invoice.line_ids[0], lead)
        yield cls.pay(invoice, 10.0)
        yield cls.make_order(cls.customer)
        yield cls.write_email(cls.customer)
        yield cls.env["calendar.event"].create(event)
        yield cls.env["account.analytic.line"].create({"name": "x"})

    @classmethod
    def copy_row(cls, record):
        cls.env.flush_all()
        table = SQL.identifier(record._table)
        cls.env.cr.execute(SQL("SELECT MAX(id) FROM %s", table))
        (last,) = cls.env.cr.fetchone()
        cls.env.cr.execute(
            SQL(
                _COPY,
                table=table,
                count=_COUNT,
                last=last,
                partner=cls.customer.id + 1,
                id=record.id,
            )
        )

    def scanned(self, domain):
        """Large tables that are read from end to end to find what matches."""
        entries = self.env["clientfile.ledger.entry"].with_user(self.accountant)
        query = entries._search(domain, limit=80, order=entries._order)
        ((plan,),) = self.env.execute_query(
            SQL("EXPLAIN (FORMAT JSON) %s", query.select())
        )
        plan = json.loads(plan) if isinstance(plan, str) else plan
        nodes = list(self.walk(plan[0]["Plan"]))
        whole = {one["Relation Name"] for one in nodes if self.reads_all(one)}
        self.assertTrue(nodes)
        return whole.intersection(_LARGE)

    def reads_all(self, node):
        if node["Node Type"] in ("Index Scan", "Index Only Scan"):
            return "Index Cond" not in node
        return node["Node Type"] == "Seq Scan"

    def walk(self, node):
        yield node
        for inner in node.get("Plans", ()):
            yield from self.walk(inner)

    def test_customer_is_found_by_index_in_every_branch(self):
        domain = [("entity_id", "=", self.customer.id)]
        self.assertEqual(self.scanned(domain), set())

    def test_customer_and_period_are_found_by_index(self):
        domain = [("entity_id", "=", self.customer.id), ("date", ">=", "2026-01-01")]
        self.assertEqual(self.scanned(domain), set())

    def test_entries_are_read_by_the_index_of_their_documents(self):
        self.assertEqual(self.scanned([("id", "in", self.find().ids)]), set())

    def test_running_balance_is_found_by_index(self):
        entries = self.env["clientfile.ledger.entry"].with_user(self.accountant)
        lines = entries._prepare_lines_sql(self.customer)
        ((plan,),) = self.env.execute_query(SQL("EXPLAIN (FORMAT JSON) %s", lines))
        plan = json.loads(plan) if isinstance(plan, str) else plan
        nodes = self.walk(plan[0]["Plan"])
        whole = {one["Relation Name"] for one in nodes if self.reads_all(one)}
        self.assertFalse(whole.intersection(_LARGE))
