from odoo import api, models
from odoo.tools import SQL

_MESSAGES = """
    SELECT 'mail.message', message.id FROM mail_message AS message
     WHERE message.model = 'res.partner' AND message.res_id = ANY(%(ids)s)
 UNION ALL
    SELECT 'mail.tracking.value', value.id FROM mail_tracking_value AS value
      JOIN mail_message AS message ON message.id = value.mail_message_id
     WHERE message.model = 'res.partner' AND message.res_id = ANY(%(ids)s)
 UNION ALL
    SELECT 'clientfile.merge.line', line.id FROM clientfile_merge_line AS line
      JOIN clientfile_merge AS merge ON merge.id = line.merge_id
     WHERE merge.survivor_id = ANY(%(ids)s)
"""
_ATTACHED = """
    SELECT attachment.id FROM ir_attachment AS attachment
      JOIN UNNEST(%s::text[], %s::int[]) AS found (model, id)
        ON attachment.res_model = found.model AND attachment.res_id = found.id
"""
_TABLES = """
    SELECT relname FROM pg_class
     WHERE relkind IN ('r', 'p') AND relnamespace = current_schema::regnamespace
"""
# What the host keeps about a user in columns that are no links to persons.
_OF_USERS = {
    "res.users.log": "create_uid",
    "res.users.apikeys": "user_id",
    "res.device.log": "user_id",
}


class ClientfilePersonFinder(models.AbstractModel):
    """Follows the links to the records of a person."""

    _inherit = "clientfile.person.finder"

    def _add_links(self, found, partner_ids):
        if not partner_ids:
            return
        for model, name, record_id in self.env.execute_query(
            self._get_link_query(list(partner_ids))
        ):
            if (model, record_id) not in found or model != "res.partner":
                why = "person" if model == "res.users" else "link"
                self._add(found, model, record_id, why, name)

    def _get_link_query(self, partner_ids):
        """One SELECT of model, field and id of all that names these partners."""
        tables = {name for (name,) in self.env.execute_query(SQL(_TABLES))}
        parts = [
            part
            for model, names in self.env["clientfile.data.map"]
            ._get_column_fields()
            .items()
            for name in names
            if (part := self._get_link_part(model, name, partner_ids, tables))
        ]
        parts += self._get_user_parts(partner_ids, tables)
        return SQL(" UNION ALL ").join(parts)

    def _get_link_part(self, model_name, name, partner_ids, tables):
        model = self.env[model_name]
        field = model._fields[name]
        if field.type == "many2many":
            return field.relation in tables and self._get_link_sql(
                (model_name, name),
                field.relation,
                field.column1,
                SQL("%s = ANY(%s)", SQL.identifier(field.column2), partner_ids),
            )
        if model._table not in tables:
            return None
        condition = self._get_link_condition(field, partner_ids)
        return self._get_link_sql((model_name, name), model._table, "id", condition)

    def _get_link_condition(self, field, partner_ids):
        column = SQL.identifier(field.name)
        if field.type == "many2one":
            return SQL("%s = ANY(%s)", column, partner_ids)
        if field.type == "reference":
            names = [f"res.partner,{partner_id}" for partner_id in partner_ids]
            return SQL("%s = ANY(%s)", column, names)
        model = SQL.identifier(field.model_field)
        return SQL("%s = ANY(%s) AND %s = 'res.partner'", column, partner_ids, model)

    def _get_link_sql(self, names, table, column, condition):
        return SQL(
            "SELECT %s, %s, %s FROM %s WHERE %s",
            *names,
            SQL.identifier(column),
            SQL.identifier(table),
            condition,
        )

    def _get_user_parts(self, partner_ids, tables):
        users = SQL(
            "SELECT id FROM res_users WHERE partner_id = ANY(%s) AND share", partner_ids
        )
        return [
            self._get_link_sql(
                (model, column),
                self.env[model]._table,
                "id",
                SQL("%s IN (%s)", SQL.identifier(column), users),
            )
            for model, column in _OF_USERS.items()
            if model in self.env and self.env[model]._table in tables
        ]

    def _add_messages(self, found, partner_ids):
        """The chatter of the person, what it tracked, the journals of its merges."""
        rows = self.env.execute_query(SQL(_MESSAGES, ids=list(partner_ids)))
        for model, record_id in rows:
            self._add(found, model, record_id, "link", "res_id")

    def _add_attached(self, found):
        """Files of all that is surely the person's."""
        owners = [key for key, one in found.items() if self._has_files(key[0], one)]
        models_, ids = [key[0] for key in owners], [key[1] for key in owners]
        rows = self.env.execute_query(SQL(_ATTACHED, models_, ids))
        for (record_id,) in rows:
            self._add(found, "ir.attachment", record_id, "attached", "res_id")

    @api.model
    def _has_files(self, model, one):
        return one.why not in ("name", "shared") and (
            model != "res.partner" or "person" in one.whys
        )
