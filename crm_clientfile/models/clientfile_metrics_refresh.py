from decimal import Decimal

from odoo import api, fields, models
from odoo.fields import Domain
from odoo.tools import SQL

from ..tools.figures_scope import Days, Scope, season_years
from . import clientfile_metrics_columns as columns
from .clientfile_metrics_facts import FACT_INDEXES, FACT_KEYS, FACTS, MERGED

_MAKE = """
    CREATE %(kind)s TABLE {made} AS
    {start}
    SELECT entity_id AS partner_id, company_id, {figures} {source}
"""
# A night changes few rows; the others are not even locked.
_WRITE = """
    INSERT INTO {table} AS held (partner_id, company_id, {names})
    SELECT partner_id, company_id, {names}
      FROM {made} AS made
     WHERE NOT EXISTS (
           SELECT FROM {table} AS present
            WHERE present.partner_id = made.partner_id
              AND present.company_id = made.company_id {same_key}
              AND ROW({present}) IS NOT DISTINCT FROM ROW({of_made}))
    ON CONFLICT (partner_id, company_id{key}) DO UPDATE
       SET ({names}) = ROW({new})
"""
_FORGET = """
    DELETE FROM {table} AS held
     WHERE %(is_held)s
       AND NOT EXISTS (
           SELECT FROM {made} AS made
            WHERE made.partner_id = held.partner_id
              AND made.company_id = held.company_id {same_held})
"""
# What the SQL reads must be in the database.
_READ_MODELS = (
    "account.move",
    "account.move.line",
    "account.partial.reconcile",
    "clientfile.dispute",
    "product.product",
    "res.partner",
    "sale.order.line",
)


def _make_query(made, figures, source, start=""):
    listed = ", ".join(f"{figure} AS {name}" for name, figure in figures.items())
    return _MAKE.format(made=made, start=start, figures=listed, source=source)


def _store_queries(table, made, names, key=""):
    """Have ``table`` hold what is in ``made``, and nothing else."""

    def listed(owner):
        return ", ".join(f"{owner}.{name}" for name in names)

    parts = {
        "table": table,
        "made": made,
        "names": ", ".join(names),
        "key": key and f", {key}",
        "same_key": key and f"AND present.{key} = made.{key}",
        "same_held": key and f"AND made.{key} = held.{key}",
        "present": listed("present"),
        "of_made": listed("made"),
        "new": listed("EXCLUDED"),
    }
    return _WRITE.format(**parts), _FORGET.format(**parts)


_YEAR_FIGURES = {"year": "year", **columns.YEAR_FIGURES}
# In this order, from the documents to what is to be stored.
_TABLES = {
    **FACTS,
    "clientfile_year": columns.YEARS,
    "clientfile_made": _make_query(
        "clientfile_made", columns.FIGURES, columns.SELECT, start=columns.WITH
    ),
    "clientfile_made_year": _make_query(
        "clientfile_made_year", _YEAR_FIGURES, columns.YEAR_SELECT
    ),
}
_STORE = (
    *_store_queries("clientfile_metrics", "clientfile_made", list(columns.FIGURES)),
    *_store_queries(
        "clientfile_metrics_year",
        "clientfile_made_year",
        list(_YEAR_FIGURES),
        key="year",
    ),
)


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
        for table, query in _TABLES.items():
            self._make_table(table, SQL(query, **parameters))
        for query in _STORE:
            self.env.cr.execute(SQL(query, **parameters))
        for table in _TABLES:
            self.env.cr.execute(SQL("DROP TABLE %s", SQL.identifier(table)))
        self._forget_cache()

    @api.model
    def _make_table(self, table, query):
        self.env.cr.execute(query)
        if index := FACT_INDEXES.get(table):
            self.env.cr.execute(index)
        # Without it, PostgreSQL takes a million rows for a thousand.
        keys = SQL(", ").join(SQL.identifier(key) for key in FACT_KEYS[table])
        self.env.cr.execute(SQL("ANALYZE %s (%s)", SQL.identifier(table), keys))

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
