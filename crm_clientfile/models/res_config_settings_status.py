from odoo import fields, models


def _rule(kind, name, **options):
    return kind(
        related=f"company_id.root_id.clientfile_{name}", readonly=False, **options
    )


class ResConfigSettings(models.TransientModel):
    """Rules of statuses; branches have those of their root company."""

    _inherit = "res.config.settings"

    clientfile_currency_id = fields.Many2one(
        related="company_id.root_id.currency_id", string="Currency of the Rules"
    )
    clientfile_inactive_months = _rule(fields.Integer, "inactive_months")
    clientfile_inactive_intervals = _rule(fields.Float, "inactive_intervals")
    clientfile_risk_churn = _rule(fields.Boolean, "risk_churn")
    clientfile_risk_payment = _rule(fields.Boolean, "risk_payment")
    clientfile_risk_fall = _rule(fields.Float, "risk_fall")
    clientfile_vip_class_a = _rule(fields.Boolean, "vip_class_a")
    clientfile_vip_champion = _rule(fields.Boolean, "vip_champion")
    clientfile_vip_revenue = _rule(
        fields.Monetary, "vip_revenue", currency_field="clientfile_currency_id"
    )
    clientfile_vip_needs_all = _rule(fields.Boolean, "vip_needs_all")
