from odoo import models
from odoo.tools import SQL


class ClientfileMerge(models.Model):
    """Whom a file has named stays named so: posted entries keep their partner too."""

    _inherit = "clientfile.merge"

    def _get_sealed_conditions(self):
        named = dict.fromkeys(
            ("clientfile_export_party", "clientfile_fec_party"), SQL("TRUE")
        )
        return super()._get_sealed_conditions() | named
