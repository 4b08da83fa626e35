from odoo import fields, models

SCOPES = [
    ("none", "Of nobody"),
    ("france", "Of business customers in France"),
    ("all", "Of all business customers"),
]


class ResCompany(models.Model):
    """What the company claims of those who pay late; branches follow their root."""

    _inherit = "res.company"

    clientfile_reminder_gap = fields.Integer(
        "Days Between Two Reminders",
        default=7,
        help="At least that many days lie between two reminders of a customer.",
    )
    clientfile_reminder_rate = fields.Float(
        "Late Interest (% a Year)",
        digits=(16, 4),
        help="The rate of your terms of sale, on the exact days late, 365 days a year; "
        "zero: none. Where terms in France name none, it is the ECB's rate plus 10 "
        "points (art. L. 441-10 C. com.).",
    )
    clientfile_reminder_indemnity = fields.Monetary(
        "Indemnity for Recovery Costs",
        default=40.0,
        help="Once for each invoice. In France 40 €, due by business customers "
        "(art. D. 441-5 C. com.).",
    )
    clientfile_reminder_indemnity_scope = fields.Selection(
        SCOPES, "Indemnity Claimed", default="france", required=True
    )
    clientfile_reminder_is_automatic = fields.Boolean(
        "Remind Every Day",
        help="Reminders are prepared and sent each morning without being looked at.",
    )
    clientfile_reminder_user_id = fields.Many2one(
        "res.users",
        "Follow-up of Payments by",
        domain=[("share", "=", False)],
        help="Sends the daily reminders, and calls customers without salesperson.",
    )

    _clientfile_reminder_terms_positive = models.Constraint(
        "CHECK (clientfile_reminder_gap >= 0 AND clientfile_reminder_rate >= 0"
        " AND clientfile_reminder_indemnity >= 0)",
        "Days, rate and indemnity of reminders cannot be negative.",
    )

    def _clientfile_may_claim_indemnity(self, customer):
        """Whether the customer owes the indemnity for recovery costs."""
        scope = self.clientfile_reminder_indemnity_scope
        if scope == "none" or not customer._clientfile_is_business():
            return False
        # Without country, a customer is where the company is.
        country = customer.country_id or self.country_id
        return scope == "all" or country.code == "FR"
