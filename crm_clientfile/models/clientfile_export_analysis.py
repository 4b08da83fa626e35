"""The columns of the customer file to analyse, read by one query for many customers.

Each is a field of the partner that the ORM gives as SQL: reading records one by one
would take longer than writing the workbook.
"""

from dataclasses import dataclass

from odoo import fields
from odoo.tools import SQL

from ..formats.workbook_style import ColumnSpec
from ..tools.departments import DEPARTMENT_NAMES

_YEARS = ("revenue_year", "revenue_last_year", "revenue_year_before")
_CHANGE = (
    "=IF({clientfile_revenue_previous_12m}{row}>0,"
    "{clientfile_revenue_12m}{row}/{clientfile_revenue_previous_12m}{row}-1,"
    '"")'
)


@dataclass(frozen=True)
class Column:
    """A column: ``kind``, ``width``, ``mark`` and ``formula`` are of ``ColumnSpec``."""

    kind: str = "text"
    width: float | None = None
    mark: str = ""
    formula: str = ""


def _our(names, kind, width=None):
    return {f"clientfile_{name}": Column(kind, width) for name in names}


COLUMNS = {
    "ref": Column(width=12),
    "name": Column(width=32),
    "clientfile_status": Column(width=12),
    "clientfile_is_vip": Column("boolean", 7),
    "industry_id": Column(width=20),
    "clientfile_siren": Column(width=12),
    "vat": Column(width=17),
    "street": Column(width=28),
    "zip": Column(width=9),
    "city": Column(width=18),
    "clientfile_department": Column(width=20),
    "country_id": Column(width=14),
    "phone": Column(width=18),
    "email": Column(width=28),
    "user_id": Column(width=18),
    "clientfile_territory_id": Column(width=16),
    "clientfile_source_id": Column(width=16),
    "clientfile_client_since": Column("date"),
    **_our(("rfm_score", "rfm_segment", "abc_class"), "text", 12),
    **_our(("churn_risk", "payment_risk"), "text", 14),
    **_our(_YEARS, "amount", 14),
    "clientfile_revenue_12m": Column("amount", 15, "bar"),
    **_our(("revenue_previous_12m",), "amount", 15),
    "clientfile_revenue_trend": Column("percent", 12, "arrows", _CHANGE),
    **_our(("purchase_count_12m",), "integer", 11),
    **_our(("basket_12m", "margin_12m"), "amount", 14),
    **_our(("margin_rate_12m", "discount_12m"), "percent", 11),
    **_our(("first_purchase_date", "last_purchase_date"), "date"),
    **_our(("recency_days", "interval_days"), "integer", 11),
    **_our(("expected_date",), "date"),
    **_our(("best_month",), "text", 11),
    **_our(("forecast_12m", "amount_due"), "amount", 14),
    "clientfile_amount_overdue": Column("amount", 14, "alarm"),
    **_our(("oldest_unpaid_date",), "date"),
    **_our(("late_days",), "integer", 11),
}


def available_analysis_keys(env):
    """The columns whose fields the user may read, in their order."""
    partners = env["res.partner"]
    return [
        key
        for key in COLUMNS
        if partners._has_field_access(partners._fields[key], "read")
    ]


def describe_columns(env, keys):
    """``ColumnSpec`` of these columns, in the language of the reader."""
    partners = env["res.partner"]
    year = fields.Date.context_today(partners).year
    titles = {
        f"clientfile_{name}": env._("Revenue %s", year - ago)
        for ago, name in enumerate(_YEARS)
    }
    return [
        ColumnSpec(
            key,
            titles.get(key) or partners._fields[key]._description_string(env),
            column.kind,
            column.width,
            column.mark,
            column.formula,
        )
        for key in keys
        for column in (COLUMNS[key],)
    ]


class AnalysisReader:
    """Reads rows of customers; remembers the names that it has met."""

    def __init__(self, env, keys):
        self._env = env
        self._partners = env["res.partner"].with_context(active_test=False)
        self._keys = keys
        self._names = {}
        self._convert = [
            (place, convert)
            for place, key in enumerate(keys)
            if (convert := self._get_converter(key))
        ]
        places = {key: place for place, key in enumerate(keys)}
        compared = ("clientfile_revenue_12m", "clientfile_revenue_previous_12m")
        self._change = places.get("clientfile_revenue_trend")
        self._compared = [places.get(key) for key in compared]

    def read_rows(self, partner_ids):
        """A row of cells for each that the user may read, in the order of the ids."""
        query = self._partners._search([("id", "in", partner_ids)])
        own_id = SQL.identifier(self._partners._table, "id")
        columns = (self._column_sql(key, query) for key in self._keys)
        found = self._env.execute_query(query.select(own_id, *columns))
        rows = {partner_id: cells for partner_id, *cells in found}
        ordered = [rows[one] for one in partner_ids if one in rows]
        for place, convert in self._convert:
            convert(ordered, place)
        if self._change is not None:
            self._compare(ordered)
        return ordered

    def _column_sql(self, key, query):
        table = self._partners._table
        column = self._partners._field_to_sql(table, key, query)
        if key == "clientfile_department":
            return self._place_sql(column, query)
        if COLUMNS[key].kind == "percent":
            return SQL("%s / 100.0", column)
        return column

    def _place_sql(self, department, query):
        """The department; abroad the state or, where none is known, the country."""
        table = self._partners._table
        return SQL(
            "COALESCE(%s, 'state ' || %s, 'country ' || %s)",
            department,
            self._partners._field_to_sql(table, "state_id", query),
            self._partners._field_to_sql(table, "country_id", query),
        )

    def _get_converter(self, key):
        field = self._partners._fields[key]
        if key == "clientfile_department":
            return self._name_places
        if field.type == "selection":
            labels = dict(field._description_selection(self._env))
            return lambda rows, place: _replace(rows, place, labels)
        if field.type == "boolean":
            # A no in every other row would hide the few that are.
            return lambda rows, place: _replace(rows, place, {True: True})
        if field.type == "many2one":
            return lambda rows, place: self._name(rows, place, field.comodel_name)
        return None

    def _name(self, rows, place, model):
        _replace(rows, place, self._get_names(model, {row[place] for row in rows}))

    def _name_places(self, rows, place):
        found = {row[place] for row in rows} - {None} - DEPARTMENT_NAMES.keys()
        names = dict(DEPARTMENT_NAMES)
        for kind in ("state", "country"):
            model = {"state": "res.country.state", "country": "res.country"}[kind]
            ids = {int(one.split()[1]) for one in found if one.startswith(kind)}
            known = self._get_names(model, ids)
            names |= {f"{kind} {one}": known.get(one) for one in ids}
        _replace(rows, place, names)

    def _get_names(self, model, ids):
        known = self._names.setdefault(model, {})
        if missing := [one for one in ids if one and one not in known]:
            # sudo: whoever sees a record sees the names of what it refers to
            records = self._env[model].sudo().browse(missing)
            known.update((record.id, record.name) for record in records)
        return known

    def _compare(self, rows):
        """What the formula of the change gives now."""
        now, before = self._compared
        for row in rows:
            base = row[before]
            row[self._change] = row[now] / base - 1 if base and base > 0 else None


def _replace(rows, place, labels):
    for row in rows:
        if row[place] is not None:
            row[place] = labels.get(row[place])
