"""Deliveries where the stock is kept in Odoo; called inside Odoo."""

from datetime import timedelta

from odoo import fields
from odoo.fields import Command

INSTRUCTIONS = "Back entrance"


def deliver(env):
    """Three deliveries of a customer, one of them long ago; what is measured."""
    customer = env["res.partner"].create(
        {
            "name": "Delivered",
            "is_company": True,
            "clientfile_delivery_instructions": INSTRUCTIONS,
        }
    )
    contact = env["res.partner"].create({"name": "Buyer", "parent_id": customer.id})
    deliveries = [
        _deliver(env, contact, ordered=40, took=3),
        _deliver(env, customer, ordered=20, took=8),
        _deliver(env, customer, ordered=500, took=90),
    ]
    env["res.partner"].invalidate_model()
    nobody = env["res.partner"].create({"name": "Nobody"})
    env.flush_all()
    entries = env["clientfile.ledger.entry"].search(
        [("entity_id", "=", customer.id), ("kind", "=", "delivery")]
    )
    return {
        "days": customer.clientfile_delivery_days_measured,
        "count": customer.clientfile_delivery_count,
        "contact": contact.clientfile_delivery_days_measured,
        "nobody": nobody.clientfile_delivery_count,
        "notes": [str(one.note) for one in deliveries],
        "ledger": sorted(entries.mapped("name")),
        "names": sorted(one.name for one in deliveries),
    }


def _deliver(env, customer, ordered, took):
    """Confirm and deliver an order of ``ordered`` days ago, ``took`` days later."""
    goods = env["product.product"].create({"name": "Plates", "type": "consu"})
    order = env["sale.order"].create(
        {
            "partner_id": customer.id,
            "order_line": [Command.create({"product_id": goods.id})],
        }
    )
    order.action_confirm()
    picking = order.picking_ids
    picking.move_ids.quantity = 1
    picking.move_ids.picked = True
    picking.button_validate()
    order.date_order = fields.Datetime.now() - timedelta(days=ordered)
    picking.date_done = order.date_order + timedelta(days=took)
    return picking
