from odoo import models
from odoo.exceptions import UserError


class ResPartner(models.Model):
    """Actions to do: the host's activities, planned for many customers at once."""

    _inherit = "res.partner"

    def action_clientfile_plan(self):
        """Opens the host's window, with a call for each customer's salesperson."""
        self._check_clientfile_plannable()
        call = self.env.ref("crm_clientfile.mail_activity_type_interview", False)
        return {
            "type": "ir.actions.act_window",
            "name": self.env._("Plan an action"),
            "res_model": "mail.activity.schedule",
            "view_mode": "form",
            "target": "new",
            "context": {
                "active_model": self._name,
                "active_ids": self.ids,
                "default_activity_type_id": call and call.id,
                "default_clientfile_is_for_salesperson": len(self) > 1,
            },
        }

    def _check_clientfile_plannable(self):
        # Beyond that many, the host's window plans nothing and does not say so.
        limit = self.env["mail.activity.schedule"]._batch_size
        if len(self) > limit:
            raise UserError(
                self.env._(
                    "%(count)s customers are selected; actions can be planned for "
                    "%(limit)s at once. Select fewer.",
                    count=len(self),
                    limit=limit,
                )
            )

    def _get_clientfile_actor(self):
        """Who looks after this customer; nobody if that person has left."""
        return self.user_id.filtered("active")
