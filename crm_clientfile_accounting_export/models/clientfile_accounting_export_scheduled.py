from odoo import fields, models
from odoo.tools.mail import plaintext2html

TEMPLATE = "crm_clientfile_accounting_export.mail_template_accounting_export"
MEGABYTE = 1_000_000
MOST_TOLD = 20


class ClientfileAccountingExport(models.Model):
    """An export that a schedule has started: sent when done, told of when not."""

    _inherit = "clientfile.accounting.export"

    schedule_id = fields.Many2one(
        "clientfile.accounting.export.schedule",
        "Regular Export",
        readonly=True,
        copy=False,
        index="btree_not_null",
        ondelete="set null",
    )
    schedule_date = fields.Date("Due on", readonly=True, copy=False)
    date_sent = fields.Datetime("Sent on", readonly=True, copy=False)

    _due_once = models.UniqueIndex(
        "(schedule_id, schedule_date) WHERE schedule_id IS NOT NULL"
    )

    def _tell_refused(self):
        """Have the accountant repair what stands in the way."""
        if not self._list_moves():
            self.message_post(body=self.env._("Nothing new in this period."))
            return
        problems = self.problem_ids.filtered("is_blocking")[:MOST_TOLD]
        self.activity_schedule(
            "mail.mail_activity_data_todo",
            summary=self.env._("Repair, then export to %s", self.target_id.name),
            note=plaintext2html("\n".join(problems.mapped("name"))),
            user_id=self.user_id.id,
        )

    def _send_files(self):
        """Put the mails to the accountant into the queue, one for each language."""
        # sudo: a template and its attachments, in the name of whoever is responsible
        template = self.env.ref(TEMPLATE).sudo()
        attachments = self.file_ids.attachment_id if self._is_attached() else []
        for lang, recipients in self.schedule_id.recipient_ids.grouped("lang").items():
            template.with_context(clientfile_lang=lang).send_mail(
                self.id,
                email_values={
                    "recipient_ids": [fields.Command.set(recipients.ids)],
                    "attachment_ids": [
                        fields.Command.link(attachment.id) for attachment in attachments
                    ],
                },
            )
        self._note(date_sent=fields.Datetime.now())

    def _is_attached(self):
        """Whether the files are small enough to go along with the mail."""
        most = self.schedule_id.most_megabytes * MEGABYTE
        return sum(self.file_ids.mapped("size")) <= most

    def _get_link(self):
        """Where a user finds the files, once he has logged in."""
        return f"{self.get_base_url()}/odoo/accounting-exports/{self.id}"
