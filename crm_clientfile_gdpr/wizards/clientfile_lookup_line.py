from odoo import api, fields, models

from ..models.clientfile_person_finder import WHYS

_EXCERPT = 160


class ClientfileLookupLine(models.TransientModel):
    """One record that was found; its content is read when it is shown."""

    _name = "clientfile.lookup.line"
    _description = "Record of a Look-up"
    _order = "is_sure desc, model, res_id"
    _rec_name = "model"

    lookup_id = fields.Many2one("clientfile.lookup", required=True, ondelete="cascade")
    model = fields.Char(required=True)
    res_id = fields.Many2oneReference("Record", model_field="model", required=True)
    model_name = fields.Char("Kind of Record", compute="_compute_record")
    record_name = fields.Char("Name", compute="_compute_record")
    excerpt = fields.Char("Text", compute="_compute_excerpt")
    why = fields.Selection(WHYS, "Found by", required=True)
    is_sure = fields.Boolean("Sure")
    fields_found = fields.Char("In")

    @api.depends("model", "res_id")
    @api.depends_context("uid", "lang")
    def _compute_record(self):
        known = self.env["ir.model"].sudo()  # sudo: names of models are no secret
        for model, lines in self.grouped("model").items():
            records = self._get_readable(model, lines.mapped("res_id"))
            names = {record.id: record.display_name for record in records}
            for line in lines:
                line.model_name = known._get(model).name or model
                line.record_name = names.get(line.res_id, False)

    @api.depends("model", "res_id", "fields_found")
    def _compute_excerpt(self):
        """The beginning of the text that was found, for those who may read it."""
        for line in self:
            line.excerpt = line._read_excerpt()

    def _read_excerpt(self):
        model = self.env.get(self.model)
        if model is None or self.why not in ("name", "shared"):
            return False
        name = (self.fields_found or "").split(", ")[0]
        field = model._fields.get(name)
        record = model.browse(self.res_id).exists()
        if not field or not record or not record.has_access("read"):
            return False
        if not model._has_field_access(field, "read"):
            return False
        return " ".join(str(record[name] or "").split())[:_EXCERPT]

    def action_open(self):
        self.ensure_one()
        return {
            "type": "ir.actions.act_window",
            "res_model": self.model,
            "res_id": self.res_id,
            "view_mode": "form",
        }

    @api.model
    def _get_readable(self, model_name, ids):
        """Those records that the current user may open."""
        model = self.env.get(model_name)
        if model is None or not model.has_access("read"):
            return self.browse()
        return model.with_context(active_test=False).search([("id", "in", ids)])
