from odoo import fields, models

from ..models.clientfile_request import CLOSED_STATES, STATES

_LETTERS = {"answered": "answer", "refused": "refusal"}


class ClientfileRequestClose(models.TransientModel):
    """How a request ends, and what proves it."""

    _name = "clientfile.request.close"
    _description = "Closure of a Request"

    request_id = fields.Many2one("clientfile.request", required=True)
    kind = fields.Selection(related="request_id.kind")
    state = fields.Selection(
        [(state, name) for state, name in STATES if state in CLOSED_STATES],
        "Decision",
        required=True,
        default="answered",
    )
    outcome = fields.Text("What Was Done")
    refusal_reason = fields.Text("Reasons Told to the Person")
    attachment_ids = fields.Many2many("ir.attachment", string="Evidence")
    is_sent = fields.Boolean(
        "Write to the Person",
        default=True,
        help="Sends the answer, or the refusal with its reasons and the remedies.",
    )

    def action_close(self):
        self.ensure_one()
        request = self.request_id
        letter = _LETTERS.get(self.state) if self.is_sent else None
        if letter:
            request._check_reachable()
        request._close(
            self.state, self.outcome, self.attachment_ids, self.refusal_reason
        )
        if letter:
            request._send_letter(letter)
        return {"type": "ir.actions.act_window_close"}
