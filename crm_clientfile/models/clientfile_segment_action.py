import ast

from odoo import api, fields, models
from odoo.exceptions import AccessError, UserError
from odoo.fields import Domain

from .clientfile_export_log import SCOPES

DRAFT_DAYS = 7
# More than these are not even listed while one waits.
LISTED_AT_ONCE = 50_000
_COUNTED = ("waiting", "done", "refused", "excluded")


class ClientfileSegmentAction(models.Model):
    """Something done with the customers of a segment, or with chosen ones.

    Who is concerned is listed first, in ``clientfile_segment_action_list``; then it is
    done, in ``clientfile_segment_action_run``. What is done is told by the abstract
    model ``clientfile.segment.action.<kind>``; an addon adds a kind and such a model.
    """

    _name = "clientfile.segment.action"
    _description = "Action on Customers"
    _inherit = ["clientfile.job.mixin"]
    _order = "id desc"

    name = fields.Char(compute="_compute_name")
    kind = fields.Selection(
        [
            ("calls", "Call list"),
            ("labels", "Postal labels"),
            ("email", "E-mail"),
            ("mailing", "Mass mailing"),
            ("sms", "Text messages"),
        ],
        "Action",
        required=True,
        default="calls",
    )
    state = fields.Selection(
        [
            ("draft", "New"),
            ("working", "At work"),
            ("done", "Done"),
            ("stopped", "Stopped"),
        ],
        "Status",
        default="draft",
        required=True,
        readonly=True,
        copy=False,
    )
    segment_id = fields.Many2one(
        "clientfile.segment", readonly=True, index=True, ondelete="set null"
    )
    scope = fields.Selection(
        [("segment", "A segment"), *(one for one in SCOPES if one[0] != "all")],
        "Concerns",
        required=True,
        readonly=True,
        default="segment",
    )
    domain = fields.Char("Conditions", readonly=True)
    # Not "partner_ids": that would be people to write to.
    chosen_ids = fields.Json("Chosen Customers", readonly=True)
    company_id = fields.Many2one(
        "res.company",
        required=True,
        readonly=True,
        default=lambda self: self.env.company,
    )
    user_id = fields.Many2one(
        "res.users",
        "By",
        required=True,
        readonly=True,
        default=lambda self: self.env.user,
        copy=False,
    )
    line_ids = fields.One2many(
        "clientfile.segment.action.line", "action_id", "Customers", readonly=True
    )
    template_id = fields.Many2one(
        "mail.template", domain=[("model", "=", "res.partner")], ondelete="set null"
    )
    date_done = fields.Datetime("Done on", readonly=True, copy=False)
    customer_count = fields.Integer("Customers Concerned", compute="_compute_reach")
    left_out_count = fields.Integer("Not to Be Contacted", compute="_compute_reach")
    waiting_count = fields.Integer("Waiting", compute="_compute_counts")
    done_count = fields.Integer("Done", compute="_compute_counts")
    refused_count = fields.Integer("Left Out", compute="_compute_counts")
    excluded_count = fields.Integer("Excluded", compute="_compute_counts")
    has_result = fields.Boolean(related="job_id.has_result")

    @api.depends("kind", "segment_id")
    @api.depends_context("lang")
    def _compute_name(self):
        kinds = dict(self._fields["kind"]._description_selection(self.env))
        for action in self:
            name = action.segment_id.name or self.env._("chosen customers")
            action.name = f"{kinds.get(action.kind)} – {name}"

    @api.depends("name")
    def _compute_display_name(self):
        for action in self:
            action.display_name = action.name

    @api.depends("segment_id", "scope", "domain", "chosen_ids", "kind")
    @api.depends_context("uid")
    def _compute_reach(self):
        """How many there are, and how many of them may not be contacted this way."""
        for action in self:
            partners = action._get_partners()
            domain = action._get_partner_domain()
            reached = domain & action._get_contactable_domain()
            action.customer_count = partners.search_count(domain)
            action.left_out_count = action.customer_count - partners.search_count(
                reached
            )

    @api.depends("line_ids.state")
    def _compute_counts(self):
        found = self.env["clientfile.segment.action.line"]._read_group(
            [("action_id", "in", self.ids)], ["action_id", "state"], ["__count"]
        )
        counts = {(action.id, state): count for action, state, count in found}
        for action in self:
            for state in _COUNTED:
                action[f"{state}_count"] = counts.get((action.id, state), 0)

    @api.ondelete(at_uninstall=False)
    def _unlink_unless_done(self):
        if any(action.state in ("working", "done") for action in self):
            raise UserError(
                self.env._(
                    "What was done with customers is kept: it stays in the list."
                )
            )

    @api.model
    def _open_for_partners(self, partners, kind):
        """Prepare one for partners ticked in a list, or for all that it shows."""
        scope = self.env["clientfile.export"]._prepare_scope(partners)
        if ids := scope.pop("partner_ids", None):
            scope["chosen_ids"] = ids
        return self._open_new({**scope, "kind": kind})

    @api.model
    def _open_new(self, vals):
        # Who is concerned is not chosen by who fills in the window: hence created.
        action = self.create(vals)
        return {
            "type": "ir.actions.act_window",
            "name": action.name,
            "res_model": self._name,
            "res_id": action.id,
            "view_mode": "form",
            "views": [(False, "form")],
        }

    def action_start(self):
        """List who is concerned, and do it: at once for few, else in the background."""
        self.ensure_one()
        self._check_state("draft")
        kind = self._get_kind()
        kind._check(self)
        if self.customer_count > LISTED_AT_ONCE and not kind._is_handed_over:
            return self._list_later()
        self._list_lines()
        if not self.waiting_count:
            raise UserError(self._explain_nobody())
        kind._check_listed(self)
        self.state = "working"
        return kind._start(self)

    def action_resume(self):
        """Do what is left of a stopped one."""
        self.ensure_one()
        self._check_state("stopped")
        self._get_kind()._check(self)
        self.state = "working"
        self._work()
        return True

    def action_download(self):
        return self.job_id.action_download()

    def action_open_lines(self):
        """The customers; the context tells which of them are asked for."""
        self.ensure_one()
        action = self.env["ir.actions.act_window"]._for_xml_id(
            "crm_clientfile.clientfile_segment_action_line_action"
        )
        domain = [("action_id", "=", self.id)]
        return {**action, "domain": domain, "context": dict(self.env.context)}

    @api.autovacuum
    def _gc_drafts(self):
        """Windows that were opened and left."""
        limit = fields.Datetime.subtract(fields.Datetime.now(), days=DRAFT_DAYS)
        left = [("state", "=", "draft"), ("create_date", "<", limit)]
        self.search(left).unlink()

    def _get_kind(self):
        return self.env[f"clientfile.segment.action.{self.kind}"]

    def _get_partners(self):
        """The partners as they are searched: in the company of this action."""
        if self.scope == "segment" and self.segment_id:
            return self.segment_id.with_company(self.company_id)._get_partners()
        return self.env["res.partner"].with_context(
            allowed_company_ids=self.company_id.ids,
            active_test=self.scope != "selection",
        )

    def _get_partner_domain(self):
        """Who is concerned; the rights of the user apply besides."""
        if self.scope == "selection":
            return Domain("id", "in", self.chosen_ids or [])
        if self.scope == "domain":
            return Domain(ast.literal_eval(self.domain or "[]"))
        if not self.segment_id:
            return Domain.FALSE
        return self.segment_id.with_company(self.company_id)._get_segment_domain()

    def _get_contactable_domain(self):
        partners = self._get_partners()
        return partners._clientfile_contactable_domain(self._get_kind()._channel)

    def _check_manager(self):
        if not self.env.user.has_group("crm_clientfile.crm_clientfile_group_manager"):
            raise AccessError(
                self.env._("Only managers of the customer file do this with customers.")
            )

    def _check_state(self, *states):
        self.check_access("write")
        if self.filtered("is_busy"):
            raise UserError(
                self.env._("This is at work. Wait until it is done, or cancel it.")
            )
        if any(action.state not in states for action in self):
            raise UserError(
                self.env._("This action has gone on meanwhile. Reload the page.")
            )

    def _explain_nobody(self):
        if not (self.refused_count or self.excluded_count):
            return self.env._("There is no customer here: nothing to do.")
        return self.env._(
            "Nobody is left: %(excluded)s may not be contacted this way, %(refused)s "
            "lack a phone number, an e-mail or an address, or are planned already.",
            excluded=self.excluded_count,
            refused=self.refused_count,
        )
