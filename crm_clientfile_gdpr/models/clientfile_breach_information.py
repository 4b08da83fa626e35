from odoo import fields, models


class ClientfileBreachInformation(models.Model):
    """What was told to the authority, stage by stage: art. 33(4) GDPR."""

    _name = "clientfile.breach.information"
    _description = "Stage of Information about a Breach"
    _order = "date, id"
    _rec_name = "kind"

    breach_id = fields.Many2one(
        "clientfile.breach", required=True, index=True, ondelete="cascade"
    )
    date = fields.Datetime("Told on", required=True, default=fields.Datetime.now)
    kind = fields.Selection(
        [
            ("initial", "First notification"),
            ("additional", "Additional information"),
            ("complete", "Complete notification"),
        ],
        "Stage",
        required=True,
        default="initial",
    )
    text = fields.Text("What Was Told", required=True)
