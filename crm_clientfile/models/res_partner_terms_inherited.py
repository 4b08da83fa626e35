from odoo import api, fields, models
from odoo.exceptions import UserError, ValidationError
from odoo.tools import SQL

_LINKS = frozenset(("parent_id", "is_company", "clientfile_terms_inherited"))

# Down from the customers whose terms are the source, through those who follow them.
_FOLLOWERS = """
    WITH RECURSIVE follower (id, source_id) AS (
        SELECT child.id, direct.commercial_partner_id
          FROM res_partner AS child
          JOIN res_partner AS direct ON direct.id = child.parent_id
         WHERE child.clientfile_terms_inherited
           AND direct.commercial_partner_id = ANY(%s)
     UNION
        SELECT child.id, follower.source_id
          FROM follower
          JOIN res_partner AS direct ON direct.commercial_partner_id = follower.id
          JOIN res_partner AS child ON child.parent_id = direct.id
         WHERE child.clientfile_terms_inherited
    )
    SELECT id, source_id FROM follower
"""


class ResPartner(models.Model):
    """Establishments that have the terms of the company above them.

    Each term is a company-dependent column, which holds the values of all our
    companies: copying the column gives an establishment all its terms at once.
    """

    _inherit = "res.partner"

    clientfile_terms_inherited = fields.Boolean(
        "Terms of the Group",
        copy=False,
        help="This establishment has the terms of the company above it, and follows "
        "them when they change.",
    )
    clientfile_terms_label = fields.Char(
        "Terms", compute="_compute_clientfile_terms_label"
    )

    @api.depends("clientfile_terms_inherited", "parent_id", "is_company")
    @api.depends_context("lang")
    def _compute_clientfile_terms_label(self):
        """Whose terms an establishment has; nothing for who is in no group."""
        for partner in self:
            if not partner.is_company or not partner.parent_id:
                partner.clientfile_terms_label = False
            elif partner.clientfile_terms_inherited:
                # sudo: the host shows the name of a parent to whom sees its child
                entity = partner.sudo().parent_id.commercial_partner_id
                partner.clientfile_terms_label = self.env._(
                    "Terms of %(company)s", company=entity.name
                )
            else:
                partner.clientfile_terms_label = self.env._("Own terms")

    @api.model_create_multi
    def create(self, vals_list):
        partners = super().create(vals_list)
        if any(vals.get("clientfile_terms_inherited") for vals in vals_list):
            partners._clientfile_follow_parents(is_wanted=True)
        return partners

    def write(self, vals):
        terms = vals.keys() & self._get_clientfile_terms()
        # The host takes values out of `vals`.
        is_linked = not _LINKS.isdisjoint(vals)
        is_wanted = vals.get("clientfile_terms_inherited")
        if terms and is_wanted is not False:
            self._clientfile_refuse_followers(vals, terms)
        if is_linked and "parent_id" in vals and is_wanted is not False:
            self._clientfile_refuse_moves(vals)
        result = super().write(vals)
        if is_linked:
            self._clientfile_follow_parents(is_wanted)
        if terms:
            self._clientfile_spread_terms()
        return result

    @api.model
    def _get_clientfile_terms(self):
        """Names of the fields an establishment may have from its group.

        Company-dependent fields only: their columns are copied as they are.
        """
        return {
            "property_payment_term_id",
            "property_inbound_payment_method_line_id",
            "specific_property_product_pricelist",
            "property_delivery_carrier_id",
            "clientfile_discount",
            "clientfile_discount_reason",
            "clientfile_has_delivery_charge",
            "clientfile_delivery_charge",
            "clientfile_delivery_days",
            "clientfile_delivery_terms",
        }

    def _clientfile_refuse_followers(self, vals, terms):
        """Terms of a group are changed at its head, for all who follow."""
        followers = self.filtered("clientfile_terms_inherited")
        changed = followers and followers._clientfile_differ(vals, terms)
        if changed:
            # sudo: the host shows the name of a parent to whom sees its child
            entity = changed[0].sudo().parent_id.commercial_partner_id
            raise UserError(
                self.env._(
                    "%(customer)s has the terms of %(company)s. Change them there, or "
                    "give this establishment its own terms first.",
                    customer=changed[0].display_name,
                    company=entity.name,
                )
            )

    def _clientfile_refuse_moves(self, vals):
        """Another parent means another discount: that is for a manager to grant."""
        followers = self.filtered("clientfile_terms_inherited")
        if vals["parent_id"] and followers._clientfile_differ(vals, {"parent_id"}):
            self._clientfile_refuse_non_managers()

    def _clientfile_follow_parents(self, is_wanted):
        """Take the terms of the parents; who has no parent any more keeps what he had.

        :param is_wanted: whether a person asked for it just now
        """
        followers = self.filtered("clientfile_terms_inherited")
        alone = followers.filtered(
            lambda partner: not (partner.is_company and partner.parent_id)
        )
        if alone and is_wanted:
            raise ValidationError(
                self.env._(
                    "%(customer)s is no establishment of a group: there are no terms "
                    "to follow. Attach it to its parent company first.",
                    customer=alone[0].display_name,
                )
            )
        if alone:
            # sudo: a consequence of the lost link, whoever removed it
            alone.sudo().write({"clientfile_terms_inherited": False})
        # sudo: the parent may be out of the user's reach, its terms are granted
        parents = (followers - alone).sudo().parent_id
        parents.commercial_partner_id._clientfile_spread_terms()

    def _clientfile_spread_terms(self):
        """Copy the terms of these customers to the establishments that follow them."""
        entities = self.filtered(lambda one: one.commercial_partner_id == one)
        if not entities:
            return
        names = sorted(self._get_clientfile_terms())
        self.env["res.partner"].flush_model([*names, *_LINKS, "commercial_partner_id"])
        sources = entities._clientfile_terms_sources()
        self.env.cr.execute(_FOLLOWERS, [sources.ids])
        pairs = self.env.cr.fetchall()
        if pairs:
            self._clientfile_copy_terms(pairs, names)

    def _clientfile_terms_sources(self):
        """Those whose terms these customers have in the end: the tops of the chains."""
        # sudo: the top may be a company the user does not see
        tops = self.sudo()
        while followers := tops.filtered("clientfile_terms_inherited"):
            tops = (tops - followers) | followers.parent_id.commercial_partner_id
        return tops

    def _clientfile_copy_terms(self, pairs, names):
        """Copy columns from each source to its follower, then to their contacts."""
        followers = SQL(
            "SELECT * FROM unnest(%s, %s) AS pair (id, source_id)",
            [follower for follower, _source in pairs],
            [source for _follower, source in pairs],
        )
        changed = self._clientfile_copy_columns(names, followers)
        of_contacts = sorted(set(names) & set(self._commercial_fields()))
        contacts = SQL(
            "SELECT id, commercial_partner_id AS source_id FROM res_partner"
            " WHERE commercial_partner_id = ANY(%s) AND id <> commercial_partner_id",
            changed.ids,
        )
        changed |= self._clientfile_copy_columns(of_contacts, contacts)
        changed.invalidate_recordset([*names, "write_date", "write_uid"])
        changed.modified(names)

    def _clientfile_copy_columns(self, names, pairs):
        """Copy columns for the pairs that a query gives; returns who was changed."""
        own, others = (
            SQL(", ").join(SQL.identifier(table, name) for name in names)
            for table in ("partner", "source")
        )
        columns = SQL(", ").join(SQL.identifier(name) for name in names)
        rows = self.env.execute_query(
            SQL(
                """
                UPDATE res_partner AS partner
                   SET (%s) = ROW(%s),
                       write_uid = %s, write_date = NOW() AT TIME ZONE 'UTC'
                  FROM (%s) AS pair
                  JOIN res_partner AS source ON source.id = pair.source_id
                 WHERE partner.id = pair.id
                   AND ROW(%s) IS DISTINCT FROM ROW(%s)
             RETURNING partner.id
                """,
                columns,
                others,
                self.env.uid,
                pairs,
                own,
                others,
            )
        )
        return self.browse([partner_id for (partner_id,) in rows])
