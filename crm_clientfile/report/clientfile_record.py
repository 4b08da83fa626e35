from odoo import api, fields, models
from odoo.exceptions import AccessError

_USERS = "crm_clientfile.crm_clientfile_group_user"
_LAST_ACTIONS = 8


class ClientfileRecord(models.AbstractModel):
    """The customer record on paper: what its reader sees on screen, and no more."""

    _name = "report.crm_clientfile.clientfile_record"
    _description = "Printed Customer Record"

    @api.model
    def _get_report_values(self, docids, data=None):
        # The address of a report can be typed by whoever knows the number of a record.
        if not self.env.user.has_group(_USERS):
            raise AccessError(
                self.env._("Only users of the customer file print its records.")
            )
        partners = self.env["res.partner"].browse(docids)
        partners.check_access("read")
        return {
            "doc_ids": partners.ids,
            "doc_model": partners._name,
            "docs": partners,
            "today": fields.Date.context_today(self),
            "last_actions": self._get_last_actions(partners),
        }

    @api.model
    def _get_last_actions(self, partners):
        """The messages of the actions done last, by partner."""
        return {
            partner: self.env["mail.message"].search(
                self._get_last_actions_domain(partner),
                limit=_LAST_ACTIONS,
                order="date desc, id desc",
            )
            for partner in partners
        }

    @api.model
    def _get_last_actions_domain(self, partner):
        return [
            ("model", "=", partner._name),
            ("res_id", "=", partner.id),
            ("mail_activity_type_id", "!=", False),
        ]
