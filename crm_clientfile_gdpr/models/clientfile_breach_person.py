from odoo import api, fields, models


class ClientfileBreachPerson(models.Model):
    """A person whose data a breach concerns, and whether he was told."""

    _name = "clientfile.breach.person"
    _description = "Person Concerned by a Breach"
    _order = "id"
    _log_access = False
    _rec_name = "partner_id"
    _inherit = ["clientfile.proven.mixin"]
    _clientfile_proven = frozenset(("state", "date_told"))

    breach_id = fields.Many2one(
        "clientfile.breach", required=True, index=True, ondelete="cascade"
    )
    company_id = fields.Many2one(related="breach_id.company_id", store=True)
    partner_id = fields.Many2one(
        "res.partner", "Person", index="btree_not_null", ondelete="set null"
    )
    email = fields.Char(related="partner_id.email")
    state = fields.Selection(
        [
            ("pending", "To be told"),
            ("mailed", "E-mail"),
            ("letter", "Letter to print"),
            ("printed", "Letter printed"),
        ],
        "Told by",
        required=True,
        readonly=True,
        default="pending",
    )
    date_told = fields.Datetime("Told on", readonly=True)

    _once = models.UniqueIndex("(breach_id, partner_id) WHERE partner_id IS NOT NULL")
    _waiting = models.Index("(breach_id, id) WHERE state = 'pending'")

    def action_print(self):
        """Letters for these persons, each in his language; they count as told."""
        self.check_access("write")
        letters = self.filtered(lambda one: one.state in ("pending", "letter"))
        # sudo: checked above; nobody types that somebody was told
        letters.sudo().write({"state": "printed", "date_told": fields.Datetime.now()})
        name = "crm_clientfile_gdpr.clientfile_breach_person_report_letter"
        return self.env.ref(name).report_action(self)

    def _get_lang(self):
        return self.partner_id.lang or self.env.lang

    @api.model
    def _get_letter_lines(self, breach):
        """Titles and texts of the letter: what art. 34(2) asks for."""
        told = (
            (self.env._("What happened"), breach.letter_text or breach.description),
            (self.env._("Likely consequences"), breach.letter_consequences),
            (self.env._("What we have done, what you can do"), breach.letter_measures),
            (self.env._("Whom to ask"), breach._get_contact()),
        )
        return [(title, text) for title, text in told if text]
