from odoo import fields, models
from odoo.tools import format_date

from ..formats.workbook_analysis import Analysis, Figure, Group, build_analysis
from ..formats.workbook_blocks import Book
from ..formats.workbook_style import clean_sheet_name
from ..formats.workbook_tally import add_tallies, tally_rows
from .clientfile_metrics import CLASSES, SEGMENTS
from .clientfile_status_change import STATUSES

_YEARS = ("revenue_year", "revenue_last_year", "revenue_year_before")
MEASURES = tuple(
    f"clientfile_{name}"
    for name in (
        *("revenue_12m", "revenue_previous_12m", *_YEARS, "margin_12m"),
        *("amount_due", "amount_overdue"),
    )
)
GROUPS = (
    *("clientfile_status", "clientfile_abc_class", "clientfile_rfm_segment"),
    *("clientfile_department", "industry_id", "user_id"),
)
_BY_GROUP = (
    *("clientfile_revenue_12m", "clientfile_revenue_previous_12m"),
    *("clientfile_margin_12m", "clientfile_amount_overdue"),
)
_CHARTS = {"clientfile_status": "column", "clientfile_abc_class": "doughnut"}
_ORDERS = {
    "clientfile_status": STATUSES,
    "clientfile_abc_class": CLASSES,
    "clientfile_rfm_segment": SEGMENTS,
}


class ClientfileExport(models.Model):
    """The summary and the charts of the customer file to analyse."""

    _inherit = "clientfile.export"

    def _tally_rows(self, rows, columns):
        """What the summary needs of these rows."""
        places = {column.key: place for place, column in enumerate(columns)}
        return tally_rows(rows, places, GROUPS, MEASURES)

    def _build_front(self, columns, tallies, count):
        """The sheets before the table, as a ``Book``."""
        title = self.name
        words = self._get_summary_words()
        analysis = Analysis(
            sheet=clean_sheet_name(self.name, [words["summary"], words["charts"]]),
            columns=columns,
            count=count,
            tally=add_tallies(tallies),
            measures=MEASURES,
            groups=self._get_summary_groups(columns),
            by_group=_BY_GROUP,
            figures=self._get_summary_figures(),
            years=self._get_summary_years(),
            words=words,
            title=title,
            subtitle=self._get_summary_subtitle(),
        )
        sheets = build_analysis(analysis)
        company = self.company_id.name
        return Book(title, sheets, self.date_requested, header=company)

    def _get_summary_groups(self, columns):
        titles = {column.key: column.title for column in columns}
        partners = self.env["res.partner"]
        groups = []
        for key in GROUPS:
            order = ()
            if key in _ORDERS:
                labels = partners._fields[key]._description_selection(self.env)
                order = [label for _value, label in labels]
            chart = _CHARTS.get(key, "bar")
            groups.append(Group(key, titles[key], order=order, chart=chart))
        return groups

    def _get_summary_figures(self):
        sold, before, _this, _last, _before, margin, due, overdue = MEASURES
        return (
            Figure(self.env._("Clients"), "rows"),
            Figure(self.env._("Have bought in 12 months"), "count", (sold,)),
            Figure(
                self.env._("Had bought in the 12 months before"), "count", (before,)
            ),
            Figure(self.env._("Revenue, 12 Months"), "sum", (sold,)),
            Figure(
                self.env._("Change against the 12 months before"),
                "change",
                (sold, before),
            ),
            Figure(self.env._("Margin, 12 Months"), "sum", (margin,)),
            Figure(
                self.env._("Margin as a share of the revenue"), "share", (margin, sold)
            ),
            Figure(self.env._("Due"), "sum", (due,)),
            Figure(self.env._("Overdue"), "sum", (overdue,)),
            Figure(
                self.env._("Overdue as a share of what is due"), "share", (overdue, due)
            ),
            Figure(self.env._("Customers who pay late"), "count", (overdue,)),
        )

    def _get_summary_years(self):
        """Labels and keys, the oldest first, as charts show time."""
        year = fields.Date.context_today(self).year
        return [
            (str(year - ago), f"clientfile_{_YEARS[ago]}")
            for ago in reversed(range(len(_YEARS)))
        ]

    def _get_summary_subtitle(self):
        moment = fields.Datetime.context_timestamp(self, self.date_requested)
        day = format_date(self.env, moment.date())
        return self.env._(
            "%(company)s, %(day)s; amounts in %(currency)s without taxes, what is due "
            "with taxes",
            company=self.company_id.name,
            day=day,
            currency=self.company_id.root_id.currency_id.name,
        )

    def _get_summary_words(self):
        return {
            "summary": clean_sheet_name(self.env._("Overview")),
            "charts": clean_sheet_name(self.env._("Charts")),
            "figures": self.env._("Key figures"),
            "years": self.env._("Three years"),
            "label": self.env._("Year"),
            "customers": self.env._("Clients"),
            "revenue": self.env._("Revenue"),
            "average": self.env._("Revenue per customer"),
            "share": self.env._("Share"),
            "nothing": self.env._("(not known)"),
            "others": self.env._("Others"),
            "total": self.env._("Total"),
        }
