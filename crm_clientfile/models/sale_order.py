from odoo import api, fields, models


class SaleOrder(models.Model):
    _inherit = "sale.order"

    @api.model_create_multi
    def create(self, vals_list):
        orders = super().create(vals_list)
        orders._clientfile_set_roles()
        return orders

    def write(self, vals):
        result = super().write(vals)
        if "partner_id" in vals:
            self._clientfile_set_roles()
        return result

    def _action_confirm(self):
        self._clientfile_set_roles()
        return super()._action_confirm()

    def _clientfile_set_roles(self):
        """A quotation makes a prospect, an order a client."""
        quotations = self.filtered(lambda order: order.state in ("draft", "sent"))
        quotations.partner_id._clientfile_become_prospect()
        orders = self.filtered(lambda order: order.state == "sale")
        for order in orders.sorted("date_order"):
            moment = fields.Datetime.context_timestamp(order, order.date_order)
            order.partner_id._clientfile_become_client(moment.date())
