from odoo import api, models
from odoo.tools import SQL

# Rows that nobody calls documents: they move with the customer, unsaid.
_UNSAID = frozenset(
    (
        *("ir_model_data", "clientfile_cleanup_line", "clientfile_import_row"),
        "clientfile_portfolio_move_line",
    )
)


class ClientfileMerge(models.Model):
    """What a merge will move, and what it moved, in the words of the user."""

    _inherit = "clientfile.merge"

    @api.model
    def _prepare_preview(self, survivor, sources):
        """What merging would do, without doing it.

        ``{"documents": [{"title", "count"}, …], "obstacles": [sentence, …], "linked":
        ids of the sources whose posted entries stay with them}``; documents by title.
        """
        self._check_merge_right()
        sources -= survivor
        self.env.flush_all()
        obstacles = self._get_obstacles(survivor, sources)
        if not sources:
            return {"documents": [], "obstacles": obstacles, "linked": []}
        # sudo: counts cover what the user may not read
        merge = self.sudo()
        preview = merge.new({"survivor_id": survivor.id, "source_ids": sources.ids})
        return {
            "documents": preview._get_previewed_documents(),
            "obstacles": obstacles,
            "linked": sorted(merge._get_posted_partner_ids(sources)),
        }

    def _get_previewed_documents(self):
        partner_ids = self.source_ids._origin.ids
        columns = self._get_used_columns(self._get_link_columns(), partner_ids)
        sealed = self._get_sealed_conditions()
        by_table = {}
        for column in columns:
            condition = self._get_named(column, partner_ids)
            if column.table in sealed:
                condition = SQL("%s AND NOT %s", condition, sealed[column.table])
            if column.table == "res_partner":
                condition = SQL("%s AND link.id <> ALL(%s)", condition, partner_ids)
            by_table.setdefault(column.table, []).append(condition)
        return self._get_titled(self._count_rows(by_table))

    def _count_rows(self, by_table):
        """By table, how many rows meet one of its conditions, in one query."""
        if not by_table:
            return {}
        counts = [
            SQL(
                "SELECT %s, COUNT(*) FROM %s AS link WHERE %s",
                table,
                SQL.identifier(table),
                SQL(" OR ").join(SQL("(%s)", condition) for condition in conditions),
            )
            for table, conditions in by_table.items()
        ]
        self.env.cr.execute(SQL(" UNION ALL ").join(counts))
        return dict(self.env.cr.fetchall())

    def _get_titled(self, counts):
        """``counts`` by table as a sorted list of titles; links have no title."""
        titled = {}
        for table, count in counts.items():
            if table in _UNSAID:
                continue
            if count and (title := self._get_table_title(table)):
                titled[title] = titled.get(title, 0) + count
        return [{"title": title, "count": titled[title]} for title in sorted(titled)]

    def _get_table_title(self, table):
        """The translated name of the documents of a table; empty if it has none."""
        for model in self.env.registry.values():
            if model._table == table and model._auto and not model._abstract:
                return self.env["ir.model"]._get(model._name).name
        return ""

    def _get_summary(self):
        """One line per kind of documents that moved."""
        self.env.cr.execute(
            SQL(
                "SELECT table_name, COUNT(DISTINCT row)"
                " FROM clientfile_merge_line, jsonb_array_elements(row_ids) AS row"
                " WHERE merge_id = %s AND kind = 'moved' GROUP BY table_name",
                self.id,
            )
        )
        titled = self._get_titled(dict(self.env.cr.fetchall()))
        return self._format_counts(titled)

    @api.model
    def _format_counts(self, titled):
        """A line per kind of documents, punctuated as the reader's language does."""
        return "\n".join(self.env._("%(title)s: %(count)s", **one) for one in titled)
