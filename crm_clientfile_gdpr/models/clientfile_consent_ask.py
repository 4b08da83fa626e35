import secrets

from odoo import api, fields, models
from odoo.exceptions import UserError
from odoo.tools import SQL, consteq

from ..tools.personal_data import DELETE
from .clientfile_consent import CHANNELS

ASK = "clientfile.consent.ask"
LINK_DAYS = 30


class ClientfileConsentAsk(models.Model):
    """Somebody asked by e-mail for a consent; answered once, on a page of ours.

    The words are those the server keeps: from the moment the person is asked with a
    version of them, it does not change any more.
    """

    _name = "clientfile.consent.ask"
    _description = "Consent Asked by E-mail"
    _order = "id desc"
    _rec_name = "partner_id"

    partner_id = fields.Many2one(
        "res.partner",
        "Person",
        required=True,
        readonly=True,
        index=True,
        ondelete="cascade",
    )
    company_id = fields.Many2one(
        "res.company", required=True, readonly=True, index=True, ondelete="restrict"
    )
    purpose_id = fields.Many2one(
        "clientfile.purpose", required=True, readonly=True, ondelete="restrict"
    )
    wording_id = fields.Many2one(
        "clientfile.wording",
        required=True,
        readonly=True,
        index=True,
        ondelete="restrict",
    )
    channels = fields.Char(required=True, readonly=True)
    channel_names = fields.Char("Channels", compute="_compute_channel_names")
    email = fields.Char("Asked at", required=True, readonly=True)
    lang = fields.Char(readonly=True)
    user_id = fields.Many2one(
        "res.users", "Asked by", required=True, readonly=True, ondelete="restrict"
    )
    date = fields.Datetime("Asked on", required=True, readonly=True)
    date_answered = fields.Datetime("Answered on", readonly=True)
    state = fields.Selection(
        [
            ("asked", "Waiting"),
            ("given", "Consent given"),
            ("refused", "Consent refused"),
        ],
        "Answer",
        required=True,
        readonly=True,
        default="asked",
    )
    link_key = fields.Char(
        required=True,
        readonly=True,
        default=lambda self: secrets.token_hex(8),
        groups="base.group_system",
    )

    @api.model
    def _clientfile_personal_data(self):
        return DELETE

    @api.depends("channels")
    @api.depends_context("lang")
    def _compute_channel_names(self):
        for ask in self:
            names = ask._get_channel_names()
            ask.channel_names = ", ".join(names[one] for one in ask._get_channels())

    @api.model
    def _ask(self, partner, wording, channels):
        """Write to the person and ask, with these words, for these channels."""
        self.env["clientfile.consent"]._check_recorder(partner)
        self._check_may_ask(partner, wording.purpose_id, channels)
        # sudo: what was asked is noted here alone, with an actor that is true
        ask = self.sudo().create(self._prepare_ask_values(partner, wording, channels))
        ask._send()
        return ask.sudo(False)

    @api.model
    def _prepare_ask_values(self, partner, wording, channels):
        return {
            "partner_id": partner.id,
            "company_id": self.env.company.root_id.id,
            "purpose_id": wording.purpose_id.id,
            "wording_id": wording.id,
            "channels": ",".join(channels),
            "email": partner.email_normalized,
            "lang": partner.lang or self.env.lang,
            "user_id": self.env.uid,
            "date": fields.Datetime.now(),
        }

    @api.model
    def _check_may_ask(self, partner, purpose, channels):
        """Who opposed, withdrew or refused is not asked again by e-mail."""
        if not partner.email_normalized:
            raise UserError(self.env._("This person has no e-mail to be asked at."))
        if not channels:
            raise UserError(self.env._("Choose the channels that this is about."))
        answers = partner._clientfile_contact_answers(purpose).get(partner.id, {})
        answer = answers.get((purpose.id, "email"))
        if answer and not answer.may and answer.reason != "no_consent":
            reasons = partner._get_clientfile_contact_reasons()
            raise UserError(
                self.env._(
                    "This person is not to be written to: %s. Ask in another way.",
                    reasons[answer.reason],
                )
            )

    def _send(self):
        template = self.env.ref("crm_clientfile_gdpr.mail_template_consent_ask")
        links = self.env["clientfile.link"]
        for ask in self:
            token = links._sign(ASK, [ask.id, ask.link_key], LINK_DAYS)
            spoken = template.with_context(
                clientfile_link=links._get_url("consent", token)
            )
            spoken.send_mail(
                ask.id,
                email_values={"auto_delete": True, "model": False, "res_id": False},
            )
            ask.partner_id._message_log(
                body=self.env._(
                    "Asked for a consent by e-mail: %s", ask.purpose_id.name
                )
            )

    @api.model
    def _find_by_token(self, token):
        """What a signed link asks; empty for no link of ours."""
        values = self.env["clientfile.link"]._read_signed(ASK, token)
        if not values:
            return self.browse()
        # sudo: the signature is the visitor's right
        ask = self.sudo().browse(values[0]).exists()
        return ask if consteq(ask.link_key or "", values[1]) else ask.browse()

    def _answer(self, agreed, web):
        """Note the answer once: ``agreed`` channels are given, none of them: refused.

        ``web``: IP address and browser of who answered.
        """
        self.ensure_one()
        self._wait_for_others()
        if self.state != "asked":
            return False
        agreed = [one for one in self._get_channels() if one in agreed]
        state = "given" if agreed else "refused"
        consents = self.env["clientfile.consent"].with_company(self.company_id)
        consents._record(
            self.partner_id.with_env(consents.env),
            [self._prepare_said(state, one) for one in agreed or self._get_channels()],
            {"reference": self.email, **web},
        )
        self.write({"state": state, "date_answered": fields.Datetime.now()})
        return True

    def _wait_for_others(self):
        """Two clicks at a time: the second one waits until the first is noted.

        PostgreSQL reports a conflict to it then; the host runs the whole call again,
        which finds the answer of the first.
        """
        query = SQL("SELECT FROM %s WHERE id = %s FOR UPDATE", self._table_sql, self.id)
        self.env.cr.execute(query, log_exceptions=False)
        self.invalidate_recordset(["state"])

    def _prepare_said(self, state, channel):
        return {
            "state": state,
            "purpose_id": self.purpose_id.id,
            "channel": channel,
            "wording_id": self.wording_id.id,
            "source": "web",
        }

    def _get_channels(self):
        return (self.channels or "").split(",")

    @api.model
    def _get_channel_names(self):
        field = self.env["clientfile.consent"]._fields["channel"]
        names = dict(field._description_selection(self.env))
        return {channel: names[channel] for channel, _name in CHANNELS}
