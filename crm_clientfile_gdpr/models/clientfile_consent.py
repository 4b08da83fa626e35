import secrets
from datetime import timedelta

from odoo import api, fields, models
from odoo.exceptions import AccessError, UserError, ValidationError

from ..tools.consent_state import Entry, consent_at

CHANNELS = [
    ("email", "E-mail"),
    ("sms", "Text message"),
    ("phone", "Telephone"),
    ("post", "Post"),
]
STATES = [
    ("given", "Consent given"),
    ("refused", "Consent refused"),
    ("withdrawn", "Consent withdrawn"),
    ("opposed", "Opposition"),
    ("lifted", "Opposition lifted"),
]
SOURCES = [
    ("paper", "On paper"),
    ("conversation", "In conversation"),
    ("phone", "By telephone"),
    ("message", "By e-mail or letter"),
    ("web", "On the web"),
    ("imported", "Imported"),
]
RECORDERS = (
    "crm_clientfile.crm_clientfile_group_user",
    "crm_clientfile_gdpr.crm_clientfile_gdpr_group_agent",
)
PROTECTION = (
    "crm_clientfile_gdpr.crm_clientfile_gdpr_group_agent,"
    "crm_clientfile_gdpr.crm_clientfile_gdpr_group_auditor"
)


class ClientfileConsent(models.Model):
    """What a person said about being contacted: added to, never changed.

    A row is about one purpose and one channel, or about all where it names none. It is
    inserted unsealed; ``clientfile_consent_seal`` seals rows in order. The person is
    outside the seal: customers are merged and erased, the proof stays.
    """

    _name = "clientfile.consent"
    _description = "Consent"
    _inherit = ["clientfile.seal.mixin"]
    _order = "date desc, id desc"
    _log_access = False
    _rec_name = "partner_id"

    partner_id = fields.Many2one(
        "res.partner", "Person", readonly=True, ondelete="set null"
    )
    subject_key = fields.Char("Key of the Person", required=True, readonly=True)
    company_id = fields.Many2one(
        "res.company", required=True, readonly=True, index=True, ondelete="restrict"
    )
    purpose_id = fields.Many2one(
        "clientfile.purpose",
        readonly=True,
        index="btree_not_null",
        ondelete="restrict",
        help="Empty: all purposes.",
    )
    channel = fields.Selection(CHANNELS, readonly=True, help="Empty: all channels.")
    state = fields.Selection(STATES, "What Was Said", required=True, readonly=True)
    date = fields.Datetime("Said on", required=True, readonly=True)
    date_recorded = fields.Datetime("Recorded on", required=True, readonly=True)
    user_id = fields.Many2one(
        "res.users", "Recorded by", required=True, readonly=True, ondelete="restrict"
    )
    source = fields.Selection(SOURCES, required=True, readonly=True)
    wording_id = fields.Many2one(
        "clientfile.wording",
        readonly=True,
        index="btree_not_null",
        ondelete="restrict",
    )
    wording_text = fields.Text("The Person Was Told", related="wording_id.text")
    wording_digest = fields.Char("SHA-256 of the Wording", readonly=True)
    evidence_id = fields.Many2one(
        "clientfile.consent.evidence",
        readonly=True,
        index="btree_not_null",
        ondelete="set null",
        groups=PROTECTION,
    )
    evidence_digest = fields.Char(
        "Digest of the Evidence", readonly=True, groups=PROTECTION
    )
    about = fields.Char(compute="_compute_about")
    is_in_effect = fields.Boolean("In Effect", compute="_compute_is_in_effect")

    _given_is_precise = models.Constraint(
        "CHECK (state <> 'given' OR (purpose_id IS NOT NULL AND channel IS NOT NULL"
        " AND wording_id IS NOT NULL))",
        "A consent is about one purpose and one channel, with the words that were "
        "shown.",
    )
    _of_partner = models.Index("(partner_id, company_id, date)")
    _opposed = models.Index("(company_id, partner_id) WHERE state = 'opposed'")
    _unsealed = models.Index("(id) WHERE seal IS NULL")
    _position = models.UniqueIndex("(position) WHERE seal IS NOT NULL")

    @api.depends("purpose_id.name", "channel")
    @api.depends_context("lang")
    def _compute_about(self):
        channels = dict(self._fields["channel"]._description_selection(self.env))
        for consent in self:
            purpose = consent.purpose_id.name or self.env._("All purposes")
            channel = channels.get(consent.channel) or self.env._("all channels")
            consent.about = f"{purpose} – {channel}"

    @api.depends("partner_id.clientfile_consent_ids")
    def _compute_is_in_effect(self):
        """Given, and neither withdrawn nor given anew since."""
        histories = self._get_histories()
        for consent in self:
            consent.is_in_effect = False
            if consent.state == "given" and consent.partner_id:
                latest = consent._get_latest(histories[consent._get_history_key()])
                consent.is_in_effect = latest == consent._origin

    @api.depends("state", "about")
    @api.depends_context("lang")
    def _compute_display_name(self):
        states = dict(self._fields["state"]._description_selection(self.env))
        for consent in self:
            consent.display_name = f"{states.get(consent.state)} – {consent.about}"

    @api.constrains("wording_id", "purpose_id")
    def _check_wording(self):
        worded = self.filtered("wording_id")
        if any(one.wording_id.purpose_id != one.purpose_id for one in worded):
            raise ValidationError(
                self.env._("These words are about another purpose. Choose others.")
            )

    @api.model
    def _record(self, partner, vals_list, evidence=None):
        """Note what a person said; the rows.

        ``vals_list``: state, and where they are known purpose_id, channel, wording_id,
        source, date. ``evidence``: reference, ip, agent, note, file, filename.
        """
        self._check_recorder(partner)
        kept = self._create_evidence(partner, evidence or {})
        digest = kept._get_digests().get(kept.id)
        key = self._get_subject_key(partner)
        # sudo: rows are only ever added here, with an actor and a time that are true
        consents = self.sudo().create(
            [
                {
                    **self._prepare_values(partner, vals),
                    "subject_key": key,
                    "evidence_id": kept.id,
                    "evidence_digest": digest,
                }
                for vals in vals_list
            ]
        )
        partner.invalidate_recordset(["clientfile_consent_ids"])
        return consents.sudo(False)

    @api.model
    def _withdraw(self, partner, purpose=None, channel=None, source="conversation"):
        """Note that a consent is withdrawn; what is not given needs no withdrawal."""
        given = partner.clientfile_consent_ids.filtered(
            lambda one: (
                one.is_in_effect
                and one.company_id == self.env.company.root_id
                and (not purpose or one.purpose_id == purpose)
                and (not channel or one.channel == channel)
            )
        )
        return self._record(
            partner,
            [
                {
                    "state": "withdrawn",
                    "purpose_id": one.purpose_id.id,
                    "channel": one.channel,
                    "source": source,
                }
                for one in given
            ],
        )

    def action_withdraw(self):
        """One click: from now on this consent is withdrawn."""
        for consent in self:
            here = self.with_company(consent.company_id)
            here._withdraw(consent.partner_id, consent.purpose_id, consent.channel)
        return True

    def action_proof(self):
        """The proof of what was said, as a PDF."""
        report = self.env.ref("crm_clientfile_gdpr.clientfile_consent_report_proof")
        return report.report_action(self)

    def _prepare_values(self, partner, vals):
        now = fields.Datetime.now()
        date = fields.Datetime.to_datetime(vals.get("date"))
        if date and date > now:
            raise UserError(
                self.env._("What was said is past. Correct the date: it is to come.")
            )
        wording = self.env["clientfile.wording"].browse(vals.get("wording_id") or [])
        return {
            "partner_id": partner.id,
            "company_id": self.env.company.root_id.id,
            "source": "conversation",
            **vals,
            "date": date or self._get_moment_after(partner, now),
            "date_recorded": now,
            "user_id": self.env.uid,
            "wording_digest": wording.digest,
        }

    @api.model
    def _get_moment_after(self, partner, now):
        """``now``; after the last moment noted of the person where that is to come.

        The clock of the server was put back then: who withdraws or opposes does so
        after what was said before, whatever the clock shows.
        """
        # sudo: a moment is read, whatever was said and to whom
        last = self.sudo().search([("partner_id", "=", partner.id)], limit=1)
        is_back = last and last.date > now
        return last.date + timedelta(seconds=1) if is_back else now

    @api.model
    def _create_evidence(self, partner, evidence):
        # sudo: evidence is only ever made beside the consents it is of
        rows = self.env["clientfile.consent.evidence"].sudo()
        if not any(evidence.values()):
            return rows
        company = self.env.company.root_id
        return rows.create(
            {**evidence, "partner_id": partner.id, "company_id": company.id}
        )

    @api.model
    def _get_subject_key(self, partner):
        """The random key that stands for a person in sealed rows."""
        # sudo: the key of a person is the same in all companies
        known = self.sudo().search([("partner_id", "=", partner.id)], limit=1)
        return known.subject_key or secrets.token_hex(16)

    @api.model
    def _check_recorder(self, partner):
        partner.ensure_one().check_access("read")
        user = self.env.user
        if not self.env.su and not any(user.has_group(one) for one in RECORDERS):
            raise AccessError(
                self.env._(
                    "Users of the customer file and agents of data protection record "
                    "what people say about being contacted."
                )
            )

    def _get_history_key(self):
        return self.partner_id.id, self.company_id.id

    def _get_histories(self):
        """All rows of these people, by person and company."""
        # sudo: an answer in another company says nothing here, hence by company
        rows = self.sudo().search(
            [
                ("partner_id", "in", self.partner_id.ids),
                ("company_id", "in", self.company_id.ids),
            ]
        )
        return rows.grouped(lambda row: row._get_history_key())

    def _get_latest(self, history):
        """The answer that counts now for the purpose and channel of this row."""
        answers = history.filtered(
            lambda one: (
                one.purpose_id in (self.purpose_id, self.purpose_id.browse())
                and one.channel in (self.channel, False)
            )
        )
        entries = [row._get_entry() for row in answers]
        # Nothing is noted as to come: all of it was said, whatever the clock shows.
        last = max((one.date for one in entries), default=fields.Datetime.now())
        said = consent_at(entries, self.purpose_id.id, self.channel, last)
        given = answers.filtered(lambda one: one.state == "given")
        return given[:1].sudo(False) if said == "given" else self.browse()

    def _get_entry(self):
        return Entry(
            self.state, self.date, self.purpose_id.id or None, self.channel or None
        )
