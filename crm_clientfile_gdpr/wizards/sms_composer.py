from odoo import api, models


class SmsComposer(models.TransientModel):
    """Text messages to many ask whether each person may be contacted."""

    _name = "sms.composer"
    _inherit = ["sms.composer", "clientfile.message.mixin"]

    _clientfile_channel = "sms"

    @api.depends("res_model", "mailing_id", "template_id")
    def _compute_clientfile_purpose_id(self):
        return super()._compute_clientfile_purpose_id()

    @api.depends("composition_mode", "res_id", "res_ids", "numbers")
    def _compute_clientfile_is_to_many(self):
        return super()._compute_clientfile_is_to_many()

    @api.depends(
        *("composition_mode", "res_model", "res_id", "res_ids", "numbers"),
        *("number_field_name", "clientfile_purpose_id"),
    )
    def _compute_clientfile_left_out(self):
        return super()._compute_clientfile_left_out()

    def _action_send_sms(self):
        if self._is_clientfile_to_many() and not self._is_clientfile_asked():
            records = self._get_clientfile_records()
            self._log_clientfile_exception(records, self.body)
        return super()._action_send_sms()

    def _is_clientfile_to_many(self):
        if self.composition_mode == "mass":
            return True
        if self.composition_mode == "numbers":
            return len(self._get_clientfile_numbers()) > 1
        return len(self._get_records() or ()) > 1

    def _get_clientfile_model(self):
        return self.res_model

    def _get_clientfile_mailing(self):
        return self.mailing_id

    def _get_clientfile_records(self):
        records = self._get_records()
        return self.env["res.partner"] if records is None else records

    def _get_clientfile_numbers(self):
        return (self.sanitized_numbers or "").split(",")

    def _get_clientfile_reach(self):
        if self.composition_mode == "numbers":
            return {number: ([], [number]) for number in self._get_clientfile_numbers()}
        records = self._get_records()
        return self._read_clientfile_reach(self._prepare_recipient_values(records))

    @api.model
    def _read_clientfile_reach(self, recipients_info):
        return {
            record_id: (found["partner"].ids, [found["sanitized"] or ""])
            for record_id, found in recipients_info.items()
        }

    def _get_blacklist_record_ids(self, records, recipients_info):
        excluded = super()._get_blacklist_record_ids(records, recipients_info)
        asked = {record.id: recipients_info[record.id] for record in records}
        reached = self._read_clientfile_reach(asked)
        return [*excluded, *self._get_clientfile_refusals(reached)]

    def _action_send_sms_comment(self, records=None):
        records = self._get_records() if records is None else records
        if len(records) > 1:
            refused = self._get_clientfile_refusals(self._get_clientfile_reach())
            records = records.filtered(lambda record: record.id not in refused)
        return super()._action_send_sms_comment(records)

    def _action_send_sms_numbers(self):
        if self._is_clientfile_to_many():
            reached = self._get_clientfile_reach()
            refused = self._get_clientfile_refusals(reached)
            self.numbers = ",".join(one for one in reached if one not in refused)
            if not self.numbers:
                return self.env["sms.sms"]
        return super()._action_send_sms_numbers()
