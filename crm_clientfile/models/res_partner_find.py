from odoo import api, fields, models
from odoo.fields import Domain
from odoo.tools import SQL

from ..tools.finding import find_terms
from .clientfile_match_key import KEY_FIELDS


class ResPartner(models.Model):
    """Quick find by stored keys, and the upkeep of these keys."""

    _inherit = "res.partner"

    clientfile_find = fields.Char(
        "Find",
        store=False,
        search="_search_clientfile_find",
        exportable=False,
        help="Finds by number, name, phone, e-mail, SIRET, VAT number or town.",
    )

    @api.model_create_multi
    def create(self, vals_list):
        partners = super().create(vals_list)
        partners._clientfile_refresh_keys()
        return partners

    def write(self, vals):
        has_keys = not KEY_FIELDS.isdisjoint(vals)
        result = super().write(vals)
        if has_keys:
            self._clientfile_refresh_keys()
        return result

    def unlink(self):
        result = super().unlink()
        self.env["clientfile.match.key"]._forget(self.ids)
        return result

    def _update_address(self, vals):
        # The host copies addresses between company and contacts beside ``write``.
        result = super()._update_address(vals)
        if not KEY_FIELDS.isdisjoint(vals):
            self._clientfile_refresh_keys()
        return result

    def _clientfile_refresh_keys(self):
        # Who writes many partners one by one refreshes their keys at once afterwards.
        if not self.env.context.get("clientfile_keys_later"):
            self.env["clientfile.match.key"]._refresh(self)

    @api.model
    def _search_clientfile_find(self, operator, value):
        """Every term typed must be found among the keys.

        With ``clientfile_find_entities`` in the context, what is found on a contact
        also finds its company: the file lists customers.
        """
        if operator == "in":
            found = (self._search_clientfile_find("ilike", text) for text in value)
            return Domain.OR(found)
        if operator not in ("=", "ilike", "=ilike", "like", "=like"):
            return NotImplemented
        if not value:
            return Domain.TRUE
        terms = find_terms(value, self.env.company.country_id.code or "")
        if not terms:
            return Domain.FALSE
        found = self.env["clientfile.match.key"]._get_found_query(terms)
        if self.env.context.get("clientfile_find_entities"):
            found = self._get_with_entities_query(found)
        return Domain("id", "in", found)

    def _get_with_entities_query(self, found):
        self.flush_model(["commercial_partner_id"])
        return SQL(
            "SELECT unnest(ARRAY[found.id, found.commercial_partner_id])"
            " FROM res_partner AS found WHERE found.id IN (%s)",
            found,
        )
