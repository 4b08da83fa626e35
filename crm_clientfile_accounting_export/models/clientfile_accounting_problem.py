from odoo import api, fields, models


class ClientfileAccountingProblem(models.Model):
    """What stands in the way of an export, or what its accountant should know."""

    _name = "clientfile.accounting.problem"
    _description = "Problem of an Accounting Export"
    _order = "is_blocking desc, id"

    export_id = fields.Many2one(
        "clientfile.accounting.export", required=True, index=True, ondelete="cascade"
    )
    is_blocking = fields.Boolean("To Repair", default=True)
    level = fields.Selection(
        [("error", "To repair"), ("warning", "To know")], compute="_compute_level"
    )
    name = fields.Text("Problem", required=True)
    count = fields.Integer("Times", default=1)
    res_model = fields.Char()
    res_id = fields.Many2oneReference("Record", model_field="res_model")
    res_ids = fields.Json()

    @api.depends("is_blocking")
    def _compute_level(self):
        for problem in self:
            problem.level = "error" if problem.is_blocking else "warning"

    @api.depends("name")
    def _compute_display_name(self):
        for problem in self:
            problem.display_name = problem.name

    def action_open(self):
        """Open what is to be repaired."""
        self.ensure_one()
        target = self.export_id.target_id
        record = self.env[self.res_model].browse(self.res_id)
        if self.res_model == "account.journal":
            return self.env["clientfile.export.mapping"]._open_for(
                target, "journal", record
            )
        if self.res_model == "res.partner":
            return self.env["clientfile.export.party"]._open_for(target, record)
        if self.res_ids and len(self.res_ids) > 1:
            return self._open_list()
        return record._get_records_action()

    def action_map(self):
        """Give an account another code in this target."""
        self.ensure_one()
        account = self.env["account.account"].browse(self.res_id)
        mappings = self.env["clientfile.export.mapping"]
        return mappings._open_for(self.export_id.target_id, "account", account)

    def _open_list(self):
        return {
            "type": "ir.actions.act_window",
            "name": self.name,
            "res_model": self.res_model,
            "views": [(False, "list"), (False, "form")],
            "domain": [("id", "in", self.res_ids)],
        }
