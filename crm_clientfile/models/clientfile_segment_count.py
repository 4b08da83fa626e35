from odoo import fields, models


class ClientfileSegmentCount(models.Model):
    """How many customers a segment had on a day. Written by SQL only."""

    _name = "clientfile.segment.count"
    _description = "Customers of a Segment on a Day"
    _log_access = False
    _rec_name = "date"
    _order = "date desc, id desc"

    segment_id = fields.Many2one(
        "clientfile.segment", required=True, readonly=True, ondelete="cascade"
    )
    company_id = fields.Many2one(
        "res.company", required=True, readonly=True, ondelete="cascade"
    )
    date = fields.Date("Day", required=True, readonly=True)
    customer_count = fields.Integer("Customers", readonly=True, aggregator="avg")
    entered_count = fields.Integer("Entered", readonly=True)
    left_count = fields.Integer("Left", readonly=True)

    _day = models.UniqueIndex("(segment_id, company_id, date)")
