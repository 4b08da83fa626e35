from odoo import api, models
from odoo.tools.mail import email_normalize_all


class MailComposeMessage(models.TransientModel):
    """E-mails to many documents ask whether each person may be contacted."""

    _name = "mail.compose.message"
    _inherit = ["mail.compose.message", "clientfile.message.mixin"]

    _clientfile_channel = "email"

    @api.depends("model", "mass_mailing_id", "template_id")
    def _compute_clientfile_purpose_id(self):
        return super()._compute_clientfile_purpose_id()

    @api.depends("composition_mode", "composition_batch")
    def _compute_clientfile_is_to_many(self):
        return super()._compute_clientfile_is_to_many()

    @api.depends(
        *("composition_mode", "model", "res_ids", "res_domain"),
        *("clientfile_purpose_id", "partner_ids"),
    )
    def _compute_clientfile_left_out(self):
        return super()._compute_clientfile_left_out()

    def _action_send_mail(self, auto_commit=False):
        for composer in self:
            if composer._is_clientfile_to_many() and composer.model:
                records = composer._get_clientfile_records()
                composer._log_clientfile_exception(records, composer.subject)
        return super()._action_send_mail(auto_commit=auto_commit)

    def _is_clientfile_to_many(self):
        return self.composition_mode == "mass_mail" or self.composition_batch

    def _get_clientfile_model(self):
        return self.model

    def _get_clientfile_mailing(self):
        return self.mass_mailing_id

    def _get_clientfile_records(self):
        records = self.env[self.model]
        if self.res_domain:
            return records.search(self._evaluate_res_domain())
        return records.browse(self._evaluate_res_ids())

    def _get_clientfile_reach(self):
        """By whom the host writes to when nobody says otherwise."""
        records = self._get_clientfile_records()
        if self.model == "res.partner":
            return {partner_id: ([partner_id], []) for partner_id in records.ids}
        recipients = records._message_get_default_recipients()
        reached = {
            record_id: (
                [*found["partner_ids"], *self.partner_ids.ids],
                email_normalize_all(found["email_to"] or ""),
            )
            for record_id, found in recipients.items()
        }
        return self._add_clientfile_customers(reached)

    def _get_blacklist_record_ids(self, mail_values_dict, recipients_info=None):
        excluded = super()._get_blacklist_record_ids(mail_values_dict, recipients_info)
        if self.composition_mode != "mass_mail" or not self.model:
            return excluded
        reached = {
            record_id: (
                [command[1] for command in values.get("recipient_ids") or ()],
                self._get_clientfile_addresses(values),
            )
            for record_id, values in mail_values_dict.items()
        }
        reached = self._add_clientfile_customers(reached)
        return {*excluded, *self._get_clientfile_refusals(reached)}

    def _manage_mail_values(self, mail_values_all):
        """Messages posted on many documents leave out those of who is left out."""
        kept = super()._manage_mail_values(mail_values_all)
        if self.composition_mode == "mass_mail" or not self._is_clientfile_to_many():
            return kept
        customers = self.env[self.model].browse(kept)._mail_get_partners()
        reached = {
            record_id: (
                [*values.get("partner_ids", ()), *customers[record_id].ids],
                [],
            )
            for record_id, values in kept.items()
        }
        refused = self._get_clientfile_refusals(reached)
        return {one: values for one, values in kept.items() if one not in refused}

    @api.model
    def _get_clientfile_addresses(self, mail_values):
        given = (mail_values.get("email_to"), mail_values.get("email_cc"))
        return email_normalize_all(", ".join(filter(None, given)))

    def _prepare_mailing_values(self):
        values = super()._prepare_mailing_values()
        return {**values, "clientfile_purpose_id": self.clientfile_purpose_id.id}
