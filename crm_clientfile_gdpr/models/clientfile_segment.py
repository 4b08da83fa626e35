from odoo import models


class ClientfileSegment(models.Model):
    """A workbook of a segment is a list of people to contact."""

    _inherit = "clientfile.segment"

    def _prepare_export_values(self):
        purpose = self.env["clientfile.purpose"]._get_default()
        values = super()._prepare_export_values()
        return {**values, "contact_purpose_id": purpose.id}
