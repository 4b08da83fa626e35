from dateutil.relativedelta import relativedelta

from odoo.exceptions import AccessError
from odoo.tests import new_test_user, tagged

from .figures_case import FiguresCase
from .test_partner_list import PartnerListCase

_SUMMED = ("clientfile_revenue_12m", "clientfile_amount_due", "clientfile_margin_12m")


@tagged("post_install", "-at_install")
class TestFiguresPartner(FiguresCase, PartnerListCase):
    """Figures on the partner behave like stored fields, at the price of one query."""

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.best = cls.make_company("Best")
        cls.good = cls.make_company("Good")
        cls.none = cls.make_company("None")
        cls.contact = cls.make_person(parent_id=cls.best.id)
        for ago in (700, 600, 500, 400):
            cls.sell(cls.best, ago, 1000)
        cls.sell(cls.best, 30, 3000)
        invoice = cls.sell(cls.good, 60, 500, invoice_date_due=cls.day(20))
        cls.pay(invoice, 10, amount=100)
        cls.env["clientfile.metrics.run"]._run_at_once()
        cls.all = cls.best | cls.good | cls.none

    def partners(self, user=None):
        return self.env["res.partner"].with_user(user or self.user)

    def found(self, *domain, **options):
        among = [("id", "in", (self.all | self.contact).ids)]
        return self.partners().search([*among, *domain], **options)

    def test_figures_are_declared_sortable_groupable_and_summed(self):
        names = self.partners()._get_clientfile_figure_names()
        for name, told in self.partners().fields_get(names).items():
            self.assertTrue(told["sortable"], name)
            self.assertTrue(told["searchable"], name)
            self.assertFalse(told["store"], name)
            if told["type"] in ("selection", "date", "boolean", "char"):
                self.assertTrue(told["groupable"], name)
            if name in _SUMMED:
                self.assertEqual(told["aggregator"], "sum", name)

    def test_contact_has_the_figures_of_its_company(self):
        best = self.best.with_user(self.user)
        contact = self.contact.with_user(self.user)
        self.assertEqual(contact.clientfile_revenue_12m, 3000)
        for name in best._get_clientfile_figure_names():
            self.assertEqual(contact[name], best[name], name)

    def test_who_never_bought_has_zeros_and_no_days(self):
        nobody = self.none.with_user(self.user)
        self.assertEqual(nobody.clientfile_revenue_12m, 0)
        self.assertEqual(nobody.clientfile_unpaid_count, 0)
        self.assertFalse(nobody.clientfile_last_purchase_date)
        self.assertFalse(nobody.clientfile_churn_risk)
        self.assertFalse(nobody.clientfile_discount_drifts)

    def test_filters_find_what_is_read(self):
        both = self.best | self.contact
        self.assertEqual(self.found(("clientfile_revenue_12m", ">", 1000)), both)
        self.assertEqual(self.found(("clientfile_revenue_12m", "<=", 0)), self.none)
        self.assertEqual(self.found(("clientfile_amount_overdue", ">", 0)), self.good)
        self.assertEqual(
            self.found(("clientfile_last_purchase_date", ">=", "today -40d")), both
        )
        self.assertEqual(
            self.found(("clientfile_last_purchase_date", "=", False)), self.none
        )
        self.assertEqual(self.found(("clientfile_payment_risk", "=", False)), self.none)
        self.assertEqual(
            self.found(("clientfile_payment_risk", "!=", "watch")), both | self.none
        )

    def test_list_is_sorted_grouped_and_totalled(self):
        own = [("id", "in", self.all.ids)]
        order = "clientfile_revenue_12m desc, id"
        found = self.partners().search(own, order=order)
        self.assertEqual(found, self.best | self.good | self.none)
        [total] = self.partners()._read_group(
            own, [], ["clientfile_revenue_12m:sum", "clientfile_amount_due:sum"]
        )
        self.assertEqual(total, (3500, 8900))

    def test_documents_are_grouped_by_figures_of_their_customer(self):
        orders = self.make_order(self.best) | self.make_order(self.none)
        groups = (
            self.env["sale.order"]
            .with_user(self.user)
            ._read_group(
                [("id", "in", orders.ids)],
                ["partner_id.clientfile_payment_risk"],
                ["__count"],
            )
        )
        self.assertEqual(sum(count for _risk, count in groups), 2)

    def test_figures_of_80_customers_take_one_query(self):
        customers = self.make_customers(80).with_user(self.user)
        customers.mapped("commercial_partner_id")
        self.best.with_user(self.user).read(["clientfile_revenue_12m"])
        names = customers._get_clientfile_figure_names()
        self.env.flush_all()
        with self.assertQueryCount(1):
            for name in names:
                customers.mapped(name)

    def test_list_with_all_figures_costs_the_same_for_10_and_80(self):
        names = self.partners()._get_clientfile_figure_names()
        customers = self.make_customers(80)

        def load(number):
            domain = [("id", "in", customers[:number].ids)]
            self.load(dict.fromkeys(names, {}), domain)

        few = self.count_queries(lambda: load(10))
        with self.assertQueryCount(few):
            load(80)

    def test_figures_are_those_of_the_current_company(self):
        company = self.env["res.company"].create({"name": "Second"})
        self.administrator.company_ids |= company
        best = self.best.with_user(self.administrator)
        self.assertEqual(best.clientfile_revenue_12m, 3000)
        self.assertEqual(best.with_company(company).clientfile_revenue_12m, 0)

    def test_rows_of_another_company_are_out_of_reach(self):
        company = self.env["res.company"].create({"name": "Second"})
        stranger = new_test_user(
            self.env,
            "clientfile_stranger",
            "crm_clientfile.crm_clientfile_group_manager",
            company_id=company.id,
            company_ids=[(6, 0, company.ids)],
        )
        for name in ("clientfile.metrics", "clientfile.metrics.year"):
            rows = self.env[name].search([("partner_id", "=", self.best.id)])
            self.assertTrue(rows.with_user(self.user).mapped("partner_id"))
            self.assertFalse(self.env[name].with_user(stranger).search([]))
            with self.assertRaises(AccessError):
                rows.with_user(stranger).read(["partner_id"])
        report = self.env["clientfile.purchase.report"].with_user(stranger)
        self.assertFalse(report.search([]))

    def test_colleague_without_role_reads_no_figures(self):
        outsider = new_test_user(self.env, "clientfile_outsider", "base.group_user")
        with self.assertRaises(AccessError):
            self.best.with_user(outsider).read(["clientfile_revenue_12m"])
        with self.assertRaises(AccessError):
            self.partners(outsider).search([("clientfile_revenue_12m", ">", 0)])
        with self.assertRaises(AccessError):
            self.partners(outsider).search([], order="clientfile_revenue_12m")

    def test_branch_shows_the_figures_of_its_company(self):
        branch = self.env["res.company"].create(
            {"name": "Branch", "parent_id": self.env.company.id}
        )
        best = self.best.with_company(branch)
        self.assertEqual(best.clientfile_revenue_12m, 3000)


