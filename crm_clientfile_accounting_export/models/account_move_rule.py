from odoo import models

CONCERNS = frozenset(
    (
        "partner_id",
        "partner_shipping_id",
        "fiscal_position_id",
        "journal_id",
        "invoice_date",
        "date",
    )
)


class AccountMove(models.Model):
    """What the lines of an invoice owe to its customer, place, regime and journal."""

    _inherit = "account.move"

    def write(self, vals):
        result = super().write(vals)
        if CONCERNS & set(vals):
            self.invoice_line_ids._clientfile_apply_rules()
        return result
