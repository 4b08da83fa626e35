from odoo import api, fields, models
from odoo.exceptions import UserError

from ..models.clientfile_consent import CHANNELS, SOURCES, STATES

# What is said about a purpose and a channel, never about all of them.
PRECISE = ("given", "refused")


class ClientfileConsentRecord(models.TransientModel):
    """What a person said about being contacted, as somebody heard or read it."""

    _name = "clientfile.consent.record"
    _description = "What Was Said"

    partner_id = fields.Many2one("res.partner", "Person", required=True)
    state = fields.Selection(STATES, "What Was Said", required=True, default="given")
    purpose_id = fields.Many2one(
        "clientfile.purpose",
        domain=[("kind", "!=", "contract")],
        compute="_compute_purpose_id",
        store=True,
        readonly=False,
    )
    is_email = fields.Boolean("E-mail")
    is_sms = fields.Boolean("Text message")
    is_phone = fields.Boolean("Telephone")
    is_post = fields.Boolean("Post")
    source = fields.Selection(
        [one for one in SOURCES if one[0] not in ("web", "imported")],
        "How",
        required=True,
        default="conversation",
    )
    date = fields.Datetime("Said on", required=True, default=fields.Datetime.now)
    wording_id = fields.Many2one(
        "clientfile.wording",
        compute="_compute_wording_id",
        store=True,
        readonly=False,
        domain="[('purpose_id', '=', purpose_id)]",
    )
    wording_text = fields.Text("The Person Was Told", related="wording_id.text")
    reference = fields.Char(
        "Address Used", help="The e-mail or the number the person was reached at."
    )
    note = fields.Text()
    file = fields.Binary("Document")
    filename = fields.Char()

    @api.depends("state")
    def _compute_purpose_id(self):
        purposes = self.env["clientfile.purpose"]
        for wizard in self:
            if wizard.state not in PRECISE:
                wizard.purpose_id = False
            else:
                wizard.purpose_id = wizard.purpose_id or purposes._get_default()

    @api.depends("purpose_id", "partner_id", "state")
    def _compute_wording_id(self):
        wordings = self.env["clientfile.wording"]
        for wizard in self:
            is_asked = wizard.state in PRECISE and wizard.purpose_id
            lang = wizard.partner_id.lang or self.env.lang
            found = is_asked and wordings._find(wizard.purpose_id, lang)
            wizard.wording_id = found or False

    def action_record(self):
        self.ensure_one()
        self._check_complete()
        self.env["clientfile.consent"]._record(
            self.partner_id,
            [self._prepare_values(channel) for channel in self._get_channels()],
            self._prepare_evidence(),
        )
        return {"type": "ir.actions.act_window_close"}

    def action_ask(self):
        """Have the person answer on a page of ours, by a signed link."""
        self.ensure_one()
        if not self.wording_id:
            raise UserError(
                self.env._(
                    "Nothing says by which words the person is asked. Ask the data "
                    "protection officer to write the wording of this purpose."
                )
            )
        channels = [channel for channel in self._get_channels() if channel]
        self.env["clientfile.consent.ask"]._ask(
            self.partner_id, self.wording_id, channels
        )
        return {
            "type": "ir.actions.client",
            "tag": "display_notification",
            "params": {
                "type": "success",
                "message": self.env._("The person is asked by e-mail."),
                "next": {"type": "ir.actions.act_window_close"},
            },
        }

    def _get_channels(self):
        """Those that are ticked; none of them: all, where that can be meant."""
        ticked = [channel for channel, _name in CHANNELS if self[f"is_{channel}"]]
        return ticked or [False]

    def _prepare_values(self, channel):
        return {
            "state": self.state,
            "purpose_id": self.purpose_id.id,
            "channel": channel,
            "wording_id": self.wording_id.id,
            "source": self.source,
            "date": self.date,
        }

    def _prepare_evidence(self):
        return {
            "reference": self.reference,
            "note": self.note,
            "file": self.file,
            "filename": self.filename,
        }

    def _check_complete(self):
        if self.state not in PRECISE:
            return
        if not self.purpose_id or not all(self._get_channels()):
            raise UserError(
                self.env._("Choose the purpose and the channels that this is about.")
            )
        if self.state != "given":
            return
        if not self.wording_id:
            raise UserError(
                self.env._(
                    "Nothing says by which words the person was asked. Ask the data "
                    "protection officer to write the wording of this purpose."
                )
            )
        if self.source == "paper" and not self.file:
            raise UserError(
                self.env._("Attach the scan of the paper: it is the evidence.")
            )
