from odoo import fields, models


class ClientfileImportKey(models.Model):
    """The keys of the customers of one file, while it is checked against itself."""

    _name = "clientfile.import.key"
    _description = "Key of a Row of an Imported File"
    _log_access = False
    _rec_name = "key"

    import_id = fields.Many2one(
        "clientfile.import", required=True, readonly=True, ondelete="cascade"
    )
    row_id = fields.Many2one(
        "clientfile.import.row", required=True, readonly=True, ondelete="cascade"
    )
    key = fields.Char(required=True, readonly=True)

    _by_key = models.Index("(import_id, key)")
    _by_row = models.Index("(row_id)")
