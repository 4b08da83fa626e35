from decimal import Decimal

from odoo import api, fields, models
from odoo.fields import Domain
from odoo.tools import SQL

from ..tools.figures_scope import Days, Scope, season_years
from . import clientfile_metrics_columns as columns
from .clientfile_metrics_facts import DOCUMENTS_INDEX, FACT_KEYS, FACTS, MERGED

# A night changes few rows; the others are not even locked.
_WRITE = """
    INSERT INTO {table} AS held (partner_id, company_id, {names})
    SELECT * FROM (
        SELECT entity_id, company_id, {figures} {source}
    ) AS made
     WHERE NOT EXISTS (
           SELECT FROM {table} AS present
            WHERE present.partner_id = made.entity_id
              AND present.company_id = made.company_id {same_key}
              AND ROW({present}) IS NOT DISTINCT FROM ROW({made}))
    ON CONFLICT (partner_id, company_id{key}) DO UPDATE
       SET ({names}) = ROW({new})
"""
_FORGET = """
    DELETE FROM {table} AS held
     WHERE %(is_held)s
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
    def listed(owner):
        return ", ".join(f"{owner}.{name}" for name in figures)

    return _WRITE.format(
        table=table,
        names=", ".join(figures),
        figures=", ".join(f"{figure} AS {name}" for name, figure in figures.items()),
        source=source,
        key=key and f", {key}",
        same_key=key and f"AND present.{key} = made.{key}",
        present=listed("present"),
        made=listed("made"),
        new=listed("EXCLUDED"),
    )


_QUERIES = (
    columns.WITH + _write_query("clientfile_metrics", columns.FIGURES, columns.SELECT),
    _write_query(
        "clientfile_metrics_year",
        {"year": "year", **columns.YEAR_FIGURES},
        columns.YEAR_SELECT,
        key="year",
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
            self._make_table(table, SQL(query, **parameters))
            if table == "clientfile_document":
                self.env.cr.execute(DOCUMENTS_INDEX)
        self._make_table("clientfile_year", SQL(columns.YEARS, **parameters))
        for query in _QUERIES:
            self.env.cr.execute(SQL(query, **parameters))
        self._forget_cache()

    @api.model
    def _make_table(self, table, query):
        name = SQL.identifier(table)
        self.env.cr.execute(SQL("DROP TABLE IF EXISTS %s", name))
        self.env.cr.execute(query)
        # Without it, PostgreSQL takes a million rows for a thousand.
        keys = SQL(", ").join(SQL.identifier(key) for key in FACT_KEYS[table])
        self.env.cr.execute(SQL("ANALYZE %s (%s)", name, keys))

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
