from datetime import timedelta

from odoo import fields
from odoo.tests import TransactionCase, tagged


@tagged("post_install", "-at_install")
class TestDemoCompany(TransactionCase):
    """The demo company is believable: what the README promises is there."""

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        records = cls.env["ir.model.data"].search(
            [
                ("module", "=", "crm_clientfile"),
                ("model", "=", "res.partner"),
                ("name", "=like", "res_partner_demo_%"),
            ]
        )
        partners = cls.env["res.partner"].browse(records.mapped("res_id"))
        cls.doubles = cls.env["res.partner"].browse(
            records.filtered(lambda record: "_double_" in record.name).mapped("res_id")
        )
        entities = partners.filtered(lambda one: one.commercial_partner_id == one)
        cls.customers = entities - cls.doubles
        cls.invoices = cls.env["account.move"].search(
            [
                ("move_type", "=", "out_invoice"),
                ("state", "=", "posted"),
                ("commercial_partner_id", "in", cls.customers.ids),
            ]
        )

    def test_customers_of_four_countries(self):
        self.assertEqual(len(self.customers), 63)
        countries = set(self.customers.mapped("country_id.code"))
        self.assertEqual(countries, {"FR", "BE", "NL", "UA"})

    def test_identifiers_of_all_customers_are_valid(self):
        doubtful = self.customers.filtered("clientfile_doubtful")
        self.assertFalse(doubtful.mapped("name"))

    def test_history_covers_three_years_up_to_today(self):
        dates = self.invoices.mapped("invoice_date")
        today = fields.Date.today()
        self.assertLess(min(dates), today - timedelta(days=2 * 365 + 300))
        self.assertGreater(max(dates), today - timedelta(days=60))
        self.assertLessEqual(max(dates), today)

    def test_some_customers_pay_late_and_some_invoices_are_overdue(self):
        today = fields.Date.today()
        overdue = self.invoices.filtered(
            lambda move: move.amount_residual and move.invoice_date_due < today
        )
        paid = self.invoices.filtered(lambda move: not move.amount_residual)
        self.assertGreaterEqual(len(overdue), 5)
        self.assertGreater(len(paid), len(self.invoices) / 2)

    def test_all_kinds_of_documents_are_there(self):
        orders = self.env["sale.order"].search(
            [("partner_id", "in", self.customers.ids)]
        )
        self.assertEqual(set(orders.mapped("state")), {"sent", "cancel", "sale"})
        moves = self.env["account.move"].search(
            [("partner_id", "in", self.customers.ids), ("state", "=", "posted")]
        )
        kinds = {"out_invoice", "out_refund", "in_invoice"}
        self.assertLessEqual(kinds, set(moves.mapped("move_type")))

    def test_clients_have_numbers_and_prospects_have_none(self):
        clients = self.customers.filtered("clientfile_is_client")
        prospects = self.customers - clients
        self.assertTrue(all(clients.mapped("ref")))
        self.assertFalse(any(prospects.mapped("ref")))
        self.assertTrue(prospects)

    def test_a_company_that_buys_and_sells_is_stored_once(self):
        both = self.customers.filtered(
            lambda one: one.clientfile_is_client and one.clientfile_is_supplier
        )
        self.assertEqual(both.mapped("name"), ["Cave des Vignerons réunis"])

    def test_doubles_are_there_to_be_found(self):
        self.assertEqual(len(self.doubles), 4)

    def test_calls_are_planned_and_one_is_late(self):
        activities = self.customers.activity_ids
        self.assertIn("overdue", activities.mapped("state"))
        self.assertIn("planned", activities.mapped("state"))

    def test_segments_have_customers_and_months_behind_them(self):
        segments = self.env["clientfile.segment"].search([])
        counts = segments.count_ids
        self.assertGreaterEqual(len(segments), 12)
        for segment in segments:
            own = counts.filtered(lambda one, held=segment: one.segment_id == held)
            self.assertGreater(own[:1].customer_count, 0, segment.name)
            self.assertEqual(len(own), 12, segment.name)

    def test_silent_customers_have_a_call_planned(self):
        silent = self.env.ref("crm_clientfile.clientfile_segment_silent")
        done = silent.action_ids.line_ids.filtered("activity_id")
        self.assertGreaterEqual(len(done), 5)
