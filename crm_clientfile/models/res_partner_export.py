from odoo import models
from odoo.exceptions import AccessError

_ADMINISTRATOR = "crm_clientfile.crm_clientfile_group_administrator"


class ResPartner(models.Model):
    """Odoo's own export leaves a trace, and may be kept for administrators.

    That is no lock: who may read customers can read them by the API.
    """

    _inherit = "res.partner"

    def export_data(self, fields_to_export):
        self._check_clientfile_export()
        result = super().export_data(fields_to_export)
        self.env["clientfile.export.log"]._record(
            {
                "kind": "host",
                "event": "delivered",
                "company_id": self.env.company.id,
                "row_count": len(self),
                "scope": "selection",
                "columns": ", ".join(fields_to_export),
            }
        )
        return result

    def action_clientfile_export(self):
        """Export these customers to a workbook."""
        return self.env["clientfile.export"]._open_for(self)

    def action_clientfile_analyse(self):
        """Export these customers with their figures, a summary and charts."""
        return self.env["clientfile.export"]._open_for(
            self, purpose="analyse", name=self.env._("Customer file")
        )

    def _check_clientfile_export(self):
        """Refuse it where a company of the user reserves it, whichever is open."""
        user = self.env.user
        is_reserved = any(user.company_ids.mapped("clientfile_restrict_export"))
        if is_reserved and not user.has_group(_ADMINISTRATOR):
            raise AccessError(
                self.env._(
                    "Your company lets only administrators of the customer file "
                    "export customers. Ask one of them."
                )
            )
