from decimal import Decimal

from odoo.tests import tagged

from odoo.addons.crm_clientfile.tools.figures_scope import Scope

from .figures_case import FiguresCase, Histories
from .figures_naive import NaiveFigures


@tagged("post_install", "-at_install")
class TestFiguresNaive(FiguresCase):
    """Figures made by SQL are those that anybody would count by hand."""

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.partners = Histories(cls, seed=5).make(500)
        cls.metrics._refresh(Scope(ids=tuple(cls.partners.ids)))

    def stored(self, table, names, keys="partner_id"):
        """Values as PostgreSQL holds them: numbers exact, NULL as None."""
        columns = ", ".join(
            f"{name}::text" if name not in keys.split(", ") else name for name in names
        )
        self.env.cr.execute(
            f"SELECT {columns} FROM {table} WHERE partner_id = ANY(%s)",  # noqa: S608
            [self.partners.ids],
        )
        return self.env.cr.fetchall()

    def assert_same(self, stored, counted, told):
        for name, value in counted.items():
            held = stored[name]
            if isinstance(value, (int, Decimal)):
                held = held and Decimal(held)
            elif value is not None:
                value = str(value)
            self.assertEqual(held, value, f"{name} of {told}")

    def test_figures_equal_a_naive_recomputation(self):
        counted = {
            partner.id: NaiveFigures(partner, self.today).figures()
            for partner in self.partners
        }
        counted = {key: found for key, found in counted.items() if found}
        names = ["partner_id", *next(iter(counted.values()))]
        rows = self.stored("clientfile_metrics", names)
        stored = {row[0]: dict(zip(names, row, strict=True)) for row in rows}
        self.assertEqual(stored.keys(), counted.keys())
        for partner_id, figures in counted.items():
            self.assert_same(stored[partner_id], figures, partner_id)

    def test_years_equal_a_naive_recomputation(self):
        months = [f"m{month:02}" for month in range(1, 13)]
        keys = [*months, *(f"q{quarter}" for quarter in range(1, 5))]
        names = ["revenue", "revenue_taxed", "purchase_count"]
        names += [f"{kind}_{key}" for kind in ("revenue", "count") for key in keys]
        rows = self.stored(
            "clientfile_metrics_year",
            ["partner_id", "year", *names],
            keys="partner_id, year",
        )
        stored = {row[:2]: dict(zip(names, row[2:], strict=True)) for row in rows}
        counted = {
            (partner.id, year): dict.fromkeys(names) | row
            for partner in self.partners
            for year, row in NaiveFigures(partner, self.today).years().items()
        }
        self.assertEqual(stored.keys(), counted.keys())
        for key, row in counted.items():
            self.assert_same(stored[key], row, key)

    def test_a_slice_gives_the_figures_of_each_customer(self):
        self.env.cr.execute("SELECT * FROM clientfile_metrics ORDER BY id")
        before = self.env.cr.fetchall()
        ids = self.partners.ids
        self.metrics._refresh(Scope(first=ids[0], last=ids[249]))
        self.metrics._refresh(Scope(first=ids[250], last=ids[-1]))
        self.env.cr.execute("SELECT * FROM clientfile_metrics ORDER BY id")
        self.assertEqual(self.env.cr.fetchall(), before)
