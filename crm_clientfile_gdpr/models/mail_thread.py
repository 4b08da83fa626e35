from odoo import models

from .clientfile_asking_mixin import ASKED


class MailThread(models.AbstractModel):
    """Code and steps of documents that post a template ask, where it has a purpose.

    What somebody writes himself in a thread, an answer or a note, is not asked about.
    """

    _inherit = "mail.thread"

    def message_post_with_source(self, source_ref, **kwargs):
        template, _view = self._get_source_from_ref(source_ref)
        if not template or not template._is_clientfile_asking():
            return super().message_post_with_source(source_ref, **kwargs)
        allowed = template._keep_clientfile_thread_allowed(self)
        if not allowed:
            return self.env["mail.message"]
        asked = allowed.with_context(clientfile_asked=ASKED)
        return super(MailThread, asked).message_post_with_source(source_ref, **kwargs)

    def _message_sms_with_template(
        self,
        template=False,
        template_xmlid=False,
        template_fallback="",
        partner_ids=False,
        **kwargs,
    ):
        if not template and template_xmlid:
            template = self.env.ref(template_xmlid, raise_if_not_found=False)
        if template and not template._may_clientfile_text(self, partner_ids):
            return self.env["mail.message"]
        return super()._message_sms_with_template(
            template, template_xmlid, template_fallback, partner_ids, **kwargs
        )
