from odoo import models


class ClientfileImport(models.Model):
    """A file that brings somebody back who opposed, or was erased, is told so."""

    _inherit = "clientfile.import"

    def _remark_doubles(self, rows):
        result = super()._remark_doubles(rows)
        listing = self.env["clientfile.opposition"]
        keys = {
            row.id: [key for key in row.plan["keys"] if key[:2] in ("e:", "p:")]
            for row in rows
            if row.plan and row.state != "refused"
        }
        listed = listing._get_listed({key for some in keys.values() for key in some})
        for row in rows:
            if listed.intersection(keys.get(row.id, ())):
                row.remark(
                    self.env._(
                        "On the opposition list: this person opposed or was erased. "
                        "Import it only if it asked for it, and do not contact it."
                    )
                )
        return result
