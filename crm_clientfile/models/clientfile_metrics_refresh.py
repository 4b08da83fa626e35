from odoo import api, fields, models
from odoo.tools import SQL

from ..tools.figures_scope import Days, Scope, season_years
from . import clientfile_metrics_columns as columns
from .clientfile_metrics_facts import FACTS

# Rows that stay as they are are not written: a night changes few.
_WRITE = """
    INSERT INTO {table} AS held (partner_id, company_id, {names})
    SELECT entity_id, company_id, {figures} {source}
    ON CONFLICT (partner_id, company_id{key}) DO UPDATE
       SET ({names}) = ROW({new})
     WHERE ({old}) IS DISTINCT FROM ({new})
"""
_FORGET = """
    DELETE FROM {table} AS held
     WHERE partner_id IN (SELECT source_id FROM clientfile_scope)
       AND NOT EXISTS (
           SELECT FROM {made} AS made
            WHERE made.entity_id = held.partner_id
              AND made.company_id = held.company_id {key})
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


def _write_query(table, figures, source, key=""):
    names = ", ".join(figures)
    return _WRITE.format(
        table=table,
        names=names,
        figures=", ".join(figures.values()),
        source=source,
        key=key,
        old=", ".join(f"held.{name}" for name in figures),
        new=", ".join(f"EXCLUDED.{name}" for name in figures),
    )


_QUERIES = (
    columns.YEARS,
    "ANALYZE clientfile_year",
    columns.WITH
    + _write_query("clientfile_metrics", columns.FIGURES, columns.SELECT),
    _write_query(
        "clientfile_metrics_year",
        {"year": "year", **columns.YEAR_FIGURES},
        columns.YEAR_SELECT,
        key=", year",
    ),
    _FORGET.format(table="clientfile_metrics", made="clientfile_document", key=""),
    _FORGET.format(
        table="clientfile_metrics_year",
        made="clientfile_year",
        key="AND made.year = held.year",
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
        for table, query in FACTS.items():
            self._make_table(table, query, parameters)
        self.env.cr.execute("DROP TABLE IF EXISTS clientfile_year")
        for query in _QUERIES:
            self.env.cr.execute(SQL(query, **parameters))
        self._forget_cache()

    @api.model
    def _make_table(self, table, query, parameters):
        name = SQL.identifier(table)
        self.env.cr.execute(SQL("DROP TABLE IF EXISTS %s", name))
        self.env.cr.execute(SQL(query, **parameters))
        # Without it, PostgreSQL takes a million rows for a thousand.
        self.env.cr.execute(SQL("ANALYZE %s", name))

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
            "is_entity": self._get_scope_condition(scope, "id"),
            "is_survivor": self._get_scope_condition(
                scope, "clientfile_merged_into_id"
            ),
            "companies": self._get_companies(days.today),
            "year": days.today.year,
            "month": days.today.month,
            "quarter": (days.today.month + 2) // 3,
            **vars(days),
            **seasons,
        }

    @api.model
    def _get_scope_condition(self, scope, column):
        column = SQL.identifier("entity", column)
        if scope.ids is not None:
            return SQL("%s = ANY(%s)", column, list(scope.ids))
        return SQL("%s BETWEEN %s AND %s", column, scope.first, scope.last)

    @api.model
    def _get_companies(self, today):
        """Each company with its root, where branches' figures are counted."""
        # sudo: figures are made for all companies, whoever asks
        companies = self.env["res.company"].sudo().with_context(active_test=False)
        rows = []
        for company in companies.search([]):
            root = company.root_id
            fiscal = root.compute_fiscalyear_dates(today)["date_from"]
            decimals = root.currency_id.decimal_places
            currency = root.currency_id.id
            rows.append((company.id, root.id, currency, decimals, fiscal))
        return SQL(", ").join(SQL("%s", row) for row in rows)
