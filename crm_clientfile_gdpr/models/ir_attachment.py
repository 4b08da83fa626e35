from odoo import models

from ..tools.file_text import file_text

# The host's module that reads PDF and office documents.
INDEXATION = "attachment_indexation"


class IrAttachment(models.Model):
    _inherit = "ir.attachment"

    def _get_clientfile_text(self):
        """The words of this file; None where only a person can read it."""
        self.ensure_one()
        return file_text(self.mimetype, self.raw, self.index_content)

    def _is_clientfile_indexed(self):
        """Whether Odoo reads PDF and office documents here."""
        return INDEXATION in self.env.registry._init_modules
