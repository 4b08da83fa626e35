from odoo import api, fields, models
from odoo.fields import Domain
from odoo.tools import SQL

_USERS = "crm_clientfile.crm_clientfile_group_user"


class ResPartner(models.Model):
    """The segments of a customer: asked from their conditions, stored nowhere."""

    _inherit = "res.partner"

    clientfile_fixed_segment_ids = fields.Many2many(
        "clientfile.segment",
        "clientfile_segment_partner_rel",
        "partner_id",
        "segment_id",
        "Fixed Segments",
        copy=False,
        groups=_USERS,
    )
    clientfile_segment_ids = fields.Many2many(
        "clientfile.segment",
        string="Segments",
        compute="_compute_clientfile_segment_ids",
        search="_search_clientfile_segment_ids",
        compute_sudo=False,
        exportable=False,
        groups=_USERS,
    )

    @api.depends("clientfile_fixed_segment_ids")
    @api.depends_context("uid", "company")
    def _compute_clientfile_segment_ids(self):
        segments = self.env["clientfile.segment"]
        found = {}
        if self._origin:
            for partner_id, segment_id in self._origin._find_clientfile_segments():
                found.setdefault(partner_id, []).append(segment_id)
        for partner in self:
            own = segments.browse(found.get(partner._origin.id, ()))
            partner.clientfile_segment_ids = own

    def _find_clientfile_segments(self):
        """Pairs of a partner and a segment that holds it, in one statement."""
        selects = []
        for segment in self.env["clientfile.segment"].search([("active", "=", True)]):
            if (query := segment._get_query_or_none()) is not None:
                query.add_where(SQL("res_partner.id = ANY(%s)", self.ids))
                own_id = SQL.identifier(self._table, "id")
                selects.append(query.select(own_id, SQL("%s", segment.id)))
        if not selects:
            return []
        return self.env.execute_query(SQL(" UNION ALL ").join(selects))

    @api.model
    def _search_clientfile_segment_ids(self, operator, value):
        """Whoever meets the conditions of one of these segments, set-based."""
        segments = self.env["clientfile.segment"]
        if operator in ("any", "any!"):
            return self._get_clientfile_segments_domain(segments.search(value))
        if operator == "=":
            operator, value = "in", [value]
        if operator != "in":
            return NotImplemented
        ids = [one for one in value if one]
        domain = self._get_clientfile_segments_domain(segments.browse(ids).exists())
        if len(ids) < len(list(value)):
            domain |= ~self._get_clientfile_segments_domain(
                segments.search([("active", "=", True)])
            )
        return domain

    @api.model
    def _get_clientfile_segments_domain(self, segments):
        return Domain.OR(
            Domain("id", "in", segment._get_query()) for segment in segments
        )

    def action_clientfile_segment_add(self):
        """Put these customers into a fixed segment, or take them out of it."""
        return {
            "type": "ir.actions.act_window",
            "name": self.env._("Fixed segment"),
            "res_model": "clientfile.segment.choose",
            "view_mode": "form",
            "target": "new",
            "context": {
                "default_segment_id": self.env.context.get("clientfile_segment_id"),
                "active_model": self._name,
                "active_ids": self.ids,
                "active_domain": self.env.context.get("active_domain"),
            },
        }

    def action_clientfile_call_list(self):
        return self._open_clientfile_segment_action("calls")

    def action_clientfile_labels(self):
        return self._open_clientfile_segment_action("labels")

    def action_clientfile_email(self):
        has_mailings = self.env["clientfile.segment"]._may_mail("mail")
        kind = "mailing" if has_mailings else "email"
        return self._open_clientfile_segment_action(kind)

    def _open_clientfile_segment_action(self, kind):
        """Prepare an action on who is ticked in a list, or on all that it shows."""
        return self.env["clientfile.segment.action"]._open_for_partners(self, kind)
