from odoo import fields, models

from .clientfile_metrics_year import PlainMany2one


class ClientfileSegmentMember(models.Model):
    """Who was in a segment last night: what tonight is compared with.

    Written by SQL only. Nothing refers to a partner here: what was merged or deleted
    since is dropped by the next night.
    """

    _name = "clientfile.segment.member"
    _description = "Customer of a Segment Last Night"
    _log_access = False
    _rec_name = "partner_id"
    _order = "id"

    segment_id = fields.Many2one(
        "clientfile.segment", required=True, ondelete="cascade"
    )
    company_id = fields.Many2one("res.company", required=True, ondelete="cascade")
    partner_id = PlainMany2one("res.partner", "Customer", required=True)

    _member = models.UniqueIndex("(segment_id, company_id, partner_id)")
