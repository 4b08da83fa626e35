from odoo import fields, models


def _rule(kind, name, **options):
    return kind(
        related=f"company_id.root_id.clientfile_{name}", readonly=False, **options
    )


class ResConfigSettings(models.TransientModel):
    """Rules of alerts; branches have those of their root company."""

    _inherit = "res.config.settings"

    clientfile_overdue_policy = _rule(fields.Selection, "overdue_policy", required=True)
    clientfile_overdue_days = _rule(fields.Integer, "overdue_days")
    clientfile_credit_policy = _rule(fields.Selection, "credit_policy", required=True)
    clientfile_plan_overdue = _rule(fields.Boolean, "plan_overdue")
    clientfile_plan_credit = _rule(fields.Boolean, "plan_credit")
    clientfile_plan_silent = _rule(fields.Boolean, "plan_silent")
    clientfile_plan_later = _rule(fields.Boolean, "plan_later")
    clientfile_plan_basket = _rule(fields.Boolean, "plan_basket")
    clientfile_plan_discount = _rule(fields.Boolean, "plan_discount")
    clientfile_plan_days = _rule(fields.Integer, "plan_days")
    clientfile_plan_limit = _rule(fields.Integer, "plan_limit")
