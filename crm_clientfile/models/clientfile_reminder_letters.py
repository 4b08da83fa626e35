from odoo import models
from odoo.exceptions import UserError
from odoo.tools.pdf import merge_pdf


class ClientfileReminderRun(models.Model):
    """The letters of a run as one file, page for page as each was kept."""

    _inherit = "clientfile.reminder.run"

    def action_print_letters(self):
        """Download all letters that were sent, in one PDF."""
        self.ensure_one()
        self.check_access("read")
        letters = self.reminder_ids.filtered(
            lambda one: one.state == "sent" and one.channel == "letter"
        )
        if not letters:
            raise UserError(self.env._("There is no letter among these reminders."))
        letters = letters.sorted(lambda one: (one.partner_id.name or "", one.id))
        attachment = self._keep_letters(letters)
        return {
            "type": "ir.actions.act_url",
            "url": f"/web/content/{attachment.id}?download=true",
            "target": "download",
        }

    def _keep_letters(self, letters):
        """The file of all letters; it replaces the one printed before."""
        name = self.env._("Letters of %s.pdf", self.name.replace("/", "-"))
        # sudo: who may read the reminders may print them
        attachments = self.env["ir.attachment"].sudo()
        values = {"name": name, "res_model": self._name, "res_id": self.id}
        attachments.search(
            [(key, "=", value) for key, value in values.items()]
        ).unlink()
        content = merge_pdf([letter._get_kept_pdf() for letter in letters])
        return attachments.create({**values, "raw": content})


class ClientfileReminder(models.Model):
    _inherit = "clientfile.reminder"

    def _get_kept_pdf(self):
        """The letter as it left; printed anew where somebody deleted it."""
        # sudo: what is attached to a reminder, for whoever reads the reminder
        kept = self.sudo().message_ids.attachment_ids.sorted("id")
        kept = kept.filtered(lambda one: one.name.endswith(".pdf"))
        return kept[:1].raw or self._in_language()._render_pdf()
