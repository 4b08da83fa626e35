from odoo import api, fields, models
from odoo.exceptions import AccessError, UserError
from odoo.tools import format_date

from ..tools.periods import Period, overlay, subtract

_MANAGER = "crm_clientfile.crm_clientfile_group_manager"


class ClientfileAssignmentChange(models.TransientModel):
    """Says who looks after a customer, from when on and why; corrects who did.

    Anybody may change it as of today, as on the record itself. The past decides on
    commissions: it is for managers.
    """

    _name = "clientfile.assignment.change"
    _description = "Change of Salesperson"

    partner_id = fields.Many2one(
        "res.partner", "Customer", required=True, readonly=True, ondelete="cascade"
    )
    user_id = fields.Many2one(
        "res.users",
        "Salesperson",
        compute="_compute_user_id",
        store=True,
        readonly=False,
        domain=[("share", "=", False)],
    )
    territory_id = fields.Many2one(
        "clientfile.territory",
        compute="_compute_territory_id",
        store=True,
        readonly=False,
    )
    date_from = fields.Date(
        "From", required=True, default=fields.Date.context_today, help="The first day."
    )
    date_to = fields.Date(
        "Until",
        help="To correct a period of the past: the first day after it. Empty: from "
        "then on, and now.",
    )
    reason = fields.Char(help="Stands in the history of the customer.")
    with_contacts = fields.Boolean(
        "Contacts Too",
        default=True,
        help="The contacts of the customer who have the same salesperson.",
    )
    outcome = fields.Text("History Afterwards", compute="_compute_outcome")

    @api.depends("partner_id")
    def _compute_user_id(self):
        for wizard in self:
            wizard.user_id = wizard.partner_id.user_id

    @api.depends("partner_id")
    def _compute_territory_id(self):
        for wizard in self:
            wizard.territory_id = wizard.partner_id.clientfile_territory_id

    @api.depends("partner_id", "user_id", "territory_id", "date_from", "date_to")
    @api.depends_context("lang")
    def _compute_outcome(self):
        for wizard in self:
            wizard.outcome = not wizard._find_error() and wizard._describe_outcome()

    def action_change(self):
        self.ensure_one()
        if error := self._find_error():
            raise UserError(error)
        self._check_rights()
        self.env["clientfile.assignment"]._record(
            self.partner_id, self._get_period(), self.reason
        )
        if not self.date_to:
            self._change_present()
        return {"type": "ir.actions.act_window_close"}

    def _find_error(self):
        """Why this cannot be meant, in a sentence; empty if it can."""
        today = fields.Date.context_today(self)
        if not self.date_from or self.date_from > today:
            return self.env._(
                "The record shows who looks after a customer now, so a change cannot "
                "take effect in the future. Choose today or a day in the past, or plan "
                "an activity for that day."
            )
        if self.date_to and not self.date_from < self.date_to <= today:
            return self.env._(
                "A period of the past ends after it begins, and today at the latest. "
                "Correct its dates; leave the end empty if it still lasts."
            )
        if self._changes_nothing():
            return self.env._(
                "The customer was in these hands then, or is. Choose another "
                "salesperson, territory or date."
            )
        return self._find_salesperson_error()

    def _changes_nothing(self):
        new, history = self._get_period(), self._get_history()
        known = (one for one in history if one.holder == new.holder)
        is_known = any(not subtract(new, one) for one in known)
        return is_known or overlay(history, new) == history

    def _find_salesperson_error(self):
        """Who has left may have had a customer, but nobody gives him one."""
        company = self.partner_id.company_id
        # sudo: of a colleague, it is only told whether he is still there
        user = self.user_id.sudo()
        is_kept = user.id == self.partner_id.user_id.id
        if not user or self.date_to or is_kept:
            return None
        if not user.active:
            return self.env._("%s has left. Choose somebody who is there.", user.name)
        if not user._clientfile_works_for(company):
            return self.env._(
                "%(salesperson)s does not work for %(company)s and would not see this "
                "customer. Choose somebody who does.",
                salesperson=user.name,
                company=company.sudo().name,  # sudo: only its name is told
            )
        return None

    def _check_rights(self):
        self.partner_id.check_access("write")
        if self.partner_id.commercial_partner_id != self.partner_id:
            raise UserError(
                self.env._("A contact is in the hands of its company. Change it there.")
            )
        is_past = self.date_to or self.date_from < fields.Date.context_today(self)
        if is_past and not self.env.user.has_group(_MANAGER):
            raise AccessError(
                self.env._(
                    "Commissions are paid by what happened in the past: only managers "
                    "of the customer file change it. Choose today, or ask one of them."
                )
            )

    def _change_present(self):
        partner = self.partner_id
        followers = self._get_followers()
        vals = {
            "user_id": self.user_id.id,
            "clientfile_territory_id": self.territory_id.id,
        }
        partner.write(vals)
        followers.write({"user_id": self.user_id.id})

    def _get_followers(self):
        """The contacts who go with the customer."""
        partner = self.partner_id
        if not (self.with_contacts and partner.user_id):
            return partner.browse()
        return partner.search(
            [
                ("commercial_partner_id", "=", partner.id),
                ("id", "!=", partner.id),
                ("user_id", "=", partner.user_id.id),
            ]
        )

    def _get_period(self):
        holder = (self.user_id.id, self.territory_id.id)
        return Period(
            self.date_from, self.date_to or None, holder if any(holder) else None
        )

    def _describe_outcome(self):
        """The history as it will be, a line for each period, the last one first."""
        history = overlay(self._get_history(), self._get_period())
        return "\n".join(self._describe(period) for period in reversed(history))

    def _get_history(self):
        rows = self.partner_id.clientfile_assignment_ids
        return [row._get_period() for row in rows.sorted("date_from")]

    def _describe(self, period):
        user_id, territory_id = period.holder
        # sudo: the history names colleagues who have left, too
        user = self.env["res.users"].sudo().browse(user_id)
        territory = self.env["clientfile.territory"].browse(territory_id)
        names = ", ".join(filter(None, (user.name, territory.name)))
        start = format_date(self.env, period.start)
        if not period.end:
            return self.env._("from %(start)s: %(names)s", start=start, names=names)
        return self.env._(
            "%(start)s until %(end)s: %(names)s",
            start=start,
            end=format_date(self.env, period.end),
            names=names,
        )
