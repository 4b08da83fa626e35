import base64
import zlib
from datetime import timedelta

from odoo import api, fields, models

from .clientfile_job import RESULT_DAYS


class ClientfileExportPart(models.Model):
    """Customers of an export, and their rows until the workbook is written."""

    _name = "clientfile.export.part"
    _description = "Rows of an Export"
    _order = "id"

    export_id = fields.Many2one(
        "clientfile.export", required=True, index=True, ondelete="cascade"
    )
    partner_ids = fields.Json(required=True)
    is_read = fields.Boolean()
    row_count = fields.Integer()
    size = fields.Integer(help="Number of bytes, unpacked.")
    tally = fields.Json(help="Sums of these rows, for the sheets before them.")
    content = fields.Binary(attachment=False)

    def _keep(self, content, row_count, tally=None):
        """Keep the rows of these customers, as ``render_rows`` gives them."""
        self.write(
            {
                "is_read": True,
                "row_count": row_count,
                "tally": tally,
                "size": len(content),
                "content": base64.b64encode(zlib.compress(content, 1)),
            }
        )

    def _iter_contents(self):
        """What was kept, one part in memory at a time."""
        for part in self:
            part = part.with_prefetch()
            yield zlib.decompress(base64.b64decode(part.content))
            part.invalidate_recordset(["content"])

    @api.autovacuum
    def _gc_parts(self):
        limit = fields.Datetime.now() - timedelta(days=RESULT_DAYS)
        self.search([("create_date", "<", limit)]).unlink()
