from dataclasses import dataclass
from decimal import Decimal
from itertools import pairwise

from odoo import api, fields, models
from odoo.fields import Domain
from odoo.tools import SQL

from ..tools.figures_scope import Days, Scope, season_years
from . import clientfile_metrics_columns as columns
from .clientfile_metrics_facts import FACT_INDEXES, FACT_KEYS, FACTS, MERGED

# A night changes few rows: the others are not made, nor even locked.
_CHANGED = """
    {start}
    SELECT *
      FROM (SELECT entity_id AS partner_id, company_id, {figures} {source}) AS made
     WHERE NOT EXISTS (
           SELECT FROM {table} AS held
            WHERE %(held)s
              AND held.partner_id = made.partner_id
              AND held.company_id = made.company_id {same_key}
              AND ROW({of_held}) IS NOT DISTINCT FROM ROW({of_made}))
"""
_WRITE = """
    INSERT INTO {table} (partner_id, company_id, {names})
    SELECT partner_id, company_id, {names} FROM {changed}
    ON CONFLICT (partner_id, company_id{key}) DO UPDATE SET ({names}) = ROW({new})
"""
_FORGET = """
    DELETE FROM {table} AS held
     WHERE %(is_held)s
       AND NOT EXISTS (
           SELECT FROM {source} AS source
            WHERE source.entity_id = held.partner_id
              AND source.company_id = held.company_id {same_source})
"""
# What the SQL reads must be in the database.
_READ_MODELS = (
    "account.move",
    "account.move.line",
    "account.partial.reconcile",
    "clientfile.dispute",
    "product.product",
    "product.template",
    "res.partner",
    "sale.order",
    "sale.order.line",
)


@dataclass(frozen=True)
class _Stored:
    """A table of figures, and the SQL that has it hold those of the documents."""

    table: str
    # One row of it for each customer, company and key that is found there.
    source: str
    figures: dict[str, str]
    select: str
    start: str = ""
    key: str = ""

    @property
    def changed_table(self):
        return f"{self.table}_changed"

    def changed_query(self):
        return _CHANGED.format(
            start=self.start,
            figures=", ".join(f"{sql} AS {name}" for name, sql in self.figures.items()),
            source=self.select,
            table=self.table,
            same_key=self.key and f"AND held.{self.key} = made.{self.key}",
            of_held=self._listed("held."),
            of_made=self._listed("made."),
        )

    def write_query(self):
        return _WRITE.format(
            table=self.table,
            names=self._listed(),
            changed=self.changed_table,
            key=self.key and f", {self.key}",
            new=self._listed("EXCLUDED."),
        )

    def forget_query(self):
        return _FORGET.format(
            table=self.table,
            source=self.source,
            same_source=self.key and f"AND source.{self.key} = held.{self.key}",
        )

    def _listed(self, owner=""):
        return ", ".join(f"{owner}{name}" for name in self.figures)


_STORED = (
    _Stored(
        "clientfile_metrics",
        source="clientfile_document",
        figures=columns.FIGURES,
        select=columns.SELECT,
        start=columns.WITH,
    ),
    _Stored(
        "clientfile_metrics_year",
        source="clientfile_year",
        figures={"year": "year", **columns.YEAR_FIGURES},
        select=columns.YEAR_SELECT,
        key="year",
    ),
)
# What is made of the facts, in this order.
_GROUPED = {
    "clientfile_part": columns.PARTS,
    "clientfile_year": columns.YEARS,
    **{stored.changed_table: stored.changed_query() for stored in _STORED},
}
# PostgreSQL groups by one process what does not become much fewer; of several parts it
# makes each by one of its own, where no part is shared out itself. Two help by default.
_SHARES = 3
_A_PROCESS_EACH = """
    SET LOCAL min_parallel_table_scan_size = '1TB';
    SET LOCAL min_parallel_index_scan_size = '1TB';
"""
_BORDERS = """
    SELECT PERCENTILE_DISC(%(shares)s) WITHIN GROUP (ORDER BY entity_id)
      FROM clientfile_document
"""


