from odoo import models

from ..formats.workbook_blocks import Chart, Charts, Formula, Table, Words
from ..formats.workbook_style import ColumnSpec
from .clientfile_cells import pairs_of

_PERCENT = 100
FIGURES = {
    "revenue": (
        *("revenue_year", "revenue_year_taxed", "revenue_12m", "revenue_previous_12m"),
        *("revenue_last_year", "revenue_year_before", "revenue_total", "forecast_12m"),
    ),
    "payment": (
        *("amount_paid", "amount_due", "amount_overdue", "unpaid_count"),
        *("oldest_unpaid_date", "payment_days", "late_days", "payment_risk"),
    ),
    "purchases": (
        *("purchase_count", "purchase_count_12m", "basket_12m", "basket"),
        *("first_purchase_date", "last_purchase_date", "frequency", "expected_date"),
        "churn_risk",
    ),
    "profit": (
        *("margin_12m", "margin_rate_12m", "margin_total", "discount_12m"),
        *("discount_previous_12m", "credit_amount", "credit_count", "abc_class"),
        *("rfm_segment", "rfm_score"),
    ),
}


class ResPartner(models.Model):
    """Figures and products in the workbook of a customer, with charts."""

    _inherit = "res.partner"

    def _get_clientfile_figures_sheets(self):
        """The sheets of the figures, and of the products if something was bought."""
        blocks = [self._get_clientfile_figures_pairs(key) for key in FIGURES]
        if not self.clientfile_purchase_count:
            nothing = Words(self.env._("Figures"), [self.env._("No purchase yet.")])
            return [self._clientfile_sheet(self.env._("Figures"), [nothing, *blocks])]
        values = self._prepare_clientfile_figures_values()
        sentences = [sentence for _level, sentence in self._get_clientfile_words()]
        words = Words(self.env._("In words"), sentences)
        products = self._get_clientfile_product_tables(values)
        return [
            self._clientfile_sheet(self.env._("Figures"), [words, *blocks]),
            self._get_clientfile_revenue_sheet(values),
            *(
                [self._clientfile_sheet(self.env._("Products"), products)]
                if products
                else []
            ),
        ]

    def _get_clientfile_revenue_sheet(self, values):
        """Months and years as tables and charts."""
        years = values["years"].sorted("year")
        return self._clientfile_sheet(
            self.env._("Revenue"),
            [
                self._get_clientfile_month_table(years, values["seasons"]),
                self._get_clientfile_year_table(years),
                *self._get_clientfile_figures_charts(years, values["seasons"]),
            ],
        )

    def _get_clientfile_figures_pairs(self, key):
        titles = {
            "revenue": self.env._("Revenue"),
            "payment": self.env._("Payment"),
            "purchases": self.env._("Purchases"),
            "profit": self.env._("Profitability"),
        }
        names = [f"clientfile_{name}" for name in FIGURES[key]]
        return pairs_of(titles[key], self, names)

    def _get_clientfile_month_table(self, years, seasons):
        """Twelve months of each year, and the season beside them."""
        names = dict(
            self._fields["clientfile_best_month"]._description_selection(self.env)
        )
        columns = [ColumnSpec("month", self.env._("Month"), width=30)]
        columns += [ColumnSpec(f"y{y.year}", str(y.year), "amount") for y in years]
        columns += [
            ColumnSpec(f"s{at}", title, "integer")
            for at, (title, _indices) in enumerate(seasons)
        ]
        rows = [
            [
                names[str(month)],
                *(year[f"revenue_m{month:02}"] or None for year in years),
                *(round(indices[month - 1]) for _title, indices in seasons),
            ]
            for month in range(1, 13)
        ]
        sums = [
            Formula(f"=SUM({{y{y.year}}}{{first}}:{{y{y.year}}}{{last}})", y.revenue)
            for y in years
        ]
        total = [self.env._("Total"), *sums, *(None for _season in seasons)]
        title = self.env._("Purchases by month, without taxes")
        return Table("months", title, tuple(columns), rows, total)

    def _get_clientfile_year_table(self, years):
        rows = [
            [
                str(year.year),
                year.revenue,
                year.purchase_count,
                Formula(
                    "=IF({purchases}{row}>0,{revenue}{row}/{purchases}{row},0)",
                    year.revenue / year.purchase_count if year.purchase_count else 0,
                ),
                year.margin,
                year.margin_rate / _PERCENT,
                year.discount / _PERCENT,
            ]
            for year in years
        ]
        columns = (
            ColumnSpec("year", self.env._("Year")),
            ColumnSpec("revenue", self.env._("Revenue"), "amount", mark="bar"),
            ColumnSpec("purchases", self.env._("Purchases"), "integer"),
            ColumnSpec("basket", self.env._("Revenue per purchase"), "amount"),
            ColumnSpec("margin", self.env._("Margin"), "amount"),
            ColumnSpec("rate", self.env._("Margin (%)"), "percent"),
            ColumnSpec("discount", self.env._("Discount (%)"), "percent"),
        )
        return Table("years", self.env._("Years"), columns, rows)

    def _get_clientfile_figures_charts(self, years, seasons):
        """Three years by month; below it the years, and the season if it is known."""
        series = tuple(f"y{year.year}" for year in years[-3:])
        by_month, by_year = (
            self.env._("Revenue by month"),
            self.env._("Revenue by year"),
        )
        above = Chart("column", by_month, "months", "month", series)
        below = [Chart("column", by_year, "years", "year", ("revenue",))]
        if seasons:
            title = self.env._("Season: 100 is an average month")
            shown = tuple(f"s{at}" for at in range(len(seasons)))
            below.append(Chart("line", title, "months", "month", shown))
        return [Charts((above,)), Charts(tuple(below))]

    def _get_clientfile_product_tables(self, values):
        """Tables of what was bought most, is not any more, and might be."""
        titles = {
            "top": self.env._("Bought most, in three years"),
            "lost": self.env._("Bought regularly, not any more"),
        }
        tables = [
            self._get_clientfile_bought_table(key, title, values[key])
            for key, title in titles.items()
            if values[key]
        ]
        if values["suggested"]:
            columns = (
                ColumnSpec("product", self.env._("Product"), width=44),
                ColumnSpec("buyers", self.env._("Bought by"), "integer"),
            )
            rows = [
                (one["product"].display_name, one["buyers"])
                for one in values["suggested"]
            ]
            title = self.env._("What customers alike buy")
            tables.append(Table("suggested", title, columns, rows))
        return tables

    def _get_clientfile_bought_table(self, key, title, bought):
        columns = (
            ColumnSpec("product", self.env._("Product"), width=44),
            ColumnSpec("amount", self.env._("Amount"), "amount", mark="bar"),
            ColumnSpec("quantity", self.env._("Quantity"), "amount"),
            ColumnSpec("price", self.env._("Average price"), "amount"),
            ColumnSpec("days", self.env._("Days with Purchases"), "integer"),
            ColumnSpec("first", self.env._("First Purchase"), "date", 14),
            ColumnSpec("last", self.env._("Last Purchase"), "date", 14),
        )
        price = "=IF({quantity}{row}<>0,{amount}{row}/{quantity}{row},0)"
        rows = [
            (
                one["product"].display_name,
                one["amount"],
                one["quantity"],
                Formula(
                    price, one["amount"] / one["quantity"] if one["quantity"] else 0
                ),
                one["days"],
                one["first"],
                one["last"],
            )
            for one in bought
        ]
        amount = sum(one["amount"] for one in bought)
        total = Formula("=SUM({amount}{first}:{amount}{last})", amount)
        row = (self.env._("Total"), total, None, None, None, None, None)
        return Table(key, title, columns, rows, row)
