from odoo import fields, models

# No discount has this value: what was given with the line is not ours to change.
_GIVEN = -1.0


class SaleOrderLine(models.Model):
    """The discount agreed with the customer, by default on each new line.

    It applies where the pricelist gives no lower price. A discount changed by hand is
    kept, as long as nobody asks for new prices.
    """

    _inherit = "sale.order.line"

    clientfile_default_discount = fields.Float(
        digits="Discount",
        exportable=False,
        help="The discount that was put on the line by itself, to tell it from one put "
        "by hand.",
    )

    def _add_precomputed_values(self, vals_list):
        given = ["discount" in vals for vals in vals_list]
        result = super()._add_precomputed_values(vals_list)
        for vals, is_given in zip(vals_list, given, strict=True):
            default = _GIVEN if is_given else vals.get("discount", 0.0)
            vals.setdefault("clientfile_default_discount", default)
        return result

    def _compute_discount(self):
        items = self.env["product.pricelist.item"]
        agreed = {}
        if items._is_discount_feature_enabled():
            agreed = self._get_clientfile_agreed_discounts()
        lines = self.browse().union(*agreed)
        by_hand = lines.filtered(
            lambda line: line.discount != line.clientfile_default_discount
        )
        lines -= by_hand
        lines.discount = 0.0
        result = super(SaleOrderLine, self - by_hand)._compute_discount()
        # The items of a combination take the discount of its own line.
        for line in lines.sorted(lambda one: bool(one.combo_item_id)):
            line._clientfile_set_discount(agreed[line])
        return result

    def _get_clientfile_agreed_discounts(self):
        """The discounts of the customers' terms, for the lines that may have one."""
        agreed = {}
        for line in self.filtered(lambda one: one._clientfile_takes_discount()):
            order = line.order_id
            # sudo: the agreed discount applies whoever makes the order
            customer = order.sudo().partner_id.commercial_partner_id
            discount = customer.with_company(order.company_id).clientfile_discount
            if discount:
                agreed[line] = discount
        return agreed

    def _clientfile_takes_discount(self):
        """Whether the agreed discount is meant for such a line."""
        return bool(
            self.product_id
            and not self.display_type
            and not self.is_downpayment
            and not self.is_delivery
            and not self.is_expense
            and not self.is_reward_line
            and not self._is_global_discount()
            and not self._is_discount_line()
        )

    def _clientfile_set_discount(self, agreed):
        if self.combo_item_id:
            self.discount = self._get_linked_line().discount
        elif not self.discount and not self._clientfile_has_lower_price():
            self.discount = agreed
        if self.clientfile_default_discount != self.discount:
            self.clientfile_default_discount = self.discount

    def _clientfile_has_lower_price(self):
        """Whether the pricelist sells the product below its sales price already."""
        if not self.pricelist_item_id:
            return False
        line = self.with_company(self.company_id)
        no_rule = self.env["product.pricelist.item"]
        listed = no_rule._compute_price(
            product=line.product_id.with_context(**line._get_product_price_context()),
            **line._get_pricelist_kwargs(),
        )
        price = line._get_pricelist_price()
        return line.currency_id.compare_amounts(price, listed) < 0
