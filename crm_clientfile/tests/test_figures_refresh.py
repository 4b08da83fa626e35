from odoo.tests import tagged
from odoo.tools import SQL

from ..models import clientfile_metrics_run
from .figures_case import FiguresCase


@tagged("post_install", "-at_install")
class TestFiguresRefresh(FiguresCase):
    """What changes a figure has it made anew; nothing else does."""

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.customer = cls.make_company()
        cls.runs = cls.env["clientfile.metrics.run"]
        cls.pending = cls.env["clientfile.metrics.pending"]
        cls.env.cr.execute("DELETE FROM clientfile_metrics_pending")

    def waiting(self):
        return set(self.pending.search([]).mapped("partner_id"))

    def catch_up(self):
        while self.runs._refresh_pending():
            pass

    def revenue(self, partner):
        self.catch_up()
        return self.figures(partner).revenue_12m

    def test_posting_resetting_and_deleting_are_followed(self):
        invoice = self.sell(self.customer, 10, 250)
        self.assertEqual(self.waiting(), {self.customer.id})
        self.assertEqual(self.revenue(self.customer), 250)
        self.assertFalse(self.waiting())
        invoice.button_draft()
        self.assertEqual(self.waiting(), {self.customer.id})
        self.assertEqual(self.revenue(self.customer), 0)
        self.assertFalse(self.figures(self.customer))

    def test_cancelled_invoices_and_drafts_count_for_nothing(self):
        invoice = self.sell(self.customer, 10, 250)
        invoice.button_draft()
        invoice.button_cancel()
        self.make_invoice(self.customer)
        self.refresh(self.customer)
        self.assertFalse(self.figures(self.customer))

    def test_paying_and_taking_the_payment_back_are_followed(self):
        invoice = self.sell(self.customer, 60, 100, invoice_date_due=self.day(30))
        self.catch_up()
        self.pay(invoice, 5, amount=90)
        self.assertEqual(self.waiting(), {self.customer.id})
        self.catch_up()
        figures = self.figures(self.customer)
        self.assertEqual((figures.amount_paid, figures.amount_due), (90, 30))
        self.assertEqual((figures.amount_overdue, figures.unpaid_count), (30, 1))
        self.assertEqual(figures.oldest_unpaid_date, self.day(30))
        invoice.line_ids.remove_move_reconcile()
        self.assertEqual(self.waiting(), {self.customer.id})
        self.catch_up()
        figures = self.figures(self.customer)
        self.assertEqual((figures.amount_paid, figures.amount_due), (0, 120))

    def test_entries_that_are_no_sales_change_no_figures(self):
        bill = self.make_invoice(self.customer, "in_invoice")
        bill.action_post()
        self.assertFalse(self.waiting())

    def test_new_customer_of_a_posted_invoice_is_followed(self):
        invoice = self.sell(self.customer, 10)
        self.catch_up()
        invoice.button_draft()
        other = self.make_company("Other")
        invoice.partner_id = other
        invoice.action_post()
        self.assertEqual(self.revenue(other), 100)
        self.assertFalse(self.figures(self.customer))

    def test_contact_buys_for_its_company(self):
        contact = self.make_person(parent_id=self.customer.id)
        self.sell(contact, 10)
        self.assertEqual(self.revenue(self.customer), 100)
        self.assertFalse(self.figures(contact))

    def test_contact_moved_elsewhere_leaves_its_documents_behind(self):
        contact = self.make_person(parent_id=self.customer.id)
        self.sell(contact, 10)
        contact.parent_id = self.make_company("Other")
        self.assertEqual(self.revenue(self.customer), 100)
        self.refresh(contact)
        self.assertFalse(self.figures(contact.commercial_partner_id))

    def test_merged_customers_have_figures_of_one(self):
        other = self.make_company("Boulangerie Martin SARL")
        self.sell(self.customer, 10)
        self.sell(other, 20, 50)
        self.catch_up()
        merge = self.env["clientfile.merge"].with_user(self.administrator)
        merge = merge._merge(self.customer, other)
        self.assertEqual(self.revenue(self.customer), 150)
        self.assertFalse(self.figures(other))
        merge.action_undo()
        self.assertEqual(self.revenue(self.customer), 100)
        self.assertEqual(self.revenue(other), 50)

    def test_deleted_customers_leave_no_figures(self):
        customer = self.make_company("Short-lived")
        self.env.cr.execute(
            "INSERT INTO clientfile_metrics (partner_id, company_id) VALUES (%s, %s)",
            [customer.id, self.env.company.id],
        )
        customer.unlink()
        self.env.cr.execute(
            "SELECT FROM clientfile_metrics WHERE partner_id = %s", [customer.id]
        )
        self.assertFalse(self.env.cr.rowcount)

    def test_dispute_is_counted(self):
        self.sell(self.customer, 10)
        other = self.make_company("Other")
        self.sell(other, 10)
        dispute = self.env["clientfile.dispute"].create(
            {"partner_id": self.customer.id, "reason": "quality"}
        )
        self.catch_up()
        self.assertEqual(self.figures(self.customer).dispute_count, 1)
        dispute.partner_id = other
        self.catch_up()
        self.assertEqual(self.figures(self.customer).dispute_count, 0)
        self.assertEqual(self.figures(other).dispute_count, 1)
        dispute.unlink()
        self.catch_up()
        self.assertEqual(self.figures(other).dispute_count, 0)

    def test_run_gives_what_each_customer_has_alone(self):
        self.patch(clientfile_metrics_run, "DOCUMENTS", 2)
        customers = self.customer
        for number in range(4):
            customer = self.make_company(f"Customer {number}")
            customers |= customer
            for ago in range(10, 40, 10):
                self.sell(customer, ago, 100 * (number + 1))
        run = self.runs.with_user(self.administrator)._enqueue_new()
        steps = 1
        while not run._job_step(run.job_id):
            steps += 1
        self.assertGreater(steps, 5)
        self.assertEqual(run.job_id.done, run.job_id.total)
        found = [self.figures(customer).revenue_12m for customer in customers[1:]]
        self.assertEqual(found, [300, 600, 900, 1200])
        classes = [self.figures(customer).abc_class for customer in customers[1:]]
        self.assertIn(classes[-1], ("a", "b"))

    def test_run_over_all_customers_leaves_no_table_behind(self):
        self.sell(self.customer, 10, 250)
        query = "SELECT relname FROM pg_class WHERE relkind = 'r' ORDER BY 1"
        tables = self.env.execute_query(SQL(query))
        for _night in range(2):
            self.runs._run_at_once()
            self.assertEqual(self.figures(self.customer).revenue_12m, 250)
        self.assertEqual(self.env.execute_query(SQL(query)), tables)

    def test_postgresql_knows_the_customers_from_the_first_night_on(self):
        self.env.cr.execute(
            "INSERT INTO clientfile_metrics (partner_id, company_id)"
            " SELECT -number, %s FROM generate_series(1, 20000) AS number",
            [self.env.company.id],
        )
        self.env["clientfile.metrics"]._rank()
        [[lowest]] = self.env.execute_query(
            SQL(
                "SELECT (histogram_bounds::text::int[])[1] FROM pg_stats"
                " WHERE tablename = 'clientfile_metrics' AND attname = 'partner_id'"
            )
        )
        self.assertEqual(lowest, -20000)

    def test_killed_run_goes_on_where_it_stopped(self):
        self.patch(clientfile_metrics_run, "DOCUMENTS", 1)
        customers = [self.make_company(f"Customer {number}") for number in range(3)]
        for customer in customers:
            self.sell(customer, 10)
        run = self.runs.with_user(self.administrator)._enqueue_new()
        run._job_step(run.job_id)
        with self.assertRaises(ZeroDivisionError), self.env.cr.savepoint():
            run._job_step(run.job_id)
            raise ZeroDivisionError
        while not run._job_step(run.job_id):
            pass
        found = [self.figures(customer).revenue_12m for customer in customers]
        self.assertEqual(found, [100, 100, 100])

    def test_cron_starts_one_run_a_night(self):
        runs = self.runs.search([])
        self.runs._cron_refresh_all()
        added = self.runs.search([]) - runs
        self.assertEqual(len(added.job_id), 1)
        self.assertEqual(added.job_id.queue, "clientfile.metrics.run")

    def test_job_of_the_night_is_named_in_the_language_of_its_user(self):
        self.env["res.lang"]._activate_lang("fr_FR")
        asker = self.runs._as_administrator().env.user
        asker.lang = "fr_FR"
        runs = self.runs.search([])
        self.runs.with_context(lang=None)._cron_refresh_all()
        added = self.runs.search([]) - runs
        self.assertEqual(added.job_id.user_id, asker)
        self.assertEqual(added.job_id.name, "Recalcul des chiffres")

    def test_manager_may_not_write_figures(self):
        self.sell(self.customer, 10)
        self.catch_up()
        figures = self.figures(self.customer).with_user(self.manager)
        self.assertEqual(figures.revenue_12m, 100)
        for user in (self.manager, self.administrator):
            with self.assertRaisesRegex(Exception, "Figures of a Customer"):
                figures.with_user(user).write({"revenue_12m": 1})

    def test_rewards_and_deposits_follow_their_definition(self):
        self.sell(
            self.customer,
            10,
            lines=[
                {"product_id": self.product.id, "price_unit": 200, "discount": 10},
                {"name": "Reward", "price_unit": -20},
                {"name": "Deposit", "price_unit": -50, "is_downpayment": True},
            ],
        )
        self.refresh(self.customer)
        figures = self.figures(self.customer)
        self.assertEqual(figures.revenue_12m, 110)
        # Of 200 before discount, 40 were given.
        self.assertEqual(figures.discount_12m, 20)
        self.assertEqual(figures.margin_12m, 176.5)
