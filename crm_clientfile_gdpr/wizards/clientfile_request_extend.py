from odoo import fields, models


class ClientfileRequestExtend(models.TransientModel):
    """One or two months more to answer, told to the person in time."""

    _name = "clientfile.request.extend"
    _description = "Extension of a Request"

    request_id = fields.Many2one("clientfile.request", required=True)
    months = fields.Selection(
        [("1", "One month"), ("2", "Two months")], required=True, default="2"
    )
    reason = fields.Text("Reason Told to the Person", required=True)
    is_told = fields.Boolean(
        "Told by Other Means",
        help="By letter or in person: no e-mail is sent.",
    )

    def action_extend(self):
        self.ensure_one()
        self.request_id._extend(int(self.months), self.reason, self.is_told)
        return {"type": "ir.actions.act_window_close"}
