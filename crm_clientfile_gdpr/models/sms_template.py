from odoo import models


class SmsTemplate(models.Model):
    """Text messages of a template with a purpose ask as well."""

    _name = "sms.template"
    _inherit = ["sms.template", "clientfile.template.mixin"]

    _clientfile_channel = "sms"

    def _may_clientfile_text(self, record, partner_ids=()):
        """Whether a text message of this template may be sent about ``record``.

        ``partner_ids``: the persons it goes to instead of the usual ones.
        """
        if not self._is_clientfile_asking():
            return True
        found = record._sms_get_recipients_info()[record.id]
        people = [*(partner_ids or found["partner"].ids)]
        address = [] if partner_ids else [found["sanitized"] or ""]
        reached = self._drop_clientfile_staff({record.id: (people, address)})
        return bool(self._leave_clientfile_refused_out(record, reached))
