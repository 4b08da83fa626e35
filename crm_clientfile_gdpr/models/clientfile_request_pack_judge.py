from dataclasses import replace

from odoo import api, fields, models
from odoo.exceptions import UserError
from odoo.tools import html2plaintext

from ..tools.file_text import spell_title
from ..tools.third_parties import LONGEST_LIST
from .clientfile_request import AGENT

READ_AT_ONCE = 50


class ClientfileRequestPack(models.Model):
    """Which documents the copy holds, and whom else each of them names."""

    _inherit = "clientfile.request.pack"

    document_ids = fields.One2many(
        "clientfile.request.pack.document", "pack_id", "Documents to Decide About"
    )
    is_listed = fields.Boolean("Documents Listed", readonly=True)
    undecided_count = fields.Integer("To Decide", compute="_compute_decided")
    left_out_count = fields.Integer("Left Out", compute="_compute_decided")
    replaced_count = fields.Integer("Replaced", compute="_compute_decided")

    @api.depends("document_ids.decision")
    def _compute_decided(self):
        for pack in self:
            decisions = pack.document_ids.mapped("decision")
            pack.undecided_count = decisions.count("undecided")
            pack.left_out_count = decisions.count("leave_out")
            pack.replaced_count = decisions.count("replace")

    @api.ondelete(at_uninstall=False)
    def _unlink_documents(self):
        """Their files go with them: deleted by the database alone, they would stay."""
        # sudo: they are part of the copy
        self.sudo().document_ids.unlink()

    def action_open_documents(self):
        self.ensure_one()
        return {
            "type": "ir.actions.act_window",
            "name": self.env._("Documents of the copy"),
            "res_model": "clientfile.request.pack.document",
            "view_mode": "list,kanban,form",
            "mobile_view_mode": "kanban",
            "domain": [("pack_id", "=", self.id)],
            "context": {"create": False, "delete": False},
        }

    def action_write_archive(self):
        """Write the archive with what was decided to be in it."""
        self.ensure_one()
        self.request_id._check_group(AGENT)
        if self.state not in ("deciding", "ready"):
            raise UserError(self.env._("There is no archive: make the copy anew."))
        self._check_decided()
        # sudo: the step is checked by the button
        pack = self.sudo()
        pack.state = "making"
        pack._enqueue_job(self.env._("Copy of data %s", self.request_id.name))
        return True

    def _check_decided(self):
        if self.undecided_count:
            raise UserError(
                self.env._(
                    "The officer decides first about %s documents that name other "
                    "people, or that no program could read.",
                    self.undecided_count,
                )
            )

    def _list_documents(self):
        """Note each document of the copy; they are read afterwards."""
        values = [
            {"folder": "invoices", "move_id": one.id, **self._name_document(one)}
            for one in self._get_pack_invoices()
        ]
        values += [
            {"folder": "documents", "attachment_id": one.id, **self._name_document(one)}
            for one in self._get_pack_attachments()
        ]
        self.document_ids.create([{"pack_id": self.id, **vals} for vals in values])
        self.is_listed = True

    @api.model
    def _name_document(self, record):
        if record._name == "account.move":
            name = record._get_invoice_report_filename()
            return {"name": name, "mimetype": "application/pdf"}
        return {"name": record.name, "mimetype": record.mimetype}

    def _judge_some(self):
        """Read some documents; false when all were read."""
        waiting = self.document_ids.filtered(lambda one: one.content == "waiting")
        texts = {one: self._read_document(one) for one in waiting[:READ_AT_ONCE]}
        if not texts:
            return False
        read = {one: spell_title(one.name, text) for one, text in texts.items()}
        mask = self._get_document_mask("\n".join(read.values()))
        for document, text in texts.items():
            named = mask.find(read[document])
            document.write(self._prepare_judgement(named, text is not None))
        return True

    def _prepare_judgement(self, named, is_read):
        if named:
            return {"content": "others", "others": ", ".join(named[:LONGEST_LIST])}
        if is_read:
            return {"content": "clear", "decision": "include"}
        return {"content": "unread"}

    def _get_document_mask(self, text):
        """What tells others apart; our own ways to be reached are nobody's secret."""
        mask = self._get_mask(text)
        company = self.company_id.partner_id
        return replace(
            mask,
            emails={*mask.emails, company.email_normalized or ""},
            phones={*mask.phones, company.phone_sanitized or ""},
        )

    @api.model
    def _read_document(self, document):
        """The words of a document; of an invoice, those that its PDF is made of."""
        if document.move_id:
            return self._read_invoice(document.move_id)
        return document.attachment_id._get_clientfile_text()

    @api.model
    def _read_invoice(self, invoice):
        people = invoice.partner_id | invoice.partner_shipping_id
        told = [
            *people.mapped("name"),
            invoice.ref,
            html2plaintext(invoice.narration or ""),
            *invoice.invoice_line_ids.mapped("name"),
        ]
        return "\n".join(filter(None, told))
