import hashlib
from pathlib import Path
from unittest.mock import patch

from odoo.exceptions import UserError
from odoo.tests import tagged

from .accounting_case import AccountingCase

STORE = "odoo.addons.crm_clientfile_accounting_export.models.clientfile_file_store"


@tagged("post_install", "-at_install")
class TestFileStore(AccountingCase):
    """A content goes into the file store as a stream, as the host would keep it."""

    def keep(self, *chunks, name="entries.txt"):
        store = self.env["clientfile.file.store"]
        values = {"name": name, "mimetype": "application/x-accounting-entries"}
        with store._writing(values) as (attachment, written):
            for chunk in chunks:
                written.write(chunk)
        return attachment, written

    def list_unfinished(self):
        folder = Path(self.env["ir.attachment"]._full_path("clientfile"))
        return sorted(folder.iterdir()) if folder.is_dir() else []

    def test_content_is_kept_as_the_host_keeps_it(self):
        attachment, written = self.keep(b"VE;", b"100\r\n")
        host = self.env["ir.attachment"].create({"name": "h", "raw": b"VE;100\r\n"})
        for field in ("store_fname", "checksum", "file_size", "raw"):
            self.assertEqual(attachment[field], host[field], field)
        self.assertEqual(
            written.sha256.hexdigest(), hashlib.sha256(b"VE;100\r\n").hexdigest()
        )

    def test_exception_leaves_no_file_behind(self):
        before = self.list_unfinished()
        store = self.env["clientfile.file.store"]
        with (
            self.assertRaises(OSError),
            self.env.cr.savepoint(),
            store._writing({"name": "x"}) as (_attachment, written),
        ):
            written.write(b"half")
            raise OSError("disk full")
        self.assertEqual(self.list_unfinished(), before)

    def test_empty_content_is_an_empty_attachment(self):
        attachment, _written = self.keep()
        self.assertFalse(attachment.raw)
        self.assertEqual(attachment.file_size, 0)

    def test_content_goes_to_the_database_when_configured(self):
        parameters = self.env["ir.config_parameter"].sudo()
        parameters.set_param("ir_attachment.location", "db")
        attachment, _written = self.keep(b"in the database")
        self.assertFalse(attachment.store_fname)
        self.assertEqual(attachment.raw, b"in the database")

    def test_too_much_for_the_database_is_refused(self):
        parameters = self.env["ir.config_parameter"].sudo()
        parameters.set_param("ir_attachment.location", "db")
        with (
            patch(f"{STORE}.MOST_IN_MEMORY", 3),
            self.assertRaisesRegex(UserError, "Choose a shorter period"),
        ):
            self.keep(b"four")

    def test_other_file_with_the_same_checksum_is_refused(self):
        attachment, _written = self.keep(b"first")
        path = Path(attachment._full_path(attachment.store_fname))
        self.addCleanup(path.unlink)
        path.write_bytes(b"other")
        with self.assertRaisesRegex(UserError, "same checksum"):
            self.keep(b"first")
