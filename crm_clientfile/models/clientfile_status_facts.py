from odoo import api, fields, models
from odoo.tools import SQL

from ..tools.status_rules import StatusFacts
from .clientfile_status_change import STATUSES
from .clientfile_status_rules_sql import RULE, TELL

REASONS = [
    ("leaving", "Silent longer than usual"),
    ("payment", "Payment at risk"),
    ("falling", "Revenue falls"),
    ("vip", "VIP by its figures"),
    ("silent", "Silent for several intervals"),
    ("stale", "No purchase for months"),
    ("buying", "Buys"),
]


class ClientfileMetrics(models.Model):
    """The status that figures tell, by the rules of the company.

    It is kept with the figures, not derived when read: lists, panels and the history of
    moves then say the same, and reading it costs what reading a column costs. It ages
    with the windows of the figures, which are made anew every night.
    """

    _inherit = "clientfile.metrics"

    status = fields.Selection(STATUSES, "Status by Figures")
    status_reason = fields.Selection(REASONS, "Reason of the Status")
    is_vip = fields.Boolean("VIP")

    @api.model
    def _refresh_customers(self, partner_ids):
        result = super()._refresh_customers(partner_ids)
        if partner_ids:
            # sudo: what was merged counts, whatever the user may see
            partners = self.env["res.partner"].sudo().browse(partner_ids)
            self._tell_statuses(partners._clientfile_entity_ids())
        return result

    @api.model
    def _tell_statuses(self, partner_ids=None):
        """Give these customers, or all, their status; note who moves, and why."""
        scope = SQL("TRUE")
        if partner_ids is not None:
            scope = SQL("m.partner_id = ANY(%s)", list(partner_ids))
        self.env["res.partner"].flush_model(["user_id"])
        self.env.cr.execute(
            SQL(
                TELL,
                m=SQL.identifier("m"),
                today=fields.Date.context_today(self),
                rules=self._get_status_rules(),
                scope=scope,
            )
        )
        self.env["clientfile.status.move"].invalidate_model()
        self._forget_cache()

    @api.model
    def _get_status_rules(self):
        """A row of values for each root company."""
        today = fields.Date.context_today(self)
        # sudo: statuses are told in all companies, whoever asks
        companies = self.env["res.company"].sudo().with_context(active_test=False)
        rows = []
        for company in companies.search([("parent_id", "=", False)]):
            rules = company._get_clientfile_status_rules()
            values = {"until": rules.inactive_until(today), **vars(rules)}
            rows.append(SQL(RULE, company=company.id, **values))
        return SQL(", ").join(rows)

    @api.model
    def _forget_cache(self):
        names = ("status", "is_vip", "status_reason", "status_move_ids")
        self.env["res.partner"].invalidate_model(
            [f"clientfile_{name}" for name in names]
        )
        return super()._forget_cache()

    def _get_status_facts(self):
        """What gave the status, silence counted to today."""
        self.ensure_one()
        today = fields.Date.context_today(self)
        return StatusFacts(
            reason=self.status_reason,
            day=today,
            silence=(today - self.last_purchase_date).days,
            interval=self.interval_days if self.expected_date else 0,
            revenue=self.revenue_12m,
            revenue_before=self.revenue_previous_12m,
            overdue=self.amount_overdue,
            late_days=self.late_days,
            is_class_a=self.abc_class == "a",
            is_champion=self.rfm_segment == "champion",
        )
