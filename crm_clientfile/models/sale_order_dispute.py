from odoo import fields, models


class SaleOrder(models.Model):
    _name = "sale.order"
    _inherit = ["sale.order", "clientfile.disputed.mixin"]

    clientfile_dispute_ids = fields.Many2many(
        "clientfile.dispute",
        "clientfile_dispute_sale_order_rel",
        "order_id",
        "dispute_id",
        "Disputes",
        copy=False,
        groups="crm_clientfile.crm_clientfile_group_user",
    )

    def _prepare_clientfile_dispute_context(self):
        return {
            **super()._prepare_clientfile_dispute_context(),
            "default_order_ids": self.ids,
        }
