from dataclasses import dataclass

from odoo import api, models
from odoo.tools import SQL, ormcache

_FOREIGN_KEYS = """
    SELECT links.relname, columns.attname
      FROM pg_constraint AS link
      JOIN pg_class AS links ON links.oid = link.conrelid
      JOIN pg_attribute AS columns
        ON columns.attrelid = link.conrelid AND columns.attnum = link.conkey[1]
     WHERE link.contype = 'f' AND link.confrelid = 'res_partner'::regclass
       AND array_length(link.conkey, 1) = 1
     ORDER BY 1, 2
"""
_UNIQUE_INDEXES = """
    SELECT of_table.relname, stored.indnullsnotdistinct,
           ARRAY(SELECT pg_get_indexdef(stored.indexrelid, place, FALSE)
                   FROM generate_series(1, stored.indnkeyatts) AS place),
           pg_get_expr(stored.indpred, stored.indrelid)
      FROM pg_index AS stored
      JOIN pg_class AS of_table ON of_table.oid = stored.indrelid
     WHERE stored.indisunique AND of_table.relname = ANY(%s)
       AND of_table.relnamespace = current_schema::regnamespace
"""
_KEYS = """
    SELECT of_table.relname,
           array_agg(columns.attname::text ORDER BY columns.attname)
      FROM pg_class AS of_table
      JOIN pg_attribute AS columns ON columns.attrelid = of_table.oid
     WHERE of_table.relname = ANY(%s) AND columns.attnum > 0
       AND NOT columns.attisdropped
       AND of_table.relnamespace = current_schema::regnamespace
  GROUP BY of_table.relname
"""
# A free pair of columns that names a record, where no field says so.
_PAIRS = (("res_model", "res_id"), ("model", "res_id"))
_OWN_TABLES = ("clientfile_merge", "base_partner_merge")


@dataclass(frozen=True)
class LinkColumn:
    """A column that names partners.

    ``kind``: ``key`` the id; ``pair`` the id where ``model_column`` names the model;
    ``text`` "res.partner,7". SQL names the table ``link``.
    """

    table: str
    column: str
    kind: str = "key"
    model_column: str = ""

    @property
    def condition(self):
        """What else makes a row of the table name a partner."""
        if self.kind != "pair":
            return SQL("TRUE")
        return SQL("%s = 'res.partner'", SQL.identifier("link", self.model_column))

    def value(self, partner_id):
        return f"res.partner,{partner_id}" if self.kind == "text" else partner_id


class ClientfileMerge(models.Model):
    """Where a database names partners: read from it, never listed by hand."""

    _inherit = "clientfile.merge"

    @api.model
    def _get_link_columns(self):
        """Every :class:`LinkColumn` of the database."""
        columns = {}
        for column in (*self._get_key_columns(), *self._get_registry_columns()):
            columns.setdefault((column.table, column.column), column)
        transients = {
            model._table for model in self.env.registry.values() if model._transient
        }
        return [
            column
            for column in columns.values()
            if column.table not in transients
            and not column.table.startswith(_OWN_TABLES)
        ]

    def _get_key_columns(self):
        self.env.cr.execute(_FOREIGN_KEYS)
        return [LinkColumn(*found) for found in self.env.cr.fetchall()]

    @ormcache()
    def _get_registry_columns(self):
        """Those that fields tell of: going through all of them takes its time."""
        return tuple(
            column
            for model in self.env.registry.values()
            if model._auto and not model._abstract and not model._transient
            for column in self._get_model_columns(self.env[model._name])
        )

    def _get_model_columns(self, model):
        fields = {
            name: field
            for name, field in model._fields.items()
            if field.store and field.column_type
        }
        for name, field in fields.items():
            if field.type == "reference":
                yield LinkColumn(model._table, name, "text")
            elif field.type == "many2one_reference" and field.model_field in fields:
                yield LinkColumn(model._table, name, "pair", field.model_field)
        for model_column, column in _PAIRS:
            names_model = model_column in fields and column in fields
            if names_model and fields[model_column].type in ("char", "selection"):
                yield LinkColumn(model._table, column, "pair", model_column)

    def _get_used_columns(self, columns, partner_ids):
        """Those of ``columns`` that name one of these partners, in one query."""
        found = [
            SQL(
                "SELECT %s WHERE EXISTS (SELECT FROM %s AS link WHERE %s)",
                position,
                SQL.identifier(column.table),
                self._get_named(column, partner_ids),
            )
            for position, column in enumerate(columns)
        ]
        self.env.cr.execute(SQL(" UNION ALL ").join(found))
        return [columns[position] for (position,) in self.env.cr.fetchall()]

    def _get_named(self, column, partner_ids):
        """Condition on ``link``: it names one of these partners."""
        return SQL(
            "%s = ANY(%s) AND %s",
            SQL.identifier("link", column.column),
            [column.value(partner_id) for partner_id in partner_ids],
            column.condition,
        )

    def _get_unique_keys(self, columns):
        """By table: (expressions, predicate or None, whether two empty ones clash)."""
        tables = [column.table for column in columns]
        self.env.cr.execute(_UNIQUE_INDEXES, [tables])
        keys = {}
        for table, same_nulls, expressions, predicate in self.env.cr.fetchall():
            keys.setdefault(table, []).append((expressions, predicate, same_nulls))
        for table, expressions in self._get_further_unique_keys().items():
            keys.setdefault(table, []).append((expressions, None, False))
        return keys

    def _get_row_keys(self, columns):
        """The names of the columns of each table of ``columns``."""
        self.env.cr.execute(_KEYS, [[column.table for column in columns]])
        return dict(self.env.cr.fetchall())
