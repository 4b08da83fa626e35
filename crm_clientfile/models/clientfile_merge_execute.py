from odoo import models
from odoo.exceptions import UserError
from odoo.tools import SQL

_SEALED_MOVES = """EXISTS (
    SELECT FROM account_move
     WHERE account_move.id = link.move_id
       AND (state = 'posted' OR inalterable_hash IS NOT NULL)
)"""
_TARGET_COMMERCIAL = ("commercial_partner_id",)
# The rows as they would be, under the names that an index gives its columns.
_CLASHING = """
    WITH changed AS (
        SELECT link.ctid AS clientfile_place, would_be.*
          FROM %(table)s AS link,
               LATERAL jsonb_populate_record(link, %(change)s) AS would_be
         WHERE %(moving)s
    ), keyed AS (
        SELECT clientfile_place, %(keys)s FROM changed WHERE %(held)s
    ), ranked AS (
        SELECT *, ROW_NUMBER() OVER (PARTITION BY %(names)s
                                         ORDER BY clientfile_place) AS rank
          FROM keyed
    ), kept AS (
        SELECT %(keys)s FROM %(table)s WHERE %(held)s AND %(near)s
    )
    SELECT clientfile_place::text FROM ranked AS keyed
     WHERE (rank > 1 AND %(filled)s)
        OR EXISTS (SELECT FROM kept WHERE %(equal)s)
"""


