from odoo import api, models


class AccountPartialReconcile(models.Model):
    """Paying and taking a payment back have the figures of the payer made anew."""

    _inherit = "account.partial.reconcile"

    @api.model_create_multi
    def create(self, vals_list):
        partials = super().create(vals_list)
        partials._clientfile_count_anew()
        return partials

    def unlink(self):
        self._clientfile_count_anew()
        return super().unlink()

    def _clientfile_count_anew(self):
        moves = (self.debit_move_id | self.credit_move_id).move_id
        moves._clientfile_count_anew(moves._get_clientfile_counted_ids())
