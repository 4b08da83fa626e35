import secrets
from datetime import timedelta

from odoo import api, fields, models
from odoo.exceptions import AccessError, UserError
from odoo.fields import Domain
from odoo.tools import consteq, format_datetime

from odoo.addons.crm_clientfile.tools.download import download_action

from ..tools.personal_data import DELETE
from .clientfile_request import AGENT, OFFICER

DOWNLOAD = "clientfile.request.pack"
MOST_ATTEMPTS = 5
# No letter or digit that is mistaken for another when it is read out.
_LETTERS = "abcdefghjkmnpqrstuvwxyz23456789"


class ClientfileRequestPack(models.Model):
    """The copy of a person's data: made in the background, taken by a signed link.

    The password is told apart from the link and is known to nobody here: only its hash
    is kept. A wrong one too often, a new link or the end of the days close the door.
    """

    _name = "clientfile.request.pack"
    _description = "Copy of a Person's Data"
    _inherit = ["clientfile.job.mixin"]
    _order = "id desc"
    _rec_name = "filename"

    request_id = fields.Many2one(
        "clientfile.request",
        required=True,
        readonly=True,
        index=True,
        ondelete="cascade",
    )
    company_id = fields.Many2one(
        related="request_id.company_id", store=True, index=True
    )
    partner_id = fields.Many2one(related="request_id.partner_id")
    kind = fields.Selection(
        [("access", "All data (access)"), ("portability", "Portable data")],
        "Content",
        required=True,
        readonly=True,
    )
    file = fields.Binary("Archive", attachment=True, readonly=True, groups=AGENT)
    filename = fields.Char("Archive Name", readonly=True)
    file_size = fields.Integer("Size (KB)", readonly=True)
    document_count = fields.Integer("Documents", readonly=True)
    date_made = fields.Datetime("Made on", readonly=True)
    date_sent = fields.Datetime("Link Sent on", readonly=True)
    date_expiry = fields.Datetime("Until", readonly=True)
    password_hash = fields.Char(readonly=True, groups="base.group_system")
    link_key = fields.Char(readonly=True, groups="base.group_system")
    attempts = fields.Integer("Wrong Passwords", readonly=True)
    download_count = fields.Integer("Downloads", readonly=True)
    state = fields.Selection(
        [
            ("making", "Being made"),
            ("deciding", "Documents to decide"),
            ("ready", "To be reviewed"),
            ("sent", "Link sent"),
            ("closed", "Closed"),
        ],
        "Status",
        required=True,
        readonly=True,
        default="making",
    )

    @api.model
    def _clientfile_personal_data(self):
        return DELETE

    @api.model
    def _make(self, request):
        """Have the copy made in the background."""
        request._check_group(AGENT)
        request._check_state("progress")
        request._check_person()
        kind = "portability" if request.kind == "portability" else "access"
        # sudo: copies are made here alone, for requests that were checked above
        pack = self.sudo().create({"request_id": request.id, "kind": kind})
        pack._enqueue_job(self.env._("Copy of data %s", request.name))
        return pack.sudo(False)

    def action_review(self):
        """Look at the archive before the person gets it; the thread notes it."""
        self.ensure_one()
        if not self.env.user.has_group(AGENT):
            raise AccessError(self.env._("This step is for agents of data protection."))
        self._check_made()
        self._note_taken(self.env._("The copy of the data was opened for review."))
        return download_action(self._name, self.id, "file", self.filename)

    def action_send(self):
        """Write the link to the person; the password is shown once, to be told."""
        self.ensure_one()
        self.request_id._check_group(OFFICER)
        self._check_made()
        self.request_id._check_reachable()
        password = self._open_door()
        self._send_link()
        return {
            "type": "ir.actions.client",
            "tag": "display_notification",
            "params": {
                "type": "warning",
                "sticky": True,
                "title": self.env._("The link is sent"),
                "message": self.env._(
                    "Tell the password by telephone or letter, never in the same "
                    "e-mail; it is shown only now: %s",
                    password,
                ),
                "next": {"type": "ir.actions.client", "tag": "soft_reload"},
            },
        }

    def action_close(self):
        """Take the archive away: the link leads nowhere from now on."""
        self.request_id._check_group(AGENT)
        self._shut()

    def _open_door(self):
        """A new password and link; whatever was sent before no longer works."""
        groups = ("".join(secrets.choice(_LETTERS) for _n in range(4)) for _g in "abc")
        password = "-".join(groups)
        now = fields.Datetime.now()
        days = self.company_id.clientfile_request_link_days
        # sudo: the step is checked by the button, its fields are not for typing
        self.sudo().write(
            {
                "password_hash": self._get_hashes().hash(password),
                "link_key": secrets.token_hex(16),
                "attempts": 0,
                "date_sent": now,
                "date_expiry": now + timedelta(days=days),
                "state": "sent",
            }
        )
        return password

    def _send_link(self):
        link = self._get_download_url()
        request = self.request_id
        template = request._get_letter("pack").with_context(
            clientfile_link=link,
            clientfile_until=format_datetime(
                self.with_context(lang=request.lang).env, self.date_expiry
            ),
        )
        template.send_mail(
            request.id,
            email_values={"auto_delete": True, "model": False, "res_id": False},
        )
        self._note_access(self.env._("The link to the copy was sent to the person."))

    def _get_download_url(self):
        links = self.env["clientfile.link"]
        # sudo: the key is for nobody to read
        values = [self.id, self.sudo().link_key]
        days = self.company_id.clientfile_request_link_days
        return links._get_url("privacy/copy", links._sign(DOWNLOAD, values, days))

    @api.model
    def _find_by_token(self, token):
        """The copy that a link leads to while it is open; empty otherwise."""
        values = self.env["clientfile.link"]._read_signed(DOWNLOAD, token)
        if not values:
            return self.browse()
        # sudo: the signature is the visitor's right
        pack = self.sudo().browse(values[0]).exists()
        is_last = consteq(pack.link_key or "", values[1] or "")
        return pack if is_last and pack._is_open() else pack.browse()

    def _is_open(self):
        return (
            self.state == "sent"
            and self.attempts < MOST_ATTEMPTS
            and self.date_expiry > fields.Datetime.now()
        )

    def _take(self, password):
        """The archive (bytes) for the right password; false for a wrong one."""
        self.ensure_one()
        # One after the other: many guesses at a time are counted as well.
        self.lock_for_update()
        self.invalidate_recordset()
        if not self._is_open():
            return False
        if not self._get_hashes().verify(password or "", self.password_hash):
            self.attempts += 1
            if self.attempts >= MOST_ATTEMPTS:
                self._note_access(
                    self.env._("Too many wrong passwords: the link is closed.")
                )
            return False
        self.download_count += 1
        self._note_taken(self.env._("The person downloaded the copy of the data."))
        return self.with_context(bin_size=False)._get_content()

    @api.model
    def _get_hashes(self):
        """What the passwords of users are hashed with."""
        # sudo: settings of the system
        return self.env["res.users"].sudo()._crypt_context()

    def _get_content(self):
        attachment = self.env["ir.attachment"].search(
            [
                ("res_model", "=", self._name),
                ("res_id", "=", self.id),
                ("res_field", "=", "file"),
            ],
            limit=1,
        )
        return attachment.raw

    def _note_access(self, told):
        # sudo: the trace is left whoever did it
        self.request_id.sudo()._message_log(body=told)

    def _note_taken(self, told):
        """Who took the copy is noted: with the request, and in the log of accesses."""
        self._note_access(told)
        self.env["clientfile.access.log"]._log("pack", self, told)

    def _check_made(self):
        if self.state not in ("ready", "sent"):
            raise UserError(self.env._("There is no archive: make the copy anew."))

    def _shut(self):
        # sudo: the step is checked by the button
        packs = self.sudo()
        packs.write(
            {"state": "closed", "file": False, "link_key": False, "file_size": 0}
        )
        # The decisions and their reasons stay, not who else was named, nor copies.
        packs.document_ids.write({"others": False, "replacement": False})

    @api.autovacuum
    def _gc_expired(self):
        """Archives whose days are over are not kept, nor those that nobody sent."""
        now = fields.Datetime.now()
        expired = Domain("state", "=", "sent") & Domain("date_expiry", "<", now)
        forgotten = Domain("state", "in", ("deciding", "ready")) & Domain(
            "request_id.date_closed", "!=", False
        )
        self.search(expired | forgotten, limit=1000)._shut()
