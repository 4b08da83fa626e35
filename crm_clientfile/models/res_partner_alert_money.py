from odoo import fields, models

from ..tools.alerts import Exceeded, Overdue

_SALES = ("out_invoice", "out_refund", "out_receipt")


class ResPartner(models.Model):
    """What a customer owes right now: it may stop an order, as no old figure may."""

    _inherit = "res.partner"

    def _get_clientfile_overdue_amounts(self):
        """:class:`Overdue` of those beyond the days that the company tolerates, by id.

        As in the figures: instalments of posted documents whose day is past, credit
        notes deducted; what was merged counts for the one that remains.
        """
        owners = self._get_clientfile_owners()
        tolerated = self.env.company.root_id.clientfile_overdue_days
        today = fields.Date.context_today(self)
        sums, oldest = {}, {}
        for partner, day, amount in self._read_clientfile_instalments(owners, today):
            owner = owners[partner.id]
            sums[owner] = sums.get(owner, 0) + amount
            if amount > 0:
                oldest[owner] = min(oldest.get(owner, day), day)
        found = {
            owner: Overdue(sums[owner], (today - day).days)
            for owner, day in oldest.items()
        }
        currency = self.env.company.root_id.currency_id
        return {
            owner: overdue
            for owner, overdue in found.items()
            if currency.compare_amounts(overdue.amount, 0) > 0
            and overdue.days > tolerated
        }

    def _read_clientfile_instalments(self, owners, today):
        return self.env["account.move.line"]._read_group(
            [
                ("partner_id", "in", list(owners)),
                ("company_id", "child_of", self.env.company.root_id.id),
                ("parent_state", "=", "posted"),
                ("move_id.move_type", "in", _SALES),
                ("display_type", "=", "payment_term"),
                ("reconciled", "=", False),
                ("date_maturity", "<", today),
            ],
            ["partner_id", "date_maturity:day"],
            ["amount_residual:sum"],
        )

    def _get_clientfile_owners(self):
        """Each entity, and whoever was merged into it, with the id of the entity."""
        merged = self.with_context(active_test=False).search(
            [("clientfile_merged_into_id", "in", self.ids)]
        )
        return {
            **{source.id: source.clientfile_merged_into_id.id for source in merged},
            **{entity.id: entity.id for entity in self},
        }

    def _get_clientfile_exceeded(self, ordered=None):
        """:class:`Exceeded` of those beyond their credit limit, by id.

        :param ordered: what quotations would add, by id, in the company's currency
        """
        if not self.env.company.account_use_credit_limit:
            return {}
        limited = self.filtered(lambda entity: entity.credit_limit > 0)
        # The host computes them once: an order confirmed a moment ago is to count.
        limited.invalidate_recordset(["credit", "credit_to_invoice"])
        found = {}
        for entity in limited:
            more = (ordered or {}).get(entity.id, 0)
            amount = entity.credit + entity.credit_to_invoice + more
            if amount > entity.credit_limit:
                found[entity.id] = Exceeded(amount, entity.credit_limit)
        return found
