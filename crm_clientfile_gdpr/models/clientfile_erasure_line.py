from odoo import api, fields, models
from odoo.exceptions import AccessError, UserError, ValidationError

from .clientfile_data_map import ACTIONS
from .clientfile_person_finder import WHYS


class ClientfileErasureLine(models.Model):
    """One record that was found, and what is to become of it."""

    _name = "clientfile.erasure.line"
    _description = "Record of an Erasure"
    _order = "erasure_id, is_locked, ground desc, model, res_id"
    _rec_name = "model"

    erasure_id = fields.Many2one(
        "clientfile.erasure",
        required=True,
        readonly=True,
        index=True,
        ondelete="cascade",
    )
    state = fields.Selection(related="erasure_id.state")
    model = fields.Char(required=True, readonly=True)
    res_id = fields.Many2oneReference(
        "Record", model_field="model", required=True, readonly=True
    )
    model_name = fields.Char("Kind of Record", compute="_compute_record")
    record_name = fields.Char("Name", compute="_compute_record")
    is_readable = fields.Boolean(compute="_compute_is_readable")
    why = fields.Selection(WHYS, "Found by", required=True, readonly=True)
    fields_found = fields.Char("In", readonly=True)
    proposed = fields.Selection(ACTIONS, required=True, readonly=True)
    action = fields.Selection(ACTIONS, "Decision", required=True)
    ground = fields.Char("Code of the Ground", readonly=True)
    ground_text = fields.Char("Because", compute="_compute_ground_text")
    date_until = fields.Date("Until", readonly=True)
    is_locked = fields.Boolean("Not Yours to Decide", readonly=True)
    reason = fields.Char(help="Why it was decided otherwise than proposed.")

    _record = models.UniqueIndex("(erasure_id, model, res_id)")

    @api.depends("model", "res_id")
    @api.depends_context("uid", "lang")
    def _compute_record(self):
        """Its name, for those who may open it."""
        known = self.env["ir.model"].sudo()  # sudo: names of models are no secret
        for model, lines in self.grouped("model").items():
            names = {one.id: one.display_name for one in lines._get_readable(model)}
            for line in lines:
                line.model_name = known._get(model).name or model
                line.record_name = names.get(line.res_id, False)

    @api.depends("model", "res_id")
    @api.depends_context("uid")
    def _compute_is_readable(self):
        for model, lines in self.grouped("model").items():
            ids = set(lines._get_readable(model).ids)
            for line in lines:
                line.is_readable = line.res_id in ids

    @api.depends("ground")
    @api.depends_context("lang")
    def _compute_ground_text(self):
        grounds = self.env["clientfile.data.map"]._get_grounds()
        for line in self:
            line.ground_text = grounds.get(line.ground, "")

    @api.constrains("action", "reason")
    def _check_decision(self):
        for line in self:
            if line.action == line.proposed:
                continue
            if line.is_locked:
                raise ValidationError(
                    self.env._(
                        "The law decides about this record: %(ground)s.",
                        ground=line.ground_text,
                    )
                )
            if not (line.reason or "").strip():
                raise ValidationError(
                    self.env._("Say why you decide otherwise than proposed.")
                )
            if line.action == "restrict":
                raise ValidationError(
                    self.env._("Only the record of the person itself is restricted.")
                )

    def write(self, vals):
        """People decide; what was found, and why, is for the search alone."""
        if not self.env.su:
            if set(vals) - {"action", "reason"}:
                raise AccessError(
                    self.env._("Decide about the record, or search once more.")
                )
            for plan in self.erasure_id:
                plan._check_draft()
        return super().write(vals)

    def action_same_person(self):
        """This other record is the same person: it is erased with it."""
        self.ensure_one()
        plan = self.erasure_id
        plan._check_officer()
        plan._check_draft()
        if self.model != "res.partner":
            raise UserError(
                self.env._("Only customers and contacts are joined to a person.")
            )
        plan._join(self.env["res.partner"].browse(self.res_id))
        return True

    def action_open(self):
        self.ensure_one()
        return {
            "type": "ir.actions.act_window",
            "res_model": self.model,
            "res_id": self.res_id,
            "view_mode": "form",
        }

    def _get_readable(self, model_name):
        """The records of these lines that the current user may open."""
        model = self.env.get(model_name)
        if model is None or not model.has_access("read"):
            return self.browse()
        model = model.with_context(active_test=False)
        return model.search([("id", "in", self.mapped("res_id"))])
