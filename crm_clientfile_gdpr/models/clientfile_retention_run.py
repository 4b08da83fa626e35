from odoo import api, fields, models


class ClientfileRetentionRun(models.Model):
    """One dry run, or one application, of a policy; resumed where it stopped.

    Its steps: persons are found, in batches (``clientfile_retention_find``); of an
    application they are then warned, and archived once their grace has passed
    (``clientfile_retention_apply``).
    """

    _name = "clientfile.retention.run"
    _description = "Run of a Retention Policy"
    _inherit = ["clientfile.job.mixin"]
    _order = "id desc"

    policy_id = fields.Many2one(
        "clientfile.retention.policy",
        required=True,
        readonly=True,
        index=True,
        ondelete="cascade",
    )
    policy_state = fields.Selection(related="policy_id.state", string="Policy Is")
    company_id = fields.Many2one(related="policy_id.company_id", store=True)
    kind = fields.Selection(
        [("dry", "Dry run"), ("apply", "Application")], required=True, readonly=True
    )
    date = fields.Datetime("Started on", readonly=True, default=fields.Datetime.now)
    user_id = fields.Many2one(
        "res.users", "By", readonly=True, default=lambda self: self.env.user
    )
    line_ids = fields.One2many("clientfile.retention.line", "run_id", "Persons")
    read_count = fields.Integer("Persons Looked at", readonly=True)
    found_count = fields.Integer("Persons Concerned", readonly=True)
    done_count = fields.Integer("Archived or Erased", readonly=True)
    refused_count = fields.Integer("Refused", readonly=True)
    is_done = fields.Boolean(readonly=True)

    @api.depends("policy_id", "date")
    def _compute_display_name(self):
        for run in self:
            run.display_name = f"{run.policy_id.name}, {run.date or ''}"

    def action_open_lines(self):
        self.ensure_one()
        return self.policy_id.action_open_lines()

    def action_activate(self):
        """The dry run was looked at: put the policy in force."""
        self.ensure_one()
        self.policy_id.action_activate()
        return {"type": "ir.actions.client", "tag": "soft_reload"}

    def action_apply(self):
        self.ensure_one()
        return self.policy_id.action_apply()

    def _open(self):
        self.ensure_one()
        return {
            "type": "ir.actions.act_window",
            "name": self.env._("Retention"),
            "res_model": self._name,
            "res_id": self.id,
            "views": [(False, "form")],
        }

    def _job_step(self, job):
        """One batch of the phase that the cursor names."""
        self.policy_id.check_access("write")
        phase, after = job.cursor or ("find", 0)
        if phase == "find":
            after, count = self._find_some(after)
            job._advance(done=count, cursor=["find" if after else "treat", after or 0])
            if after or self.kind == "apply":
                return False
            self._close_dry_run()
            return True
        if self._treat_some():
            return False
        self.sudo().is_done = True  # sudo: runs note alone what they did
        return True

    def _close_dry_run(self):
        run = self.sudo()  # sudo: as above
        run.is_done = True
        if run.policy_id.state == "draft":
            run.policy_id.state = "seen"

    def _count(self, **more):
        """Add to what this run did."""
        run = self.sudo()  # sudo: as above
        run.write({name: run[name] + count for name, count in more.items()})
