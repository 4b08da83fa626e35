from odoo import models


class DeliveryCarrier(models.Model):
    _inherit = "delivery.carrier"

    def rate_shipment(self, order):
        """The charge agreed with the customer instead of the carrier's price.

        What the carrier offers everybody for nothing stays free.
        """
        rate = super().rate_shipment(order)
        is_free = rate.get("success") and self.free_over and not rate["price"]
        if rate.get("success") and not is_free:
            charge = self._get_clientfile_charge(order)
            rate["price"] = rate["price"] if charge is None else charge
        return rate

    def _get_clientfile_charge(self, order):
        """The agreed price in the currency of the order; None if none was agreed.

        Taken as the host takes a price of the delivery product: with its taxes, mapped
        by the fiscal position.
        """
        company = order.company_id
        # sudo: a visitor of the shop pays what was agreed, too
        customer = order.sudo().partner_id.commercial_partner_id.with_company(company)
        if not customer.clientfile_has_delivery_charge:
            return None
        charge = self.product_id._get_tax_included_unit_price(
            company,
            company.currency_id,
            order.date_order,
            "sale",
            fiscal_position=order.fiscal_position_id,
            product_price_unit=customer.clientfile_delivery_charge,
            product_currency=company.currency_id,
        )
        return self._compute_currency(order, charge, "company_to_pricelist")
