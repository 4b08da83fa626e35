from odoo import api, fields, models

from .clientfile_consent import CHANNELS

CONSENT_READERS = (
    "crm_clientfile.crm_clientfile_group_user,"
    "crm_clientfile_gdpr.crm_clientfile_gdpr_group_agent,"
    "crm_clientfile_gdpr.crm_clientfile_gdpr_group_auditor"
)


class ResPartner(models.Model):
    """What the person said, and whether it may be contacted today."""

    _inherit = "res.partner"

    clientfile_consent_ids = fields.One2many(
        "clientfile.consent",
        "partner_id",
        "Consents",
        readonly=True,
        copy=False,
        groups=CONSENT_READERS,
    )
    clientfile_contract_start = fields.Date(
        "Contract from",
        copy=False,
        groups=CONSENT_READERS,
        help="While a contract runs, a consumer may be called about it and about "
        "offers that belong to it.",
    )
    clientfile_contract_end = fields.Date(
        "Contract until",
        copy=False,
        groups=CONSENT_READERS,
        help="The last day. Empty: the contract goes on.",
    )
    clientfile_contact_answers = fields.Html(
        "May Be Contacted",
        compute="_compute_clientfile_contact_answers",
        sanitize=False,
        exportable=False,
        groups=CONSENT_READERS,
    )
    clientfile_is_opposed = fields.Boolean(
        "Opposed",
        compute="_compute_clientfile_contact_answers",
        exportable=False,
        groups=CONSENT_READERS,
    )

    _clientfile_contract_ends_after_start = models.Constraint(
        "CHECK (clientfile_contract_end >= clientfile_contract_start)",
        "A contract ends after it begins. Correct one of the two dates.",
    )

    @api.depends(
        "clientfile_consent_ids",
        "clientfile_contract_start",
        "clientfile_contract_end",
    )
    @api.depends_context("company", "lang", "tz")
    def _compute_clientfile_contact_answers(self):
        purposes = self.env["clientfile.purpose"].search([("kind", "!=", "contract")])
        answers = self._origin._clientfile_contact_answers(purposes)
        for partner in self:
            own = answers.get(partner._origin.id, {})
            partner.clientfile_is_opposed = any(
                answer.reason == "opposed" for answer in own.values()
            )
            partner.clientfile_contact_answers = bool(
                own
            ) and self._render_clientfile_answers(purposes, own)

    def _render_clientfile_answers(self, purposes, answers):
        return self.env["ir.qweb"]._render(
            "crm_clientfile_gdpr.clientfile_contact_answers",
            {
                "purposes": purposes,
                "channels": self._get_clientfile_contact_channels(),
                "answers": answers,
                "reasons": self._get_clientfile_contact_reasons(),
            },
        )

    @api.ondelete(at_uninstall=False)
    def _unlink_clientfile_evidence(self):
        self.env["clientfile.consent.evidence"]._forget(self)

    def action_clientfile_record_consent(self):
        """Note what this person said."""
        self.ensure_one()
        return {
            "type": "ir.actions.act_window",
            "name": self.env._("What was said"),
            "res_model": "clientfile.consent.record",
            "view_mode": "form",
            "target": "new",
            "context": {
                "default_partner_id": self.id,
                "default_state": self.env.context.get("clientfile_state", "given"),
                "default_is_email": self.env.context.get("clientfile_is_asking", False),
            },
        }

    def action_clientfile_oppose(self):
        """One click: from now on no commercial approach, by any channel."""
        self.ensure_one()
        if not self._is_clientfile_opposed_to_all():
            self.env["clientfile.consent"]._record(self, [{"state": "opposed"}])
        return True

    def _is_clientfile_opposed_to_all(self):
        """Whether a general opposition stands already."""
        self.ensure_one()
        purposes = self.env["clientfile.purpose"].search([("kind", "!=", "contract")])
        answers = self._clientfile_contact_answers(purposes).get(self.id, {})
        return bool(answers) and all(
            answer.reason == "opposed" for answer in answers.values()
        )

    @api.model
    def _get_clientfile_contact_channels(self):
        field = self.env["clientfile.consent"]._fields["channel"]
        names = dict(field._description_selection(self.env))
        return [(channel, names[channel]) for channel, _name in CHANNELS]

    @api.model
    def _get_clientfile_contact_reasons(self):
        """The reasons of the table ``tools.contact_rules.RULES``, in words."""
        return {
            "contract": self.env._("required by the contract or the law"),
            "restricted": self.env._("use of the data restricted"),
            "opposed": self.env._("opposed"),
            "shared": self.env._("somebody opposed who is reached at this address"),
            "hashed": self.env._("on the opposition list"),
            "withdrawn": self.env._("consent withdrawn"),
            "declined": self.env._("consent refused"),
            "listed": self.env._("on a list of people who refuse it"),
            "consent": self.env._("consent given"),
            "interest": self.env._("legitimate interest, until opposition"),
            "client": self.env._("client, similar products"),
            "running": self.env._("contract running"),
            "no_consent": self.env._("a consumer who has not consented"),
            "no_purpose": self.env._("nobody has said what it is for"),
        }
