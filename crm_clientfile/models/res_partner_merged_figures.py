import operator as comparisons

from odoo import api, models
from odoo.fields import Domain

_COMPARISONS = {
    "<": comparisons.lt,
    "<=": comparisons.le,
    "=": comparisons.eq,
    ">=": comparisons.ge,
    ">": comparisons.gt,
}
_BALANCES = {"asset_receivable": "credit", "liability_payable": "debit"}


class ResPartner(models.Model):
    """The host's figures of who remains count what those merged into it keep.

    Posted entries of a linked source are never rewritten: its balance, its invoices and
    the warning of the credit limit are read as one with those of the survivor.
    """

    _inherit = "res.partner"

    def _credit_debit_get(self):
        result = super()._credit_debit_get()
        self._clientfile_add_merged(("credit", "debit"))
        return result

    @api.model
    def _asset_difference_search(self, account_type, operator, operand):
        domain = super()._asset_difference_search(account_type, operator, operand)
        compare = _COMPARISONS.get(operator)
        if not domain or not compare:
            return domain
        # sudo: to know whose balance is joined; the search applies the user's rules
        survivors = self.sudo().with_context(active_test=False)
        survivors = survivors.search([("clientfile_merged_ids", "!=", False)])
        name = _BALANCES[account_type]
        found = survivors.filtered(lambda one: compare(one[name], operand))
        is_joined = Domain("id", "in", survivors.ids)
        return Domain("id", "in", found.ids) | (~is_joined & Domain(domain))

    def _invoice_total(self):
        result = super()._invoice_total()
        self._clientfile_add_merged(("total_invoiced",))
        return result

    def _compute_account_move_count(self):
        result = super()._compute_account_move_count()
        self._clientfile_add_merged(("account_move_count",))
        return result

    def _compute_supplier_invoice_count(self):
        result = super()._compute_supplier_invoice_count()
        self._clientfile_add_merged(("supplier_invoice_count",))
        return result

    def action_view_partner_invoices(self):
        action = super().action_view_partner_invoices()
        ids = self._clientfile_entity_ids()
        if len(ids) > len(self):
            everyone = self.with_context(active_test=False)
            everyone = everyone.search([("id", "child_of", ids)])
            action["domain"] = [
                ("partner_id", "in", everyone.ids) if leaf[0] == "partner_id" else leaf
                for leaf in action["domain"]
            ]
        return action

    def _clientfile_add_merged(self, names):
        """Add to figures just computed those of the partners merged into ``self``."""
        for survivor in self._origin:
            merged = survivor.clientfile_merged_ids.with_context(active_test=False)
            # Of the recordset computed, so that the figure goes into its cache.
            survivor = self.browse(survivor.id)
            for name in names if merged else ():
                survivor[name] += sum(merged.mapped(name))