@tagged("post_install", "-at_install")
class TestFiguresPage(FiguresCase):
    """What is told of a customer before a call."""

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.customer = cls.make_company()
        cls.brioche, cls.butter = cls.env["product.product"].create(
            [{"name": "Brioche", "type": "service"}, {"name": "Butter"}]
        )

    def words(self, partner):
        self.refresh(partner)
        partner = partner.with_user(self.user)
        return [sentence for _level, sentence in partner._get_clientfile_words()]

    def buy(self, partner, *days, product=None):
        product = product or self.product
        for ago in days:
            lines = [{"product_id": product.id, "price_unit": 10}]
            self.sell(partner, ago, lines=lines)

    def test_rhythm_and_silence_are_told_in_one_unit(self):
        self.buy(self.customer, 182, 140, 98)
        words = self.words(self.customer)
        self.assertIn("Usually buys every 6 weeks; silent for 14 weeks.", words)
        self.assertIn("Likely to be lost: call now.", words)

    def test_customer_without_purchase_is_told_so(self):
        self.assertEqual(self.words(self.customer), ["No purchase yet."])

    def test_late_payer_is_told_with_the_change(self):
        for ago, paid in ((500, 490), (450, 440), (200, 140), (150, 90)):
            invoice = self.sell(self.customer, ago, invoice_date_due=self.day(ago - 10))
            self.pay(invoice, paid)
        words = self.words(self.customer)
        self.assertIn("Pays 60 days after the invoice on average, 50 days late.", words)
        self.assertIn("Payment at risk: ask for money first.", words)

    def test_rising_discount_is_told_as_a_drift(self):
        for ago, discount in ((500, 5), (100, 12.5)):
            line = {
                "product_id": self.product.id,
                "price_unit": 100,
                "discount": discount,
            }
            self.sell(self.customer, ago, lines=[line])
        words = self.words(self.customer)
        told = "The discount drifts: 12.50 %, against 5 % the year before."
        self.assertIn(told, words)
        self.env["res.lang"]._activate_lang("fr_FR")
        french = self.words(self.customer.with_context(lang="fr_FR"))
        self.assertIn("12,50 %", " ".join(french))
        self.assertTrue(self.customer.with_user(self.user).clientfile_discount_drifts)

    def test_page_names_products_bought_lost_and_suggested(self):
        self.buy(self.customer, 20, 50, 80)
        self.buy(self.customer, 420, 450, 480, product=self.brioche)
        for name in ("Alike", "Too"):
            other = self.make_company(name)
            self.buy(other, 15)
            self.buy(other, 16, product=self.butter)
        self.refresh(self.customer)
        found = self.customer.with_user(self.user)._get_clientfile_products()
        names = {
            kind: [one["product"].name for one in products]
            for kind, products in found.items()
        }
        self.assertCountEqual(names["top"], ["Bread", "Brioche"])
        self.assertEqual(names["lost"], ["Brioche"])
        self.assertEqual(names["suggested"], ["Butter"])
        self.assertEqual(found["suggested"][0]["buyers"], 2)

    def test_page_of_a_salesperson_shows_years_and_words(self):
        self.sell(self.customer, 5, 1234)
        self.refresh(self.customer)
        customer = self.customer.with_user(self.user)
        self.assertIn("1,234.00", customer.clientfile_figures_tables)
        self.assertIn("<li", customer.clientfile_figures_words)
        contact = self.make_person(parent_id=self.customer.id).with_user(self.user)
        self.assertIn("1,234.00", contact.clientfile_figures_tables)
        nobody = self.make_company("None").with_user(self.user)
        self.assertFalse(nobody.clientfile_figures_tables)

    def test_page_costs_the_same_whatever_was_bought(self):
        few, many = self.make_company("Few"), self.make_company("Many")
        self.buy(few, 10, 40, 70)
        for number in range(12):
            product = self.product.create({"name": f"Product {number}"})
            self.buy(many, *range(10, 100, 30), product=product)
        self.refresh(few | many)

        def count(partner):
            partner = partner.with_user(self.user)
            partner.mapped("clientfile_figures_tables")
            self.env.invalidate_all()
            before = self.env.cr.sql_log_count
            partner.mapped("clientfile_figures_tables")
            return self.env.cr.sql_log_count - before

        count(many)
        self.assertEqual(count(many), count(few))

    def test_month_bought_in_twice_is_told_as_a_season(self):
        first = self.today.replace(day=1)
        days = [
            (first - relativedelta(months=months)).replace(day=15)
            for months in (13, 25)
        ]
        self.buy(self.customer, *((self.today - day).days for day in days), 200)
        words = self.words(self.customer)
        self.assertIn(f"Buys most in {days[0].strftime('%B')}.", words)

    def test_manager_opens_the_customer_from_any_figure(self):
        self.sell(self.customer, 10)
        self.refresh(self.customer)
        for name in ("clientfile.metrics", "clientfile.purchase.report"):
            row = self.env[name].with_user(self.manager)
            row = row.search([("partner_id", "=", self.customer.id)])
            action = row.action_open_customer()
            self.assertEqual(action["res_id"], self.customer.id)

    def test_months_add_up_to_the_revenue(self):
        for ago in (10, 100, 400, 800):
            self.sell(self.customer, ago, 100)
        self.refresh(self.customer)
        report = self.env["clientfile.purchase.report"].with_user(self.manager)
        domain = [("partner_id", "=", self.customer.id)]
        rows = report.search(domain)
        self.assertEqual(sum(rows.mapped("revenue")), 400)
        self.assertEqual(sum(rows.mapped("purchase_count")), 4)
        self.assertEqual(
            set(rows.mapped("date")),
            {self.day(ago).replace(day=1) for ago in (10, 100, 400, 800)},
        )
        years = report._read_group(domain, ["date:year"], ["revenue:sum"])
        this_year = {day.year: revenue for day, revenue in years}[self.day(10).year]
        stored = self.env["clientfile.metrics.year"].search(
            [*domain, ("year", "=", self.day(10).year)]
        )
        self.assertEqual(this_year, stored.revenue)
