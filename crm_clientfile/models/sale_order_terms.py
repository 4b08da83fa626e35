from odoo import api, fields, models
from odoo.tools import plaintext2html


class SaleOrder(models.Model):
    """What was agreed about deliveries, where those who prepare them read it."""

    _inherit = "sale.order"

    clientfile_delivery_terms = fields.Text(
        "Delivery Terms",
        compute="_compute_clientfile_delivery",
        compute_sudo=True,
        help="Agreed with the customer, on the page Terms of his record.",
    )
    clientfile_delivery_instructions = fields.Text(
        "Delivery Instructions",
        compute="_compute_clientfile_delivery",
        compute_sudo=True,
        help="Those of the delivery address, else those of the customer.",
    )

    @api.depends("partner_id", "partner_shipping_id", "company_id")
    def _compute_clientfile_delivery(self):
        for order in self:
            customer = order.partner_id.commercial_partner_id
            customer = customer.with_company(order.company_id)
            address = order.partner_shipping_id
            order.clientfile_delivery_terms = customer.clientfile_delivery_terms
            order.clientfile_delivery_instructions = (
                address.clientfile_delivery_instructions
                or customer.clientfile_delivery_instructions
            )

    def _action_confirm(self):
        result = super()._action_confirm()
        if "picking_ids" in self._fields:
            self._clientfile_instruct_deliveries()
        return result

    def _recompute_prices(self):
        # Who asks for new prices wants the agreed discount again, too.
        self._get_update_prices_lines().clientfile_default_discount = 0.0
        return super()._recompute_prices()

    def _clientfile_instruct_deliveries(self):
        """Where the stock is kept in Odoo, transfers carry the instructions."""
        for order in self:
            texts = (
                order.clientfile_delivery_instructions,
                order.clientfile_delivery_terms,
            )
            note = "\n".join(text for text in texts if text)
            # sudo: who sells need not have rights on the stock
            pickings = order.sudo().picking_ids.filtered(
                lambda one: one.picking_type_code == "outgoing" and not one.note
            )
            if note and pickings:
                pickings.note = plaintext2html(note)
