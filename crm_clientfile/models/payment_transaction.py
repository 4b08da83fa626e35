from odoo import models


class PaymentTransaction(models.Model):
    _inherit = "payment.transaction"

    def _check_amount_and_confirm_order(self):
        """The payment of a blocked customer is kept, his order waits for a manager."""
        held = self.sale_order_ids._clientfile_held()
        for order in held:
            if order._is_confirmation_amount_reached():
                order._clientfile_hold()
        free = self.filtered(lambda one: not one.sale_order_ids & held)
        return super(PaymentTransaction, free)._check_amount_and_confirm_order()
