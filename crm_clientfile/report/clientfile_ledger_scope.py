from odoo import api, models
from odoo.fields import Domain
from odoo.tools import SQL

from ..tools.ledger_scope import split_ids
from .ledger_request import LedgerRequest

_PARTNERS = ("entity_id", "partner_id")
# More customers than that are no choice of customers: the days have to be few, then.
_MOST_CUSTOMERS = 500
# A merged customer's documents are those of who remains, a contact's of its company.
_HOLDERS = """
    SELECT holder.id AS partner_id,
           COALESCE(survivor.commercial_partner_id, holder.commercial_partner_id)
               AS entity_id,
           holder.id <> holder.commercial_partner_id AS is_contact
      FROM res_partner AS holder
      JOIN res_partner AS company ON company.id = holder.commercial_partner_id
 LEFT JOIN res_partner AS survivor
        ON survivor.id = COALESCE(
           holder.clientfile_merged_into_id, company.clientfile_merged_into_id)
     WHERE %s
"""


class ClientfileLedgerEntry(models.Model):
    """Whose documents a search of the ledger is about, as literals for PostgreSQL."""

    _inherit = "clientfile.ledger.entry"

    @api.model
    def _prepare_domain(self, domain):
        """The domain with literal ids and days, as far as it names them."""
        domain = Domain(domain).optimize(self).map_conditions(self._find_partners)
        domain = domain.map_conditions(self._find_entities)
        return domain.optimize_full(self)

    @api.model
    def _find_partners(self, condition):
        """The condition with the ids of those it is about, where it has none."""
        if condition.field_expr not in _PARTNERS or condition.operator in ("in", "="):
            return condition
        if condition.operator not in ("any", "any!", "ilike", "=ilike", "child_of"):
            return condition
        partners = self.env["res.partner"].with_context(active_test=False)
        field = "display_name" if "like" in condition.operator else "id"
        domain = (
            Domain(condition.value)
            if condition.operator.startswith("any")
            else Domain(field, condition.operator, condition.value)
        )
        ids = partners._search(domain, limit=_MOST_CUSTOMERS + 1).get_result_ids()
        if len(ids) > _MOST_CUSTOMERS:
            return condition
        return Domain(condition.field_expr, "in", list(ids))

    @api.model
    def _find_entities(self, condition):
        """The condition about the customers of whom those it names are part."""
        value = condition.value
        if condition.field_expr != "entity_id" or condition.operator not in ("in", "="):
            return condition
        ids = [value] if condition.operator == "=" else value
        partners = self.env["res.partner"].browse(one for one in ids if one)
        return Domain("entity_id", "in", self._get_entities(partners).ids)

    @api.model
    def _get_entities(self, partners):
        """The customers to whom these partners' documents belong."""
        entities = partners.browse()
        # sudo: of whom a partner is part; the entries are limited by their documents
        for partner in partners.sudo().exists():
            survivor = (
                partner.clientfile_merged_into_id
                or partner.commercial_partner_id.clientfile_merged_into_id
                or partner
            )
            entities |= partners.browse(survivor.commercial_partner_id.id)
        return entities

    @api.model
    def _prepare_request(self, scope, holders):
        partner_ids = (
            None if holders is None else tuple(holder[0] for holder in holders)
        )
        return LedgerRequest(
            partner_ids=partner_ids,
            kinds=scope.kinds,
            documents=None if scope.ids is None else split_ids(scope.ids),
            date_from=scope.date_from,
            date_to=scope.date_to,
        )

    @api.model
    def _get_holders(self, scope):
        """Partners of the scope with their entity, and whether they are contacts.

        ``None`` stands for all partners.
        """
        if scope.entities is None and scope.partners is None:
            return None
        partners = self.env["res.partner"]
        wanted = scope.entities if scope.partners is None else scope.partners
        ids = partners.browse(one for one in wanted if one)._clientfile_entity_ids()
        if scope.partners is None:
            # sudo: entries are limited by the rights on their documents
            contacts = partners.sudo().with_context(active_test=False)
            contacts = contacts.search([("commercial_partner_id", "in", ids)])
            ids = contacts._clientfile_entity_ids()
        if not ids:
            return []
        return self.env.execute_query(SQL(_HOLDERS, SQL("holder.id IN %s", tuple(ids))))

    @api.model
    def _prepare_holders_sql(self, holders):
        """The table of those partners, as literals where they are known."""
        if holders is None:
            return SQL(_HOLDERS, SQL("TRUE"))
        if not holders:
            return SQL(_HOLDERS, SQL("FALSE"))
        return SQL(
            "SELECT * FROM (VALUES %s) AS known (partner_id, entity_id, is_contact)",
            SQL(", ").join(SQL("%s", holder) for holder in holders),
        )
