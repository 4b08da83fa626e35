from odoo import fields, models


class ClientfileSegmentActionLine(models.Model):
    """Why a customer may not be contacted."""

    _inherit = "clientfile.segment.action.line"

    reason = fields.Selection(
        selection_add=[
            ("opposed", "Opposed"),
            ("shared", "Somebody opposed who is reached at this address"),
            ("withdrawn", "Consent withdrawn"),
            ("declined", "Consent refused"),
            ("listed", "On a list of people who refuse it"),
            ("no_consent", "A consumer who has not consented"),
        ],
    )
