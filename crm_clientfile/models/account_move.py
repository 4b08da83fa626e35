from odoo import fields, models

_SALES = ("out_invoice", "out_refund", "out_receipt")


class AccountMove(models.Model):
    _inherit = "account.move"

    def _post(self, soft=True):
        # Before the host: payment reference and PDF are to carry the number, and who
        # has posted entries gets none by himself.
        for day, partners in self._get_clientfile_sales(soft).items():
            partners._clientfile_become_client(day)
        return super()._post(soft)

    def _get_clientfile_sales(self, soft):
        """Customers by the day of a sale among these moves, oldest first."""
        today = fields.Date.context_today(self)
        sales = {}
        for move in self.sorted(lambda move: move.invoice_date or move.date or today):
            # The host leaves these as drafts.
            if soft and move.date and move.date > today:
                continue
            day = move.invoice_date or move.date or today
            partners = move._get_clientfile_customers()
            sales[day] = sales.get(day, partners) | partners
        return sales

    def _get_clientfile_customers(self):
        """The partners that the host counts as customers for this move."""
        self.ensure_one()
        if self.move_type in _SALES:
            return self.partner_id
        if self.move_type != "entry":
            return self.partner_id.browse()
        receivable = self.line_ids.filtered(
            lambda line: line.account_id.account_type == "asset_receivable"
        )
        return receivable.partner_id
