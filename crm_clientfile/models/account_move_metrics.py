from odoo import api, models

_SALES = ("out_invoice", "out_refund", "out_receipt")
_COUNTED = frozenset(
    (
        "state",
        "partner_id",
        "commercial_partner_id",
        "invoice_date",
        "date",
        "move_type",
    )
)


class AccountMove(models.Model):
    """Posting, resetting, cancelling and deleting have the figures made anew."""

    _inherit = "account.move"

    # Odoo has none by the customer; figures and ledger look there.
    _clientfile_sales = models.Index(
        "(commercial_partner_id, company_id) WHERE state = 'posted'"
        " AND move_type IN ('out_invoice', 'out_refund', 'out_receipt')"
    )

    def write(self, vals):
        if _COUNTED.isdisjoint(vals):
            return super().write(vals)
        before = self._get_clientfile_counted_ids()
        result = super().write(vals)
        self._clientfile_count_anew(before | self._get_clientfile_counted_ids())
        return result

    def unlink(self):
        counted = self._get_clientfile_counted_ids()
        result = super().unlink()
        self._clientfile_count_anew(counted)
        return result

    def _get_clientfile_counted_ids(self):
        """Customers of the posted sales among these entries."""
        sales = self.filtered(
            lambda move: move.state == "posted" and move.move_type in _SALES
        )
        return set(sales.commercial_partner_id.ids)

    @api.model
    def _clientfile_count_anew(self, partner_ids):
        # sudo: nobody may write figures, everybody's documents count
        self.env["clientfile.metrics.pending"].sudo()._add(partner_ids)
