from odoo import models


class ClientfileMerge(models.Model):
    """Data whose use was restricted stay so when they become part of another record."""

    _inherit = "clientfile.merge"

    def _get_strictest_fields(self):
        return [*super()._get_strictest_fields(), "clientfile_restricted"]
