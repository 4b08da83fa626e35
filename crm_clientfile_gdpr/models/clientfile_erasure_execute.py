from odoo import models
from odoo.exceptions import UserError
from odoo.tools import SQL

from ..tools.identity import kinds_in, mask
from .row_lock import lock_or_refuse

_QUIET = {
    "tracking_disable": True,
    "mail_notrack": True,
    "mail_create_nolog": True,
    "no_vat_validation": True,
    "active_test": False,
}
_RESTRICTING = """
    SELECT link.conrelid::regclass::text, attribute.attname
      FROM pg_constraint AS link
      JOIN pg_attribute AS attribute
        ON attribute.attrelid = link.conrelid AND attribute.attnum = link.conkey[1]
     WHERE link.contype = 'f' AND link.confrelid = %s::regclass
       AND link.confdeltype IN ('a', 'r') AND array_length(link.conkey, 1) = 1
"""
# Deleted after what hangs on them, and before what goes with them.
_LAST = (
    *("crm.lead", "sale.order", "purchase.order", "account.move", "mail.message"),
    *("sale.order.line", "purchase.order.line", "account.move.line"),
)
# How an offer that was sent is withdrawn before it is deleted.
_WITHDRAWALS = {"sale.order": "_action_cancel", "purchase.order": "button_cancel"}
_MOST_PLACES = 20
# Deleted row by row in SQL: no other record hangs on them.
_PLAIN = frozenset(("bus.bus", "ir.logging", "res.users.log", "res.device.log"))


