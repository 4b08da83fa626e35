from odoo import fields, models


class ClientfileMergeLine(models.Model):
    """The journal of a merge: what each touched row held before, and after.

    Written set-based. ``moved``: the rows of one table and column that named one source
    (``row_ids``; of a relation table, the ids of the other column). The other kinds
    hold one row: the columns that ``changed``, or all of one ``created`` or
    ``deleted``. ``before`` lasts only as long as the merge runs.
    """

    _name = "clientfile.merge.line"
    _description = "Journal of a Merge"
    _order = "id"
    _log_access = False
    _rec_name = "table_name"

    merge_id = fields.Many2one(
        "clientfile.merge", required=True, index=True, ondelete="cascade"
    )
    kind = fields.Selection(
        [
            ("before", "Before"),
            ("moved", "Moved"),
            ("changed", "Changed"),
            ("created", "Created"),
            ("deleted", "Deleted"),
        ],
        required=True,
    )
    table_name = fields.Char("Table", required=True)
    column_name = fields.Char("Column")
    row_id = fields.Integer(aggregator=None)
    row_ids = fields.Json("Rows")
    row_count = fields.Integer("Number of Rows")
    old = fields.Json("Before the Merge")
    new = fields.Json("After the Merge")
