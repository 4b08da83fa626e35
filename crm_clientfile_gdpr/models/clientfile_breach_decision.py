from odoo import api, fields, models
from odoo.exceptions import ValidationError

from ..tools.breach_severity import Circumstances, level_of, score_of


class ClientfileBreach(models.Model):
    """How severe a breach is, and whom one decided to tell."""

    _inherit = "clientfile.breach"

    context = fields.Selection(
        [
            ("simple", "Simple: identity, ways to reach"),
            ("behaviour", "Behaviour: purchases, habits, location"),
            ("financial", "Financial: income, accounts, cards"),
            ("sensitive", "Sensitive: health, opinions, offences"),
        ],
        "Kind of Data",
        required=True,
        default="simple",
        tracking=True,
    )
    ease = fields.Selection(
        [
            ("negligible", "Negligible: nobody can tell who it is"),
            ("limited", "Limited: with much other information"),
            ("significant", "Significant: with some other information"),
            ("maximum", "Maximum: the data says who it is"),
        ],
        "Identification",
        required=True,
        default="maximum",
        tracking=True,
    )
    confidentiality = fields.Selection(
        [
            ("none", "Not lost"),
            ("known", "Seen by known recipients"),
            ("unknown", "Seen by unknown recipients"),
        ],
        required=True,
        default="none",
        tracking=True,
    )
    integrity = fields.Selection(
        [
            ("none", "Not lost"),
            ("recoverable", "Altered, can be restored"),
            ("lost", "Altered for good"),
        ],
        required=True,
        default="none",
        tracking=True,
    )
    availability = fields.Selection(
        [
            ("none", "Not lost"),
            ("temporary", "Out of reach for some time"),
            ("lost", "Lost for good"),
        ],
        required=True,
        default="none",
        tracking=True,
    )
    is_malicious = fields.Boolean("On Purpose", tracking=True)
    score = fields.Float(digits=(4, 2), compute="_compute_severity", store=True)
    severity = fields.Selection(
        [
            ("low", "Low"),
            ("medium", "Medium"),
            ("high", "High"),
            ("very_high", "Very high"),
        ],
        compute="_compute_severity",
        store=True,
    )
    advice = fields.Text(compute="_compute_advice")
    authority_decision = fields.Selection(
        [
            ("undecided", "Not decided"),
            ("notify", "The authority is told"),
            ("not", "The authority is not told"),
        ],
        "Authority",
        required=True,
        default="undecided",
        tracking=True,
    )
    authority_justification = fields.Text("Why Not the Authority", tracking=True)
    date_notified = fields.Datetime("Authority Told on", tracking=True, copy=False)
    authority_reference = fields.Char("Number Given by the Authority", tracking=True)
    late_reason = fields.Text("Why Late", tracking=True)
    persons_decision = fields.Selection(
        [
            ("undecided", "Not decided"),
            ("inform", "The persons are told"),
            ("not", "The persons are not told"),
        ],
        "Persons",
        required=True,
        default="undecided",
        tracking=True,
    )
    persons_justification = fields.Text("Why Not the Persons", tracking=True)

    @api.depends(
        "context",
        "ease",
        "confidentiality",
        "integrity",
        "availability",
        "is_malicious",
    )
    def _compute_severity(self):
        for breach in self:
            score = score_of(
                Circumstances(
                    breach.context or "simple",
                    breach.ease or "maximum",
                    breach.confidentiality or "none",
                    breach.integrity or "none",
                    breach.availability or "none",
                    breach.is_malicious,
                )
            )
            breach.score = float(score)
            breach.severity = level_of(score)

    @api.depends("severity")
    @api.depends_context("lang")
    def _compute_advice(self):
        told = self._get_advice()
        for breach in self:
            breach.advice = told.get(breach.severity)

    @api.model
    def _get_advice(self):
        """What each severity usually means; a help, no decision."""
        return {
            "low": self.env._(
                "Score below 2: a risk is unlikely. Keep it in the register; without a "
                "notification, say why there is no risk."
            ),
            "medium": self.env._(
                "Score from 2 to 3: a risk is likely. The authority is usually told "
                "within 72 hours."
            ),
            "high": self.env._(
                "Score from 3 to 4: the risk is high. The authority and the persons "
                "are usually told."
            ),
            "very_high": self.env._(
                "Score of 4 or more: the risk is very high. Tell the authority, and "
                "the persons without delay."
            ),
        }

    @api.constrains("authority_decision", "authority_justification")
    def _check_authority(self):
        for breach in self:
            is_bare = not (breach.authority_justification or "").strip()
            if breach.authority_decision == "not" and is_bare:
                raise ValidationError(
                    self.env._(
                        "Say why the authority is not told: why a risk for the persons "
                        "is unlikely (art. 33(1) GDPR)."
                    )
                )

    @api.constrains("persons_decision", "persons_justification")
    def _check_persons(self):
        for breach in self:
            is_bare = not (breach.persons_justification or "").strip()
            if breach.persons_decision == "not" and is_bare:
                raise ValidationError(
                    self.env._(
                        "Say why the persons are not told: why the risk is not high, "
                        "or which measures took it away (art. 34(3) GDPR)."
                    )
                )

    @api.constrains("date_notified", "date_aware", "late_reason")
    def _check_late(self):
        for breach in self.filtered("date_notified"):
            if breach.date_notified < breach.date_aware:
                raise ValidationError(
                    self.env._("Nobody can be told before we know. Correct the dates.")
                )
            is_late = breach.date_notified > breach.deadline
            if is_late and not (breach.late_reason or "").strip():
                raise ValidationError(
                    self.env._(
                        "More than 72 hours have passed: give the reasons of the delay "
                        "(art. 33(1) GDPR)."
                    )
                )
