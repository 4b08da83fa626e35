import io

from openpyxl import load_workbook

from odoo.exceptions import AccessError

from ..models.clientfile_export_analysis import COLUMNS, AnalysisReader
from ..tools.territories import department_of
from .export_case import ExportCase
from .figures_case import FiguresCase


class TestExportAnalysis(ExportCase, FiguresCase):
    """The customer file to analyse: what its rows and its summary say."""

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.brewer.clientfile_is_client = True
        cls.sell(cls.customer, 40, 300.0)
        cls.sell(cls.customer, 400, 200.0)
        cls.sell(cls.brewer, 20, 100.0)
        cls.metrics._refresh_customers((cls.customer | cls.brewer).ids)

    def analyse(self, partners=None, **values):
        """The workbook of an export to analyse, as openpyxl reads its values."""
        values = {"purpose": "analyse", "name": "File", **values}
        export = self.make_export(partners, **values)
        content = io.BytesIO(self.make_file(export))
        return load_workbook(content, data_only=True)

    def rows(self, book):
        """The rows of the table, as dictionaries by title."""
        titles, *rows = book["File"].iter_rows(values_only=True)
        return [dict(zip(titles, row, strict=True)) for row in rows]

    def test_row_tells_identity_figures_and_segments(self):
        [row] = self.rows(self.analyse(self.customer))
        year = self.today.year
        self.assertEqual(
            [
                row[key]
                for key in ("Customer Number", "Name", "Department", "Salesperson")
            ],
            ["C00042", "Boulangerie Martin", "01 Ain", self.manager.name],
        )
        self.assertEqual(row["Revenue, 12 Months"], 300)
        self.assertEqual(row["Revenue, 12 Months Before"], 200)
        self.assertEqual(row["Change of the Revenue (%)"], 0.5)
        self.assertEqual(row["Due"], 600)
        self.assertEqual(row["Last Purchase"].date(), self.day(40))
        self.assertIn(f"Revenue {year}", row)

    def test_change_is_a_formula_over_the_row(self):
        export = self.make_export(self.customer, purpose="analyse", name="File")
        sheet = load_workbook(io.BytesIO(self.make_file(export)))["File"]
        at = list(COLUMNS).index("clientfile_revenue_trend") + 1
        self.assertEqual(sheet.cell(2, at).value, '=IF(AB2>0,AA2/AB2-1,"")')

    def test_contacts_count_as_their_company_once(self):
        rows = self.rows(self.analyse(self.contact | self.depot | self.customer))
        self.assertEqual([row["Name"] for row in rows], ["Boulangerie Martin"])

    def test_whole_file_has_customers_and_nobody_else(self):
        supplier = self.make_company("Only sells", clientfile_is_supplier=True)
        names = [row["Name"] for row in self.rows(self.analyse())]
        self.assertIn("Boulangerie Martin", names)
        self.assertIn("Brasserie Peeters", names)
        for stranger in (supplier, self.contact, self.env.company.partner_id):
            self.assertNotIn(stranger.name, names)

    def test_conditions_of_a_list_choose_the_customers(self):
        domain = "[('country_id.code', '=', 'BE')]"
        rows = self.rows(self.analyse(scope="domain", domain=domain))
        self.assertIn("Brasserie Peeters", [row["Name"] for row in rows])
        self.assertNotIn("Boulangerie Martin", [row["Name"] for row in rows])

    def test_summary_adds_up_the_rows(self):
        book = self.analyse(self.customer | self.brewer)
        cells = list(book["Overview"].iter_rows(values_only=True))
        pairs = {row[0]: row[1] for row in cells}
        self.assertEqual(pairs["Revenue, 12 Months"], 400)
        self.assertEqual(pairs["Change against the 12 months before"], 1)
        self.assertEqual(pairs["Have bought in 12 months"], 2)
        places = {row[0]: row[1:3] for row in cells if row[0] in ("01 Ain", "Belgium")}
        self.assertEqual(places, {"01 Ain": (1, 300), "Belgium": (1, 100)})

    def test_amounts_are_those_of_the_company_of_the_export(self):
        other = self.env["res.company"].create({"name": "Other"})
        self.administrator.company_ids += other
        [row] = self.rows(self.analyse(self.customer, company_id=other.id))
        self.assertEqual((row["Revenue, 12 Months"], row["Due"]), (0, 0))

    def test_formulas_in_names_stay_text(self):
        evil = self.make_company('=HYPERLINK("http://x")', city="+1+1")
        [row] = self.rows(self.analyse(evil))
        self.assertEqual((row["Name"], row["City"]), (evil.name, "+1+1"))

    def test_only_administrators_analyse_and_it_is_logged(self):
        for user in (self.user, self.manager):
            with self.assertRaises(AccessError):
                self.customer.with_user(user).action_clientfile_analyse()
        log = self.env["clientfile.export.log"].with_user(self.administrator)
        former = log.search([])
        self.analyse(self.customer)
        entries = (log.search([]) - former).sorted("id")
        self.assertEqual(entries.mapped("event"), ["requested", "delivered"])
        self.assertEqual(set(entries.mapped("kind")), {"workbook"})
        self.assertIn("clientfile_revenue_12m", entries[0].columns)

    def test_ticked_customers_are_opened_to_be_analysed(self):
        partners = self.people.with_user(self.administrator)
        action = partners.action_clientfile_analyse()
        export = self.env["clientfile.export"].browse(action["res_id"])
        self.assertEqual((export.purpose, export.chosen_count), ("analyse", 4))

    def test_customers_out_of_reach_are_left_out(self):
        self.brewer.company_id = self.env["res.company"].create({"name": "Other"})
        rows = self.rows(self.analyse(self.customer | self.brewer))
        self.assertEqual([row["Name"] for row in rows], ["Boulangerie Martin"])

    def test_more_customers_take_no_more_queries(self):
        env = self.env(user=self.administrator)
        keys = list(COLUMNS)
        many = self.make_many(30)
        AnalysisReader(env, keys).read_rows(many.ids)
        counts = []
        for ids in (many[:2].ids, many.ids):
            env.invalidate_all()
            before = env.cr.sql_log_count
            AnalysisReader(env, keys).read_rows(ids)
            counts.append(env.cr.sql_log_count - before)
        self.assertEqual(counts[0], counts[1])

    def make_many(self, count):
        values = {"is_company": True, "country_id": self.france.id, "zip": "69003"}
        return self.env["res.partner"].create(
            [{"name": f"Customer {number}", **values} for number in range(count)]
        )