class ClientfileMetrics(models.Model):
    """One way to make figures, whether for one customer or for a million."""

    _inherit = "clientfile.metrics"

    @api.model
    def _refresh_customers(self, partner_ids):
        """Make the figures of these customers anew, in all companies."""
        if partner_ids:
            self._refresh(Scope(ids=tuple(partner_ids)))

    @api.model
    def _refresh(self, scope):
        """Make the figures of a :class:`Scope` from the documents, set-based."""
        for name in _READ_MODELS:
            self.env[name].flush_model()
        parameters = self._prepare_refresh_parameters(scope)
        for table, query in FACTS.items():
            self._make_table(table, SQL(query, **parameters), parameters["kind"])
        shares = self._get_shares(scope)
        if len(shares) > 1:
            self.env.cr.execute(_A_PROCESS_EACH)
        for table, query in _GROUPED.items():
            parts = [SQL("(%s)", SQL(query, **share, **parameters)) for share in shares]
            union = SQL(" UNION ALL ").join(parts)
            self._make_table(table, union, parameters["kind"])
        for stored in _STORED:
            self.env.cr.execute(stored.write_query())
            self.env.cr.execute(SQL(stored.forget_query(), **parameters))
        for table in (*FACTS, *_GROUPED):
            self.env.cr.execute(SQL("DROP TABLE %s", SQL.identifier(table)))
        self._forget_cache()

    @api.model
    def _get_shares(self, scope):
        """Conditions that part the customers, each part with about as many documents.

        :return: of each part that of the facts, and that of the figures held
        """
        if scope.ids is not None:
            held = self._get_scope_conditions(scope)["is_held"]
            return [{"share": SQL("TRUE"), "held": held}]
        parts = [number / _SHARES for number in range(1, _SHARES)]
        [[borders]] = self.env.execute_query(SQL(_BORDERS, shares=parts))
        borders = [scope.first - 1, *(borders or ()), scope.last]
        return [
            {
                "share": SQL("entity_id > %s AND entity_id <= %s", *ends),
                "held": SQL("held.partner_id > %s AND held.partner_id <= %s", *ends),
            }
            for ends in pairwise(borders)
        ]

    @api.model
    def _make_table(self, table, query, kind):
        name = SQL.identifier(table)
        self.env.cr.execute(SQL("CREATE %s TABLE %s AS %s", kind, name, query))
        if index := FACT_INDEXES.get(table):
            self.env.cr.execute(index)
        # Without it, PostgreSQL takes a million rows for a thousand.
        if keys := FACT_KEYS.get(table):
            listed = SQL(", ").join(SQL.identifier(key) for key in keys)
            self.env.cr.execute(SQL("ANALYZE %s (%s)", name, listed))

    @api.model
    def _forget_cache(self):
        for name in ("clientfile.metrics", "clientfile.metrics.year"):
            self.env[name].invalidate_model()
        self.env["res.partner"].invalidate_model(
            self.env["res.partner"]._get_clientfile_figure_names()
        )

    @api.model
    def _prepare_refresh_parameters(self, scope):
        days = Days.of(fields.Date.context_today(self))
        seasons = {}
        for month in columns.MONTHS:
            first, last = season_years(month, days.today)
            seasons[f"season_{month}_first"] = first
            seasons[f"season_{month}_last"] = last
        return {
            **self._get_scope_conditions(scope),
            "kind": SQL("UNLOGGED" if scope.ids is None else "TEMPORARY"),
            "companies": self._get_companies(days.today),
            "merged": SQL(MERGED),
            "unit": self._get_unit_factors(),
            "year": days.today.year,
            "month": days.today.month,
            "quarter": (days.today.month + 2) // 3,
            **vars(days),
            **seasons,
        }

    @api.model
    def _get_scope_conditions(self, scope):
        """Which documents count, which rows are made anew or removed."""
        held = SQL.identifier("held", "partner_id")
        if scope.ids is None:
            entity = SQL("COALESCE(merged.entity_id, move.commercial_partner_id)")
            between = SQL("BETWEEN %s AND %s", scope.first, scope.last)
            return {
                "is_document": SQL("%s %s", entity, between),
                "is_held": SQL("%s %s", held, between),
            }
        # sudo: what was merged counts, whatever the user may see
        partners = self.env["res.partner"].sudo().browse(scope.ids)
        ids = partners._clientfile_entity_ids()
        owner = SQL("move.commercial_partner_id")
        return {
            "is_document": SQL("%s = ANY(%s)", owner, ids),
            "is_held": SQL("%s = ANY(%s)", held, ids),
        }

    @api.model
    def _get_unit_factors(self):
        """An array of the factor of each unit of measure, by its id."""
        # sudo: figures are made of all lines, whatever their units
        units = self.env["uom.uom"].sudo().with_context(active_test=False)
        factors = {unit.id: unit.factor for unit in units.search(Domain.TRUE)}
        listed = [
            factors.get(number) for number in range(1, max(factors, default=0) + 1)
        ]
        return SQL("%s::numeric[]", listed)

    @api.model
    def _get_companies(self, today):
        """Each company with its root, where branches' figures are counted."""
        # sudo: figures are made for all companies, whoever asks
        companies = self.env["res.company"].sudo().with_context(active_test=False)
        rows = []
        for company in companies.search(Domain.TRUE):
            root = company.root_id
            fiscal = root.compute_fiscalyear_dates(today)["date_from"]
            decimals = root.currency_id.decimal_places
            currency = root.currency_id.id
            coins = Decimal(10) ** decimals
            rows.append((company.id, root.id, currency, decimals, coins, fiscal))
        return SQL(", ").join(SQL("%s", row) for row in rows)
