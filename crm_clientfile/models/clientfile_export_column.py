from odoo import api, fields, models

from .clientfile_export_content import available_keys

# Columns that an import does not know are called like the field of the partner.
_FIELDS = {
    "former_numbers": "clientfile_number_alias_ids",
    "age": "clientfile_age",
    "vat_group": "clientfile_is_vat_group_member",
    "doubtful": "clientfile_doubtful",
    "status": "clientfile_status",
    "vip": "clientfile_is_vip",
    "last_contact": "clientfile_last_contact_date",
    "next_action": "activity_date_deadline",
    "created": "create_date",
    "terms_inherited": "clientfile_terms_inherited",
    "checked_by": "clientfile_checked_by_id",
}


class ClientfileExportColumn(models.Model):
    """A column of an export, in its place."""

    _name = "clientfile.export.column"
    _description = "Column of an Export"
    _order = "export_id, sequence, id"
    _rec_name = "key"

    export_id = fields.Many2one(
        "clientfile.export", required=True, index=True, ondelete="cascade"
    )
    sequence = fields.Integer(default=100)
    key = fields.Selection("_get_key_selection", "Column", required=True)

    @api.model
    def _get_key_selection(self):
        """The columns that the user may read, with the titles that imports know."""
        target = self.env["clientfile.import.column"]._fields["target"]
        titles = dict(target._description_selection(self.env))
        for key, name in _FIELDS.items():
            field = self.env["res.partner"]._fields[name]
            titles[key] = field._description_string(self.env)
        return [(key, titles[key]) for key in available_keys(self.env)]
