import secrets

from odoo import api, models
from odoo.tools import consteq

CONFIRM = "clientfile.request.confirm"
LINK_DAYS = 7


class ClientfileRequest(models.Model):
    """What the person is written, in the person's language.

    Letters stay in the thread of the request. Those that carry a signed link do not:
    the link is the person's alone.
    """

    _inherit = "clientfile.request"

    def _acknowledge(self):
        for request in self.filtered("person_email_normalized"):
            request._send_letter("acknowledgement")
            # sudo: noted by the step itself
            request.sudo().is_acknowledged = True

    def _send_confirmation(self):
        self._send_link("confirmation")

    def _send_identity(self):
        self._send_link("identity")
        self._message_log(
            body=self.env._("The person was asked to confirm by a signed link.")
        )

    def _send_letter(self, name, attachments=None):
        """Queue a letter; it is kept in the thread."""
        self.ensure_one()
        template = self._get_letter(name)
        values = {"auto_delete": False}
        if attachments:
            values["attachment_ids"] = [(4, one.id) for one in attachments]
        template.send_mail(self.id, email_values=values)

    def _send_link(self, name):
        """Queue a letter with a link that is nowhere else."""
        self.ensure_one()
        template = self._get_letter(name)
        link = self._get_confirm_url()
        template.with_context(clientfile_link=link).send_mail(
            self.id, email_values={"auto_delete": True, "model": False, "res_id": False}
        )

    def _get_letter(self, name):
        # sudo: letters are sent by steps, whose rights are checked there
        return self.env.ref(f"crm_clientfile_gdpr.mail_template_request_{name}").sudo()

    def _get_confirm_url(self):
        """The signed link by which the person confirms; the last one, for a week."""
        # sudo: the key is for nobody to read
        self.sudo().link_key = key = secrets.token_hex(8)
        links = self.env["clientfile.link"]
        token = links._sign(CONFIRM, [self.id, key], LINK_DAYS)
        return links._get_url("privacy/confirm", token)

    @api.model
    def _find_by_confirm_token(self, token):
        """The request that a link is about; empty when it is no link of today's."""
        values = self.env["clientfile.link"]._read_signed(CONFIRM, token)
        if not values:
            return self.browse()
        # sudo: the signature is the visitor's right
        request = self.sudo().browse(values[0]).exists()
        is_last = consteq(request.link_key or "", values[1])
        return request if is_last else request.browse()

    def _is_to_confirm(self):
        """Whether the link still decides: once it has, it says so and no more."""
        return self.state == "unconfirmed" or self.identity == "asked"
