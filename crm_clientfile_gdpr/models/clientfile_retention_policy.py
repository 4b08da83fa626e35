from odoo import api, fields, models
from odoo.exceptions import UserError

from odoo.addons.crm_clientfile.models.clientfile_job import OPEN_STATES

from .row_lock import lock_or_refuse

CATEGORIES = [
    ("prospect", "Prospects: persons who never bought"),
    ("client", "Customers: persons who have bought"),
    ("lead", "Leads: who asked something and never became a record"),
]
# What changes whom a policy concerns: the dry run has to be looked at again.
_RULES = frozenset(("category", "months", "company_id", "contract_years"))
_RULES |= {"accounting_years", "warning", "grace_days"}


class ClientfileRetentionPolicy(models.Model):
    """How long data of a category of persons is kept after their last act.

    It does nothing before its dry run was made and looked at.
    """

    _name = "clientfile.retention.policy"
    _description = "Retention Policy"
    _inherit = ["clientfile.proven.mixin", "mail.thread"]
    _order = "sequence, id"
    _clientfile_proven = frozenset(("state", "run_ids"))

    name = fields.Char(required=True, translate=True)
    sequence = fields.Integer(default=100)
    active = fields.Boolean(default=True)
    category = fields.Selection(
        CATEGORIES, required=True, default="prospect", tracking=True
    )
    company_id = fields.Many2one(
        "res.company",
        required=True,
        index=True,
        default=lambda self: self.env.company.root_id,
        ondelete="restrict",
    )
    months = fields.Integer(
        "Months Since the Last Act",
        required=True,
        default=36,
        tracking=True,
        help="An act of the person: an order, a purchase, a message, a click in a "
        "mailing, a login, a consent. Opening an e-mail is none, nor is our call.",
    )
    basis = fields.Text(
        "Law or Reason", translate=True, help="Printed in the register of processing."
    )
    contract_years = fields.Integer(
        "Archive for Claims (Years)",
        default=5,
        tracking=True,
        help="Counted from the last act.",
    )
    accounting_years = fields.Integer(
        "Archive for the Accounts (Years)",
        default=10,
        tracking=True,
        help="Counted from the end of the year of the last entry.",
    )
    warning = fields.Selection(
        [
            ("none", "Nobody"),
            ("activity", "The salesperson, by an activity"),
            ("mail", "The person, by e-mail"),
        ],
        "Warn Before",
        required=True,
        default="activity",
        tracking=True,
    )
    grace_days = fields.Integer(
        "Grace (Days)",
        default=30,
        tracking=True,
        help="That many days lie between the warning and the archive.",
    )
    user_id = fields.Many2one(
        "res.users",
        "Answers for It",
        required=True,
        default=lambda self: self.env.user,
        help="Gets the activities about persons without a salesperson.",
    )
    state = fields.Selection(
        [
            ("draft", "Not in force"),
            ("seen", "Dry run made"),
            ("active", "In force"),
        ],
        "Status",
        required=True,
        readonly=True,
        default="draft",
        copy=False,
        tracking=True,
    )
    run_ids = fields.One2many("clientfile.retention.run", "policy_id", "Runs")
    due_count = fields.Integer("Due", compute="_compute_due_count")

    _delays = models.Constraint(
        "CHECK (months > 0 AND grace_days >= 0 AND contract_years >= 0"
        " AND accounting_years >= 0)",
        "A delay is a positive number.",
    )

    def _compute_due_count(self):
        groups = self.env["clientfile.retention.line"]._read_group(
            [("policy_id", "in", self.ids), ("state", "in", ("found", "warned"))],
            ["policy_id"],
            ["__count"],
        )
        counts = {policy.id: count for policy, count in groups}
        for policy in self:
            policy.due_count = counts.get(policy.id, 0)

    def write(self, vals):
        result = super().write(vals)
        if not _RULES.isdisjoint(vals):
            self.sudo().state = "draft"  # sudo: whoever may write the rules
        return result

    def action_dry_run(self):
        """List who is concerned, and change nothing."""
        self.ensure_one()
        return self._start("dry")._open()

    def action_activate(self):
        """From now on the policy is applied every night."""
        self.check_access("write")
        for policy in self:
            if policy.state != "seen":
                raise UserError(
                    self.env._("Make a dry run first, and look at whom it concerns.")
                )
        self.sudo().state = "active"  # sudo: checked above
        return True

    def action_deactivate(self):
        self.check_access("write")
        self.sudo().state = "draft"  # sudo: checked above
        return True

    def action_apply(self):
        """Warn, and archive those whose grace has passed, now."""
        self.ensure_one()
        if self.state != "active":
            raise UserError(
                self.env._("This policy is not in force. Activate it first.")
            )
        self._check_idle()
        return self._start("apply")._open()

    def action_open_lines(self):
        self.ensure_one()
        action = self.env["ir.actions.act_window"]._for_xml_id(
            "crm_clientfile_gdpr.clientfile_retention_line_action"
        )
        action["domain"] = [("policy_id", "=", self.id)]
        return action

    def _get_register_line(self):
        """The policy as the register of processing tells it."""
        labels = dict(self._fields["state"]._description_selection(self.env))
        return self.env._(
            "%(name)s: %(months)s months (%(state)s)",
            name=self.name,
            months=self.months,
            state=labels[self.state].lower(),
        )

    def _check_idle(self):
        """Two officers at once: the policy is applied once."""
        self.check_access("write")
        refusal = self.env._(
            "This policy is being applied already. Wait until it is done."
        )
        lock_or_refuse(self, refusal)
        if self._get_busy():
            raise UserError(refusal)

    def _get_busy(self):
        """Those of these policies that are being applied."""
        runs = self.env["clientfile.retention.run"].search(
            [
                ("policy_id", "in", self.ids),
                ("kind", "=", "apply"),
                ("job_id.state", "in", OPEN_STATES),
            ]
        )
        return runs.policy_id

    def _start(self, kind):
        run = self._make_run(kind)
        # sudo: as above
        run.sudo()._enqueue_job(
            self.env._("Retention: %s", self.name), queue="clientfile.retention"
        )
        return run

    def _make_run(self, kind):
        self.check_access("write")
        # sudo: runs are made here alone, after this look at rights
        runs = self.env["clientfile.retention.run"].sudo()
        return runs.create({"policy_id": self.id, "kind": kind}).sudo(False)

    @api.model
    def _cron_apply(self):
        """Nightly: start the policies in force, each as the user who answers for it."""
        active = self.search([("state", "=", "active")])
        for policy in active - active._get_busy():
            user = policy.user_id
            own = policy.with_user(user).with_company(policy.company_id)
            if user.active and own.has_access("write"):
                own.with_context(lang=user.lang)._start("apply")
