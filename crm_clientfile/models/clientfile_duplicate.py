from odoo import api, fields, models
from odoo.fields import Domain
from odoo.tools import SQL

BANDS = [
    ("certain", "Certain"),
    ("strong", "Strong"),
    ("review", "To Review"),
    # Never queued: only those that who typed a customer found to be others.
    ("glance", "Possible"),
]
SIDES = ("partner_a_id", "partner_b_id")


class ClientfileDuplicate(models.Model):
    """Two customers, or two leads, that may be one; and what a person decided on it.

    Found by ``clientfile.duplicate.scan``, or named by who typed the second one. The
    record with the lower id comes first, so that each pair is there once. What is
    written here is never evidence: customers are compared by their profiles.
    """

    _name = "clientfile.duplicate"
    _description = "Possible Duplicate"
    _order = "bits desc, id"

    res_model = fields.Selection(
        [("res.partner", "Customers"), ("crm.lead", "Leads")],
        "Kind of Record",
        required=True,
        default="res.partner",
        readonly=True,
    )
    partner_a_id = fields.Many2one(
        "res.partner", "Customer", readonly=True, ondelete="cascade"
    )
    partner_b_id = fields.Many2one(
        "res.partner",
        "Other Customer",
        readonly=True,
        index="btree_not_null",
        ondelete="cascade",
    )
    lead_a_id = fields.Many2one("crm.lead", "Lead", readonly=True, ondelete="cascade")
    lead_b_id = fields.Many2one(
        "crm.lead",
        "Other Lead",
        readonly=True,
        index="btree_not_null",
        ondelete="cascade",
    )
    star_id = fields.Many2one(
        "res.partner",
        "Group",
        readonly=True,
        index="btree_not_null",
        ondelete="set null",
        help="The customer in the middle of those that are probably one.",
    )
    bits = fields.Integer(
        "Score",
        readonly=True,
        help="The weights of all that agrees and differs, added up: each point doubles "
        "the odds that both are one.",
    )
    probability = fields.Float(
        readonly=True, help="How likely both are one, between 0 and 1."
    )
    band = fields.Selection(BANDS, "Likelihood", readonly=True)
    kind = fields.Selection(
        [
            ("double", "Double"),
            ("household", "Same Household"),
            ("branch", "Branch"),
            ("homonym", "Same Name"),
            ("different", "Different"),
        ],
        "Relation",
        readonly=True,
        help="What the two probably are to each other.",
    )
    is_company = fields.Boolean("Companies", readonly=True)
    reasons = fields.Json("Evidence", readonly=True)
    reason_text = fields.Char("Reasons", compute="_compute_reason_text")
    decision = fields.Selection(
        [
            ("pending", "To Decide"),
            ("later", "Later"),
            ("same", "Same"),
            ("different", "Different"),
            ("stale", "No Longer Alike"),
        ],
        required=True,
        default="pending",
        readonly=True,
    )
    decided_by_id = fields.Many2one(
        "res.users", "Decided by", readonly=True, ondelete="set null"
    )
    date_decided = fields.Datetime("Decided on", readonly=True)
    known_identifiers = fields.Char(
        readonly=True, help="Which numbers both had when they were found different."
    )
    side_a = fields.Reference(
        [("res.partner", "Customer"), ("crm.lead", "Lead")],
        "First",
        compute="_compute_sides",
    )
    side_b = fields.Reference(
        [("res.partner", "Customer"), ("crm.lead", "Lead")],
        "Second",
        compute="_compute_sides",
    )

    _partners_in_order = models.Constraint(
        "CHECK (partner_a_id < partner_b_id)",
        "A customer cannot be a duplicate of itself.",
    )
    _leads_in_order = models.Constraint(
        "CHECK (lead_a_id < lead_b_id)", "A lead cannot be a duplicate of itself."
    )
    _one_per_partners = models.UniqueIndex("(partner_a_id, partner_b_id)")
    _one_per_leads = models.UniqueIndex("(lead_a_id, lead_b_id)")
    _queue = models.Index("(bits DESC, id) WHERE decision = 'pending'")

    @api.depends("partner_a_id", "partner_b_id", "lead_a_id", "lead_b_id")
    def _compute_display_name(self):
        for pair in self:
            names = (pair.side_a.display_name, pair.side_b.display_name)
            pair.display_name = " / ".join(filter(None, names))

    @api.depends("reasons")
    @api.depends_context("lang")
    def _compute_reason_text(self):
        word = self.env["clientfile.duplicate.reason"]._word
        for pair in self:
            pair.reason_text = ", ".join(map(word, pair.reasons or ()))

    @api.depends("partner_a_id", "partner_b_id", "lead_a_id", "lead_b_id")
    def _compute_sides(self):
        for pair in self:
            pair.side_a = pair.partner_a_id or pair.lead_a_id or None
            pair.side_b = pair.partner_b_id or pair.lead_b_id or None

    def action_same(self):
        self._decide("same")
        return self._open_next()

    def action_different(self):
        self._decide("different")
        return self._open_next()

    def action_later(self):
        self._decide("later")
        return self._open_next()

    def action_reopen(self):
        """Take a decision back: the pair waits again."""
        self._decide("pending")
        return True

    def _decide(self, decision):
        """Note what the current user finds; "different" stays so for ever."""
        self.check_access("write")
        values = {
            "decision": decision,
            "decided_by_id": False if decision == "pending" else self.env.uid,
            "date_decided": decision != "pending" and fields.Datetime.now(),
        }
        self.write(values)
        if decision == "different":
            self._note_identifiers()

    def _note_identifiers(self):
        """Remember which numbers both have: one more opens the pair again."""
        self.flush_recordset()
        self.env.cr.execute(
            SQL(
                """
                UPDATE clientfile_duplicate AS pair
                   SET known_identifiers = (%s)
                 WHERE id = ANY(%s)
                """,
                SHARED_IDENTIFIERS,
                self.ids,
            )
        )
        self.invalidate_recordset(["known_identifiers"])

    def _open_next(self):
        """The pair to decide next, after one of the form; the list stays a list."""
        if not self.env.context.get("clientfile_one_by_one"):
            return True
        action = self.env["ir.actions.act_window"]._for_xml_id(
            "crm_clientfile.clientfile_duplicate_action"
        )
        following = self.search(self._get_next_domain(), limit=1)
        if not following:
            return action
        one = {"res_id": following.id, "view_mode": "form", "views": [(False, "form")]}
        # The address stays that of the queue: reloaded, it leads back to it.
        return {**action, **one, "target": "main"}

    def _get_next_domain(self):
        """Which pairs follow the one just decided, the likeliest first."""
        return (
            Domain("decision", "=", "pending")
            & Domain("is_actual", "=", True)
            & Domain("res_model", "=", self[:1].res_model)
            & Domain("id", "not in", self.ids)
        )


# As text, sorted: SIREN, SIRET, VAT number and the like that both have.
SHARED_IDENTIFIERS = SQL(
    """
    SELECT string_agg(key, ' ' ORDER BY key)
      FROM clientfile_match_key AS mine
      JOIN clientfile_match_key AS theirs USING (key)
     WHERE mine.partner_id = pair.partner_a_id
       AND theirs.partner_id = pair.partner_b_id
       AND key LIKE 'i:%%'
    """
)
