from odoo import models


class AccountPayment(models.Model):
    _inherit = "account.payment"

    # The ledger of a customer looks for the few that wait for the bank; the host has no
    # index by partner.
    _clientfile_pending = models.Index("(partner_id) WHERE move_id IS NULL")
