from odoo import models
from odoo.tools import SQL

_UNDATED = "'{write_date,write_uid}'::text[]"
_TREE = """link.id IN (
    WITH RECURSIVE tree AS (
        SELECT commercial_partner_id AS id FROM res_partner WHERE id = ANY(%(ids)s)
         UNION SELECT unnest(%(ids)s)
         UNION SELECT child.id FROM res_partner AS child JOIN tree
                   ON child.parent_id = tree.id)
    SELECT id FROM tree)"""


class ClientfileMerge(models.Model):
    """Keep what rows held, whoever changes them: the ORM, a hook, SQL."""

    _inherit = "clientfile.merge"

    def _get_watched_tables(self, partner_ids):
        """By table, the SQL of the rows of ``link`` that a step of a merge may change.

        Their content is kept before the merge and compared after it. Rows are only
        re-pointed in any other table.
        """
        ids = list(partner_ids)
        of_them = SQL("link.partner_id = ANY(%s)", ids)
        watched = {
            "res_partner": SQL(_TREE, ids=ids),
            "loyalty_card": of_them,
            "clientfile_assignment": of_them,
            "clientfile_status_change": of_them,
            "clientfile_dispute": of_them,
            "clientfile_channel": of_them,
            "clientfile_number_alias": of_them,
            "clientfile_portfolio_move_line": of_them,
            "clientfile_promise": of_them,
            "clientfile_reminder": of_them,
            "clientfile_reminder_pause": of_them,
            "ir_attachment": SQL(
                "link.res_model = 'res.partner' AND link.res_id = ANY(%s)"
                " AND link.res_field IS NOT NULL",
                ids,
            ),
        }
        watched["mail_blacklist"] = SQL(
            "link.email IN"
            " (SELECT email_normalized FROM res_partner WHERE id = ANY(%s))",
            ids,
        )
        watched["phone_blacklist"] = SQL(
            "link.number IN (SELECT phone_sanitized FROM res_partner"
            " WHERE id = ANY(%s))",
            ids,
        )
        if "website.visitor" in self.env:
            watched["website_visitor"] = of_them
            watched["website_track"] = SQL(
                "link.visitor_id IN (SELECT id FROM website_visitor"
                " WHERE partner_id = ANY(%s))",
                ids,
            )
        return watched

    def _keep_rows(self, table, condition, columns=None):
        """Note what the rows of ``link`` hold, all or some columns of it."""
        content = SQL("to_jsonb(link) - %s", SQL(_UNDATED))
        if columns:
            content = SQL(
                "jsonb_build_object(%s)",
                SQL(", ").join(
                    SQL("%s, %s", name, SQL.identifier("link", name))
                    for name in columns
                ),
            )
        self.env.cr.execute(
            SQL(
                """
                INSERT INTO clientfile_merge_line
                            (merge_id, kind, table_name, row_id, row_count, old)
                SELECT %s, 'before', %s, link.id, 1, %s
                  FROM %s AS link WHERE %s ORDER BY link.id
                """,
                self.id,
                table,
                content,
                SQL.identifier(table),
                condition,
            )
        )

    def _keep_dependents(self, partners, fnames):
        """Note the stored values of other documents that follow these fields."""
        dependents = {}
        fields = [partners._fields[name] for name in fnames]
        for field, records, _created in partners._modified(fields, False):
            if field.store and field.column_type and field.model_name != "res.partner":
                names, ids = dependents.setdefault(records._table, (set(), set()))
                names.add(field.name)
                ids.update(records.ids)
        for table, (names, ids) in sorted(dependents.items()):
            self._keep_rows(table, SQL("link.id = ANY(%s)", sorted(ids)), sorted(names))

    def _settle_rows(self, conditions, last_ids):
        """Turn what was kept into what differs now.

        ``conditions`` find the rows with an id above ``last_ids``: these are new.
        """
        self.env.flush_all()
        self.env.cr.execute(
            SQL(
                "SELECT DISTINCT table_name FROM clientfile_merge_line"
                " WHERE merge_id = %s AND kind = 'before'",
                self.id,
            )
        )
        kept = {table for (table,) in self.env.cr.fetchall()}
        for table, condition in conditions.items():
            self._note_created(table, condition, last_ids[table])
        for table in sorted(kept):
            self._note_changed(table)
        self.env.cr.execute(
            SQL(
                "UPDATE clientfile_merge_line SET kind = 'deleted'"
                " WHERE merge_id = %s AND kind = 'before'",
                self.id,
            )
        )

    def _note_created(self, table, condition, last_id):
        self.env.cr.execute(
            SQL(
                """
                INSERT INTO clientfile_merge_line
                            (merge_id, kind, table_name, row_id, row_count, new)
                SELECT %(merge)s, 'created', %(name)s, link.id, 1,
                       to_jsonb(link) - %(undated)s
                  FROM %(table)s AS link
                 WHERE link.id > %(last)s AND %(condition)s ORDER BY link.id
                """,
                merge=self.id,
                name=table,
                undated=SQL(_UNDATED),
                table=SQL.identifier(table),
                condition=condition,
                last=last_id,
            )
        )

    def _get_last_ids(self, tables):
        """The highest id of each table: higher ones come with the merge."""
        found = [
            SQL("SELECT %s, COALESCE(MAX(id), 0) FROM %s", name, SQL.identifier(name))
            for name in tables
        ]
        self.env.cr.execute(SQL(" UNION ALL ").join(found))
        return dict(self.env.cr.fetchall())

    def _note_changed(self, table):
        """Of each row that is still there, only the columns that differ remain."""
        self.env.cr.execute(
            SQL(
                """
                WITH compared AS (
                    SELECT line.id,
                           jsonb_object_agg(held.key, held.value)
                               FILTER (WHERE differs) AS old,
                           jsonb_object_agg(held.key, to_jsonb(link) -> held.key)
                               FILTER (WHERE differs) AS new
                      FROM clientfile_merge_line AS line
                      JOIN %(table)s AS link ON link.id = line.row_id,
                           LATERAL jsonb_each(line.old) AS held,
                           LATERAL (SELECT held.value IS DISTINCT FROM
                               to_jsonb(link) -> held.key AS differs) AS verdict
                     WHERE line.merge_id = %(merge)s AND line.kind = 'before'
                       AND line.table_name = %(name)s
                  GROUP BY line.id
                ), unchanged AS (
                    DELETE FROM clientfile_merge_line AS line USING compared
                     WHERE line.id = compared.id AND compared.old IS NULL
                )
                UPDATE clientfile_merge_line AS line
                   SET kind = 'changed', old = compared.old, new = compared.new
                  FROM compared
                 WHERE line.id = compared.id AND compared.old IS NOT NULL
                """,
                table=SQL.identifier(table),
                name=table,
                merge=self.id,
            )
        )
