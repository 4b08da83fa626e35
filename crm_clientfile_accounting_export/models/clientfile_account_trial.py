from odoo import fields, models
from odoo.exceptions import UserError
from odoo.tools import SQL

from ..tools.account_rule import choose_rule

STEP = 2000
MOST = 5000
_LINES = """
    SELECT line.id
      FROM account_move_line AS line
      JOIN account_move AS move ON move.id = line.move_id
     WHERE move.company_id = ANY(%(companies)s) AND move.state = 'posted'
       AND move.date BETWEEN %(date_from)s AND %(date_to)s
       AND move.move_type != 'entry' AND line.display_type = 'product'
       AND line.id > %(after)s
  ORDER BY line.id LIMIT %(limit)s
"""


class ClientfileAccountTrial(models.Model):
    """Rules tried on past invoices: which lines would have had another account.

    The rules at work take part, each in its order; only what the tried ones decide is
    listed. Nothing is written on the invoices.
    """

    _name = "clientfile.account.trial"
    _description = "Trial of Account Rules"
    _inherit = ["clientfile.job.mixin"]
    _order = "id desc"

    company_id = fields.Many2one("res.company", required=True, readonly=True)
    rule_ids = fields.Many2many(
        "clientfile.account.rule", string="Rules", readonly=True
    )
    date_from = fields.Date(
        "From", default=lambda self: fields.Date.subtract(fields.Date.today(), years=1)
    )
    date_to = fields.Date("To", default=fields.Date.today)
    state = fields.Selection(
        [("running", "At work"), ("tried", "Tried"), ("active", "Activated")],
        default="running",
        required=True,
        readonly=True,
    )
    line_count = fields.Integer("Lines Looked at", readonly=True)
    fitting_count = fields.Integer("Lines under These Rules", readonly=True)
    different_count = fields.Integer("With Another Account", readonly=True)
    date_tried = fields.Datetime("Tried on", readonly=True)
    difference_ids = fields.One2many(
        "clientfile.account.difference", "trial_id", "Differences", readonly=True
    )
    is_busy = fields.Boolean(compute="_compute_is_busy")

    def _compute_is_busy(self):
        for trial in self:
            trial.is_busy = trial.job_state in ("pending", "running")

    def _compute_display_name(self):
        for trial in self:
            trial.display_name = ", ".join(trial.rule_ids.mapped("name")[:2])

    def action_try(self):
        """Look at the posted invoices of the period in the background."""
        self.ensure_one()
        lines = self._find_lines(0, None)
        if len(lines) <= STEP:
            self._look_at(lines)
            self._note_tried()
            return
        document = self.with_company(self.company_id)
        document._enqueue_job(self.env._("Trial of account rules"), len(lines))

    def _job_step(self, job):
        self.check_access("write")
        lines = self._find_lines(job.cursor or 0, STEP)
        self._look_at(lines)
        job._advance(done=len(lines), cursor=lines[-1:].id or job.cursor)
        if len(lines) < STEP:
            self._note_tried()
        return len(lines) < STEP

    def action_activate(self):
        """Put the tried rules to work."""
        self.ensure_one()
        self.check_access("write")
        if self.state != "tried" or self.rule_ids.trial_id != self:
            raise UserError(
                self.env._("Try these rules again: they have changed since.")
            )
        # sudo: the state is written by buttons alone
        self.rule_ids.sudo().write({"state": "active"})
        self.state = "active"

    def action_refresh(self):
        return {"type": "ir.actions.client", "tag": "soft_reload"}

    def _note_tried(self):
        self.write({"state": "tried", "date_tried": fields.Datetime.now()})
        # sudo: that a rule was tried is noted by trials alone
        self.rule_ids.sudo().trial_id = self

    def _find_lines(self, after, limit):
        # sudo: the branches of the company have their lines in its books
        companies = self.env["res.company"].sudo()
        ids = companies.search([("id", "child_of", self.company_id.id)]).ids
        rows = self.env.execute_query(
            SQL(
                _LINES,
                companies=ids,
                date_from=self.date_from,
                date_to=self.date_to,
                after=after,
                limit=limit,
            )
        )
        return self.env["account.move.line"].browse(line_id for (line_id,) in rows)

    def _look_at(self, lines):
        active = self.env["clientfile.account.rule"]._get_active(self.company_id)
        # sudo: as those at work
        tried = self.rule_ids.sudo()
        rules = (active | tried).sorted(lambda one: (one.sequence, one.id))
        values = [rule._get_rule() for rule in rules]
        facts = lines._clientfile_get_facts()
        fitting, found = 0, []
        # sudo: the lines of the books, read to be compared
        for line in lines.sudo():
            rule = choose_rule(values, facts[line.id])
            if rule and rule.key in tried.ids:
                fitting += 1
                chosen = rules.browse(rule.key)
                if chosen.account_id != line.account_id:
                    found.append(self._prepare_difference_values(line, chosen))
        self._keep(len(lines), fitting, found)

    def _keep(self, count, fitting, found):
        room = max(MOST - len(self.difference_ids), 0)
        # sudo: differences are written by trials, never by hand
        self.env["clientfile.account.difference"].sudo().create(found[:room])
        self.write(
            {
                "line_count": self.line_count + count,
                "fitting_count": self.fitting_count + fitting,
                "different_count": self.different_count + len(found),
            }
        )

    def _prepare_difference_values(self, line, rule):
        """Values of a ``clientfile.account.difference``."""
        return {
            "trial_id": self.id,
            "line_id": line.id,
            "move_id": line.move_id.id,
            "label": line.name or line.product_id.display_name,
            "account_id": line.account_id.id,
            "new_account_id": rule.account_id.id,
            "rule_id": rule.id,
        }
