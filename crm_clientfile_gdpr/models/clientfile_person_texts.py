from dataclasses import replace

from odoo import api, models
from odoo.tools import SQL

from ..tools.identity import EXACT, coarse_patterns_of, kinds_in


class ClientfilePersonFinder(models.AbstractModel):
    """Reads all texts for what names a person."""

    _inherit = "clientfile.person.finder"

    def _add_texts(self, found, identity, shared):
        own, common = self._split_shared(identity, shared)
        for model, record_id, name, text in self._read_texts(identity):
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
        patterns = coarse_patterns_of(identity)
        if not patterns:
            return
        texts = self.env["clientfile.data.map"]._get_text_fields()
        for model, names in texts.items():
            query = self._get_text_query(model, names, patterns)
            for record_id, *values in self.env.execute_query(query):
                for name, value in zip(names, values, strict=True):
                    if value:
                        yield model, record_id, name, value

    def _get_text_query(self, model_name, names, patterns):
        table = self.env[model_name]._table
        columns = [SQL("%s::text", SQL.identifier(table, name)) for name in names]
        text = SQL("concat_ws(E'\\n', %s)", SQL(", ").join(columns))
        fits = [SQL("%s ~* %s", text, pattern) for pattern in patterns]
        condition = SQL(" OR ").join(fits)
        return self.env["clientfile.data.map"]._get_rows_reading(model_name, condition)
