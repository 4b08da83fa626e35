from odoo import api, fields, models

from ..tools.status_rules import StatusFacts
from .clientfile_status_change import STATUSES
from .clientfile_status_facts import REASONS


class ClientfileStatusMove(models.Model):
    """A customer whose status changed by itself, on a day and for a reason.

    Written with the figures, by SQL only (``clientfile.metrics._tell_statuses``): the
    figures that led to it are kept, for those of today say something else.
    """

    _name = "clientfile.status.move"
    _description = "Status Move"
    _log_access = False
    _rec_name = "partner_id"
    _order = "date desc, id desc"

    partner_id = fields.Many2one(
        "res.partner", "Customer", required=True, index=True, ondelete="cascade"
    )
    company_id = fields.Many2one("res.company", required=True)
    currency_id = fields.Many2one(related="company_id.currency_id")
    user_id = fields.Many2one(
        "res.users",
        "Salesperson",
        index="btree_not_null",
        ondelete="set null",
        help="On the day of the move.",
    )
    date = fields.Date(required=True, index=True)
    status_before = fields.Selection(STATUSES, "Before", required=True)
    status = fields.Selection(STATUSES, "Now", required=True)
    reason = fields.Selection(REASONS, required=True)
    why = fields.Char(compute="_compute_why")
    silence_days = fields.Integer("Days of Silence", aggregator="avg")
    interval_days = fields.Float("Days between Purchases", (8, 1), aggregator="avg")
    revenue_12m = fields.Monetary("Revenue, 12 Months")
    revenue_previous_12m = fields.Monetary("Revenue, 12 Months Before")
    amount_overdue = fields.Monetary("Overdue")
    late_days = fields.Float("Days Late", (8, 1), aggregator="avg")
    is_class_a = fields.Boolean("Class A")
    is_champion = fields.Boolean("Champion")

    @api.depends("reason", "date")
    @api.depends_context("lang")
    def _compute_why(self):
        words = self.env["clientfile.status.words"]
        for move in self:
            move.why = words._say(move._get_status_facts(), move.currency_id)

    def _get_status_facts(self):
        self.ensure_one()
        return StatusFacts(
            reason=self.reason,
            day=self.date,
            silence=self.silence_days,
            interval=self.interval_days,
            revenue=self.revenue_12m,
            revenue_before=self.revenue_previous_12m,
            overdue=self.amount_overdue,
            late_days=self.late_days,
            is_class_a=self.is_class_a,
            is_champion=self.is_champion,
        )

    def action_open_partner(self):
        return self.partner_id.get_formview_action()
