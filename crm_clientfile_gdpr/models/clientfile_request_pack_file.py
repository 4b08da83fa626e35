import base64
import tempfile
import zipfile

from odoo import fields, models

from odoo.addons.crm_clientfile.formats.safe_cell import safe_csv_cell

from ..tools.access_pack import member_name, pack_json, section_csv

# Invoices without a PDF are printed a few at a time: a step lasts some seconds.
PRINTED_AT_ONCE = 5
_ZIP = "application/zip"


class ClientfileRequestPack(models.Model):
    """How the archive is written: a page to read, JSON and CSV, the documents."""

    _inherit = "clientfile.request.pack"

    def _job_step(self, job):
        """List the documents, read them, print invoices that have no PDF, write."""
        # sudo: the copy holds all of a person's data, whatever part of the business
        # the agent who prepares it works in; making it was allowed by its button
        pack = self.sudo().with_context(lang=self.request_id.lang or self.env.lang)
        if not pack.is_listed:
            pack._list_documents()
            return False
        if pack._judge_some():
            return False
        if pack.undecided_count:
            pack.state = "deciding"
            return True
        if waiting := pack._get_unprinted()[:PRINTED_AT_ONCE]:
            pack._print_invoices(waiting)
            job._advance(len(waiting))
            return False
        pack._write_archive()
        return True

    def _get_unprinted(self):
        """Documents of the invoices that were never printed, and are to be sent."""
        return self._get_included().filtered(
            lambda one: (
                one.decision == "include" and one.move_id and not one._get_attachment()
            )
        )

    def _get_included(self):
        """Those that are in the archive, themselves or by a blackened copy."""
        return self.document_ids.filtered(
            lambda one: one.decision in ("include", "replace")
        )

    def _get_pack_invoices(self):
        if self.kind != "access":
            return self.env["account.move"]
        return self.env["account.move"].search(
            self._get_pack_domains()["invoices"], order="id"
        )

    def _print_invoices(self, documents):
        """Print them for the archive alone: the books are left as they are."""
        reports = self.env["ir.actions.report"].with_context(
            report_pdf_no_attachment=True
        )
        printed = []
        for document in documents:
            content, kind = reports._render_qweb_pdf(
                "account.account_invoices", document.move_id.ids
            )
            name = document.move_id._get_invoice_report_filename(extension=kind)
            printed.append({"name": name, "raw": content, **self._get_place()})
        attachments = self.env["ir.attachment"].create(printed)
        for document, attachment in zip(documents, attachments, strict=True):
            document.attachment_id = attachment

    def _get_place(self):
        return {"res_model": self._name, "res_id": self.id}

    def _get_printed(self):
        place = [(name, "=", value) for name, value in self._get_place().items()]
        return self.env["ir.attachment"].search([*place, ("res_field", "=", False)])

    def _get_pack_attachments(self):
        """Files of the copy; of a portable one, what the person sent."""
        messages = self.env["mail.message"].search(self._get_pack_domains()["messages"])
        people = self._get_people()
        sent = messages.filtered(lambda one: one.author_id in people).attachment_ids
        if self.kind != "access":
            return sent
        own = self.env["ir.attachment"].search(
            [
                ("res_model", "=", "res.partner"),
                ("res_id", "in", people.ids),
                ("res_field", "=", False),
                ("type", "=", "binary"),
            ]
        )
        return own | sent

    def _write_archive(self):
        sections = self._clientfile_access_pack_sections()
        taken, names = set(), []
        with tempfile.TemporaryFile() as file:
            with zipfile.ZipFile(file, "w", zipfile.ZIP_DEFLATED) as archive:
                for document in self._get_included():
                    title, raw = document._get_file()
                    name = member_name(document.folder, title, taken)
                    archive.writestr(name, raw)
                    names.append(name)
                self._write_data(archive, sections, names)
            size = file.tell()
            file.seek(0)
            content = base64.b64encode(file.read())
        self._get_printed().unlink()
        self.write(
            {
                "file": content,
                "filename": self._get_pack_filename(),
                "file_size": max(1, size // 1024),
                "document_count": len(names),
                "date_made": fields.Datetime.now(),
                "state": "ready",
            }
        )

    def _write_data(self, archive, sections, names):
        about = self._get_pack_about()
        archive.writestr("data.json", pack_json(about, sections, names))
        for section in sections:
            content = section_csv(section, safe_csv_cell)
            archive.writestr(f"csv/{section.name}.csv", content)
        values = {"pack": self, "sections": sections, "documents": names}
        template = "crm_clientfile_gdpr.clientfile_request_pack_page"
        page = self.env["ir.qweb"]._render(template, values)
        archive.writestr("index.html", f"<!DOCTYPE html>\n{page}")
        archive.writestr(*self._print_pack(sections, names))

    def _print_pack(self, sections, names):
        """Name and bytes of the same page, printed."""
        content, kind = self.env["ir.actions.report"]._render_qweb_pdf(
            "crm_clientfile_gdpr.clientfile_request_pack_report_print",
            self.ids,
            {"sections": sections, "documents": names},
        )
        return f"data.{kind}" if kind == "pdf" else "print.html", content

    def _get_pack_about(self):
        return {
            "request": self.request_id.name,
            "right": self.kind,
            "controller": self.company_id.name,
            "date": fields.Date.context_today(self),
        }

    def _get_pack_filename(self):
        number = self.request_id.name.replace("/", "-")
        return f"{number}-{self.kind}.zip"
