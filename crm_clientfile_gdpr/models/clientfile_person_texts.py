from dataclasses import replace

from odoo import api, models
from odoo.tools import SQL

from ..tools.identity import EXACT, coarse_patterns_of, kinds_in


class ClientfilePersonFinder(models.AbstractModel):
    """Reads all texts for what names a person."""

    _inherit = "clientfile.person.finder"

    def _add_texts(self, found, identity, shared):
        rows = self._read_texts(identity)
        self._add_rows(found, rows, *self._split_shared(identity, shared))

    def _add_rows(self, found, rows, own, common):
        """What names the person in ``rows`` of model, id, field and text."""
        for model, record_id, name, text in rows:
            kinds = kinds_in(text, own)
            whys = kinds & {*EXACT} or kinds
            if not whys and kinds_in(text, common):
                whys = {"shared"}
            if model == "res.partner" and ("res.partner", record_id) not in found:
                whys = {"name"} if whys else whys
            for why in whys:
                self._add(found, model, record_id, why, name)

    def _split_shared(self, identity, shared):
        """What is this person's alone, and what somebody else has as well."""
        emails = tuple(one for one in identity.emails if f"e:{one}" in shared)
        phones = tuple(one for one in identity.phones if f"p:{one}" in shared)
        own = replace(
            identity,
            emails=tuple(one for one in identity.emails if one not in emails),
            phones=tuple(one for one in identity.phones if one not in phones),
        )
        common = replace(
            identity, names=(), ibans=(), numbers=(), emails=emails, phones=phones
        )
        return own, common

    @api.model
    def _read_texts(self, identity):
        """Model, id, field and text of all that may name the person."""
        for model in self.env["clientfile.data.map"]._get_text_fields():
            yield from self._read_texts_of(model, identity)

    @api.model
    def _read_texts_of(self, model, identity, after=None, until=None):
        """The same of one model; of the ids from ``after``, left out, to ``until``."""
        patterns = coarse_patterns_of(identity)
        names = self.env["clientfile.data.map"]._get_text_fields().get(model)
        if not patterns or not names:
            return
        query = self._get_text_query(model, names, patterns, (after, until))
        for record_id, *values in self.env.execute_query(query):
            for name, value in zip(names, values, strict=True):
                if value:
                    yield model, record_id, name, value

    @api.model
    def _list_slices(self, size):
        """``(model, after, until)`` of all texts, ``size`` ids at a time, in order."""
        return [
            (model, after, after + size)
            for model, highest in sorted(self._get_highest_ids().items())
            for after in range(0, highest, size)
        ]

    @api.model
    def _get_highest_ids(self):
        """``{model: its highest id}`` of all that have texts."""
        last = [
            SQL(
                "SELECT %s, COALESCE(MAX(id), 0) FROM %s",
                model,
                SQL.identifier(self.env[model]._table),
            )
            for model in sorted(self.env["clientfile.data.map"]._get_text_fields())
        ]
        return dict(self.env.execute_query(SQL(" UNION ALL ").join(last)))

    def _get_text_query(self, model_name, names, patterns, ids):
        table = self.env[model_name]._table
        columns = [SQL("%s::text", SQL.identifier(table, name)) for name in names]
        text = SQL("concat_ws(E'\\n', %s)", SQL(", ").join(columns))
        fits = [SQL("%s ~* %s", text, pattern) for pattern in patterns]
        condition = SQL("(%s)", SQL(" OR ").join(fits))
        after, until = ids
        if until is not None:
            key = SQL.identifier(table, "id")
            condition = SQL(
                "%s > %s AND %s <= %s AND %s", key, after, key, until, condition
            )
        return self.env["clientfile.data.map"]._get_rows_reading(model_name, condition)
