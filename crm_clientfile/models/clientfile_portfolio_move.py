import ast

from odoo import api, fields, models
from odoo.exceptions import UserError, ValidationError
from odoo.fields import Domain
from odoo.tools import SQL

_CRITERIA = frozenset(
    (
        *("scope", "from_user_id", "from_territory_id", "domain", "chosen_ids"),
        *("with_archived", "target", "to_user_id", "to_territory_id", "date"),
        *("with_leads", "with_orders", "with_activities"),
    )
)
_COUNTED = ("to_move", "moved", "skipped", "undone", "kept")


class ClientfilePortfolioMove(models.Model):
    """Customers handed over together: shown first, moved in the background, undoable.

    Who is moved is in ``clientfile_portfolio_move_preview``, the work itself in
    ``clientfile_portfolio_move_run``, what goes with a customer in
    ``clientfile_portfolio_move_belongings``.
    """

    _name = "clientfile.portfolio.move"
    _description = "Portfolio Move"
    _inherit = ["mail.thread", "clientfile.job.mixin"]
    _order = "id desc"

    name = fields.Char(compute="_compute_name", store=True)
    state = fields.Selection(
        [
            ("draft", "Choice"),
            ("previewed", "Preview"),
            ("moving", "Moving"),
            ("done", "Done"),
            ("stopped", "Stopped"),
            ("undone", "Undone"),
        ],
        "Status",
        default="draft",
        required=True,
        readonly=True,
        copy=False,
    )
    requester_id = fields.Many2one(
        "res.users",
        "Moved by",
        default=lambda self: self.env.user,
        required=True,
        readonly=True,
        copy=False,
    )
    company_id = fields.Many2one(
        "res.company",
        required=True,
        readonly=True,
        default=lambda self: self.env.company,
    )
    scope = fields.Selection(
        [
            ("portfolio", "The customers of a salesperson or territory"),
            ("selection", "Chosen customers"),
            ("domain", "Customers who match conditions"),
        ],
        "Who Is Moved",
        required=True,
        default="portfolio",
    )
    from_user_id = fields.Many2one(
        "res.users",
        "From Salesperson",
        domain=[("share", "=", False)],
        context={"active_test": False},
        help="Who has left can be chosen, too.",
    )
    from_territory_id = fields.Many2one("clientfile.territory")
    domain = fields.Char("Conditions", default="[]")
    # Not "partner_ids": the chatter would take them for people to write to.
    chosen_ids = fields.Json("Chosen Customers", readonly=True)
    chosen_count = fields.Integer("Chosen", compute="_compute_chosen_count")
    with_archived = fields.Boolean("Archived Customers Too")
    target = fields.Selection(
        [
            ("chosen", "A salesperson or territory of your choice"),
            ("address", "The territory of their address"),
        ],
        "Moved to",
        required=True,
        default="chosen",
        help="By address: only customers without territory are moved. They get the "
        "territory's salesperson if they have none.",
    )
    to_user_id = fields.Many2one(
        "res.users",
        "To Salesperson",
        domain=[("share", "=", False)],
        help="Empty: each customer keeps his.",
    )
    to_territory_id = fields.Many2one(
        "clientfile.territory", help="Empty: each customer keeps his."
    )
    date = fields.Date(
        "Effective on",
        required=True,
        default=fields.Date.context_today,
        help="The first day of the new salesperson: today or in the past.",
    )
    reason = fields.Char(help="Stands in the history of each customer.")
    with_leads = fields.Boolean(
        "Open Opportunities",
        default=True,
        help="Those of the former salesperson go with the customer.",
    )
    with_orders = fields.Boolean(
        "Draft Quotations",
        default=True,
        help="Those of the former salesperson go with the customer.",
    )
    with_activities = fields.Boolean(
        "Planned Activities",
        default=True,
        help="Those of the former salesperson go with the customer.",
    )
    line_ids = fields.One2many("clientfile.portfolio.move.line", "move_id", "Customers")
    date_done = fields.Datetime("Moved on", readonly=True, copy=False)

    to_move_count = fields.Integer("To Move", compute="_compute_counts")
    moved_count = fields.Integer("Moved", compute="_compute_counts")
    skipped_count = fields.Integer("Left Out", compute="_compute_counts")
    undone_count = fields.Integer("Undone", compute="_compute_counts")
    kept_count = fields.Integer("Not Undone", compute="_compute_counts")

    @api.depends(
        "scope",
        "from_user_id",
        "from_territory_id",
        "target",
        "to_user_id",
        "to_territory_id",
    )
    def _compute_name(self):
        scopes = dict(self._fields["scope"]._description_selection(self.env))
        for move in self:
            # sudo: the names of colleagues who have left, too
            known = move.sudo()
            former = (known.from_user_id.name, known.from_territory_id.name)
            new = (known.to_user_id.name, known.to_territory_id.name)
            if move.target == "address":
                new = (self.env._("Territories by address"),)
            if move.scope != "portfolio":
                former = (scopes[move.scope],)
            sides = [" / ".join(filter(None, side)) or "…" for side in (former, new)]
            move.name = " → ".join(sides)

    @api.depends("chosen_ids")
    def _compute_chosen_count(self):
        for move in self:
            move.chosen_count = len(move.chosen_ids or ())

    @api.depends("line_ids.state")
    def _compute_counts(self):
        found = self.env["clientfile.portfolio.move.line"]._read_group(
            [("move_id", "in", self.ids)], ["move_id", "state"], ["__count"]
        )
        counts = {(move.id, state): count for move, state, count in found}
        for move in self:
            for state in _COUNTED:
                move[f"{state}_count"] = counts.get((move.id, state), 0)

    @api.constrains("domain", "scope")
    def _check_domain(self):
        for move in self.filtered(lambda move: move.scope == "domain"):
            try:
                move._get_partners().search(move._get_partner_domain(), limit=1)
            except (ValueError, SyntaxError, TypeError) as error:
                raise ValidationError(
                    self.env._("These conditions cannot be read: %s", error)
                ) from error

    def write(self, vals):
        changed = not _CRITERIA.isdisjoint(vals)
        if changed:
            self._check_state("draft", "previewed")
        result = super().write(vals)
        if changed:
            self._forget_preview()
        return result

    @api.ondelete(at_uninstall=False)
    def _unlink_unless_moved(self):
        if any(move.state not in ("draft", "previewed") for move in self):
            raise UserError(
                self.env._(
                    "A portfolio move that was begun is kept: it tells who was moved. "
                    "Undo it instead."
                )
            )

    @api.model
    def _open_for(self, partners, vals):
        """Open a move of partners ticked in a list, or of all that it shows."""
        chosen = self.env["clientfile.export"]._prepare_scope(partners)
        if ids := chosen.pop("partner_ids", None):
            chosen["chosen_ids"] = ids
        return {
            "type": "ir.actions.act_window",
            "name": self.env._("Portfolio move"),
            "res_model": self._name,
            "res_id": self.create({**chosen, **vals}).id,
            "view_mode": "form",
            "views": [(False, "form")],
        }

    def action_preview(self):
        """List who would be moved and who would not, without changing a customer."""
        self.ensure_one()
        self._check_state("draft", "previewed")
        self._check_sense()
        self._forget_preview()
        self._list_lines()
        if not (self.to_move_count or self.skipped_count):
            raise UserError(
                self.env._("There is no such customer. Choose others to move.")
            )
        self.state = "previewed"
        return True

    def action_move(self):
        self.ensure_one()
        self._check_state("previewed", "stopped")
        self._check_sense()
        if not self.to_move_count:
            raise UserError(
                self.env._("Nobody is left to be moved. Choose other customers.")
            )
        self.state = "moving"
        self._enqueue("move", self.env._("Move of %s", self.name), self.to_move_count)
        return True

    def action_undo(self):
        """Give the customers back, where they did not change hands since."""
        self.ensure_one()
        self._check_state("done", "stopped")
        self._enqueue("undo", self.env._("Undo of %s", self.name), self.moved_count)
        return True

    def action_open_lines(self):
        """The customers; the context tells which of them are asked for."""
        self.ensure_one()
        action = self.env["ir.actions.act_window"]._for_xml_id(
            "crm_clientfile.clientfile_portfolio_move_line_action"
        )
        return {
            **action,
            "domain": [("move_id", "=", self.id)],
            "context": dict(self.env.context),
        }

    def _job_given_up(self):
        if self.state == "moving":
            self._finish("stopped")

    def _enqueue(self, purpose, name, total):
        document = self.with_company(self.company_id)
        document._enqueue_job(name, total, purpose, queue=self._name)

    def _get_partners(self):
        """The partners as this move searches them: in its company."""
        return self.env["res.partner"].with_context(
            allowed_company_ids=self.company_id.ids,
            active_test=not (self.with_archived or self.scope == "selection"),
        )

    def _get_partner_domain(self):
        """Whose customers are moved; the rights of the user apply besides."""
        if self.scope == "selection":
            return Domain("id", "in", self.chosen_ids or [])
        # Those who work here are no customers.
        domain = Domain("partner_share", "=", True)
        if self.scope == "domain":
            return domain & Domain(ast.literal_eval(self.domain or "[]"))
        if self.from_user_id:
            domain &= Domain("user_id", "=", self.from_user_id.id)
        if self.from_territory_id:
            domain &= Domain("clientfile_territory_id", "=", self.from_territory_id.id)
        return domain

    def _check_state(self, *states):
        if self.filtered("is_busy"):
            raise UserError(
                self.env._("This move is at work. Wait until it is done, or cancel it.")
            )
        if any(move.state not in states for move in self):
            raise UserError(
                self.env._("This move has gone on meanwhile. Reload the page.")
            )

    def _forget_preview(self):
        self.env.cr.execute(
            SQL(
                "DELETE FROM clientfile_portfolio_move_line WHERE move_id = ANY(%s)",
                self.ids,
            )
        )
        self.line_ids.invalidate_model()
        self.state = "draft"
