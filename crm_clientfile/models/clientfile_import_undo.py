from psycopg2 import DataError, IntegrityError

from odoo import fields, models
from odoo.exceptions import UserError
from odoo.tools import SQL, format_datetime

from .clientfile_import_batch import LAST_FIRST, StepResult, fetch_rows, write_rows
from .clientfile_import_match import plain_value

UNDO_BATCH = 200
_UNDONE = ("state", "reason")
# Rows here come and go with the customer, or are the import's own.
_COMPANIONS = frozenset(
    (
        ("res_partner", "commercial_partner_id"),
        ("res_partner_res_partner_category_rel", "partner_id"),
        ("clientfile_contact_role_partner_rel", "partner_id"),
        ("clientfile_duplicate", "partner_a_id"),
        ("clientfile_duplicate", "partner_b_id"),
        ("clientfile_duplicate", "star_id"),
        ("clientfile_assignment", "partner_id"),
        ("clientfile_channel", "partner_id"),
        ("clientfile_import_row", "partner_id"),
        ("clientfile_cleanup_line", "partner_id"),
        ("clientfile_import_created_source_rel", "utm_source_id"),
        ("clientfile_import_created_campaign_rel", "utm_campaign_id"),
    )
)
# References without a foreign key.
_BY_MODEL = {
    "mail_message": "model",
    "mail_activity": "res_model",
    "ir_attachment": "res_model",
}


