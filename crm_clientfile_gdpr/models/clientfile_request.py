from odoo import api, fields, models
from odoo.exceptions import AccessError, UserError, ValidationError
from odoo.fields import Domain
from odoo.tools import email_normalize

from ..tools.personal_data import PersonalData
from ..tools.request_term import term_of

KINDS = [
    ("access", "Access to the data (art. 15)"),
    ("rectification", "Rectification (art. 16)"),
    ("erasure", "Erasure (art. 17)"),
    ("restriction", "Restriction of use (art. 18)"),
    ("portability", "Portability (art. 20)"),
    ("objection", "Objection (art. 21)"),
    ("automated", "Review of an automated decision (art. 22)"),
]
CHANNELS = [
    ("page", "Public page"),
    ("email", "E-mail"),
    ("hand", "By letter, by telephone or in person"),
    ("portal", "Customer portal"),
]
STATES = [
    ("unconfirmed", "Waiting for confirmation"),
    ("new", "New"),
    ("identity", "Identity asked"),
    ("progress", "In progress"),
    ("answered", "Answered"),
    ("refused", "Refused"),
    ("withdrawn", "Withdrawn by the person"),
]
CLOSED_STATES = ("answered", "refused", "withdrawn")
SEQUENCE_CODE = "clientfile.request"
AGENT = "crm_clientfile_gdpr.crm_clientfile_gdpr_group_agent"
OFFICER = "crm_clientfile_gdpr.crm_clientfile_gdpr_group_dpo"
# Changed by the steps of the request only: what they prove must not be typed.
_BY_STEPS = frozenset(
    ("name", "state", "channel", "identity", "date_identity", "date_closed", "notice")
    + ("extension_months", "extension_reason", "date_extension", "refusal_reason")
    + ("company_id", "date_received", "is_acknowledged", "link_key")
)
# What a closed request proves.
_PROVEN = frozenset(
    ("kind", "partner_id", "person_name", "person_email", "message", "outcome")
    + ("attachment_ids", "identity_doubt", "identity_file")
)


