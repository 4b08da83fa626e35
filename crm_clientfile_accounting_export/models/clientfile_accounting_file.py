from odoo import api, fields, models
from odoo.exceptions import UserError


class ClientfileAccountingFile(models.Model):
    """A file that an export has written, and by what it is recognised."""

    _name = "clientfile.accounting.file"
    _description = "File of an Accounting Export"
    _order = "id"

    export_id = fields.Many2one(
        "clientfile.accounting.export", required=True, index=True, ondelete="cascade"
    )
    name = fields.Char(required=True, readonly=True)
    attachment_id = fields.Many2one(
        "ir.attachment", required=True, readonly=True, ondelete="restrict"
    )
    size = fields.Integer("Bytes", readonly=True)
    sha256 = fields.Char("SHA-256", readonly=True)

    @api.ondelete(at_uninstall=False)
    def _unlink_only_unfinished(self):
        if self.filtered(lambda one: one.export_id.state in ("done", "cancelled")):
            raise UserError(self.env._("A file that was handed out is kept."))

    def action_download(self):
        self.ensure_one()
        self.check_access("read")
        return {
            "type": "ir.actions.act_url",
            "url": f"/web/content/{self.attachment_id.id}?download=1",
            "target": "download",
        }