class ClientfileMerge(models.Model):
    """Give the survivor what named the sources, column by column and set-based."""

    _inherit = "clientfile.merge"

    def _get_sealed_conditions(self):
        """By table, the SQL of the rows of ``link`` that no merge may change."""
        sealed = {
            "account_move": SQL(
                "(link.state = 'posted' OR link.inalterable_hash IS NOT NULL)"
            ),
            "account_move_line": SQL(_SEALED_MOVES),
            "account_payment": SQL(_SEALED_MOVES),
            "account_bank_statement_line": SQL(_SEALED_MOVES),
            # The image of a source is its own: the survivor has one, or gets a copy.
            "ir_attachment": SQL("link.res_field IS NOT NULL"),
        }
        orders = self.env.get("pos.order")
        if orders is not None and "l10n_fr_hash" in orders._fields:
            sealed["pos_order"] = SQL("link.l10n_fr_hash IS NOT NULL")
        return sealed

    def _get_further_unique_keys(self):
        """By table, the columns that no index but a rule in Python holds unique."""
        return {"clientfile_channel": ["partner_id", "medium", "value_normalized"]}

    def _get_posted_partner_ids(self, partners):
        """Those of ``partners`` whom sealed entries name."""
        tables = ("account_move", "account_move_line")
        columns = [
            column for column in self._get_link_columns() if column.table in tables
        ]
        sealed = self._get_sealed_conditions()
        found = [
            SQL(
                "SELECT %(column)s FROM %(table)s AS link"
                " WHERE %(named)s AND %(sealed)s",
                column=SQL.identifier("link", column.column),
                table=SQL.identifier(column.table),
                named=self._get_named(column, partners.ids),
                sealed=sealed[column.table],
            )
            for column in columns
        ]
        self.env["account.move.line"].flush_model()
        self.env.cr.execute(SQL(" UNION ").join(found))
        return {partner_id for (partner_id,) in self.env.cr.fetchall()}

    def _move_links(self):
        """Re-point every column that names a source to the survivor."""
        self.env.flush_all()
        sources = self.source_ids.ids
        columns = self._get_used_columns(self._get_link_columns(), sources)
        unique_keys = self._get_unique_keys(columns)
        names = self._get_row_keys(columns)
        for column in columns:
            keys = [
                key
                for key in unique_keys.get(column.table, ())
                if any(column.column in expression for expression in key[0])
            ]
            self._move_column(column, self._get_row_key(column, names), keys)
        self.env.invalidate_all()

    def _get_row_key(self, column, names):
        """The column that tells the rows of one source apart."""
        if "id" in names[column.table]:
            return "id"
        others = [name for name in names[column.table] if name != column.column]
        if len(others) != 1:
            raise UserError(
                self.env._(
                    "The table %(table)s names customers, but its rows have no number "
                    "to find them again. Ask who installed it to describe it.",
                    table=column.table,
                )
            )
        return others[0]

    def _move_column(self, column, row_key, unique_keys):
        target = self._get_target(column)
        moving = self._get_moving(column)
        for key in unique_keys:
            places = self._get_clashing_places(column, key, moving, target)
            if places:
                moving = SQL("%s AND link.ctid <> ALL(%s::tid[])", moving, places)
        self.env.cr.execute(
            SQL(
                """
                WITH moved AS (
                    UPDATE %(table)s AS link SET %(column)s = %(target)s
                      FROM (SELECT ctid AS place, %(column)s AS old
                              FROM %(table)s AS link WHERE %(moving)s) AS taken
                     WHERE link.ctid = taken.place
                 RETURNING link.%(key)s AS row_key, taken.old
                )
                INSERT INTO clientfile_merge_line (merge_id, kind, table_name,
                            column_name, row_ids, row_count, old, new)
                SELECT %(merge)s, 'moved', %(table_name)s, %(column_name)s,
                       jsonb_agg(row_key ORDER BY row_key), COUNT(*),
                       to_jsonb(old), to_jsonb(%(target)s)
                  FROM moved GROUP BY old ORDER BY old
                """,
                table=SQL.identifier(column.table),
                column=SQL.identifier(column.column),
                target=self._get_typed(column, target),
                moving=moving,
                key=SQL.identifier(row_key),
                merge=self.id,
                table_name=column.table,
                column_name=column.column,
            )
        )

    def _get_typed(self, column, value):
        return SQL("%s::%s", value, SQL("text" if column.kind == "text" else "int"))

    def _get_target(self, column):
        """What the column is to hold: the survivor, or whose contact it is."""
        survivor = self.survivor_id
        is_entity = column.column in _TARGET_COMMERCIAL or (
            (column.table, column.column) == ("account_move_line", "partner_id")
        )
        partner = survivor.commercial_partner_id if is_entity else survivor
        return column.value(partner.id)

    def _get_moving(self, column):
        """Condition on ``link``: the row names a source and may be re-pointed."""
        moving = self._get_named(column, self.source_ids.ids)
        sealed = self._get_sealed_conditions().get(column.table)
        if sealed:
            moving = SQL("%s AND NOT %s", moving, sealed)
        if column.table == "res_partner":
            moving = SQL("%s AND %s", moving, self._get_moving_contacts(column))
        return moving

    def _get_moving_contacts(self, column):
        """Those merged keep their own place; so do contacts with posted entries.

        Their entries would else change hands with them.
        """
        kept = [*self.source_ids.ids, self.survivor_id.id]
        if column.column in ("parent_id", "commercial_partner_id"):
            kept += self._get_staying_contacts().ids
        return SQL("link.id <> ALL(%s)", kept)

    def _get_staying_contacts(self):
        """Descendants of sources that posted entries name, and all above these."""
        contacts = self.env["res.partner"].with_context(active_test=False)
        contacts = contacts.search([("id", "child_of", self.source_ids.ids)])
        contacts -= self.source_ids
        staying = contacts.browse(self._get_posted_partner_ids(contacts))
        above = staying
        while above := (above.parent_id & contacts) - staying:
            staying |= above
        # What is below one that stays remains below it.
        return staying | contacts.search([("id", "child_of", staying.ids)])

    def _get_clashing_places(self, column, key, moving, target):
        """Rows that could not have ``target`` beside one that has: they stay."""
        expressions, predicate, same_nulls = key
        equal = SQL("IS NOT DISTINCT FROM" if same_nulls else "=")
        names = [SQL.identifier(f"key_{place}") for place in range(len(expressions))]
        parts = {
            "table": SQL.identifier(column.table),
            "change": SQL(
                "jsonb_build_object(%s, %s)",
                column.column,
                self._get_typed(column, target),
            ),
            "moving": moving,
            "keys": SQL(", ").join(
                SQL("%s AS %s", SQL(expression.replace("%", "%%")), name)
                for expression, name in zip(expressions, names, strict=True)
            ),
            "held": SQL((predicate or "TRUE").replace("%", "%%")),
            "names": SQL(", ").join(names),
            "near": SQL("TRUE"),
            "equal": SQL(" AND ").join(
                SQL("kept.%s %s keyed.%s", name, equal, name) for name in names
            ),
            "filled": SQL(" AND ").join(SQL("%s IS NOT NULL", name) for name in names),
        }
        if column.column in expressions:
            parts["near"] = SQL(
                "%s = %s",
                SQL.identifier(column.column),
                self._get_typed(column, target),
            )
        if same_nulls:
            parts["filled"] = SQL("TRUE")
        self.env.cr.execute(SQL(_CLASHING, **parts))
        return [place for (place,) in self.env.cr.fetchall()]