class ClientfileRequest(models.Model):
    """What somebody asks about his data, from its receipt to the answer.

    The person may be unknown, or not yet identified: what was written is kept beside
    the customer it is found to be about. Steps are in ``clientfile_request_steps``.
    """

    _name = "clientfile.request"
    _description = "Request of a Person"
    _inherit = ["mail.thread", "mail.activity.mixin"]
    _order = "date_due, id"
    _rec_names_search = ("name", "person_name", "person_email")

    name = fields.Char("Number", required=True, readonly=True, copy=False)
    kind = fields.Selection(KINDS, "Right", required=True, tracking=True)
    state = fields.Selection(
        STATES,
        "Status",
        required=True,
        readonly=True,
        default="new",
        index=True,
        copy=False,
        tracking=True,
        group_expand=True,
    )
    company_id = fields.Many2one(
        "res.company", required=True, readonly=True, index=True, ondelete="restrict"
    )
    partner_id = fields.Many2one(
        "res.partner",
        "Customer or Contact",
        index="btree_not_null",
        tracking=True,
        ondelete="set null",
        help="The record of the person, once it is known who is asking.",
    )
    person_name = fields.Char("Name Given")
    person_email = fields.Char("E-mail Given")
    person_email_normalized = fields.Char(
        "E-mail", compute="_compute_person_email_normalized", store=True, index=True
    )
    person_phone = fields.Char("Telephone Given")
    lang = fields.Selection("_get_languages", "Language", default=lambda s: s.env.lang)
    message = fields.Text("What the Person Wrote")
    channel = fields.Selection(
        CHANNELS, "Received by", required=True, readonly=True, default="hand"
    )
    date_received = fields.Date("Received on", required=True, readonly=True)
    user_id = fields.Many2one(
        "res.users",
        "Responsible",
        index=True,
        tracking=True,
        domain="[('share', '=', False)]",
    )
    identity = fields.Selection(
        [
            ("none", "No check needed"),
            ("asked", "Asked"),
            ("link", "Confirmed by the signed link"),
            ("document", "Confirmed by a document"),
        ],
        required=True,
        readonly=True,
        default="none",
        copy=False,
        tracking=True,
    )
    date_identity = fields.Date("Identity Confirmed on", readonly=True, copy=False)
    identity_doubt = fields.Text(
        "Why in Doubt",
        copy=False,
        help="A copy of an identity document may be asked only where there is a "
        "reasonable doubt about who is asking, and for that reason.",
    )
    identity_file = fields.Binary(
        "Identity Document", attachment=True, copy=False, groups=AGENT
    )
    identity_filename = fields.Char("Document Name", copy=False, groups=AGENT)
    date_legal = fields.Date("Legal Date", compute="_compute_term", store=True)
    date_due = fields.Date(
        "Answer by",
        compute="_compute_term",
        store=True,
        index=True,
        help="The legal date or, where that is no working day, the next working day.",
    )
    date_first_due = fields.Date(
        "First Month Ends on", compute="_compute_date_first_due"
    )
    extension_months = fields.Integer("Extended by (Months)", readonly=True, copy=False)
    extension_reason = fields.Text("Why Extended", readonly=True, copy=False)
    date_extension = fields.Date("Told on", readonly=True, copy=False)
    outcome = fields.Text("What Was Done", copy=False)
    refusal_reason = fields.Text("Why Refused", readonly=True, copy=False)
    attachment_ids = fields.Many2many(
        "ir.attachment",
        "clientfile_request_attachment_rel",
        "request_id",
        "attachment_id",
        "Evidence",
        copy=False,
    )
    date_closed = fields.Date("Closed on", readonly=True, copy=False)
    is_acknowledged = fields.Boolean("Acknowledged", readonly=True, copy=False)
    link_key = fields.Char(
        copy=False,
        groups="base.group_system",
        help="Only the last link that was sent confirms.",
    )
    is_late = fields.Boolean(
        "Late", compute="_compute_is_late", search="_search_is_late"
    )
    is_restricted = fields.Boolean(related="partner_id.clientfile_restricted")
    notice = fields.Selection(
        [("soon", "Soon due"), ("late", "Overdue")],
        "Alarm",
        readonly=True,
        copy=False,
    )

    _extension_is_told = models.Constraint(
        "CHECK (COALESCE(extension_months, 0) = 0 OR (extension_months BETWEEN 1 AND 2"
        " AND date_extension IS NOT NULL AND extension_reason IS NOT NULL))",
        "A term is extended by one or two months, with a reason that the person is "
        "told.",
    )

    @api.depends("person_email")
    def _compute_person_email_normalized(self):
        for request in self:
            request.person_email_normalized = email_normalize(request.person_email)

    @api.depends("date_received", "extension_months", "company_id")
    def _compute_term(self):
        for request in self:
            request.date_legal = request.date_due = False
            if request.date_received:
                term = request._get_term(request.extension_months)
                request.date_legal, request.date_due = term.legal, term.last

    @api.depends("date_received", "company_id")
    def _compute_date_first_due(self):
        for request in self:
            term = request.date_received and request._get_term(0)
            request.date_first_due = term and term.last

    @api.depends("date_due", "state")
    def _compute_is_late(self):
        late = self.filtered_domain(self._get_late_domain())
        late.is_late = True
        (self - late).is_late = False

    @api.model
    def _search_is_late(self, operator, value):
        if operator != "in":
            return NotImplemented
        late = self._get_late_domain()
        return Domain.OR(late if wanted else ~late for wanted in value)

    @api.depends("name", "person_name", "partner_id.name")
    def _compute_display_name(self):
        for request in self:
            who = request.partner_id.name or request.person_name or ""
            request.display_name = f"{request.name or ''} {who}".strip()

    @api.constrains("state", "outcome", "attachment_ids", "refusal_reason")
    def _check_outcome(self):
        for request in self.filtered(lambda one: one.state in CLOSED_STATES):
            if not request.attachment_ids and not (request.outcome or "").strip():
                raise ValidationError(
                    self.env._("Say what was done, or attach what proves it.")
                )
            if request.state == "refused" and not request.refusal_reason:
                raise ValidationError(
                    self.env._("A refusal is reasoned: write why it is refused.")
                )

    @api.constrains("identity_file", "identity_doubt")
    def _check_identity_doubt(self):
        for request in self:
            doubt = (request.identity_doubt or "").strip()
            # sudo: the document is for agents, the check for whoever writes
            if request.sudo().identity_file and not doubt:
                raise ValidationError(
                    self.env._(
                        "Write why you doubt who is asking: without a reason, no "
                        "copy of an identity document may be kept."
                    )
                )

    @api.model
    def _clientfile_personal_data(self):
        return PersonalData(
            "anonymise",
            empty=(
                *("person_name", "person_email", "person_email_normalized"),
                *("person_phone", "message", "identity_doubt", "link_key"),
            ),
            category="activity",
        )

    @api.model
    def _get_languages(self):
        return self.env["res.lang"].get_installed()

    @api.model
    def _get_open_domain(self):
        return Domain("state", "in", ("new", "identity", "progress"))

    @api.model
    def _get_late_domain(self):
        today = fields.Date.context_today(self)
        return self._get_open_domain() & Domain("date_due", "<", today)

    def write(self, vals):
        if not self.env.su and not _BY_STEPS.isdisjoint(vals):
            raise AccessError(
                self.env._("These fields follow from the steps: use the buttons.")
            )
        is_closed = any(request.state in CLOSED_STATES for request in self)
        if not self.env.su and is_closed and not _PROVEN.isdisjoint(vals):
            raise UserError(
                self.env._("The request is closed, and stays as it was: reopen it.")
            )
        result = super().write(vals)
        if "person_email" in vals:
            # sudo: what was sent to the former address no longer confirms
            self.sudo().link_key = False
        return result

    @api.ondelete(at_uninstall=False)
    def _unlink_unless_unconfirmed(self):
        if any(request.state != "unconfirmed" for request in self):
            raise AccessError(
                self.env._("Requests are kept: they show that rights were heeded.")
            )

    def _get_term(self, months):
        """The term with so many months more, by the holidays of the company."""
        # sudo: where the company is says nothing that is not printed on its letters
        country = self.sudo().company_id.country_id.code or "FR"
        return term_of(self.date_received, months, country)

    def _check_group(self, group):
        """Steps are taken by roles, whatever the rights on fields say."""
        if not self.env.su and not self.env.user.has_group(group):
            raise AccessError(
                self.env._("This step is for the data protection officer.")
                if group == OFFICER
                else self.env._("This step is for agents of data protection.")
            )
        self.check_access("write")
