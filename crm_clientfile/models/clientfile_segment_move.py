from odoo import api, fields, models
from odoo.tools import SQL

# After so many days it is forgotten who entered and left; the counts stay.
KEPT_DAYS = 730


class ClientfileSegmentMove(models.Model):
    """A customer who entered or left a segment. Written by SQL only."""

    _name = "clientfile.segment.move"
    _description = "Customer Entering or Leaving a Segment"
    _log_access = False
    _rec_name = "partner_id"
    _order = "date desc, id desc"

    segment_id = fields.Many2one(
        "clientfile.segment", required=True, readonly=True, ondelete="cascade"
    )
    company_id = fields.Many2one(
        "res.company", required=True, readonly=True, ondelete="cascade"
    )
    partner_id = fields.Many2one(
        "res.partner",
        "Customer",
        required=True,
        readonly=True,
        index=True,
        ondelete="cascade",
    )
    direction = fields.Selection(
        [("entered", "Entered"), ("left", "Left")], required=True, readonly=True
    )
    date = fields.Date("Day", required=True, readonly=True)

    _latest = models.Index("(segment_id, company_id, date, id)")

    @api.autovacuum
    def _gc_moves(self):
        limit = fields.Date.subtract(fields.Date.today(), days=KEPT_DAYS)
        self.env.cr.execute(
            SQL("DELETE FROM clientfile_segment_move WHERE date < %s", limit)
        )
