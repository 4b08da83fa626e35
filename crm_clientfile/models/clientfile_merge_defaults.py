from odoo import models
from odoo.tools import SQL

_DEFAULTS = """link.json_value = ANY(%s) AND link.field_id IN (
    SELECT id FROM ir_model_fields
     WHERE ttype = 'many2one' AND relation = 'res.partner')"""
_PER_COMPANY = """EXISTS (
    SELECT FROM jsonb_each_text(%(column)s) AS held
     WHERE held.value = ANY(%(sources)s))"""
_REPLACED = """
    UPDATE %(table)s AS link
       SET %(column)s = (
           SELECT jsonb_object_agg(key, CASE WHEN value #>> '{}' = ANY(%(sources)s)
                                             THEN to_jsonb(%(target)s::int)
                                             ELSE value END)
             FROM jsonb_each(%(column)s))
     WHERE %(condition)s
"""


class ClientfileMerge(models.Model):
    """Links that are written per company, and default values that name a source."""

    _inherit = "clientfile.merge"

    def _move_defaults(self):
        self.env.flush_all()
        sources = [str(source.id) for source in self.source_ids]
        condition = SQL(_DEFAULTS, sources)
        self._keep_rows("ir_default", condition, ["json_value"])
        self.env.cr.execute(
            SQL(
                "UPDATE ir_default AS link SET json_value = %s WHERE %s",
                str(self.survivor_id.id),
                condition,
            )
        )
        for field in self.env.registry.many2one_company_dependents["res.partner"]:
            self._move_per_company(field, sources)
        self.env.registry.clear_cache()
        self.env.invalidate_all()

    def _move_per_company(self, field, sources):
        table = self.env[field.model_name]._table
        column = SQL.identifier("link", field.name)
        condition = SQL(_PER_COMPANY, column=column, sources=sources)
        if table == "res_partner":
            # The survivor's own links are watched; those of sources stay as they were.
            kept = [*self.source_ids.ids, self.survivor_id.id]
            condition = SQL("%s AND link.id <> ALL(%s)", condition, kept)
        self._keep_rows(table, condition, [field.name])
        self.env.cr.execute(
            SQL(
                _REPLACED,
                table=SQL.identifier(table),
                column=SQL.identifier(field.name),
                sources=sources,
                target=self.survivor_id.id,
                condition=condition,
            )
        )
