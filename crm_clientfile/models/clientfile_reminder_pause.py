from odoo import api, fields, models
from odoo.fields import Domain


class ClientfileReminderPause(models.Model):
    """A time in which a customer is not reminded, and why."""

    _name = "clientfile.reminder.pause"
    _description = "Pause of Reminders"
    _order = "date_from desc, id desc"
    _rec_name = "partner_id"
    _check_company_auto = True

    partner_id = fields.Many2one(
        "res.partner",
        "Customer",
        required=True,
        index=True,
        ondelete="cascade",
        check_company=True,
        domain="['|', ('is_company', '=', True), ('parent_id', '=', False)]",
    )
    company_id = fields.Many2one(
        "res.company",
        required=True,
        default=lambda self: self.env.company.root_id,
    )
    date_from = fields.Date(
        "From", required=True, default=fields.Date.context_today, readonly=True
    )
    date_to = fields.Date("Until", help="The last day. Empty: until it is ended.")
    reason = fields.Char(required=True)
    user_id = fields.Many2one(
        "res.users",
        "Decided by",
        required=True,
        readonly=True,
        default=lambda self: self.env.user,
    )
    is_current = fields.Boolean(
        "In Force", compute="_compute_is_current", search="_search_is_current"
    )

    _ends_after_beginning = models.Constraint(
        "CHECK (date_to IS NULL OR date_to >= date_from - 1)",
        "A pause cannot end before it begins. Correct the day until which it lasts.",
    )

    @api.depends("date_from", "date_to")
    def _compute_is_current(self):
        current = self.filtered_domain(self._get_current_domain())
        current.is_current = True
        (self - current).is_current = False

    @api.model
    def _search_is_current(self, operator, value):
        if operator != "in":
            return NotImplemented
        current = self._get_current_domain()
        return Domain.OR(current if wanted else ~current for wanted in value)

    @api.model_create_multi
    def create(self, vals_list):
        return super().create([self._prepare_values(vals) for vals in vals_list])

    def action_end(self):
        """Remind again from today on."""
        today = fields.Date.context_today(self)
        self.date_to = fields.Date.subtract(today, days=1)
        return True

    @api.model
    def _get_current_domain(self, today=None):
        today = today or fields.Date.context_today(self)
        lasting = Domain("date_to", "=", False) | Domain("date_to", ">=", today)
        return Domain("date_from", "<=", today) & lasting

    @api.model
    def _hand_over(self, partners, entity):
        self.search([("partner_id", "in", partners.ids)]).partner_id = entity

    @api.model
    def _prepare_values(self, vals):
        vals = dict(vals)
        if vals.get("partner_id"):
            partner = self.env["res.partner"].browse(vals["partner_id"])
            vals["partner_id"] = partner.commercial_partner_id.id
        if vals.get("company_id"):
            company = self.env["res.company"].browse(vals["company_id"])
            vals["company_id"] = company.root_id.id
        return vals
