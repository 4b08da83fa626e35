import json

from odoo import fields, models
from odoo.tools import SQL

_SHORTEST_TOKEN = 3
# What the record of a person keeps when it is erased, and when it is restricted.
_KEPT = frozenset(("name", "complete_name", "lang", "tz", "type"))
_KEPT_FOR_BOOKS = frozenset(("ref", "commercial_company_name"))
_ALSO_EMPTIED = ("clientfile_birth_date", "partner_latitude", "partner_longitude")
_ERASE_USERS = """
    UPDATE res_users SET active = FALSE, login = '__erased_user_' || id,
           password = NULL, signature = NULL
     WHERE partner_id = ANY(%s)
"""
_KEYS = "SELECT DISTINCT key FROM clientfile_match_key WHERE partner_id = ANY(%s)"
_FORGET_FREQUENCIES = """
    DELETE FROM clientfile_match_frequency AS known
     WHERE known.key = ANY(%s)
       AND NOT EXISTS (SELECT FROM clientfile_match_key AS stored
                        WHERE stored.key = known.key)
"""


class ClientfileErasure(models.Model):
    """Empties the record of the person itself: in SQL, which tracks nothing."""

    _inherit = "clientfile.erasure"

    def _erase_users(self):
        """Portal users of the person can no longer sign in, nor be recognised."""
        users = self.partner_ids.user_ids
        if users:
            self.env.flush_all()
            self.env.cr.execute(SQL(_ERASE_USERS, self.partner_ids.ids))
            self.env.invalidate_all()
            self.env.registry.clear_cache()

    def _erase_persons(self, lines):
        own = lines.filtered(
            lambda line: line.model == "res.partner" and line.why == "person"
        )
        actions = own.grouped("action")
        anonymised = actions.get("anonymise", own.browse()).mapped("res_id")
        restricted = actions.get("restrict", own.browse()).mapped("res_id")
        self.env.flush_all()
        self._empty_persons(anonymised, _KEPT)
        self._rename_persons(anonymised)
        self._empty_persons(restricted, _KEPT | _KEPT_FOR_BOOKS)

    def _empty_persons(self, ids, kept):
        """All texts but ``kept``, the birth date and the place."""
        partners = self.env["res.partner"]
        texts = self.env["clientfile.data.map"]._get_text_fields()["res.partner"]
        names = [name for name in texts if name not in kept]
        self._empty("res.partner", ids, (*names, *_ALSO_EMPTIED), {})
        if ids:
            self.env.cr.execute(
                SQL(
                    "UPDATE res_partner SET active = FALSE, clientfile_erased_on = %s,"
                    " write_date = %s WHERE id = ANY(%s)",
                    fields.Datetime.now(),
                    self.env.cr.now(),
                    ids,
                )
            )
        partners.invalidate_model()

    def _rename_persons(self, ids):
        if not ids:
            return
        self.env.cr.execute(
            SQL(
                "UPDATE res_partner SET name = %(word)s || id,"
                " complete_name = %(word)s || id WHERE id = ANY(%(ids)s)",
                word=self.env._("Erased person") + " ",
                ids=ids,
            )
        )

    def _erase_names(self):
        """The accounts need name and number no longer."""
        lines = self.line_ids.filtered(lambda line: line.action == "restrict")
        ids = lines.mapped("res_id")
        self.env.flush_all()
        self._empty_persons(ids, _KEPT)
        self._rename_persons(ids)
        kept = self.line_ids.filtered(lambda line: line.action == "keep")
        for model, of_model in kept.grouped("model").items():
            self._empty_always(model, of_model.mapped("res_id"))
        lines.unlink()
        self.env.invalidate_all()
        self._refresh_keys(self.line_ids)

    def _erase_bus(self, identity):
        """What is on its way to a browser is written as JSON in ASCII."""
        words = [word for name in identity.names for word in name.split()]
        texts = [*identity.emails, *identity.phones, *words]
        tokens = [
            json.dumps(text)[1:-1].replace("\\", "\\\\")
            for text in texts
            if len(text) > _SHORTEST_TOKEN
        ]
        self.env.cr.execute(
            SQL(
                "DELETE FROM bus_bus WHERE message ILIKE ANY(%s)",
                [f"%{token}%" for token in tokens],
            )
        )

    def _refresh_keys(self, lines):
        """What the person was found by is forgotten, by masked others as well."""
        ids = self.partner_ids.ids
        masked = lines.filtered(
            lambda line: (
                line.model == "res.partner"
                and line.action == "anonymise"
                and line.why != "person"
            )
        )
        keys = [key for (key,) in self.env.execute_query(SQL(_KEYS, ids))]
        self.env["clientfile.match.key"]._forget(ids)
        self.env["res.partner"].browse(
            masked.mapped("res_id")
        )._clientfile_refresh_keys()
        self.env.cr.execute(SQL(_FORGET_FREQUENCIES, keys))
        self.env.cr.execute(
            SQL("DELETE FROM clientfile_import_key WHERE key = ANY(%s)", keys)
        )
