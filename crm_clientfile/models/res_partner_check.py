from dateutil.relativedelta import relativedelta

from odoo import api, fields, models
from odoo.exceptions import ValidationError
from odoo.fields import Domain
from odoo.tools import format_date

_USERS = "crm_clientfile.crm_clientfile_group_user"
CHECK_PARAMETER = "crm_clientfile.check_months"
DEFAULT_MONTHS = 12


class ResPartner(models.Model):
    """Whether the data of a customer still holds: stale, doubtful or closed."""

    _inherit = "res.partner"

    clientfile_checked_date = fields.Date(
        "Last Checked",
        copy=False,
        readonly=True,
        groups=_USERS,
        help="When somebody last confirmed that this record is right.",
    )
    clientfile_checked_by_id = fields.Many2one(
        "res.users",
        "Checked By",
        copy=False,
        readonly=True,
        ondelete="set null",
        groups=_USERS,
    )
    clientfile_closed_date = fields.Date(
        "Closed On",
        copy=False,
        tracking=True,
        groups=_USERS,
        help="When this company or establishment ceased its activity.",
    )
    clientfile_check_reasons = fields.Char(
        "Why Check It",
        compute="_compute_clientfile_check_reasons",
        search="_search_clientfile_check_reasons",
        groups=_USERS,
        help="Not checked for long, e-mails that come back, invalid numbers, closed.",
    )

    @api.depends(
        "clientfile_checked_date",
        "clientfile_closed_date",
        "clientfile_doubtful",
        "create_date",
        "message_bounce",
    )
    @api.depends_context("lang")
    def _compute_clientfile_check_reasons(self):
        limit = self._get_clientfile_check_limit()
        for partner in self:
            reasons = ", ".join(partner._get_clientfile_check_reasons(limit))
            told = reasons[:1].upper() + reasons[1:]
            partner.clientfile_check_reasons = told or False

    @api.model
    def _search_clientfile_check_reasons(self, operator, value):
        """Only whether there is a reason can be searched."""
        if operator != "in" or set(value) != {False}:
            return NotImplemented
        return ~self._get_clientfile_to_check_domain()

    @api.constrains("clientfile_closed_date")
    def _check_clientfile_closed_date(self):
        today = fields.Date.context_today(self)
        for partner in self:
            if (partner.clientfile_closed_date or today) > today:
                raise ValidationError(
                    self.env._(
                        "%(customer)s cannot be closed already on a day to come. "
                        "Correct the date.",
                        customer=partner.display_name,
                    )
                )

    def action_clientfile_confirm_data(self):
        """Somebody has looked at these records: they are right."""
        values = {
            "clientfile_checked_date": fields.Date.context_today(self),
            "clientfile_checked_by_id": self.env.uid,
        }
        # Who confirms the record confirms its e-mail; it may bounce again.
        bounced = self.filtered("message_bounce")
        bounced.write({**values, "message_bounce": 0})
        (self - bounced).write(values)
        return True

    def action_clientfile_hide(self):
        """Asks why these customers are to leave the file."""
        return {
            "type": "ir.actions.act_window",
            "name": self.env._("Hide from the file"),
            "res_model": "clientfile.customer.hide",
            "view_mode": "form",
            "target": "new",
            "context": {"default_partner_ids": self.ids},
        }

    @api.model
    def _get_clientfile_check_limit(self):
        """The day before which a check is too old."""
        # sudo: whoever opens the list
        parameters = self.env["ir.config_parameter"].sudo()
        months = int(parameters.get_param(CHECK_PARAMETER) or DEFAULT_MONTHS)
        return fields.Date.context_today(self) - relativedelta(months=months)

    @api.model
    def _get_clientfile_to_check_domain(self):
        """Records that somebody has to look at.

        A blacklisted e-mail is none of them: most of these people object to mailings,
        at an address that is right.
        """
        limit = self._get_clientfile_check_limit()
        return Domain.OR(
            (
                Domain("clientfile_checked_date", "<", limit),
                Domain("clientfile_checked_date", "=", False)
                & Domain("create_date", "<", limit),
                Domain("message_bounce", ">", 0),
                Domain("clientfile_closed_date", "!=", False),
                Domain("clientfile_doubtful", "!=", False),
            )
        )

    def _get_clientfile_check_reasons(self, limit):
        """Why this record is to be looked at, in words."""
        reasons = []
        if closed := self.clientfile_closed_date:
            day = format_date(self.env, closed)
            reasons.append(self.env._("closed on %(day)s", day=day))
        if self.message_bounce > 0:
            reasons.append(self.env._("e-mail came back"))
        if self.clientfile_doubtful:
            reasons.append(self.env._("invalid number or address"))
        checked = self.clientfile_checked_date
        known = checked or (self.create_date and self.create_date.date())
        if known and known < limit:
            since = relativedelta(fields.Date.context_today(self), known)
            months = since.years * 12 + since.months
            reasons.append(
                self.env._("not checked for %(months)s months", months=months)
            )
        return reasons
