from odoo import api, fields, models

from ..models.clientfile_request import KINDS


class ClientfileRequestReceive(models.TransientModel):
    """A request that came by letter, by telephone or in person."""

    _name = "clientfile.request.receive"
    _description = "Request Received"

    kind = fields.Selection(KINDS, "Right", required=True, default="access")
    partner_id = fields.Many2one("res.partner", "Customer or Contact")
    person_name = fields.Char(
        "Name Given",
        compute="_compute_person",
        store=True,
        precompute=True,
        readonly=False,
        required=True,
    )
    person_email = fields.Char(
        "E-mail Given",
        compute="_compute_person",
        store=True,
        precompute=True,
        readonly=False,
    )
    person_phone = fields.Char("Telephone Given")
    message = fields.Text("What the Person Wrote")
    date_received = fields.Date(
        "Received on", required=True, default=fields.Date.context_today
    )

    @api.depends("partner_id")
    def _compute_person(self):
        for wizard in self:
            partner = wizard.partner_id
            wizard.person_name = partner.name or wizard.person_name
            wizard.person_email = partner.email or wizard.person_email

    def action_receive(self):
        self.ensure_one()
        requests = self.env["clientfile.request"]
        return requests._receive(self._prepare_values())._get_records_action()

    def _prepare_values(self):
        return {
            "kind": self.kind,
            "channel": "hand",
            "partner_id": self.partner_id.id,
            "person_name": self.person_name,
            "person_email": self.person_email,
            "person_phone": self.person_phone,
            "message": self.message,
            "date_received": self.date_received,
        }
