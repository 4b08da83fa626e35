from odoo import models

_MORE = ("clientfile_birth_date", "country_id", "state_id", "user_id")
# Records that belong to the person, and what identifies each of them.
_PARTS = {"bank_ids": "acc_number", "clientfile_channel_ids": "value"}


class ResPartner(models.Model):
    """What the intermediate archive keeps of a person."""

    _inherit = "res.partner"

    def _get_clientfile_archive_content(self):
        """Pairs of a title and a value: all texts of the record, and its parts."""
        self.ensure_one()
        texts = self.env["clientfile.data.map"]._get_text_fields()["res.partner"]
        names = [name for name in (*texts, *_MORE) if self[name]]
        lines = [[self._get_clientfile_title(name), self[name]] for name in names]
        for name, value in self._get_clientfile_archive_parts().items():
            title = self._get_clientfile_title(name)
            lines += [[title, part] for part in self[name].mapped(value)]
        return [[title, self._write_clientfile_value(value)] for title, value in lines]

    def _get_clientfile_archive_parts(self):
        """What else is archived: fields with records, and their field to keep."""
        return _PARTS

    def _get_clientfile_title(self, name):
        return self._fields[name]._description_string(self.env)

    def _write_clientfile_value(self, value):
        is_record = isinstance(value, models.BaseModel)
        return value.display_name if is_record else str(value)
