from odoo import fields, models


class ClientfileAccountingTotal(models.Model):
    """What an export holds of one journal, as counted when it was checked."""

    _name = "clientfile.accounting.total"
    _description = "Journal of an Accounting Export"
    _order = "id"

    export_id = fields.Many2one(
        "clientfile.accounting.export", required=True, index=True, ondelete="cascade"
    )
    currency_id = fields.Many2one(related="export_id.currency_id")
    journal_id = fields.Many2one("account.journal", ondelete="set null")
    code = fields.Char("Code There", required=True)
    move_count = fields.Integer("Entries")
    line_count = fields.Integer("Lines")
    debit = fields.Monetary()
    credit = fields.Monetary()
