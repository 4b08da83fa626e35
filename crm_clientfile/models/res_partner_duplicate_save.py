from odoo import api, fields, models
from odoo.exceptions import UserError
from odoo.tools import SQL

from ..tools.duplicate_clash import is_clash, telling_numbers

_MANAGERS = "crm_clientfile.crm_clientfile_group_manager"
# A double stored before never keeps anyone from another change.
_DECISIVE_FIELDS = frozenset(
    ("vat", "company_registry", "clientfile_registry", "clientfile_siren", "parent_id")
)


class ResPartner(models.Model):
    """Who types a customer with the SIRET or VAT number of another one is stopped.

    Only on the form: programs and imports are not, their doubles come into the queue.
    """

    _inherit = "res.partner"

    clientfile_has_clash = fields.Boolean(
        "Number of Another Customer",
        compute="_compute_clientfile_has_clash",
        compute_sudo=True,
        exportable=False,
        groups=_MANAGERS,
        help="Another customer has the same SIRET or VAT number.",
    )
    clientfile_double_is_confirmed = fields.Boolean(
        "Save It All the Same", store=False, exportable=False, groups=_MANAGERS
    )

    @api.depends(*sorted(_DECISIVE_FIELDS), "is_company", "country_id")
    @api.depends_context("company")
    def _compute_clientfile_has_clash(self):
        is_refused = self.env.company.clientfile_double_policy == "refuse"
        for partner in self:
            clashes = is_refused and partner._get_clientfile_clashes()
            partner.clientfile_has_clash = bool(clashes)

    def web_save(self, vals, specification, next_id=None):
        saved = super().web_save(vals, specification, next_id)
        if not self or not _DECISIVE_FIELDS.isdisjoint(vals):
            partners = self or self.browse([values["id"] for values in saved])
            partners._clientfile_refuse_clashes(
                bool(vals.get("clientfile_double_is_confirmed"))
            )
        return saved

    def _clientfile_refuse_clashes(self, is_confirmed):
        if self.env.company.clientfile_double_policy != "refuse":
            return
        is_manager = self.env.user.has_group(_MANAGERS)
        if is_manager and is_confirmed:
            return
        for partner in self:
            # sudo: a customer of whom the user may know nothing else is one, too
            known = partner.sudo()
            if known.clientfile_has_clash:
                clashes = known._get_clientfile_clashes()
                raise UserError(partner._explain_clientfile_clash(clashes, is_manager))

    def _explain_clientfile_clash(self, clashes, is_manager):
        readable = clashes.sudo(False)._filtered_access("read")
        name = readable[:1].display_name or self.env._("A customer you may not see")
        if is_manager:
            return self.env._(
                "%(name)s has the same SIRET or VAT number. Open that one, attach this "
                "one to it, or tick “Save it all the same”.",
                name=name,
            )
        return self.env._(
            "%(name)s has the same SIRET or VAT number. Open that one, or attach this "
            "one to it. A manager can save it all the same.",
            name=name,
        )

    def _get_clientfile_clashes(self):
        """Customers of another entity who have a number that only one can have."""
        if not (self.vat or self.company_registry or self.clientfile_siren):
            return self.browse()
        keys, _profile = self.env["clientfile.match.key"]._get_keys_and_profile(self)
        mine = telling_numbers(keys)
        if not mine or self.clientfile_is_vat_group_member:
            return self.browse()
        others = self.browse(
            id_
            for id_, theirs in self._get_clientfile_numbers(mine).items()
            if id_ != self._origin.id and is_clash(mine, theirs)
        )
        entity = self.commercial_partner_id._origin
        return others.exists().filtered(
            lambda other: (
                other.commercial_partner_id != entity
                and not other.clientfile_is_vat_group_member
            )
        )

    def _get_clientfile_numbers(self, keys):
        """All official numbers of those who have one of ``keys``, by their ids."""
        # Through an array, of which PostgreSQL expects few: it looks each of them up.
        rows = self.env.execute_query(
            SQL(
                """
                SELECT partner_id, array_agg(key)
                  FROM clientfile_match_key
                 WHERE key LIKE 'i:%%' AND partner_id = ANY(ARRAY(
                       SELECT partner_id FROM clientfile_match_key
                        WHERE key = ANY(%s)))
              GROUP BY partner_id
                """,
                sorted(keys),
            )
        )
        return dict(rows)
