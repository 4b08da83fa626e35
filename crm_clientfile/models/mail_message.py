from odoo import models


class MailMessage(models.Model):
    _inherit = "mail.message"

    # Nine messages in ten are notes of changes, and bodies are long: without an index
    # that holds what counts as contact, all of them are read to find who is silent.
    # What it says of kinds stands in the query of the last contact, too.
    _clientfile_contact = models.Index(
        "(model, date, res_id)"
        " INCLUDE (message_type, subtype_id, is_internal, mail_activity_type_id)"
        " WHERE message_type IN ('email', 'comment', 'email_outgoing', 'sms')"
        " OR mail_activity_type_id IS NOT NULL"
    )
