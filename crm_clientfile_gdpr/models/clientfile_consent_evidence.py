import base64
import hashlib
import secrets

from odoo import api, fields, models
from odoo.exceptions import UserError

from ..tools.seal_chain import salted_digest


class ClientfileConsentEvidence(models.Model):
    """What shows that somebody said it; personal, hence erased with the person.

    The sealed consent keeps a digest only, and the salt goes with the evidence.
    """

    _name = "clientfile.consent.evidence"
    _description = "Evidence of a Consent"
    _order = "id desc"
    _log_access = False
    _rec_name = "filename"

    partner_id = fields.Many2one(
        "res.partner", "Person", index=True, readonly=True, ondelete="cascade"
    )
    company_id = fields.Many2one("res.company", required=True, readonly=True)
    salt = fields.Char(
        required=True,
        readonly=True,
        default=lambda self: secrets.token_hex(16),
        groups="base.group_system",
    )
    reference = fields.Char(
        "Address Used", readonly=True, help="The e-mail or the number it came from."
    )
    ip = fields.Char("IP Address", readonly=True)
    agent = fields.Char("Browser", readonly=True)
    note = fields.Text(readonly=True)
    file = fields.Binary("Document", attachment=True, readonly=True)
    filename = fields.Char("Document Name", readonly=True)

    def write(self, vals):
        if self:
            raise UserError(
                self.env._(
                    "Evidence of a consent is not changed. Record what was said once "
                    "more, with the right evidence."
                )
            )
        return super().write(vals)

    def _get_digests(self):
        """Digest of each evidence as it is stored now, by id."""
        # sudo: the salt is for nobody to read
        rows = self.sudo().with_context(bin_size=False)
        return {row.id: salted_digest(row.salt, row._get_parts()) for row in rows}

    def _get_parts(self):
        content = base64.b64decode(self.file or b"")
        return (
            self.reference or "",
            self.ip or "",
            self.agent or "",
            self.note or "",
            self.filename or "",
            hashlib.sha256(content).hexdigest() if content else "",
        )

    @api.model
    def _forget(self, partners):
        """Erase what is known of these people; their sealed consents stay."""
        # sudo: whoever may delete a person erases the evidence with it
        self.sudo().search([("partner_id", "in", partners.ids)]).unlink()
