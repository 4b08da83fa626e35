import base64

from odoo import api, fields, models
from odoo.exceptions import UserError, ValidationError

from odoo.addons.crm_clientfile.tools.download import download_action

from ..tools.file_text import spell_title
from ..tools.personal_data import PersonalData
from ..tools.third_parties import LONGEST_LIST
from .clientfile_request import AGENT

_OPEN = ("deciding", "ready")
_TYPED = frozenset(("decision", "reason", "replacement", "replacement_name"))


class ClientfileRequestPackDocument(models.Model):
    """A document of the copy: whom else it names, and whether the person gets it.

    What names nobody else goes into the archive. About what names others, and what no
    program could read, the officer decides, and the reason is kept: GDPR, art. 15(4).
    """

    _name = "clientfile.request.pack.document"
    _description = "Document of a Copy"
    _inherit = ["clientfile.proven.mixin"]
    _order = "pack_id, content desc, folder, id"
    _clientfile_proven = frozenset(
        (
            *("pack_id", "attachment_id", "move_id", "folder", "name", "mimetype"),
            *("content", "others", "user_id", "date"),
        )
    )

    pack_id = fields.Many2one(
        "clientfile.request.pack",
        required=True,
        readonly=True,
        index=True,
        ondelete="cascade",
    )
    company_id = fields.Many2one(related="pack_id.company_id", store=True)
    pack_state = fields.Selection(related="pack_id.state", string="Status of the Copy")
    attachment_id = fields.Many2one(
        "ir.attachment", readonly=True, ondelete="set null", groups=AGENT
    )
    move_id = fields.Many2one(
        "account.move", readonly=True, ondelete="set null", groups=AGENT
    )
    folder = fields.Char(required=True, readonly=True)
    name = fields.Char("Document", required=True, readonly=True)
    mimetype = fields.Char("Kind of File", readonly=True)
    content = fields.Selection(
        [
            ("waiting", "To be read"),
            ("clear", "Names nobody else"),
            ("others", "Names other people"),
            ("unread", "Nobody has read it"),
        ],
        required=True,
        readonly=True,
        default="waiting",
    )
    others = fields.Char("Others Named", readonly=True, groups=AGENT)
    hint = fields.Char("What to Do", compute="_compute_hint")
    decision = fields.Selection(
        [
            ("undecided", "To be decided"),
            ("include", "Include"),
            ("replace", "Replace by a blackened copy"),
            ("leave_out", "Leave out"),
        ],
        required=True,
        default="undecided",
    )
    reason = fields.Char("Reason of the Decision")
    replacement = fields.Binary(
        "Blackened Copy",
        attachment=True,
        groups=AGENT,
        help="Goes into the archive in place of the document. What is about others is "
        "gone from it, not only covered.",
    )
    replacement_name = fields.Char("Name of the Blackened Copy", groups=AGENT)
    user_id = fields.Many2one("res.users", "Decided by", readonly=True)
    date = fields.Datetime("Decided on", readonly=True)
    file = fields.Binary(compute="_compute_file", groups=AGENT)

    @api.depends("content", "mimetype")
    @api.depends_context("lang")
    def _compute_hint(self):
        is_indexed = self.env["ir.attachment"]._is_clientfile_indexed()
        for document in self:
            document.hint = document._get_hint(is_indexed)

    def _get_hint(self, is_indexed):
        if self.content == "others":
            return self.env._(
                "Look at it: may the person know this of the others? If not, leave it "
                "out, or replace it by a copy in which they are blackened."
            )
        if self.content != "unread":
            return False
        if is_indexed or (self.mimetype or "").startswith(("image", "audio", "video")):
            return self.env._("A picture, a scan or a recording: look at it yourself.")
        return self.env._(
            "Look at it yourself; to have such files read, install Odoo's module "
            "“Attachments List and Document Indexation”."
        )

    @api.depends("attachment_id", "move_id")
    def _compute_file(self):
        for document in self:
            # sudo: agents look at what the copy is to hold, whatever it belongs to
            document.file = document.sudo()._get_attachment().datas

    def _get_attachment(self):
        """The file; of an invoice, the PDF that was sent, else that of this copy."""
        return self.move_id.invoice_pdf_report_id or self.attachment_id

    @api.constrains("decision", "reason")
    def _check_reason(self):
        for document in self:
            usual = "include" if document.content == "clear" else "undecided"
            if document.decision != usual and not (document.reason or "").strip():
                raise ValidationError(
                    self.env._("Write the reason of the decision: it is kept.")
                )

    @api.constrains("decision", "replacement", "replacement_name")
    def _check_replacement(self):
        """Black boxes over a text that is still in the file hide nothing."""
        open_ones = self.filtered(lambda one: one.pack_state in _OPEN)
        for document in open_ones.filtered(lambda one: one.decision == "replace"):
            if not document.replacement:
                raise ValidationError(
                    self.env._("Add the blackened copy of “%s”.", document.name)
                )
            # sudo: all names of the file are looked for, whoever may read them
            named = document.sudo()._find_others_in_replacement()
            if named:
                raise ValidationError(
                    self.env._(
                        "The copy still names %(others)s: cover nothing, delete the "
                        "text or make a picture of the page.",
                        others=", ".join(named),
                    )
                )

    def _find_others_in_replacement(self):
        """Whom else the copy names, as far as a program can read it."""
        name, raw = self._get_file()
        text = self.env["ir.attachment"]._read_clientfile_upload(name, raw)
        read = spell_title(name, text)
        return self.pack_id._get_document_mask(read).find(read)[:LONGEST_LIST]

    def _get_file(self):
        """Name and bytes of what goes into the archive."""
        if self.decision == "replace":
            content = self.with_context(bin_size=False).replacement
            return self.replacement_name or self.name, base64.b64decode(content)
        attachment = self._get_attachment()
        return attachment.name or self.name, attachment.raw or b""

    def write(self, vals):
        is_decided = not self.env.su and not _TYPED.isdisjoint(vals)
        if is_decided:
            self._check_open()
        result = super().write(vals)
        if is_decided:
            self._note_decision()
        return result

    def _check_open(self):
        if any(document.pack_state not in _OPEN for document in self):
            raise UserError(
                self.env._(
                    "This copy is being made, was sent or is closed: make a new one to "
                    "decide otherwise."
                )
            )

    def _note_decision(self):
        # sudo: who decided, and when, is noted by the decision alone
        documents = self.sudo()
        documents.write({"user_id": self.env.uid, "date": fields.Datetime.now()})
        # An archive that was written before is written again.
        documents.pack_id.state = "deciding"

    def action_look(self):
        """See the document; the thread of the request notes who did."""
        self.ensure_one()
        self.pack_id.request_id._check_group(AGENT)
        self.pack_id._note_taken(
            self.env._("The document “%s” was opened for the copy.", self.name)
        )
        return download_action(self._name, self.id, "file", self.name)

    def action_include(self):
        return self.write({"decision": "include"})

    def action_leave_out(self):
        return self.write({"decision": "leave_out"})

    @api.model
    def _clientfile_personal_data(self):
        return PersonalData("anonymise", category="document")
