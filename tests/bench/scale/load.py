"""Copies pattern rows of an Odoo database, set-based."""

from contextlib import contextmanager

from psycopg2 import sql


class Loader:
    """Fills tables by cloning rows that Odoo itself has written.

    A clone has every column of its pattern but those that are named, so columns that
    other addons add, or a later Odoo, keep the value Odoo gave them.
    """

    def __init__(self, cursor):
        self.cursor = cursor

    def clone(self, table, pattern, source, key="id", **changes) -> None:
        """Makes one row of ``table`` for each row of ``source``.

        :param pattern: value of ``key`` in the row that is copied; when several rows
            have it, each of them is
        :param source: SQL of what stands behind FROM, called ``made`` in ``changes``
        :param changes: SQL of the columns that differ from the pattern
        """
        columns = self._columns(table)
        if unknown := changes.keys() - columns:
            raise KeyError(f"{table} has no {', '.join(sorted(unknown))}")
        values = [
            sql.SQL(changes[column])
            if column in changes
            else sql.Identifier("pattern", column)
            for column in columns
        ]
        query = sql.SQL(
            "INSERT INTO {table} ({columns}) SELECT {values}"
            " FROM {table} AS pattern, {source} AS made WHERE pattern.{key} = {pattern}"
        )
        self.cursor.execute(
            query.format(
                table=sql.Identifier(table),
                columns=sql.SQL(", ").join(map(sql.Identifier, columns)),
                values=sql.SQL(", ").join(values),
                source=sql.SQL(source),
                key=sql.Identifier(key),
                pattern=sql.Literal(pattern),
            )
        )

    def last_ids(self, tables) -> dict[str, int]:
        """The highest id in each table."""
        return {table: self._last_id(table) for table in tables}

    def advance_sequences(self, tables) -> None:
        """Lets Odoo's next record follow the clones."""
        for table, last in self.last_ids(tables).items():
            query = "SELECT setval(pg_get_serial_sequence(%s, 'id'), %s)"
            self.cursor.execute(query, (table, max(last, 1)))

    @contextmanager
    def without_indexes(self, tables):
        """Rebuilding an index at the end is cheaper than keeping it up row by row."""
        self.cursor.execute(
            "SELECT indexrelid::regclass::text, pg_get_indexdef(indexrelid)"
            " FROM pg_index WHERE indrelid = ANY(%s::regclass[]) AND NOT EXISTS ("
            "SELECT FROM pg_constraint WHERE conindid = indexrelid)",
            (list(tables),),
        )
        indexes = self.cursor.fetchall()
        for name, _definition in indexes:
            self.cursor.execute(sql.SQL("DROP INDEX {}").format(sql.SQL(name)))
        yield
        for _name, definition in indexes:
            self.cursor.execute(definition)

    @contextmanager
    def without_triggers(self):
        """Foreign keys are not checked row by row: the clones keep them by design."""
        self.cursor.execute("SET LOCAL session_replication_role = replica")
        yield
        self.cursor.execute("SET LOCAL session_replication_role = origin")

    def _columns(self, table) -> list[str]:
        self.cursor.execute(
            "SELECT column_name FROM information_schema.columns"
            " WHERE table_schema = 'public' AND table_name = %s"
            " ORDER BY ordinal_position",
            (table,),
        )
        return [name for (name,) in self.cursor.fetchall()]

    def _last_id(self, table) -> int:
        query = sql.SQL("SELECT coalesce(max(id), 0) FROM {}")
        self.cursor.execute(query.format(sql.Identifier(table)))
        return self.cursor.fetchone()[0]
