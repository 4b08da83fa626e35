from odoo import models

from .clientfile_asking_mixin import ASKED


class MailTemplate(models.Model):
    """E-mails of a template with a purpose leave out who may not be contacted."""

    _name = "mail.template"
    _inherit = ["mail.template", "clientfile.template.mixin"]

    _clientfile_channel = "email"

    def send_mail(
        self,
        res_id,
        force_send=False,
        raise_exception=False,
        email_values=None,
        email_layout_xmlid=False,
    ):
        """The id of the e-mail; false where the person may not be contacted."""
        self.ensure_one()
        if not self._keep_clientfile_allowed([res_id], email_values):
            return False
        asked = self.with_context(clientfile_asked=ASKED)
        return super(MailTemplate, asked).send_mail(
            res_id, force_send, raise_exception, email_values, email_layout_xmlid
        )

    def send_mail_batch(
        self,
        res_ids,
        force_send=False,
        raise_exception=False,
        email_values=None,
        email_layout_xmlid=False,
    ):
        """The e-mails, of those who may be contacted."""
        self.ensure_one()
        allowed = self._keep_clientfile_allowed(res_ids, email_values)
        return super().send_mail_batch(
            allowed, force_send, raise_exception, email_values, email_layout_xmlid
        )

    def _keep_clientfile_allowed(self, res_ids, given=None):
        """Those of these documents that an e-mail of this template may be about.

        ``given``: values of the e-mail that take the place of the template's own.
        """
        if not self._is_clientfile_asking():
            return res_ids
        records = self.env[self.model].browse(res_ids)
        reached = self._get_clientfile_template_reach(self, records, given)
        return self._leave_clientfile_refused_out(records, reached).ids

    def _keep_clientfile_thread_allowed(self, records):
        """Those of ``records`` in whose thread this template may be posted."""
        if not self._is_clientfile_asking():
            return records
        reached = self._get_clientfile_template_reach(self, records)
        reached = self._add_clientfile_followers(reached, records)
        return self._leave_clientfile_refused_out(records, reached)
