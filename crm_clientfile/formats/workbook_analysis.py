"""The sheets in front of a table of customers: what it says, by formulas and charts.

All numbers are formulas over the table, so that they follow what a reader corrects in
it or deletes from it; their values of now come from a tally of its rows.
"""

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from xlsxwriter.utility import quote_sheetname, xl_rowcol_to_cell

from .workbook_blocks import Chart, Charts, Formula, Pairs, Sheet, Table
from .workbook_style import ColumnSpec
from .workbook_tally import ALL, POSITIVE

_CHART_ROWS = 12
_WILD = re.compile(r"[*?~]")


@dataclass(frozen=True)
class Group:
    """A table of the summary: customers by a column, the ``most`` important ones.

    ``order`` are values that come first, whatever they weigh; ``chart`` is a kind of
    ``Chart``.
    """

    key: str
    title: str
    most: int = 15
    order: Sequence[str] = ()
    chart: str = "bar"


@dataclass(frozen=True)
class Figure:
    """A number about all customers: ``kind`` of column, measures of which it is made.

    ``rows`` counts customers, ``count`` those with an amount above zero of the measure,
    ``sum`` adds it up; ``change`` and ``share`` compare it with a second one.
    """

    title: str
    how: str
    measures: tuple[str, ...] = ()


@dataclass(frozen=True)
class Analysis:
    """What is to be told of the table on ``sheet``, in the words of its reader.

    ``measures`` are the keys of the columns that are added up, in the order of the
    tally; ``by_group`` those among them that each table shows. ``words`` are
    translated: summary, charts, figures, years, label, customers, revenue, average,
    share, nothing, others, total.
    """

    sheet: str
    columns: Sequence[ColumnSpec]
    count: int
    tally: dict
    measures: Sequence[str]
    groups: Sequence[Group]
    by_group: Sequence[str]
    figures: Sequence[Figure]
    years: Sequence[tuple[str, str]]
    words: Mapping[str, str]
    title: str = ""
    subtitle: str = ""


def build_analysis(analysis: Analysis) -> tuple[Sheet, Sheet]:
    """The sheets of the summary and of the charts, in this order."""
    builder = _Builder(analysis)
    return builder.build_summary(), builder.build_charts()


