from odoo import api, fields, models
from odoo.fields import Domain
from odoo.tools import SQL

from .clientfile_status_change import STATUSES

_USERS = "crm_clientfile.crm_clientfile_group_user"
# At most one row per customer, company and layer: the joins multiply nothing.
_IN_FORCE = """
    %(partner)s = %(entity)s
    AND %(company)s = %(company_id)s
    AND (%(status)s = 'blocked') = %(is_block)s
    AND %(date_ended)s IS NULL
    AND (%(date_to)s IS NULL OR %(date_to)s >= %(today)s)
"""
# A contact has the status of its company, which is looked up for contacts only.
_OF_THE_ENTITY = """
    CASE WHEN %(own_id)s = %(entity_id)s THEN %(own)s
         ELSE (SELECT %(of_entity)s FROM res_partner AS %(entity)s
                WHERE %(entity)s.id = %(entity_id)s) END
"""


class ResPartner(models.Model):
    """The status of a customer in a company: blocked, set by hand, or told by facts.

    Nothing is stored on the partner. One SQL expression is read, sorted, grouped and
    filtered by; ``_clientfile_automatic_status_sql`` is where facts have their say.
    """

    _inherit = "res.partner"

    clientfile_status = fields.Selection(
        STATUSES,
        "Customer Status",
        compute="_compute_clientfile_status",
        search="_search_clientfile_status",
        group_expand=True,
        groups=_USERS,
        help="In the current company. Follows from the figures by the rules of the "
        "company, unless it is set by hand for a reason; contacts have that of their "
        "company.",
    )
    clientfile_is_vip = fields.Boolean(
        "VIP",
        compute="_compute_clientfile_status",
        search="_search_clientfile_is_vip",
        groups=_USERS,
        help="By hand or by its figures; a VIP stays one while blocked or at risk.",
    )
    clientfile_status_change_id = fields.Many2one(
        "clientfile.status.change",
        "Status Set by Hand",
        compute="_compute_clientfile_status",
        exportable=False,
        groups=_USERS,
    )
    clientfile_status_change_ids = fields.One2many(
        "clientfile.status.change",
        "partner_id",
        "History of the Status",
        readonly=True,
        groups=_USERS,
    )

    @api.depends(
        "commercial_partner_id.clientfile_is_client",
        "commercial_partner_id.clientfile_is_prospect",
        "commercial_partner_id.clientfile_status_change_ids.date_ended",
    )
    @api.depends_context("company")
    def _compute_clientfile_status(self):
        new = self._origin._clientfile_without_history()
        known = (self._origin - new)._get_clientfile_statuses()
        for partner in self:
            if partner._origin in new:
                told = (partner._get_clientfile_role_status(), False, False)
            else:
                told = known.get(partner._origin.id, (False,) * 3)
            status, is_vip, change_id = told
            partner.clientfile_status = status
            partner.clientfile_is_vip = is_vip
            partner.clientfile_status_change_id = change_id

    @api.model
    def _search_clientfile_status(self, operator, value):
        return self._get_clientfile_sql_domain("clientfile_status", operator, value)

    @api.model
    def _search_clientfile_is_vip(self, operator, value):
        return self._get_clientfile_sql_domain("clientfile_is_vip", operator, value)

    @api.model
    def _get_clientfile_sql_domain(self, fname, operator, value):
        """The condition as it is: left to itself, the ORM asks ``_field_to_sql``."""
        return Domain(fname, operator, value) if operator == "in" else NotImplemented

    def _clientfile_column(self, alias, fname, query):
        if fname == "clientfile_status":
            expression = self._clientfile_status_sql
        elif fname == "clientfile_is_vip":
            expression = self._clientfile_is_vip_sql
        else:
            return super()._clientfile_column(alias, fname, query)
        self._check_field_access(self._fields[fname], "read")
        return expression(alias, query)

    def _get_clientfile_statuses(self):
        """Status, whether VIP, and id of what was set by hand, by partner id."""
        if not self:
            return {}
        query = self._as_query(ordered=False)
        expressions = (
            SQL.identifier(self._table, "id"),
            self._clientfile_status_sql(self._table, query),
            self._clientfile_is_vip_sql(self._table, query),
            self._clientfile_set_by_hand_sql(self._table, "id", query),
        )
        rows = self.env.execute_query(query.select(*expressions))
        return {partner_id: values for partner_id, *values in rows}

    def _clientfile_status_sql(self, alias, query):
        return SQL(
            "COALESCE(%s, %s)",
            self._clientfile_set_by_hand_sql(alias, "status", query),
            self._clientfile_automatic_status_sql(alias, query),
        )

    def _clientfile_is_vip_sql(self, alias, query):
        manual = self._clientfile_join_status(alias, "manual", query)
        metrics = self._clientfile_join_metrics(alias, query)
        return SQL(
            "(COALESCE(%s = 'vip', FALSE) OR COALESCE(%s, FALSE))",
            self._clientfile_change_sql(manual, "status"),
            SQL.identifier(metrics, "is_vip"),
        )

    def _clientfile_set_by_hand_sql(self, alias, fname, query):
        """``fname`` of the block, else of the status given by hand; NULL for none."""
        columns = (
            self._clientfile_change_sql(
                self._clientfile_join_status(alias, layer, query), fname
            )
            for layer in ("block", "manual")
        )
        return SQL("COALESCE(%s)", SQL(", ").join(columns))

    def _clientfile_automatic_status_sql(self, alias, query):
        """What figures tell, else roles; NULL for who is neither client nor prospect.

        ``query`` may be given further joins.
        """
        metrics = self._clientfile_join_metrics(alias, query)
        return SQL(
            "COALESCE(%s, %s)",
            SQL.identifier(metrics, "status"),
            self._clientfile_roles_status_sql(alias, query),
        )

    def _clientfile_roles_status_sql(self, alias, query):
        entity = query.make_alias(alias, "clientfile_entity")
        return SQL(
            _OF_THE_ENTITY,
            own_id=SQL.identifier(alias, "id"),
            own=self._clientfile_role_status_sql(alias),
            entity=SQL.identifier(entity),
            entity_id=self._field_to_sql(alias, "commercial_partner_id", query),
            of_entity=self._clientfile_role_status_sql(entity),
        )

    def _clientfile_role_status_sql(self, alias):
        return SQL(
            "CASE WHEN %s THEN 'active' WHEN %s THEN 'prospect' END",
            self._field_to_sql(alias, "clientfile_is_client"),
            self._field_to_sql(alias, "clientfile_is_prospect"),
        )

    def _get_clientfile_role_status(self):
        """What ``_clientfile_role_status_sql`` gives, read from the cache."""
        if self.clientfile_is_client:
            return "active"
        return "prospect" if self.clientfile_is_prospect else False

    def _clientfile_change_sql(self, alias, fname):
        return self.env["clientfile.status.change"]._field_to_sql(alias, fname)

    def _clientfile_join_status(self, alias, layer, query):
        """Join what was set by hand on a layer and holds today; give its alias."""
        change = query.make_alias(alias, f"clientfile_{layer}")
        columns = {
            name: self._clientfile_change_sql(change, name)
            for name in ("status", "date_ended", "date_to")
        }
        condition = SQL(
            _IN_FORCE,
            partner=self._clientfile_change_sql(change, "partner_id"),
            company=self._clientfile_change_sql(change, "company_id"),
            entity=self._field_to_sql(alias, "commercial_partner_id", query),
            company_id=self.env.company.root_id.id,
            is_block=layer == "block",
            today=fields.Date.context_today(self),
            **columns,
        )
        query.add_join("LEFT JOIN", change, "clientfile_status_change", condition)
        return change