class TestDepartment(ExportCase):
    """The department told in SQL is the one told in Python."""

    def test_both_ways_tell_the_same_department(self):
        codes = "69003 69 1000 20090 20200 20 97410 97133 98800 98000 abc 96000 6 "
        codes = [*codes.split(), "01 000", ""]
        countries = ("fr", "re", "mc", "be")
        partners = self.env["res.partner"].create(
            [
                {
                    "name": code or "None",
                    "zip": code,
                    "country_id": self.env.ref(f"base.{country}").id,
                }
                for code in codes
                for country in countries
            ]
        )
        for partner in partners:
            told = department_of(partner.country_id.code, partner.zip or "")
            self.assertEqual(partner.clientfile_department or "", told)
            found = partners.search(
                [
                    ("id", "=", partner.id),
                    ("clientfile_department", "=", told or False),
                ]
            )
            self.assertEqual(found, partner, (partner.country_id.code, partner.zip))

    def test_customers_are_grouped_by_department(self):
        described = self.env["res.partner"].fields_get(["clientfile_department"])
        field = described["clientfile_department"]
        self.assertTrue(field["sortable"] and field["groupable"])
        groups = self.env["res.partner"]._read_group(
            [("id", "in", self.people.ids)], ["clientfile_department"], ["__count"]
        )
        self.assertIn(("01", 2), groups)
