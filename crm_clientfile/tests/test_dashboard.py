from freezegun import freeze_time
from lxml import etree

from odoo.exceptions import AccessError
from odoo.tests import HttpCase, new_test_user, tagged

from ..tools.dashboard_period import PERIODS
from .figures_case import FiguresCase

NOW = "2026-05-20 10:00:00"
SALES = (
    ("lyon", "2025-03-10", 100),
    ("lyon", "2026-02-10", 250),
    ("lyon", "2026-05-05", 50),
    ("paris", "2026-04-08", 400),
    ("gent", "2025-04-15", 90),
    ("gent", "2025-12-01", 30),
    ("gent", "2026-01-12", 60),
    ("gent", "2026-03-03", -10),
    ("silent", "2025-02-03", 70),
)


class DashboardCase(FiguresCase):
    """Four customers with sales of two years, seen on a day of May."""

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.industry = cls.env["res.partner.industry"].create({"name": "Baking"})
        cls.territory = cls.env["clientfile.territory"].create(
            {"name": "North", "user_id": cls.user.id}
        )
        cls.customers = {
            "lyon": cls.make_company(
                "Lyon", zip="69003", user_id=cls.user.id, industry_id=cls.industry.id
            ),
            "paris": cls.make_company("Paris", zip="75011"),
            "gent": cls.make_company(
                "Gent",
                zip="9000",
                country_id=cls.belgium.id,
                clientfile_territory_id=cls.territory.id,
            ),
            "silent": cls.make_company("Silent", zip="69001", user_id=cls.manager.id),
        }
        for name, day, price in SALES:
            cls.sell_on(cls.customers[name], day, price)
        cls.env["clientfile.metrics.run"]._run_at_once()

    @classmethod
    def sell_on(cls, partner, day, price):
        cls.sell(
            partner,
            0,
            abs(price),
            "out_invoice" if price > 0 else "out_refund",
            invoice_date=day,
            date=day,
            invoice_date_due=day,
            invoice_payment_term_id=False,
        )

    def dashboard(self, user=None, company=None, **wanted):
        dashboards = self.env["clientfile.dashboard"].with_user(user or self.manager)
        if company:
            dashboards = dashboards.with_context(allowed_company_ids=company.ids)
        return dashboards.get_dashboard(wanted)

    def cards(self, *args, **wanted):
        return {card["key"]: card for card in self.dashboard(*args, **wanted)["cards"]}

    def values(self, *args, **wanted):
        return {key: card["value"] for key, card in self.cards(*args, **wanted).items()}

    def panel(self, key, *args, **wanted):
        panels = self.dashboard(*args, **wanted)["panels"]
        [found] = [panel for panel in panels if panel["key"] == key]
        return {row["label"]: row for row in found["rows"]}

    def listed(self, number, user=None):
        """What the list of a number shows."""
        model = self.env[number["model"]].with_user(user or self.manager)
        return model.with_context(active_test=False).search(number["domain"])


