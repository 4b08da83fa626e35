from odoo import fields, models


class ClientfileProcessorCheck(models.Model):
    """What was checked with a processor: documents, an audit, an answer."""

    _name = "clientfile.processor.check"
    _description = "Check of a Processor"
    _order = "date desc, id desc"
    _rec_name = "note"

    processor_id = fields.Many2one(
        "clientfile.processor", required=True, index=True, ondelete="cascade"
    )
    date = fields.Date(required=True, default=fields.Date.context_today)
    user_id = fields.Many2one(
        "res.users", "By", required=True, default=lambda self: self.env.user
    )
    result = fields.Selection(
        [
            ("good", "In order"),
            ("improve", "To be improved"),
            ("bad", "Not in order"),
        ],
        required=True,
        default="good",
    )
    note = fields.Text("What Was Checked", required=True)