class ClientfileImport(models.Model):
    """Taking an import back, as far as nobody has used what it brought."""

    _inherit = "clientfile.import"

    def _undo_step(self, _cursor):
        """Restore what was completed, then delete what was created, last row first.

        Rows that are dealt with change their state: no cursor is needed.
        """
        rows = self._fetch_to_restore()
        if rows:
            self._restore_rows(rows)
        else:
            rows = self._fetch_to_delete()
            self._delete_rows(rows)
        if not rows:
            self._delete_unused()
            return StepResult(None)
        return StepResult({}, len(rows), sum(row.state == "kept" for row in rows))

    def _fetch_to_restore(self):
        """Rows that completed customers who were there before this import."""
        condition = SQL(
            """
            import_id = %s AND state = 'updated' AND NOT EXISTS (
                SELECT FROM clientfile_import_row AS maker
                 WHERE maker.partner_id = clientfile_import_row.partner_id
                   AND maker.import_id = clientfile_import_row.import_id
                   AND maker.journal ->> 'created' = 'true')
            """,
            self.id,
        )
        return fetch_rows(self.env, condition, UNDO_BATCH, LAST_FIRST)

    def _fetch_to_delete(self):
        """Customers this import has created: people before their companies."""
        condition = SQL("import_id = %s AND state = 'created'", self.id)
        rows = fetch_rows(self.env, condition, UNDO_BATCH, LAST_FIRST)
        return [row for row in rows if row.rank == rows[0].rank]

    def _restore_rows(self, rows):
        partners = self.env["res.partner"].with_context(active_test=False)
        existing = set(partners.browse([row.partner_id for row in rows]).exists().ids)
        for row in rows:
            if row.partner_id not in existing:
                row.set(state="undone", reason=self.env._("Deleted meanwhile."))
                continue
            lost = self._restore_row(row, partners.browse(row.partner_id))
            row.set(state="kept" if lost else "undone", reason=lost or None)
        self.env.flush_all()
        write_rows(self.env, rows, _UNDONE)

    def _restore_row(self, row, partner):
        """Put the former values back; returns what could not be."""
        old, new = row.journal["old"], row.journal["new"]
        current = self._read_plain(partner, new)
        vals, lost = {}, []
        for name, value in new.items():
            if isinstance(value, list):
                added = [one for one in value if one not in (old[name] or ())]
                vals[name] = [fields.Command.unlink(one) for one in added]
            elif current[name] == value:
                vals[name] = old[name]
            else:
                lost.append(partner._fields[name]._description_string(self.env))
        channels = self.env["clientfile.channel"].browse(row.journal["channel_ids"])
        try:
            with self.env.cr.savepoint():
                partner.write(vals)
                channels.exists().unlink()
        except (UserError, IntegrityError, DataError) as error:
            return str(error)
        return self.env._("Changed since: %s", ", ".join(lost)) if lost else ""

    def _read_plain(self, partner, names):
        """Values of a customer as the journal keeps them."""
        values = partner.read(list(names), load=None)[0] if names else {}
        return {name: plain_value(values[name]) for name in names}

    def _delete_rows(self, rows):
        reasons = self._find_reasons_to_keep([row.partner_id for row in rows])
        further = self._fetch_further_rows(rows)
        self._delete_partners(
            [row for row in rows if row.partner_id not in reasons], reasons
        )
        for row in (*rows, *further):
            reason = reasons.get(row.partner_id)
            row.set(state="kept" if reason else "undone", reason=reason)
        self.env.flush_all()
        write_rows(self.env, [*rows, *further], _UNDONE)

    def _fetch_further_rows(self, rows):
        """The rows that completed the customers created by these."""
        condition = SQL(
            "import_id = %s AND state = 'updated' AND partner_id = ANY(%s)",
            self.id,
            [row.partner_id for row in rows if row.partner_id],
        )
        return fetch_rows(self.env, condition) if rows else []

    def _delete_partners(self, rows, reasons):
        """Delete the customers of these rows; adds to ``reasons`` where that fails."""
        ids = [row.partner_id for row in rows if row.partner_id]
        if not ids:
            return
        try:
            with self.env.cr.savepoint():
                self.env["res.partner"].browse(ids).exists().unlink()
        except (UserError, IntegrityError, DataError) as error:
            if len(rows) == 1:
                reasons[ids[0]] = str(error)
                return
            middle = len(rows) // 2
            self._delete_partners(rows[:middle], reasons)
            self._delete_partners(rows[middle:], reasons)

    def _find_reasons_to_keep(self, partner_ids):
        """Why customers are not deleted: somebody has used or changed them."""
        ids = [id_ for id_ in partner_ids if id_]
        reasons = {
            partner_id: self.env._("Used by: %s", user)
            for user, partner_id in self._find_uses(self.env["res.partner"].browse(ids))
        }
        partners = self.env["res.partner"].with_context(active_test=False)
        for partner in partners.browse(ids).exists():
            if partner.write_uid != self.user_id or partner.write_date > self.date_done:
                reason = self.env._(
                    "Changed by %(user)s on %(date)s.",
                    user=partner.write_uid.name,
                    date=format_datetime(self.env, partner.write_date),
                )
                reasons.setdefault(partner.id, reason)
        return reasons

    def _find_uses(self, records):
        """Pairs of what refers to one of these records, and the record's id."""
        labels = {
            model._table: model._description for model in self.env.registry.values()
        }
        query = SQL(" UNION ALL ").join(
            SQL("SELECT %s, %s FROM %s WHERE %s", *parts)
            for parts in self._get_references(records)
        )
        for table, record_id in self.env.execute_query(query):
            yield labels.get(table, table), record_id

    def _get_references(self, records):
        """Table, column and condition of all that may refer to these records."""
        for table, column in self._get_foreign_keys(records._table):
            name = SQL.identifier(column)
            condition = SQL("%s = ANY(%s)", name, records.ids)
            yield table, name, SQL.identifier(table), condition
        for table, column in _BY_MODEL.items():
            condition = SQL(
                "%s = %s AND res_id = ANY(%s)",
                SQL.identifier(column),
                records._name,
                records.ids,
            )
            yield table, SQL.identifier("res_id"), SQL.identifier(table), condition

    def _get_foreign_keys(self, table):
        query = """
            SELECT class.relname, attribute.attname
              FROM pg_constraint AS foreign_key
              JOIN pg_class AS class ON class.oid = foreign_key.conrelid
              JOIN pg_attribute AS attribute
                ON attribute.attrelid = class.oid
               AND attribute.attnum = foreign_key.conkey[1]
             WHERE foreign_key.contype = 'f'
               AND foreign_key.confrelid = %s::regclass
               AND array_length(foreign_key.conkey, 1) = 1
        """
        found = self.env.execute_query(SQL(query, table))
        return [pair for pair in found if pair not in _COMPANIONS]

    def _delete_unused(self):
        """Delete the tags, sources and campaigns of this import that nobody uses."""
        # sudo: a tag may be in use on customers of other companies
        unused = self.created_tag_ids.sudo().filtered(lambda tag: not tag.partner_ids)
        unused.unlink()
        for created in (self.created_source_ids, self.created_campaign_ids):
            if created:
                used = {id_ for _user, id_ in self._find_uses(created)}
                # sudo: as above; only the system deletes sources
                created.browse(set(created.ids) - used).sudo().unlink()
