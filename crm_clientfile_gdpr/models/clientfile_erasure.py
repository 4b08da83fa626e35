from odoo import api, fields, models
from odoo.exceptions import AccessError, UserError

from .row_lock import lock_or_refuse

AGENT = "crm_clientfile_gdpr.crm_clientfile_gdpr_group_agent"
DPO = "crm_clientfile_gdpr.crm_clientfile_gdpr_group_dpo"
STATES = [
    ("draft", "Prepared"),
    ("checking", "Erased, being checked"),
    ("done", "Erased"),
    ("restricted", "Erased but for what the accounts name"),
    ("cancelled", "Cancelled"),
]


class ClientfileErasure(models.Model):
    """What becomes of everything that is known about one person: plan, then receipt.

    For other code::

        plans = self.env["clientfile.erasure"]._plan_for(partners)
        plans.obstacles       # text: why it cannot be done now, empty when it can
        plans._execute()      # one transaction; UserError and nothing done if refused

    ``_plan_for(partners, with_texts=True)`` makes one plan for each of ``partners``;
    ``with_texts=False`` follows keys and links only and is for many people at once.
    ``_execute()`` runs as the officer or in ``sudo``. Afterwards ``state`` is ``done``,
    or ``restricted`` when the accounts still need name and number until
    ``date_restricted``.
    """

    _name = "clientfile.erasure"
    _description = "Erasure of a Person"
    _order = "id desc"

    name = fields.Char("Reference", readonly=True, copy=False)
    state = fields.Selection(
        STATES, "Status", required=True, readonly=True, default="draft"
    )
    partner_ids = fields.Many2many(
        "res.partner",
        "clientfile_erasure_partner_rel",
        string="Records of the Person",
        readonly=True,
        context={"active_test": False},
    )
    subject_key = fields.Char("Key of the Person", readonly=True)
    user_id = fields.Many2one(
        "res.users", "Prepared by", readonly=True, default=lambda self: self.env.user
    )
    executor_id = fields.Many2one("res.users", "Erased by", readonly=True)
    date = fields.Datetime("Erased on", readonly=True)
    date_restricted = fields.Date(
        "Name and Number Kept until",
        readonly=True,
        help="The accounts of a year that no FEC was exported for name the person.",
    )
    line_ids = fields.One2many("clientfile.erasure.line", "erasure_id", "Records")
    extra = fields.Json(
        readonly=True, help="What else the person is known by; gone once erased."
    )
    is_full = fields.Boolean("All Texts Searched", default=True, readonly=True)
    obstacles = fields.Text(compute="_compute_obstacles")
    line_count = fields.Integer("Number of Records", compute="_compute_counts")
    judge_count = fields.Integer("To Be Judged", compute="_compute_counts")
    hidden = fields.Text(
        "Not Shown to You",
        compute="_compute_hidden",
        help="Records that you may not open are part of the plan all the same.",
    )
    receipt = fields.Json(readonly=True, copy=False)
    receipt_text = fields.Text("Receipt", compute="_compute_receipt_text")

    @api.depends("partner_ids", "state")
    @api.depends_context("lang")
    def _compute_obstacles(self):
        for plan in self:
            is_open = plan.state == "draft"
            plan.obstacles = "\n".join(plan._get_obstacles()) if is_open else False

    @api.depends("line_ids.action", "line_ids.ground")
    def _compute_counts(self):
        for plan in self:
            plan.line_count = len(plan.line_ids)
            judged = plan.line_ids.filtered(lambda line: line.action == "leave")
            plan.judge_count = len(judged)

    @api.depends("line_ids")
    @api.depends_context("uid", "lang")
    def _compute_hidden(self):
        known = self.env["ir.model"].sudo()  # sudo: names of models are no secret
        for plan in self:
            hidden = plan.line_ids.filtered(lambda line: not line.is_readable)
            plan.hidden = "\n".join(
                f"{known._get(model).name or model}: {len(lines)}"
                for model, lines in sorted(hidden.grouped("model").items())
            )

    @api.depends("receipt")
    @api.depends_context("lang")
    def _compute_receipt_text(self):
        for plan in self:
            plan.receipt_text = "\n".join(plan._get_receipt_lines()) or False

    @api.model_create_multi
    def create(self, vals_list):
        sequence = self.env["ir.sequence"].sudo()  # sudo: the number of any plan
        for vals in vals_list:
            vals["name"] = sequence.next_by_code("clientfile.erasure") or "/"
        return super().create(vals_list)

    @api.ondelete(at_uninstall=False)
    def _unlink_unless_executed(self):
        if any(plan.state not in ("draft", "cancelled") for plan in self):
            raise UserError(
                self.env._("What was erased stays told: receipts are not deleted.")
            )

    def action_execute(self):
        """Erase what the plan says; for the data protection officer."""
        self._check_officer()
        self._execute()
        return True

    def action_cancel(self):
        self._check_officer()
        self._hold()
        plans = self.sudo()  # sudo: plans change by their buttons alone
        plans.line_ids.unlink()
        plans.write({"state": "cancelled", "extra": False})
        return True

    def action_print_receipt(self):
        report = self.env.ref("crm_clientfile_gdpr.clientfile_erasure_report_receipt")
        return report.report_action(self)

    def _check_agent(self):
        if not self.env.su and not self.env.user.has_group(AGENT):
            raise AccessError(self.env._("Agents of data protection prepare erasures."))

    def _check_officer(self):
        if not self.env.su and not self.env.user.has_group(DPO):
            raise AccessError(
                self.env._("The data protection officer decides what is erased.")
            )

    def _hold(self):
        """One at a time decides about a plan, while it is one."""
        refusal = self.env._(
            "Somebody else is at work on this plan. Reload the page in a moment."
        )
        lock_or_refuse(self, refusal)
        for plan in self:
            plan._check_draft()

    def _check_draft(self):
        self.ensure_one()
        if self.state != "draft":
            raise UserError(
                self.env._("This plan was carried out or cancelled. Make a new one.")
            )
