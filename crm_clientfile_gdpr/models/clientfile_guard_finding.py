from odoo import api, fields, models
from odoo.exceptions import ValidationError

from ..tools.personal_data import PersonalData

STATES = [
    ("open", "To check"),
    ("corrected", "Corrected"),
    ("kept", "Kept with reason"),
]


class ClientfileGuardFinding(models.Model):
    """A text that the guard found, for the officer to look at.

    The text itself stays where it is; a decision holds until the text changes.
    """

    _name = "clientfile.guard.finding"
    _description = "Text to Check"
    _order = "state, id desc"
    _log_access = False
    _rec_name = "words"
    _inherit = ["clientfile.proven.mixin"]
    _clientfile_proven = frozenset(
        (
            *("res_model", "res_id", "field_name", "partner_id", "company_id"),
            *("words", "kinds", "digest", "date"),
        )
    )

    res_model = fields.Char("Document Model", required=True, readonly=True)
    res_id = fields.Many2oneReference(
        "Document", model_field="res_model", required=True, readonly=True
    )
    field_name = fields.Char("Field", required=True, readonly=True)
    place = fields.Char("Where", compute="_compute_place")
    partner_id = fields.Many2one(
        "res.partner",
        "Person",
        readonly=True,
        index="btree_not_null",
        ondelete="cascade",
    )
    company_id = fields.Many2one("res.company", readonly=True)
    words = fields.Char("Words Found", readonly=True)
    kinds = fields.Char("Codes", readonly=True)
    kind_names = fields.Char("Seems to Be About", compute="_compute_kind_names")
    digest = fields.Char(readonly=True)
    date = fields.Datetime("Found on", readonly=True)
    state = fields.Selection(STATES, "Status", required=True, default="open")
    reason = fields.Char("Reason to Keep")

    _once = models.Constraint(
        "UNIQUE (res_model, res_id, field_name)", "This text is in the list already."
    )

    @api.depends("res_model", "field_name")
    @api.depends_context("lang")
    def _compute_place(self):
        for finding in self:
            model = self.env.get(finding.res_model)
            field = model is not None and model._fields.get(finding.field_name)
            name = field._description_string(self.env) if field else ""
            # sudo: the name of a model
            title = self.env["ir.model"].sudo()._get(finding.res_model).name
            finding.place = f"{title or finding.res_model}: {name}"

    @api.depends("kinds")
    @api.depends_context("lang")
    def _compute_kind_names(self):
        words = self.env["clientfile.guard.word"]
        for finding in self:
            kinds = (finding.kinds or "").split()
            finding.kind_names = words._get_kind_names(kinds)

    @api.constrains("state", "reason")
    def _check_reason(self):
        for finding in self:
            if finding.state == "kept" and not (finding.reason or "").strip():
                raise ValidationError(
                    self.env._("Write first the reason why this text is kept.")
                )

    def action_open_document(self):
        self.ensure_one()
        return {
            "type": "ir.actions.act_window",
            "res_model": self.res_model,
            "res_id": self.res_id,
            "views": [(False, "form")],
        }

    def action_corrected(self):
        return self.write({"state": "corrected"})

    def action_kept(self):
        return self.write({"state": "kept"})

    @api.model
    def _clientfile_personal_data(self):
        return PersonalData("delete", category="activity")
