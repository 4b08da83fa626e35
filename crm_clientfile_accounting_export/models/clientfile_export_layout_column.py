from odoo import api, fields, models

from ..formats.layout_values import COLUMN_VALUES, Column


class ClientfileExportLayoutColumn(models.Model):
    """What a column of a layout shows, and in which width."""

    _name = "clientfile.export.layout.column"
    _description = "Column of an Accounting File"
    _order = "layout_id, sequence, id"

    layout_id = fields.Many2one(
        "clientfile.export.layout", required=True, index=True, ondelete="cascade"
    )
    sequence = fields.Integer(default=100)
    value = fields.Selection(selection="_get_values", string="Shows")
    title = fields.Char()
    width = fields.Integer(help="Zero: no limit. Longer codes are refused, texts cut.")
    align = fields.Selection(
        [("<", "Left"), (">", "Right")], help="By default numbers go right."
    )
    fill = fields.Char("Filled with", default=" ", size=1, trim=False)
    constant = fields.Char("When Empty", help="What stands where there is no value.")
    is_padded = fields.Boolean("Filled to Its Width")

    @api.model
    def _get_values(self):
        words = self.env["clientfile.accounting.words"]
        return [
            (value, words._say(label))
            for value, (label, _kind) in COLUMN_VALUES.items()
        ]

    def _get_column(self):
        """The column as a value of the pure layer."""
        return Column(
            self.value or "",
            self.title or "",
            max(self.width, 0),
            self.align or "",
            self.fill or " ",
            self.constant or "",
            self.is_padded,
        )
