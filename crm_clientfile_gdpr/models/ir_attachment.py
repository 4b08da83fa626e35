import io
import zlib

from odoo import api, models
from odoo.exceptions import ValidationError
from odoo.tools.mimetypes import guess_mimetype
from odoo.tools.pdf import PdfReader, errors

from ..tools.file_text import decode_text, file_text

# The host's module that reads PDF and office documents.
INDEXATION = "attachment_indexation"
_PDF = "application/pdf"
# What a file that is no sound PDF makes the library of the host raise.
_BROKEN = (errors.PyPdfError, ValueError, LookupError, TypeError, AttributeError)
_BROKEN += (ArithmeticError, NotImplementedError, RecursionError, zlib.error)


class IrAttachment(models.Model):
    """What files say, as far as a program can read it."""

    _inherit = "ir.attachment"

    @api.model
    def _index(self, bin_data, file_type, checksum=None):
        """Text files with all their letters: the host keeps those of English alone."""
        if (file_type or "").startswith("text/"):
            return decode_text(bin_data)
        return super()._index(bin_data, file_type, checksum=checksum)

    def _get_clientfile_text(self):
        """The words of this file; None where only a person can read it."""
        self.ensure_one()
        return file_text(self.mimetype, self.raw, self.index_content)

    @api.model
    def _read_clientfile_upload(self, name, raw):
        """The words of a file that somebody adds now; None of a picture.

        ValidationError for a PDF that cannot be opened: nobody could read it either.
        """
        mimetype = guess_mimetype(raw)
        if mimetype != _PDF:
            return file_text(mimetype, raw)
        try:
            pages = PdfReader(io.BytesIO(raw)).pages
            return "\n".join(page.extract_text() for page in pages)
        except _BROKEN as error:
            raise ValidationError(
                self.env._("“%s” cannot be opened. Save it as a PDF anew.", name)
            ) from error

    def _filter_clientfile_unread(self):
        """Those of these files that no program has read."""
        return self.filtered(
            lambda one: file_text(one.mimetype, b"", one.index_content) is None
        )

    @api.model
    def _is_clientfile_indexed(self):
        """Whether Odoo reads PDF and office documents here."""
        return INDEXATION in self.env.registry._init_modules
