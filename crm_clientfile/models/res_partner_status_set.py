from odoo import fields, models
from odoo.exceptions import AccessError, UserError
from odoo.fields import Domain
from odoo.tools import format_date

from .clientfile_status_change import LAYERS, layer_of

MANAGERS = "crm_clientfile.crm_clientfile_group_manager"
DECISIONS = frozenset(("vip", "blocked"))


class ResPartner(models.Model):
    """Setting the status of customers by hand, and ending what was set."""

    _inherit = "res.partner"

    def action_clientfile_set_status(self):
        return {
            "type": "ir.actions.act_window",
            "name": self.env._("Change the status"),
            "res_model": "clientfile.status.set",
            "view_mode": "form",
            "target": "new",
            "context": {"default_partner_ids": self.commercial_partner_id.ids},
        }

    def action_clientfile_reset_status(self):
        """End what was set by hand below a block: facts tell the status again."""
        # Who may set one may end one: the right to write on partners is not enough.
        self.env["clientfile.status.set"].check_access("create")
        self._clientfile_end_status("manual")
        return True

    def action_clientfile_unblock(self):
        self._clientfile_end_status("block")
        return True

    def _clientfile_set_status(self, status, reason, date_to=False):
        """Give these customers a status in the current company, by hand.

        :param reason: a sentence, kept in the history
        :param date_to: the last day, or nothing until it is changed
        """
        self._check_clientfile_status_terms(reason, date_to)
        customers = self.commercial_partner_id
        former = customers._get_clientfile_current_changes(layer_of(status))
        customers._check_clientfile_status_rights(former, status)
        former._end()
        changes = former.create(
            [
                customer._prepare_clientfile_status_values(status, reason, date_to)
                for customer in customers
            ]
        )
        note = customers._prepare_clientfile_status_note(changes[:1])
        customers._message_log_batch(bodies=dict.fromkeys(customers.ids, note))

    def _clientfile_end_status(self, layer):
        customers = self.commercial_partner_id
        former = customers._get_clientfile_current_changes(layer)
        customers._check_clientfile_status_rights(former)
        former._end()
        for change in former:
            note = self._prepare_clientfile_ended_note(change)
            change.sudo(False).partner_id._message_log(body=note)

    def _get_clientfile_current_changes(self, layer):
        # sudo: the history is written here and nowhere else
        changes = self.env["clientfile.status.change"].sudo()
        return changes.search(
            changes._get_current_domain(self.env.company)
            & Domain(LAYERS[layer])
            & Domain("partner_id", "in", self.ids)
        )

    def _check_clientfile_status_rights(self, former, status=None):
        """Who is a VIP or blocked, or no longer, is decided by managers."""
        self.check_access("write")
        ended = former.filtered(lambda change: change._is_in_force())
        is_decision = not DECISIONS.isdisjoint({status, *ended.mapped("status")})
        if is_decision and not self.env.user.has_group(MANAGERS):
            raise AccessError(
                self.env._(
                    "Whether a customer is a VIP or is blocked is decided by managers "
                    "of the customer file. Ask one of them."
                )
            )

    def _check_clientfile_status_terms(self, reason, date_to):
        if not (reason or "").strip():
            raise UserError(self.env._("Give the reason for the change of status."))
        if date_to and date_to < fields.Date.context_today(self):
            raise UserError(
                self.env._(
                    "%(date)s has passed. Choose a last day to come, or leave it empty "
                    "until the status is changed again.",
                    date=format_date(self.env, date_to),
                )
            )

    def _prepare_clientfile_status_values(self, status, reason, date_to):
        return {
            "partner_id": self.id,
            "company_id": self.env.company.root_id.id,
            "status": status,
            "reason": reason.strip(),
            "date_from": fields.Date.context_today(self),
            "date_to": date_to,
            "user_id": self.env.uid,
        }

    def _prepare_clientfile_status_note(self, change):
        values = {
            "status": change._get_label(),
            "company": change.company_id.name,
            "reason": change.reason,
        }
        if not change.date_to:
            return self.env._(
                "Status in %(company)s: %(status)s. Reason: %(reason)s", **values
            )
        return self.env._(
            "Status in %(company)s: %(status)s, until %(date)s. Reason: %(reason)s",
            date=format_date(self.env, change.date_to),
            **values,
        )

    def _prepare_clientfile_ended_note(self, change):
        return self.env._(
            "Status in %(company)s no longer set to “%(status)s”.",
            company=change.company_id.name,
            status=change._get_label(),
        )
