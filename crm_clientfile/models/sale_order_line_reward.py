from odoo import fields, models


class SaleOrderLine(models.Model):
    """What a customer was given for the points on his card, with its date."""

    _inherit = "sale.order.line"

    clientfile_order_date = fields.Datetime(
        "Date of the Order", related="order_id.date_order"
    )