class _Builder:
    def __init__(self, analysis):
        self._analysis = analysis
        self._words = analysis.words
        places = {column.key: at for at, column in enumerate(analysis.columns)}
        # Doubled braces: a formula is formatted once more, with its own row.
        sheet = quote_sheetname(analysis.sheet).replace("{", "{{").replace("}", "}}")
        last = max(analysis.count, 1)
        self._ranges = {
            key: f"{sheet}!{xl_rowcol_to_cell(1, at, row_abs=True, col_abs=True)}"
            f":{xl_rowcol_to_cell(last, at, row_abs=True, col_abs=True)}"
            for key, at in places.items()
        }
        self._titles = {column.key: column.title for column in analysis.columns}
        self._sums = {key: at for at, key in enumerate(analysis.measures, start=1)}

    def build_summary(self):
        """Key figures, years, and a table for each group."""
        analysis = self._analysis
        figures = [self._build_figure(figure) for figure in analysis.figures]
        tables = [self._build_group(group) for group in self._get_groups()]
        return Sheet(
            self._words["summary"],
            analysis.title,
            (Pairs(self._words["figures"], figures), self._build_years(), *tables),
            subtitle=analysis.subtitle,
        )

    def build_charts(self):
        """Years, and the revenue of each group."""
        revenue = self._analysis.by_group[0]
        years = Chart("column", self._words["years"], "years", "label", ("revenue",))
        drawn = [years]
        for group in self._get_groups():
            title = f"{self._titles[revenue]} – {group.title}"
            series = (revenue,)
            chart = (group.chart, title, group.key, "label", series, _CHART_ROWS)
            drawn.append(Chart(*chart))
        pairs = [tuple(drawn[at : at + 2]) for at in range(0, len(drawn), 2)]
        return Sheet(
            self._words["charts"],
            self._analysis.title,
            tuple(Charts(pair) for pair in pairs),
            subtitle=self._analysis.subtitle,
            is_one_page=True,
        )

    def _get_groups(self):
        """Those with more than one line to show: what nobody fills in says nothing."""
        tally = self._analysis.tally
        return [one for one in self._analysis.groups if set(tally[one.key]) - {""}]

    def _build_figure(self, figure):
        """Label, formula and kind of a number about all customers."""
        build = {
            "rows": self._count_rows,
            "count": self._count_positive,
            "sum": self._sum_up,
            "change": self._compare,
            "share": self._compare,
        }
        kind = {"rows": "integer", "count": "integer", "sum": "amount"}
        formula = build[figure.how](figure)
        return figure.title, formula, kind.get(figure.how, "percent")

    def _count_rows(self, _figure):
        some = next(iter(self._ranges.values()))
        return Formula(f"=ROWS({some})", self._analysis.count)

    def _count_positive(self, figure):
        [key] = figure.measures
        [count] = self._analysis.tally[POSITIVE].get(key, [0])
        return Formula(f'=COUNTIF({self._ranges[key]},">0")', count)

    def _sum_up(self, figure):
        [key] = figure.measures
        return Formula(f"=SUM({self._ranges[key]})", self._total(key))

    def _compare(self, figure):
        one, other = figure.measures
        total = self._total(other)
        less = 1 if figure.how == "change" else 0
        value = self._total(one) / total - less if total > 0 else ""
        part, whole = f"SUM({self._ranges[one]})", f"SUM({self._ranges[other]})"
        return Formula(f'=IF({whole}>0,{part}/{whole}-{less},"")', value)

    def _build_years(self):
        """Revenue, customers and average of each year."""
        rows = []
        for label, key in self._analysis.years:
            [count] = self._analysis.tally[POSITIVE].get(key, [0])
            revenue = self._total(key)
            average = Formula(
                "=IF({customers}{row}>0,{revenue}{row}/{customers}{row},0)",
                round(revenue / count, 2) if count else 0,
            )
            customers = Formula(f'=COUNTIF({self._ranges[key]},">0")', count)
            total = Formula(f"=SUM({self._ranges[key]})", revenue)
            rows.append((label, total, customers, average))
        columns = (
            ColumnSpec("label", self._words["label"]),
            ColumnSpec("revenue", self._words["revenue"], "amount", mark="bar"),
            ColumnSpec("customers", self._words["customers"], "integer"),
            ColumnSpec("average", self._words["average"], "amount"),
        )
        return Table("years", self._words["years"], columns, rows)

    def _build_group(self, group):
        """Customers and amounts by a column; what is not listed is in one row."""
        first = self._analysis.by_group[0]
        columns = [
            ColumnSpec("label", group.title, width=30),
            ColumnSpec("customers", self._words["customers"], "integer"),
        ]
        for key in self._analysis.by_group:
            mark = "bar" if key == first else ""
            columns.append(ColumnSpec(key, self._titles[key], "amount", mark=mark))
        columns.insert(3, ColumnSpec("share", self._words["share"], "percent"))
        listed, others = self._rank(group)
        rows = [self._build_row(group, label, found) for label, found in listed]
        if others:
            rows.append(self._build_others(others))
        total = self._build_total()
        return Table(group.key, group.title, tuple(columns), rows, total)

    def _rank(self, group):
        """Labels with their tally, the weightiest first, and the tally of others."""
        weight = self._sums[self._analysis.by_group[0]]
        known = {label.casefold(): at for at, label in enumerate(group.order)}
        found = sorted(
            self._analysis.tally[group.key].items(),
            key=lambda one: (
                known.get(one[0].casefold(), len(known)),
                -one[1][weight],
                one[0],
            ),
        )
        rest = [tally for _label, tally in found[group.most :]]
        return found[: group.most], [sum(column) for column in zip(*rest, strict=True)]

    def _build_row(self, group, label, found):
        where = f"{self._ranges[group.key]},{_criterion(label)}"
        amounts = [
            Formula(f"=SUMIFS({self._ranges[key]},{where})", self._pick(found, key))
            for key in self._analysis.by_group
        ]
        amounts.insert(1, self._build_share(found))
        customers = Formula(f"=COUNTIFS({where})", found[0])
        return (label or self._words["nothing"], customers, *amounts)

    def _build_others(self, found):
        """What remains of the whole: it has no condition of its own."""
        first = next(iter(self._ranges.values()))
        amounts = [
            Formula(
                f"=SUM({self._ranges[key]})-SUM({{{key}}}{{first}}:{{{key}}}{{above}})",
                self._pick(found, key),
            )
            for key in self._analysis.by_group
        ]
        amounts.insert(1, self._build_share(found))
        text = f"=ROWS({first})-SUM({{customers}}{{first}}:{{customers}}{{above}})"
        return (self._words["others"], Formula(text, found[0]), *amounts)

    def _build_share(self, found):
        key = self._analysis.by_group[0]
        total = self._total(key)
        return Formula(
            f"=IF(SUM({{{key}}}${{first}}:{{{key}}}${{last}})>0,"
            f"{{{key}}}{{row}}/SUM({{{key}}}${{first}}:{{{key}}}${{last}}),0)",
            self._pick(found, key) / total if total > 0 else 0,
        )

    def _build_total(self):
        def add(key, value):
            return Formula(f"=SUM({{{key}}}{{first}}:{{{key}}}{{last}})", value)

        cells = [add(key, self._total(key)) for key in self._analysis.by_group]
        share = 1 if self._total(self._analysis.by_group[0]) > 0 else 0
        cells.insert(1, add("share", share))
        return (self._words["total"], add("customers", self._analysis.count), *cells)

    def _total(self, key):
        return self._pick(self._analysis.tally[ALL].get(ALL), key)

    def _pick(self, found, key):
        return round(found[self._sums[key]], 6) if found else 0


def _criterion(label):
    """The condition that finds the rows of a label, whatever it looks like.

    >>> _criterion(""), _criterion("Rhône"), _criterion("A*")
    ('"="', '"="&{label}{row}', '"=A~*"')
    """
    if not label:
        return '"="'
    literal = _WILD.sub(r"~\g<0>", label)
    if literal == label:
        return '"="&{label}{row}'
    text = literal.replace('"', '""').replace("{", "{{").replace("}", "}}")
    return f'"={text}"'
