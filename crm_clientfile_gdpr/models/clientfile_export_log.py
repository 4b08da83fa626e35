from odoo import api, models


class ClientfileExportLog(models.Model):
    """Customers taken out of the database are an access to personal data."""

    _inherit = "clientfile.export.log"

    @api.model
    def _record(self, vals):
        entry = super()._record(vals)
        if entry.event == "delivered":
            log = self.env["clientfile.access.log"]
            log._log("export", entry.export_id or entry, count=entry.row_count)
        return entry
