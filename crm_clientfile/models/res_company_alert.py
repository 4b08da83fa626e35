from odoo import api, fields, models
from odoo.exceptions import ValidationError

POLICIES = [
    ("warn", "Warn"),
    ("approve", "Ask a manager's approval"),
    ("block", "Refuse the order"),
]


class ResCompany(models.Model):
    """What alerts stop, and which of them become activities: of root companies."""

    _inherit = "res.company"

    clientfile_overdue_policy = fields.Selection(
        POLICIES,
        "Overdue Payments",
        default="warn",
        required=True,
        help="What happens when the order of a customer with overdue payments is "
        "confirmed. Approval: a manager of the customer file confirms with a reason.",
    )
    clientfile_overdue_days = fields.Integer(
        "Tolerated Days",
        default=0,
        help="Days after the due date before a payment counts as overdue.",
    )
    clientfile_credit_policy = fields.Selection(
        POLICIES,
        "Credit Limit Exceeded",
        default="warn",
        required=True,
        help="What happens when an order exceeds the credit limit of the customer. "
        "Limits are switched on in the settings of invoicing.",
    )
    clientfile_plan_overdue = fields.Boolean("Payment overdue")
    clientfile_plan_credit = fields.Boolean("Credit limit exceeded")
    clientfile_plan_silent = fields.Boolean("Silent")
    clientfile_plan_later = fields.Boolean("Pays later than before")
    clientfile_plan_basket = fields.Boolean("Basket falls")
    clientfile_plan_discount = fields.Boolean("Discount drifts")
    clientfile_plan_days = fields.Integer(
        "Days Between",
        default=30,
        help="The same alert of a customer is not planned again within so many days.",
    )
    clientfile_plan_limit = fields.Integer(
        "A Night at Most",
        default=10,
        help="Activities planned for one salesperson in one night, the largest "
        "customers first.",
    )

    @api.constrains(
        "clientfile_overdue_days", "clientfile_plan_days", "clientfile_plan_limit"
    )
    def _check_clientfile_alert_numbers(self):
        for company in self:
            if (
                company.clientfile_overdue_days < 0
                or company.clientfile_plan_days < 1
                or company.clientfile_plan_limit < 1
            ):
                raise ValidationError(
                    self.env._(
                        "Tolerated days start at 0; days between two activities and "
                        "their number a night at 1."
                    )
                )
