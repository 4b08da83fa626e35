import filecmp
import hashlib
import tempfile
import uuid
from contextlib import contextmanager
from pathlib import Path

from odoo import api, models
from odoo.exceptions import UserError
from odoo.tools import SQL

MEGABYTE = 1 << 20
# The size of a file is a number of four bytes with a sign.
MOST = (1 << 31) - 1
# Elsewhere than in the file store a content passes through memory, several times.
MOST_IN_MEMORY = 128 * MEGABYTE


class ClientfileFileStore(models.AbstractModel):
    """Attachments of any size, written as a stream that is never whole in memory.

    The host takes the content of an attachment as one value. Here it goes straight into
    the file store, under its checksum as the host has it.
    """

    _name = "clientfile.file.store"
    _description = "Writing of Large Files"

    @api.model
    @contextmanager
    def _writing(self, values):
        """An ``ir.attachment`` with ``values``, and what its content is written to.

        The content is in place at the end of the ``with`` block; an exception in it
        leaves nothing behind.

        :raises UserError: where the file is too large for where files are kept
        """
        # The host collects unused files only while nobody has a row such as this one
        # uncommitted: what is being written is safe from it.
        attachment = self.env["ir.attachment"].create(values)
        self.env.flush_all()
        keep = self._in_file_store
        if attachment._storage() != "file":
            keep = self._in_memory
        with keep(attachment) as written:
            yield attachment, written

    @contextmanager
    def _in_file_store(self, attachment):
        # Collected by the host if a killed process leaves it behind.
        path = _prepare_place(attachment, f"clientfile/{uuid.uuid4().hex}")
        try:
            with path.open("xb") as file:
                written = Written(file)
                yield written
            if written.size:
                self._check_size(written.size, MOST)
                self._place(attachment, path, written)
        finally:
            path.unlink(missing_ok=True)

    def _place(self, attachment, path, written):
        """Move a file to where the host looks for a content of that checksum."""
        checksum = written.checksum.hexdigest()
        name = f"{checksum[:2]}/{checksum}"
        self.env.cr.execute(
            SQL(
                """
                UPDATE ir_attachment
                   SET store_fname = %s, checksum = %s, file_size = %s
                 WHERE id = %s
                """,
                name,
                checksum,
                written.size,
                attachment.id,
            )
        )
        attachment.invalidate_recordset()
        place = _prepare_place(attachment, name)
        if not place.exists():
            path.replace(place)
        elif not filecmp.cmp(path, place, shallow=False):
            raise UserError(self.env._("Another file has the same checksum."))

    @contextmanager
    def _in_memory(self, attachment):
        with tempfile.TemporaryFile() as file:
            written = Written(file)
            yield written
            self._check_size(written.size, MOST_IN_MEMORY)
            file.seek(0)
            attachment.raw = file.read()

    def _check_size(self, size, most):
        if size > most:
            raise UserError(
                self.env._(
                    "The file has %(size)s MB; where files are kept here, %(most)s MB "
                    "are the most. Choose a shorter period.",
                    size=size // MEGABYTE,
                    most=most // MEGABYTE,
                )
            )


class Written:
    """What can be written to, once from start to end; counts and digests meanwhile."""

    def __init__(self, file):
        self._file = file
        self.size = 0
        self.checksum = hashlib.sha1(usedforsecurity=False)
        self.sha256 = hashlib.sha256()

    # Bytes are written here, not records of Odoo.
    def write(self, data):  # pylint: disable=method-required-super
        self.size += len(data)
        self.checksum.update(data)
        self.sha256.update(data)
        return self._file.write(data)

    def flush(self):
        self._file.flush()


def _prepare_place(attachment, name):
    """The full path of a name in the file store, which the host looks after."""
    attachment._mark_for_gc(name)
    path = Path(attachment._full_path(name))
    path.parent.mkdir(parents=True, exist_ok=True)
    return path