@freeze_time(NOW)
class TestDashboard(DashboardCase):
    def test_this_year_is_counted_and_compared(self):
        values = self.values()
        told = {key: values[key] for key in ("clients", "bought", "new", "lost")}
        self.assertEqual(told, {"clients": 4, "bought": 3, "new": 1, "lost": 1})
        self.assertEqual((values["revenue"], values["basket"]), (750, 187.5))
        cards = self.cards()
        self.assertEqual(cards["bought"]["change"], 0)
        self.assertAlmostEqual(cards["revenue"]["change"], 750 / 260 - 1)

    def test_lost_and_late_customers_are_listed_with_what_tells_of_them(self):
        cards = self.cards()
        shown = {
            "lost": ("clientfile_last_purchase_date", "clientfile_revenue_last_year"),
            "overdue": ("clientfile_amount_overdue", "clientfile_last_reminder"),
            "overdue_count": ("clientfile_oldest_unpaid_date",),
        }
        for key, names in shown.items():
            view = self.env["res.partner"].get_view(cards[key]["list"], "list")
            columns = etree.fromstring(view["arch"])
            for name in names:
                (column,) = columns.iterfind(f"field[@name='{name}']")
                self.assertEqual(column.get("optional"), "show", name)
        self.assertFalse(cards["clients"]["list"])

    def test_other_periods_have_their_own_numbers(self):
        self.assertEqual(self.values(period="12m")["revenue"], 780)
        self.assertEqual(self.values(period="quarter")["revenue"], 450)
        self.assertEqual(self.values(period="last_year")["revenue"], 290)
        self.assertEqual(self.values(period="quarter")["bought"], 2)
        self.assertEqual(self.values(period="quarter")["lost"], 1)
        self.assertEqual(self.values(period="last_year")["new"], 3)

    def test_margin_is_told_where_it_is_known(self):
        self.assertEqual(self.values()["margin"], 750 - 3 * 3.5)
        self.assertNotIn("margin", self.values(period="quarter"))

    def test_overdue_counts_until_yesterday_with_taxes(self):
        values = self.values()
        self.assertEqual((values["overdue"], values["overdue_count"]), (1248, 4))

    def test_each_number_is_the_count_of_its_list(self):
        for user in (self.user, self.manager):
            for period in PERIODS:
                told = self.dashboard(user, period=period)
                cards = [card for card in told["cards"] if card["kind"] == "count"]
                rows = [row for panel in told["panels"] for row in panel["rows"]]
                self.assertTrue(rows)
                for number in (*cards, *rows):
                    count = number.get("value", number.get("count"))
                    found = len(self.listed(number, user))
                    self.assertEqual(found, count, (period, number["label"]))

    def test_each_amount_is_the_sum_of_its_list(self):
        fields = {"year": "revenue_year", "12m": "revenue_12m"}
        for period, name in {**fields, "last_year": "revenue_last_year"}.items():
            card = self.cards(period=period)["revenue"]
            figures = self.listed(card).mapped(f"clientfile_{name}")
            self.assertEqual(sum(figures), card["value"])
        card = self.cards()["overdue"]
        overdue = self.listed(card).mapped("clientfile_amount_overdue")
        self.assertEqual(sum(overdue), card["value"])

    def test_each_month_is_the_sum_of_its_purchases(self):
        months = self.dashboard()["months"]
        self.assertEqual(len(months), 24)
        self.assertEqual(sum(month["amount"] for month in months), 750 + 290)
        for month in months:
            number = {"model": "clientfile.purchase.report", **month}
            self.assertEqual(
                sum(self.listed(number).mapped("revenue")), month["amount"], month
            )

    def test_regions_are_departments_and_other_countries(self):
        rows = self.panel("place")
        told = {label: (row["count"], row["amount"]) for label, row in rows.items()}
        self.assertEqual(
            told, {"75 Paris": (1, 400), "69 Rhône": (1, 300), "Belgium": (1, 50)}
        )

    def test_industries_sources_and_salespeople_have_their_rows(self):
        self.assertEqual(self.panel("industry")["Baking"]["amount"], 300)
        self.assertEqual(self.panel("industry")["Not known"]["amount"], 450)
        self.assertEqual(self.panel("source")["Not known"]["count"], 3)
        self.assertEqual(self.panel("user")[self.user.name]["amount"], 300)

    def test_clients_are_told_by_status(self):
        rows = self.panel("status")
        self.assertEqual(sum(row["count"] for row in rows.values()), 4)

    def test_moves_of_the_period_are_counted(self):
        self.env["clientfile.status.move"].create(
            [
                {
                    "partner_id": self.customers["lyon"].id,
                    "company_id": self.env.company.id,
                    "date": day,
                    "status_before": "active",
                    "status": "vip",
                    "reason": "vip",
                }
                for day in ("2026-02-01", "2025-02-01")
            ]
        )
        rows = self.panel("moves")
        self.assertEqual(rows["Active → VIP"]["count"], 1)

    def test_best_customers_come_first_with_their_margin(self):
        best, overdue = self.dashboard()["tops"]
        self.assertEqual(
            [row["name"] for row in best["rows"]], ["Paris", "Lyon", "Gent"]
        )
        self.assertEqual(best["rows"][0]["margin"], 396.5)
        self.assertAlmostEqual(best["rows"][0]["share"], 400 / 750)
        self.assertEqual(overdue["rows"][0]["name"], "Lyon")
        self.assertEqual(overdue["rows"][0]["date"], "2025-03-10")

    def test_salesperson_sees_own_customers_and_territory(self):
        told = self.dashboard(self.user)
        names = {row["name"] for row in told["tops"][0]["rows"]}
        self.assertEqual(names, {"Lyon", "Gent"})
        self.assertFalse(told["is_manager"])
        self.assertEqual(told["options"], {"users": [], "territories": []})
        asked = self.values(self.user, user_id=self.manager.id)
        self.assertEqual((asked["clients"], asked["revenue"]), (0, 0))

    def test_manager_chooses_salesperson_or_territory(self):
        self.assertEqual(self.values(user_id=self.user.id)["revenue"], 300)
        self.assertEqual(self.values(territory_id=self.territory.id)["revenue"], 50)
        options = self.dashboard()["options"]
        self.assertIn((self.user.id, self.user.name), options["users"])
        self.assertIn((self.territory.id, "North"), options["territories"])

    def test_another_company_has_numbers_of_its_own(self):
        other = self.env["res.company"].create({"name": "Other"})
        self.manager.company_ids += other
        values = self.values(company=other)
        self.assertEqual(
            {values[key] for key in ("clients", "revenue", "overdue")}, {0}
        )

    def test_customers_of_another_company_are_left_out(self):
        self.customers["paris"].company_id = self.env["res.company"].create(
            {"name": "Other"}
        )
        self.assertEqual(self.values()["revenue"], 350)

    def test_archived_customers_count_but_are_no_clients(self):
        self.customers["paris"].active = False
        values = self.values()
        self.assertEqual((values["clients"], values["revenue"]), (3, 750))

    def test_contacts_are_not_counted_beside_their_company(self):
        self.make_person(parent_id=self.customers["paris"].id)
        self.assertEqual(self.values()["clients"], 4)

    def test_nonsense_is_as_if_it_were_not_asked(self):
        nonsense = {
            "period": "1=1",
            "user_id": "x",
            "territory_id": [1],
            "evil": "DROP",
        }
        usual = {"period": "year", "user_id": False, "territory_id": False}
        dashboards = self.env["clientfile.dashboard"].with_user(self.manager)
        for wanted in (nonsense, [1], "year", None):
            self.assertEqual(dashboards.get_dashboard(wanted)["wanted"], usual)

    def test_strangers_are_refused(self):
        for group in ("base.group_user", "base.group_portal"):
            stranger = new_test_user(self.env, f"stranger_{group[-4:]}", group)
            with self.assertRaises(AccessError):
                self.dashboard(stranger)

    def test_more_customers_take_no_more_queries(self):
        self.dashboard()
        few = self.count_queries()
        for number in range(5):
            customer = self.make_company(f"More {number}", zip=f"{number + 10}000")
            self.sell_on(customer, "2026-04-01", 20)
        self.env["clientfile.metrics.run"]._run_at_once()
        self.assertEqual(self.values()["clients"], 9)
        self.assertEqual(self.count_queries(), few)
        self.assertLessEqual(few, 16)

    def count_queries(self):
        self.env.flush_all()
        self.env.invalidate_all()
        before = self.env.cr.sql_log_count
        self.dashboard()
        return self.env.cr.sql_log_count - before


@tagged("post_install", "-at_install")
class TestDashboardTour(FiguresCase, HttpCase):
    def test_number_opens_its_list(self):
        for name, country in (("Lyon", self.france), ("Gent", self.belgium)):
            customer = self.make_company(name, zip="69003", country_id=country.id)
            self.sell(customer, 0)
        self.env["clientfile.metrics.run"]._run_at_once()
        self.start_tour(
            "/odoo/customer-dashboard",
            "clientfile_dashboard_tour",
            login=self.manager.login,
        )
