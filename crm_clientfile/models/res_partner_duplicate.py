from odoo import api, fields, models

from .clientfile_match_key import KEY_FIELDS

_USERS = "crm_clientfile.crm_clientfile_group_user"
# Beside the profile, these decide who may be one.
_RELATION_FIELDS = frozenset(("active", "parent_id"))
MOST_SHOWN = 5


class ResPartner(models.Model):
    """Who else a customer may be: said while it is typed, remembered once ignored."""

    _inherit = "res.partner"

    clientfile_doubles = fields.Json(
        "Possible Duplicates",
        compute="_compute_clientfile_doubles",
        exportable=False,
        groups=_USERS,
        help="Customers that this one may be, with the reasons.",
    )
    clientfile_ignored_doubles = fields.Json(
        "Ignored Duplicates",
        compute="_compute_clientfile_ignored_doubles",
        inverse="_inverse_clientfile_ignored_doubles",
        exportable=False,
        groups=_USERS,
        help="Ids of the customers that who types this one knows to be others.",
    )

    @api.depends(*sorted(KEY_FIELDS), "clientfile_channel_ids.value")
    @api.depends_context("lang", "uid", "allowed_company_ids")
    def _compute_clientfile_doubles(self):
        is_off = self.env.company.clientfile_double_policy == "off"
        for partner in self:
            found = [] if is_off else partner._get_clientfile_doubles()
            partner.clientfile_doubles = partner._prepare_clientfile_doubles(found)

    def _get_clientfile_doubles(self):
        """Less likely ones only of a customer who is new: who opens one is at work."""
        finder = self.env["clientfile.duplicate.finder"]
        return finder._find_for(self) if self._origin else finder._find_to_show(self)

    def _compute_clientfile_ignored_doubles(self):
        self.clientfile_ignored_doubles = False

    def _inverse_clientfile_ignored_doubles(self):
        pairs = self.env["clientfile.duplicate"]
        for partner in self:
            ids = partner.clientfile_ignored_doubles or []
            others = self.browse([id_ for id_ in ids if isinstance(id_, int)])
            pairs._ignore(partner, others.exists() - partner)

    def write(self, vals):
        result = super().write(vals)
        if not _RELATION_FIELDS.isdisjoint(vals):
            self.env["clientfile.match.pending"]._add(self.ids)
        return result

    def unlink(self):
        # The database deletes the pairs of those who go: none may wait in the cache.
        result = super().unlink()
        self.env["clientfile.duplicate"].invalidate_model()
        return result

    def _get_clientfile_readable_doubles(self):
        """Whom this customer may be, as far as the user may see them."""
        found = self.env["clientfile.duplicate.finder"]._find_for(self)
        doubles = self.browse([pair.other_id for pair in found])
        return doubles._filtered_access("read")[:MOST_SHOWN]

    def _prepare_clientfile_doubles(self, found):
        """What the banner shows of ``found``: hits, and how many may not be shown.

        Rights decide: of a customer that the user may not read, only that it exists.
        """
        if not found:
            return False
        others = self.browse([hit.other_id for hit in found])
        readable = set(others._filtered_access("read").ids)
        shown = [hit for hit in found if hit.other_id in readable]
        return {
            "hits": [self._prepare_clientfile_hit(hit) for hit in shown[:MOST_SHOWN]],
            "more": max(len(shown) - MOST_SHOWN, 0),
            "hidden": len(found) - len(shown),
        }

    def _prepare_clientfile_hit(self, hit):
        other = self.browse(hit.other_id)
        word = self.env["clientfile.duplicate.reason"]._word
        where = (other.zip, other.city, other.phone or other.email)
        return {
            "id": other.id,
            # Not the display name, which some fields lengthen by an address.
            "name": other.complete_name,
            "where": " ".join(filter(None, where)),
            "number": other.ref or "",
            "band": hit.verdict.band,
            "kind": hit.verdict.kind,
            "percent": int(100 * hit.verdict.probability),
            "reasons": [word(reason) for reason in hit.reasons],
            "is_company": other.is_company,
            "is_archived": not other.active,
        }
