import base64
import csv
import io
import zipfile
from unittest.mock import patch

from odoo.exceptions import AccessError, UserError
from odoo.tests import tagged

from .accounting_case import AccountingCase

DOCUMENTS = (
    "odoo.addons.crm_clientfile_accounting_export.models"
    ".clientfile_accounting_export_documents"
)


@tagged("post_install", "-at_install")
class TestExportDocuments(AccountingCase):
    """The documents of the entries go along in a zip with its index."""

    def attach(self, move, name="scan.pdf", content=b"%PDF", **values):
        return self.env["ir.attachment"].create(
            {
                "name": name,
                "raw": content,
                "res_model": "account.move",
                "res_id": move.id,
                **values,
            }
        )

    def open_zips(self, export):
        return [
            zipfile.ZipFile(io.BytesIO(file.attachment_id.raw))
            for file in export.file_ids
            if file.name.endswith(".zip")
        ]

    def read_index(self, archive):
        text = archive.read("index.csv").decode("utf-8-sig")
        return list(csv.DictReader(io.StringIO(text), delimiter=";"))

    def test_attachments_of_the_entries_are_packed_with_an_index(self):
        invoice = self.post_invoice(ref="Ordre 7")
        self.attach(invoice, "../../etc/passwd", b"one")
        self.attach(invoice, "Facture.pdf", b"two", res_field="invoice_pdf_report_file")
        self.attach(invoice, "factur-x.xml", b"<x/>", res_field="ubl_cii_xml_file")
        export = self.export(with_documents=True)
        [archive] = self.open_zips(export)
        piece = invoice.name.replace("/", "_")
        folder = invoice.journal_id.code
        names = ("Facture.pdf", "factur-x.xml", "_.._etc_passwd")
        paths = [f"{folder}/{piece} - {name}" for name in names]
        self.assertEqual(archive.namelist(), [*paths, "index.csv"])
        self.assertEqual(archive.read(paths[0]), b"two")
        rows = self.read_index(archive)
        self.assertEqual([row["File"] for row in rows], paths)
        self.assertEqual({row["Piece"] for row in rows}, {invoice.name})
        self.assertEqual({row["Reference"] for row in rows}, {"Ordre 7"})
        kinds = [row["Document"] for row in rows]
        self.assertEqual(kinds, ["Invoice", "E-invoice", "Attachment"])
        self.assertFalse(export.problem_ids)

    def test_invoice_without_a_document_is_listed(self):
        invoice = self.post_invoice()
        self.post_entry()
        export = self.export(with_documents=True)
        [archive] = self.open_zips(export)
        [row] = self.read_index(archive)
        self.assertEqual((row["File"], row["Document"]), ("", "missing"))
        self.assertEqual(export.problem_ids.res_ids, invoice.ids)
        self.assertFalse(export.problem_ids.is_blocking)

    def test_missing_invoice_is_printed_when_asked(self):
        invoice = self.post_invoice()
        self.attach(self.post_invoice(), "there.pdf")
        reports = self.registry["ir.actions.report"]
        with (
            patch.object(
                reports, "_pre_render_qweb_pdf", return_value=(b"%PDF", "pdf")
            ) as rendered,
            patch.object(
                reports, "_get_splitted_report", return_value={invoice.id: b"%PDF new"}
            ),
        ):
            export = self.export(with_documents=True, with_printing=True)
        self.assertEqual(rendered.call_args.kwargs["res_ids"], invoice.ids)
        [archive] = self.open_zips(export)
        contents = {archive.read(name) for name in archive.namelist()}
        self.assertIn(b"%PDF new", contents)
        self.assertFalse(export.problem_ids)

    def test_formula_in_the_index_is_written_as_text(self):
        self.post_invoice(ref="=cmd|'/c calc'!A1")
        [archive] = self.open_zips(self.export(with_documents=True))
        [row] = self.read_index(archive)
        self.assertTrue(row["Reference"].startswith("'="))

    def test_large_archive_is_parted_and_each_part_is_whole(self):
        invoices = [self.post_invoice() for _number in range(3)]
        for invoice in invoices:
            self.attach(invoice, content=b"%PDF" + invoice.name.encode())
        with patch(f"{DOCUMENTS}.BATCH", 1), patch(f"{DOCUMENTS}.MOST_BYTES", 4):
            export = self.export(with_documents=True)
        found = [archive.namelist()[0] for archive in self.open_zips(export)]
        self.assertEqual(len(found), 3)
        self.assertEqual(len(set(found)), 3)
        self.assertEqual(len(set(export.file_ids.mapped("name"))), 4)

    def test_step_done_again_gives_the_same_archive(self):
        self.attach(self.post_invoice())
        export = self.export()
        export.action_pack_documents()
        digests = []
        for _number in range(2):
            with self.env.cr.savepoint() as savepoint:
                export._pack_step(export.job_id)
                digests.append(export.file_ids[-1].sha256)
                savepoint.rollback()
        self.assertEqual(len(set(digests)), 1)

    def test_documents_are_packed_later_and_once(self):
        self.attach(self.post_invoice())
        export = self.export()
        export.action_pack_documents()
        self.run_job(export)
        self.assertEqual(len(self.open_zips(export)), 1)
        with self.assertRaisesRegex(UserError, "there already"):
            export.action_pack_documents()

    def test_documents_before_the_export_are_refused(self):
        export = self.make_export()
        with self.assertRaisesRegex(UserError, "Export the entries first"):
            export.action_pack_documents()

    def test_clerk_reaches_neither_zip_nor_files(self):
        self.attach(self.post_invoice())
        export = self.export(with_documents=True)
        attachment = export.file_ids[-1].attachment_id.with_user(self.clerk)
        with self.assertRaises(AccessError):
            attachment.read(["datas"])

    def test_zip_opens_with_the_digest_that_is_shown(self):
        self.attach(self.post_invoice())
        export = self.export(with_documents=True)
        file = export.file_ids[-1]
        self.assertEqual(file.size, len(file.attachment_id.raw))
        self.assertEqual(file.attachment_id.file_size, file.size)
        self.assertTrue(base64.b64decode(file.attachment_id.datas).startswith(b"PK"))
