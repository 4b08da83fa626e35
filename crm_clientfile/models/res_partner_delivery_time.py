from dateutil.relativedelta import relativedelta

from odoo import api, fields, models
from odoo.tools import SQL

from ..tools.delivery import usual_days

_USERS = "crm_clientfile.crm_clientfile_group_user"
_MONTHS = 12


class ResPartner(models.Model):
    """How long our deliveries to a customer take, where the stock is kept in Odoo."""

    _inherit = "res.partner"

    clientfile_delivery_days_measured = fields.Float(
        "Measured Delivery Time",
        compute="_compute_clientfile_delivery_days_measured",
        digits=(16, 1),
        groups=_USERS,
        help="Median number of days from the confirmed order to the delivery, over the "
        "deliveries of the last 12 months.",
    )
    clientfile_delivery_count = fields.Integer(
        "Measured Deliveries",
        compute="_compute_clientfile_delivery_days_measured",
        groups=_USERS,
        help="How many deliveries the measured time is taken from.",
    )

    @api.depends_context("company")
    def _compute_clientfile_delivery_days_measured(self):
        by_customer = self._get_clientfile_delivery_days()
        for partner in self:
            days = by_customer.get(partner._origin.commercial_partner_id.id, ())
            partner.clientfile_delivery_days_measured = usual_days(days)
            partner.clientfile_delivery_count = len(days)

    def _get_clientfile_delivery_days(self):
        """Days that each delivery of the last months took, by id of the customer."""
        pickings = self.env.get("stock.picking")
        if pickings is None or "sale_id" not in pickings._fields:
            return {}
        pickings.flush_model(["sale_id", "state", "date_done", "picking_type_id"])
        self.env["sale.order"].flush_model(["partner_id", "date_order", "company_id"])
        # No rights of the stock are needed: a number of days tells nothing of it.
        return dict(self.env.execute_query(self._get_clientfile_delivery_days_query()))

    def _get_clientfile_delivery_days_query(self):
        since = fields.Date.context_today(self) - relativedelta(months=_MONTHS)
        return SQL(
            """
            SELECT customer.commercial_partner_id,
                   array_agg(
                       EXTRACT(EPOCH FROM picking.date_done - sale.date_order)::float8
                       / 86400
                   )
              FROM stock_picking AS picking
              JOIN stock_picking_type AS kind ON kind.id = picking.picking_type_id
              JOIN sale_order AS sale ON sale.id = picking.sale_id
              JOIN res_partner AS customer ON customer.id = sale.partner_id
             WHERE customer.commercial_partner_id = ANY(%s)
               AND sale.company_id = %s
               AND kind.code = 'outgoing'
               AND picking.state = 'done'
               AND picking.date_done >= %s
          GROUP BY customer.commercial_partner_id
            """,
            self._origin.commercial_partner_id.ids,
            self.env.company.id,
            since,
        )
