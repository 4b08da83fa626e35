from odoo import api, fields, models
from odoo.exceptions import ValidationError

from ..tools.status_rules import StatusRules

RULES = (
    "clientfile_inactive_months",
    "clientfile_inactive_intervals",
    "clientfile_risk_churn",
    "clientfile_risk_payment",
    "clientfile_risk_fall",
    "clientfile_vip_class_a",
    "clientfile_vip_champion",
    "clientfile_vip_revenue",
    "clientfile_vip_needs_all",
)


class ResCompany(models.Model):
    """When figures call a customer inactive, at risk or a VIP: of root companies."""

    _inherit = "res.company"

    clientfile_inactive_months = fields.Integer(
        "Months without Purchase",
        default=12,
        help="Who has bought nothing for so many months is inactive; 0: never.",
    )
    clientfile_inactive_intervals = fields.Float(
        "Usual Intervals without Purchase",
        default=0,
        digits=(4, 1),
        help="Who has been silent for so many times the usual days between two "
        "purchases is inactive; 0: never.",
    )
    clientfile_risk_churn = fields.Boolean(
        "Likely Lost",
        default=True,
        help="At risk when silent for much longer than usual, until inactive.",
    )
    clientfile_risk_payment = fields.Boolean(
        "Payment Risk",
        default=True,
        help="At risk when overdue for more than 60 days, or more than 30 days late on "
        "average.",
    )
    clientfile_risk_fall = fields.Float(
        "Fall of the Revenue (%)",
        default=40,
        digits=(5, 1),
        help="At risk when the revenue of 12 months is so much below that of the 12 "
        "before; 0: never.",
    )
    clientfile_vip_class_a = fields.Boolean(
        "Class A", default=True, help="One of those who make 80 % of the revenue."
    )
    clientfile_vip_champion = fields.Boolean(
        "Champion", default=True, help="Buys often, much and lately: 4 or 5 in RFM."
    )
    clientfile_vip_revenue = fields.Monetary(
        "Revenue from",
        help="Revenue without taxes of 12 months from which one is a VIP; 0: any.",
    )
    clientfile_vip_needs_all = fields.Boolean(
        "All of Them",
        default=True,
        help="A VIP meets all of the chosen conditions; else one is enough.",
    )

    @api.constrains(
        "clientfile_inactive_months",
        "clientfile_inactive_intervals",
        "clientfile_risk_fall",
        "clientfile_vip_revenue",
    )
    def _check_clientfile_status_rules(self):
        for company in self:
            numbers = (
                company.clientfile_inactive_months,
                company.clientfile_inactive_intervals,
                company.clientfile_risk_fall,
                company.clientfile_vip_revenue,
            )
            if min(numbers) < 0 or company.clientfile_risk_fall > 100:
                raise ValidationError(
                    self.env._(
                        "Rules of statuses count from 0, a fall of the revenue up to "
                        "100 %. Enter 0 for a rule that is not to count."
                    )
                )

    def write(self, vals):
        result = super().write(vals)
        if not vals.keys().isdisjoint(RULES):
            # sudo: who may change rules is not who makes figures
            self.env["clientfile.metrics.run"].sudo()._enqueue_rules()
        return result

    def _get_clientfile_status_rules(self):
        self.ensure_one()
        return StatusRules(
            inactive_months=self.clientfile_inactive_months,
            inactive_intervals=self.clientfile_inactive_intervals,
            risk_churn=self.clientfile_risk_churn,
            risk_payment=self.clientfile_risk_payment,
            risk_fall=self.clientfile_risk_fall,
            vip_class_a=self.clientfile_vip_class_a,
            vip_champion=self.clientfile_vip_champion,
            vip_revenue=self.clientfile_vip_revenue,
            vip_needs_all=self.clientfile_vip_needs_all,
        )