class ClientfileErasure(models.Model):
    """Carries a plan out: all of it, or nothing."""

    _inherit = "clientfile.erasure"

    def _execute(self):
        """Erase; UserError, and nothing done, where something forbids it.

        In the transaction of the caller: what fails rolls all of it back.
        """
        for plan in self:
            plan._check_draft()
            # sudo: the officer decides for all records, also those he may not open
            plan.sudo().with_context(**_QUIET)._execute_one()
        return True

    def _execute_one(self):
        self._lock()
        self._check_obstacles()
        self._complete_lines()
        identity = self._get_identity()
        self._oppose(identity)
        self._remember()
        files = self._get_file_names()
        lines = self.line_ids
        receipt = self._prepare_receipt(lines)
        self._anonymise_lines(lines, identity)
        self._delete_lines(lines, identity)
        self._erase_users()
        self._erase_persons(lines)
        self.env.flush_all()
        self.env.invalidate_all()
        self._refresh_keys(lines)
        self._erase_bus(identity)
        self._check_erased(lines, identity)
        self._end_execution(receipt, identity)
        self._remove_files(files)

    def _complete_lines(self):
        """What came since the plan was made is part of it."""
        self._refresh_lines(self.is_full)

    def _end_execution(self, receipt, identity):
        """All was done, and found to be: the receipt takes the place of the plan."""
        self._close(receipt)

    def _lock(self):
        """Whoever changes or names the person meanwhile waits until it is done."""
        refusal = self.env._(
            "Somebody else is changing this person, or carrying out a plan about it. "
            "Try again in a moment."
        )
        lock_or_refuse(self, refusal)
        lock_or_refuse(self.partner_ids, refusal, allow_referencing=False)
        self._check_draft()

    def _check_obstacles(self):
        obstacles = self._get_obstacles()
        if obstacles:
            raise UserError("\n".join(obstacles))

    def _anonymise_lines(self, lines, identity):
        wanted = lines.filtered(
            lambda line: line.action == "anonymise" and line.why != "person"
        )
        for model, of_model in wanted.grouped("model").items():
            ids = of_model.mapped("res_id")
            # Another customer keeps all that does not name the person.
            change = self._mask if model == "res.partner" else self._anonymise
            change(model, ids, identity)
        kept = lines.filtered(lambda line: line.action == "keep" and line.ground)
        for model, of_model in kept.grouped("model").items():
            self._empty_always(model, of_model.mapped("res_id"))

    def _anonymise(self, model_name, ids, identity):
        """Empty what is only the person's, mask what names it elsewhere."""
        rule = self.env["clientfile.data.map"]._get_rule(model_name)
        self._empty(model_name, ids, rule.empty, rule.fill)
        self._mask(model_name, ids, identity)

    def _empty_always(self, model_name, ids):
        """What the law does not ask to keep, of records that it does."""
        rule = self.env["clientfile.data.map"]._get_rule(model_name)
        if rule.always and not self.date_restricted:
            self._empty(model_name, ids, rule.always, {})

    def _empty(self, model_name, ids, names, fill):
        """Empty columns of records, or fill those that cannot be empty."""
        model = self.env[model_name]
        parts = []
        for name in (*names, *fill):
            field = model._fields.get(name)
            if field and field.store and field.column_type:
                parts.append(self._get_emptying(model, field, fill.get(name)))
        if parts and ids:
            self.env.cr.execute(
                SQL(
                    "UPDATE %s SET %s WHERE id = ANY(%s)",
                    SQL.identifier(model._table),
                    SQL(", ").join(parts),
                    list(ids),
                )
            )

    def _get_emptying(self, model, field, text):
        column = SQL.identifier(field.name)
        if text is not None:
            head, _mark, tail = text.partition("%(id)s")
            value = SQL("%s || id || %s", head, tail) if _mark else SQL("%s", head)
        elif field.required:
            value = SQL("%s", "•••")
        else:
            value = SQL("NULL")
        if field.column_type[0] == "jsonb" and text is not None:
            value = SQL("jsonb_build_object('en_US', %s)", value)
        return SQL("%s = %s", column, value)

    def _mask(self, model_name, ids, identity):
        """Replace what names the person in the texts of these records."""
        data_map = self.env["clientfile.data.map"]
        names = data_map._get_text_fields().get(model_name)
        if not names or not ids:
            return
        rows = self.env.execute_query(
            data_map._get_rows_reading(model_name, SQL("id = ANY(%s)", list(ids)))
        )
        for place, name in enumerate(names, start=1):
            changed = {
                row[0]: masked
                for row in rows
                if row[place] and (masked := mask(row[place], identity)) != row[place]
            }
            if changed:
                self._store_masked(model_name, name, changed)

    def _store_masked(self, model_name, name, texts):
        model = self.env[model_name]
        column_type = SQL(model._fields[name].column_type[0])
        self.env.cr.execute(
            SQL(
                "UPDATE %s AS target SET %s = masked.text::%s"
                " FROM UNNEST(%s::int[], %s::text[]) AS masked (id, text)"
                " WHERE target.id = masked.id",
                SQL.identifier(model._table),
                SQL.identifier(name),
                column_type,
                list(texts),
                list(texts.values()),
            )
        )

    def _delete_lines(self, lines, identity):
        wanted = lines.filtered(lambda line: line.action == "delete")
        by_model = wanted.grouped("model")
        # What hangs on others goes before them.
        for model in sorted(by_model, key=self._get_delete_rank):
            self._delete(model, by_model[model].mapped("res_id"), identity)

    @staticmethod
    def _get_delete_rank(model):
        return (_LAST.index(model) + 1 if model in _LAST else 0, model)

    def _delete(self, model_name, ids, identity):
        """Delete what nothing else needs; the rest is anonymised in place."""
        model = self.env[model_name]
        if model._transient or model_name in _PLAIN:
            self._delete_rows(model, ids)
            return
        needed = self._get_needed(model, ids)
        if needed:
            self._anonymise(model_name, needed, identity)
        records = model.browse(set(ids) - set(needed)).exists()
        rule = self.env["clientfile.data.map"]._get_rule(model_name)
        if rule.fill:
            # Some are archived rather than deleted, and their log tells their name.
            self._anonymise(model_name, records.ids, identity)
            records.invalidate_recordset()
        self._withdraw_offers(records)
        records.exists().unlink()

    def _withdraw_offers(self, records):
        withdraw = _WITHDRAWALS.get(records._name)
        sent = withdraw and records.filtered(lambda one: one.state == "sent")
        if sent:
            getattr(sent, withdraw)()

    def _delete_rows(self, model, ids):
        self.env.cr.execute(
            SQL(
                "DELETE FROM %s WHERE id = ANY(%s)",
                SQL.identifier(model._table),
                list(ids),
            )
        )

    def _get_needed(self, model, ids):
        """Those that a row refuses to lose."""
        links = self.env.execute_query(SQL(_RESTRICTING, model._table))
        if not links:
            return []
        parts = [
            SQL(
                "SELECT %s FROM %s WHERE %s = ANY(%s)",
                SQL.identifier(column),
                SQL.identifier(table.strip('"')),
                SQL.identifier(column),
                list(ids),
            )
            for table, column in links
        ]
        rows = self.env.execute_query(SQL(" UNION ").join(parts))
        return [record_id for (record_id,) in rows]

    def _check_erased(self, lines, identity):
        """Read every text once more: nobody is told erased who is not.

        What other code wrote meanwhile, the log of a deletion, is masked first.
        """
        if not self.is_full:
            return
        left = self._mask_left(identity, lambda: self._read_again(lines, identity))
        if left:
            raise UserError(
                self.env._(
                    "The person is still named in: %(places)s. Nothing was erased; "
                    "look the person up again and decide about these records.",
                    places=", ".join(left[:_MOST_PLACES]),
                )
            )

    def _read_again(self, _lines, identity):
        """Model, id, field and text of all that may name the person still."""
        return self.env["clientfile.person.finder"]._read_texts(identity)

    def _mask_left(self, identity, read):
        """Mask what ``read()`` gives that names the person; where it is named still."""
        kept = self._get_kept()
        left = self._find_left(identity, kept, read())
        for model in {model for model, _id, _name in left}:
            ids = [record_id for name, record_id, _field in left if name == model]
            self._mask(model, ids, identity)
        if left:
            left = self._find_left(identity, kept, read())
        return [self._name_place(*place) for place in sorted(left)]

    def _get_kept(self):
        """Records that may go on naming the person."""
        return {
            (line.model, line.res_id)
            for line in self.line_ids
            if line.action in ("keep", "leave", "restrict")
        }

    def _find_left(self, identity, kept, rows):
        return {
            (model, record_id, name)
            for model, record_id, name, text in rows
            if (model, record_id) not in kept
            and self._is_planned(model)
            and kinds_in(text, identity)
        }
