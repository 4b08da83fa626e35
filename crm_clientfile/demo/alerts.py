from datetime import timedelta

from odoo import api, fields, models

# Who got his credit limit, and how far it is from what he has.
LIMITED = (("agence_fetes", 500), ("hotel_belvedere", 60000))
# Statuses of earlier months, for the history of moves: customer, days ago, before, now,
# reason and figures of that day.
MOVES = (
    (
        "auberge_pin",
        60,
        "active",
        "at_risk",
        "leaving",
        {"silence": 150, "interval": 70},
    ),
    ("hotel_beffroi", 65, "at_risk", "inactive", "stale", {"silence": 366}),
    ("chai_bordeaux", 12, "prospect", "active", "buying", {"silence": 2}),
    ("nl_utrecht", 20, "prospect", "active", "buying", {"silence": 3}),
    ("maison_perrin", 8, "inactive", "active", "buying", {"silence": 1}),
    ("traiteur_gachet", 3, "active", "vip", "vip", {"silence": 9, "interval": 90}),
    ("crepes_armor", 15, "active", "at_risk", "payment", {"silence": 40}),
)


class ClientfileDemo(models.AbstractModel):
    """Rules, moves of statuses and alerts of the demo company."""

    _inherit = "clientfile.demo"

    @api.model
    def _load_alerts(self):
        self.env.company.write(
            {
                "account_use_credit_limit": True,
                "clientfile_overdue_policy": "warn",
                "clientfile_overdue_days": 7,
                "clientfile_credit_policy": "approve",
                "clientfile_plan_overdue": True,
                "clientfile_plan_silent": True,
                "clientfile_plan_limit": 3,
            }
        )
        for name, limit in LIMITED:
            self._partner(name).credit_limit = limit
        self._note_moves()

    def _note_moves(self):
        today = fields.Date.today()
        values = []
        for name, ago, before, status, reason, facts in MOVES:
            partner = self._partner(name)
            values.append(
                {
                    "partner_id": partner.id,
                    "company_id": self.env.company.id,
                    "user_id": partner.user_id.id,
                    "date": today - timedelta(days=ago),
                    "status_before": before,
                    "status": status,
                    "reason": reason,
                    "silence_days": facts["silence"],
                    "interval_days": facts.get("interval", 0),
                    **self._read_revenues(partner),
                }
            )
        self.env["clientfile.status.move"].create(values)

    def _read_revenues(self, partner):
        metrics = self.env["clientfile.metrics"].search(
            [
                ("partner_id", "=", partner.id),
                ("company_id", "=", self.env.company.id),
            ]
        )
        return {
            "revenue_12m": metrics.revenue_12m,
            "revenue_previous_12m": metrics.revenue_previous_12m,
            "amount_overdue": metrics.amount_overdue,
            "is_class_a": metrics.abc_class == "a",
            "is_champion": metrics.rfm_segment == "champion",
        }

    @api.model
    def _plan_alerts(self):
        """What the night would plan, without its commits."""
        notices = self.env["clientfile.alert.notice"]
        for user_id, rows in notices._group_by_user(notices._find_alerts()).items():
            notices._plan_for(self.env["res.users"].browse(user_id), rows)
