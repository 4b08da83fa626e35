import time
from pathlib import Path

from odoo import api, fields, models
from odoo.exceptions import UserError
from odoo.tools import SQL, split_every

from odoo.addons.crm_clientfile.formats.safe_cell import safe_csv_cell

from ..tools.document_names import safe_name
from ..tools.document_pack import DocumentPack, Piece

BATCH = 100
CHUNK = 1 << 20
# An archive ends after so many bytes, entries or seconds; the next one goes on.
MOST_BYTES = 500 << 20
MOST_ENTRIES = 20_000
MOST_SECONDS = 40
MIMETYPE = "application/zip"
DONE, AGAIN = "done", "again"
# Where packing starts: entry, number of the archive, entries without a document.
FIRST = {"phase": "pack", "at": 0, "volume": 1, "missing": []}
PDF_FIELD, XML_FIELD = "invoice_pdf_report_file", "ubl_cii_xml_file"
_PIECES = """
    SELECT move.id, journal.code, mark.name, COALESCE(move.ref, ''), mark.date,
           COALESCE(partner.name, ''), move.move_type
      FROM clientfile_exported_move AS mark
      JOIN account_move AS move ON move.id = mark.move_id
      JOIN account_journal AS journal ON journal.id = move.journal_id
 LEFT JOIN res_partner AS partner ON partner.id = move.commercial_partner_id
     WHERE mark.export_id = %s
  ORDER BY mark.date, journal.id, mark.name, mark.id
    OFFSET %s LIMIT %s
"""


