from odoo import api, fields, models

ACTS = [
    ("order", "Order"),
    ("invoice", "Purchase"),
    ("message", "Message"),
    ("click", "Click in a mailing"),
    ("login", "Login"),
    ("consent", "Consent"),
    ("collected", "Collection of the data"),
]
OUTCOMES = [
    ("archive", "To the archive, record anonymised"),
    ("erase", "Record anonymised"),
]


class ClientfileRetentionLine(models.Model):
    """A person whom a policy concerns: why, since when, and what becomes of it."""

    _name = "clientfile.retention.line"
    _description = "Person Concerned by Retention"
    _order = "date_clock, id"
    _log_access = False
    _rec_name = "partner_id"

    run_id = fields.Many2one(
        "clientfile.retention.run", required=True, readonly=True, ondelete="cascade"
    )
    policy_id = fields.Many2one(
        "clientfile.retention.policy", required=True, readonly=True, ondelete="cascade"
    )
    company_id = fields.Many2one("res.company", required=True, readonly=True)
    partner_id = fields.Many2one(
        "res.partner", "Person", readonly=True, ondelete="cascade"
    )
    lead_id = fields.Many2one(
        "crm.lead", readonly=True, index="btree_not_null", ondelete="cascade"
    )
    act = fields.Selection(ACTS, "Last Act", readonly=True)
    date_clock = fields.Date("On", readonly=True)
    date_due = fields.Date("Due on", readonly=True)
    outcome = fields.Selection(OUTCOMES, "What Will Happen", readonly=True)
    date_end = fields.Date("Archive until", readonly=True)
    state = fields.Selection(
        [
            ("found", "Dry run"),
            ("held", "Legal hold"),
            ("warned", "Warned"),
            ("done", "Done"),
            ("refused", "Refused"),
            ("spared", "Came back"),
        ],
        "Status",
        required=True,
        readonly=True,
    )
    date_warned = fields.Date("Warned on", readonly=True)
    date_grace = fields.Date("Grace until", readonly=True)
    note = fields.Text("Why Refused", readonly=True)

    _once = models.UniqueIndex(
        "(policy_id, partner_id) WHERE state IN ('found', 'held', 'warned', 'refused')"
    )
    _lead_once = models.UniqueIndex(
        "(policy_id, lead_id) WHERE state IN ('found', 'held', 'warned', 'refused')"
    )
    _about_somebody = models.Constraint(
        "CHECK (num_nonnulls(partner_id, lead_id) = 1)",
        "A line is about one person, or about one lead.",
    )
    _of_partner = models.Index("(partner_id)")
    _waiting = models.Index("(policy_id, date_grace) WHERE state = 'warned'")

    @api.depends("partner_id", "lead_id")
    def _compute_display_name(self):
        for line in self:
            # sudo: whom a policy concerns is told to who reads its lines
            line.display_name = line.sudo()._get_record().display_name

    def _get_record(self):
        """The person, or the lead."""
        return self.lead_id or self.partner_id

    def _get_email(self):
        """The address that the person is warned at; false without any."""
        return self._get_record().email_normalized
