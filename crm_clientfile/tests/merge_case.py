from odoo.tools import SQL

from .common import ClientfileCase

# What merge and undo may leave behind: their journal, their notes, the keys' row ids.
_FREE_TABLES = (
    *("clientfile_merge", "clientfile_merge_line", "clientfile_merge_source_rel"),
    *("clientfile_match_key", "ir_cron_trigger", "bus_bus", "res_users_log"),
    # Derived like the keys; who was merged and separated is compared again.
    *("clientfile_match_pending", "clientfile_match_profile"),
    "clientfile_metrics_pending",
)


class DumpMixin:
    """Dumps of the whole database, to compare before and after."""

    def dump(self):
        """By table, the set of its rows as text, without who wrote them and when."""
        self.env.flush_all()
        self.env.cr.execute(
            "SELECT table_name FROM information_schema.tables"
            " WHERE table_schema = current_schema() AND table_type = 'BASE TABLE'"
        )
        tables = {name for (name,) in self.env.cr.fetchall()}
        return {table: self.rows(table) for table in tables.difference(_FREE_TABLES)}

    def rows(self, table, condition=None):
        self.env.cr.execute(
            SQL(
                "SELECT (to_jsonb(t) - '{write_date,write_uid}'::text[])::text"
                " FROM %s AS t WHERE %s",
                SQL.identifier(table),
                condition or SQL("TRUE"),
            )
        )
        return {row for (row,) in self.env.cr.fetchall()}

    def assert_same_dump(self, before, after):
        """Only the notes of merge and undo are new."""
        gone = {table: rows - after[table] for table, rows in before.items()}
        new = {table: after[table] - rows for table, rows in before.items()}
        new.pop("mail_message")
        self.assertEqual({table: rows for table, rows in gone.items() if rows}, {})
        self.assertEqual({table: rows for table, rows in new.items() if rows}, {})


class MergeCase(DumpMixin, ClientfileCase):
    """Managers who merge and undo."""

    def merge(self, survivor, sources, values=None, user=None):
        merges = self.env["clientfile.merge"].with_user(user or self.manager)
        merge = merges._merge(survivor, sources, values)
        self.env.invalidate_all()
        return merge

    def undo(self, merge, user=None):
        merge.with_user(user or self.manager).action_undo()
        self.env.invalidate_all()
        return merge

    def post(self, partner, **values):
        invoice = self.make_invoice(partner, **values)
        invoice.action_post()
        return invoice
