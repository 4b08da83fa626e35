import operator as operators

from odoo import api, fields, models
from odoo.fields import Domain

_USERS = "crm_clientfile.crm_clientfile_group_user"
_COMPARISONS = {
    "in": lambda count, wanted: count in {number or 0 for number in wanted},
    ">": operators.gt,
    ">=": operators.ge,
    "<": operators.lt,
    "<=": operators.le,
}


class ResPartner(models.Model):
    """The disputes of a customer; contacts show those of their company."""

    _inherit = "res.partner"

    clientfile_dispute_ids = fields.One2many(
        "clientfile.dispute", "partner_id", "Disputes", groups=_USERS
    )
    clientfile_open_dispute_count = fields.Integer(
        "Open Disputes",
        compute="_compute_clientfile_open_disputes",
        search="_search_clientfile_open_dispute_count",
        groups=_USERS,
        help="Neither settled nor abandoned, in the current company.",
    )
    clientfile_open_dispute_amount = fields.Monetary(
        "Disputed Amount",
        currency_field="currency_id",
        compute="_compute_clientfile_open_disputes",
        exportable=False,
        groups=_USERS,
    )

    @api.depends(
        "commercial_partner_id",
        "clientfile_dispute_ids.state",
        "clientfile_dispute_ids.amount",
    )
    @api.depends_context("company")
    def _compute_clientfile_open_disputes(self):
        entities = self.commercial_partner_id._origin
        disputing = entities._clientfile_maybe_with("clientfile_dispute_ids")
        theirs = Domain("partner_id", "in", disputing.ids)
        rows = self._read_clientfile_open_disputes(theirs) if disputing else ()
        found = {customer: figures for customer, *figures in rows}
        for partner in self:
            entity = partner.commercial_partner_id._origin
            count, amount = found.get(entity, (0, 0.0))
            partner.clientfile_open_dispute_count = count
            partner.clientfile_open_dispute_amount = amount

    @api.model
    def _search_clientfile_open_dispute_count(self, operator, value):
        compare = _COMPARISONS.get(operator)
        if not compare:
            return NotImplemented
        found = self._read_clientfile_open_disputes(Domain.TRUE)
        fitting = [customer.id for customer, count, _ in found if compare(count, value)]
        domain = Domain("commercial_partner_id", "in", fitting)
        if compare(0, value):
            disputing = [customer.id for customer, *_figures in found]
            domain |= Domain("commercial_partner_id", "not in", disputing)
        return domain

    def action_clientfile_disputes(self):
        """The disputes of the customer, the open ones first."""
        self.ensure_one()
        action = self.env["ir.actions.actions"]._for_xml_id(
            "crm_clientfile.clientfile_dispute_action"
        )
        entity = self.commercial_partner_id
        return {
            **action,
            "domain": [("partner_id", "=", entity.id)],
            "context": {"default_partner_id": entity.id},
        }

    @api.model
    def _read_clientfile_open_disputes(self, domain):
        """Customer, number and amount of its open disputes in the current company."""
        disputes = self.env["clientfile.dispute"]
        return disputes._read_group(
            disputes._get_open_domain()
            & Domain("company_id", "=", self.env.company.id)
            & domain,
            ["partner_id"],
            ["__count", "amount:sum"],
        )
