from odoo import api, fields, models
from odoo.exceptions import UserError, ValidationError
from odoo.fields import Domain

from ..tools.reminder_text import PLACEHOLDERS, unknown_placeholders

CHANNELS = [("email", "E-mail"), ("letter", "Letter"), ("call", "Phone call")]
_TEXTS = ("subject", "body")


class ClientfileReminderLevel(models.Model):
    """A step of the follow-up: when, how and with which words a customer is reminded.

    Levels without company are those of every company that has none of its own.
    """

    _name = "clientfile.reminder.level"
    _description = "Reminder Level"
    _order = "company_id, delay_days, id"

    name = fields.Char(required=True, translate=True)
    active = fields.Boolean(default=True)
    company_id = fields.Many2one(
        "res.company",
        index="btree_not_null",
        domain=[("parent_id", "=", False)],
        help="Empty: for all companies that have no levels of their own.",
    )
    delay_days = fields.Integer(
        "Days After the Due Date",
        required=True,
        help="The level is due so many days after the oldest unpaid due date; each "
        "level comes after the one before.",
    )
    channel = fields.Selection(CHANNELS, "Sent as", required=True, default="email")
    subject = fields.Char(required=True, translate=True)
    body = fields.Html(
        "Text",
        translate=True,
        required=True,
        help="The table of the unpaid invoices stands below it.",
    )
    placeholders = fields.Char(compute="_compute_placeholders")
    has_interest = fields.Boolean(
        "Claims Late Interest",
        help="Of business customers, at the rate in the settings.",
    )
    has_indemnity = fields.Boolean(
        "Claims the Recovery Indemnity",
        help="Once for each invoice of a business customer, as the settings say.",
    )
    minimum_amount = fields.Float(
        "From an Amount of",
        digits=(16, 2),
        help="Customers who owe less, in the company's currency, are left out.",
    )

    _delay_positive = models.Constraint(
        "CHECK (delay_days > 0)",
        "A reminder comes at least one day after the due date. Enter 1 or more.",
    )
    _minimum_positive = models.Constraint(
        "CHECK (minimum_amount >= 0)",
        "The smallest amount cannot be negative. Enter zero to remind of everything.",
    )
    _one_per_delay = models.UniqueIndex(
        "(COALESCE(company_id, 0), delay_days) WHERE active",
        "Two levels are due on the same day. Choose another number of days.",
    )

    @api.depends("subject")
    def _compute_placeholders(self):
        names = ", ".join(sorted(f"{{{{{name}}}}}" for name in PLACEHOLDERS))
        self.placeholders = names

    @api.constrains("subject", "body")
    def _check_placeholders(self):
        for level in self:
            unknown = [
                name for text in _TEXTS for name in unknown_placeholders(level[text])
            ]
            if unknown:
                raise ValidationError(
                    self.env._(
                        "Nothing is known as %(unknown)s. Use one of these: %(known)s.",
                        unknown=", ".join(f"{{{{{name}}}}}" for name in unknown),
                        known=level.placeholders,
                    )
                )

    @api.ondelete(at_uninstall=False)
    def _unlink_unless_used(self):
        # sudo: reminders of companies that this user does not see count, too
        reminders = self.env["clientfile.reminder"].sudo()
        if reminders.search_count([("level_id", "in", self.ids)], limit=1):
            raise UserError(
                self.env._("Customers were reminded at this level: archive it instead.")
            )

    @api.model
    def _get_levels(self, company):
        """The levels of a company, the earliest first."""
        # sudo: whoever prepares reminders follows the levels there are
        levels = self.sudo()
        own = levels.search(Domain("company_id", "=", company.root_id.id))
        return own or levels.search(Domain("company_id", "=", False))