class ClientfileAccountingExport(models.Model):
    """The documents of the exported entries, in archives beside the files.

    What is attached to an entry is taken: the PDF of an invoice, the e-invoice, the
    scan of a bill. Each step of the job writes an archive that is complete in itself.
    """

    _inherit = "clientfile.accounting.export"

    with_documents = fields.Boolean(
        "Source Documents", help="Also a zip of the documents of the entries."
    )
    with_printing = fields.Boolean(
        "Print Missing Invoices",
        help="Customer invoices without a PDF are printed for the zip. It takes "
        "longer.",
    )
    has_documents = fields.Boolean(compute="_compute_has_documents")

    @api.depends("file_ids.attachment_id.mimetype")
    def _compute_has_documents(self):
        for export in self:
            kinds = export.file_ids.attachment_id.mapped("mimetype")
            export.has_documents = MIMETYPE in kinds

    def action_pack_documents(self):
        """Have the zip of the documents made of an export that has none."""
        self.ensure_one()
        self.check_access("write")
        if self.is_busy or self.state != "done":
            raise UserError(self.env._("Export the entries first."))
        if self.has_documents:
            raise UserError(self.env._("The zip of the documents is there already."))
        self._start(self.env._("Documents of %s", self.name), "documents", 0)
        return True

    def _pack_step(self, job):
        """Write one archive, and note where the next one begins."""
        begun = {**FIRST, **(job.cursor or {})}
        name = self._get_documents_name(begun["volume"])
        with self._keeping_file(name, MIMETYPE) as (attachment, written):
            pack = DocumentPack(written, self._get_index_titles(), safe_csv_cell)
            at, missing = self._pack(pack, begun["at"])
            pack.close(self.env._("index") + ".csv", self.date_to)
        self._keep_further_file(name, attachment, written)
        missing = begun["missing"] + missing
        if at is None:
            self._tell_missing(missing)
            return DONE
        further = {"at": at, "volume": begun["volume"] + 1, "missing": missing}
        job._advance(cursor={**begun, **further})
        return AGAIN

    def _pack(self, pack, start):
        """Pack the documents from that entry on.

        :return: where to go on, ``None`` at the end, and ids of entries without one
        """
        missing, at = [], start
        until = time.monotonic() + MOST_SECONDS
        rows = self.env.execute_query(SQL(_PIECES, self.id, start, MOST_ENTRIES))
        for batch in split_every(BATCH, rows, list):
            found = self._find_documents([row[0] for row in batch])
            printed = self._print_missing(batch, found) if self.with_printing else {}
            for move_id, *told, move_type in batch:
                piece = Piece(*told)
                documents = found.get(move_id, ())
                for attachment in documents:
                    kind = self._get_document_kind(attachment)
                    pack.add(piece, kind, attachment.name, _read_chunks(attachment))
                if move_id in printed:
                    name, content = printed[move_id]
                    pack.add(piece, self.env._("Printed"), name, [content])
                elif not documents and move_type != "entry":
                    pack.miss(piece, self.env._("missing"))
                    missing.append(move_id)
            at += len(batch)
            self._check_wish_to_stop()
            if pack.size >= MOST_BYTES or time.monotonic() >= until:
                break
        is_last = at == start + len(rows) and len(rows) < MOST_ENTRIES
        return (None if is_last else at), missing

    def _check_wish_to_stop(self):
        self.env["clientfile.accounting.progress"]._check(self)

    def _find_documents(self, move_ids):
        """Attachments of each entry by its id, that of the invoice first."""
        attachments = self.env["ir.attachment"].search(
            [
                ("res_model", "=", "account.move"),
                ("res_id", "in", move_ids),
                ("res_field", "in", (False, PDF_FIELD, XML_FIELD)),
                ("type", "=", "binary"),
            ],
            order="id",
        )
        order = {PDF_FIELD: 0, XML_FIELD: 1}
        ordered = attachments.sorted(lambda one: (order.get(one.res_field, 2), one.id))
        return ordered.grouped("res_id")

    def _get_document_kind(self, attachment):
        kinds = {
            PDF_FIELD: self.env._("Invoice"),
            XML_FIELD: self.env._("E-invoice"),
        }
        return kinds.get(attachment.res_field) or self.env._("Attachment")

    def _print_missing(self, batch, found):
        """Name and content of a PDF for each customer invoice that has no document."""
        wanted = [
            row[0]
            for row in batch
            if row[-1] in ("out_invoice", "out_refund") and row[0] not in found
        ]
        if not wanted:
            return {}
        moves = self.env["account.move"].browse(wanted)
        reports = self.env["ir.actions.report"]
        report = "account.account_invoices"
        content, kind = reports._pre_render_qweb_pdf(report, res_ids=moves.ids)
        contents = reports._get_splitted_report(report, content, kind)
        return {
            move.id: (move._get_invoice_report_filename(), contents[move.id])
            for move in moves
            if contents.get(move.id)
        }

    def _get_index_titles(self):
        return (
            self.env._("File"),
            self.env._("Piece"),
            self.env._("Reference"),
            self.env._("Date"),
            self.env._("Journal"),
            self.env._("Partner"),
            self.env._("Document"),
        )

    def _get_documents_name(self, volume):
        """Name of an archive."""
        parts = (self.target_id.name, self.date_from, self.date_to)
        name = safe_name("_".join(map(str, parts)))
        again = f"_{volume}" if volume > 1 else ""
        return f"{name}_{self.env._('documents')}{again}.zip"

    def _tell_missing(self, move_ids):
        if not move_ids:
            return
        # sudo: problems are written by exports, never by hand
        self.env["clientfile.accounting.problem"].sudo().create(
            {
                "export_id": self.id,
                "name": self.env._(
                    "%s invoices and bills have no document: none is in the zip.",
                    len(move_ids),
                ),
                "is_blocking": False,
                "count": len(move_ids),
                "res_model": "account.move",
                "res_id": move_ids[0],
                "res_ids": move_ids,
            }
        )


def _read_chunks(attachment):
    """The content of an attachment, from the file store without filling memory."""
    path = Path(attachment._full_path(attachment.store_fname or ""))
    if not path.is_file():
        yield attachment.raw or b""
        return
    with path.open("rb") as file:
        while chunk := file.read(CHUNK):
            yield chunk
