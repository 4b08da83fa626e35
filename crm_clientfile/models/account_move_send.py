from odoo import api, models


class AccountMoveSend(models.AbstractModel):
    """Invoices also go to the contacts whose role is to receive them."""

    _inherit = "account.move.send"

    @api.model
    def _get_default_mail_partner_ids(self, move, mail_template, mail_lang):
        partners = super()._get_default_mail_partner_ids(move, mail_template, mail_lang)
        customer = move.commercial_partner_id
        holders = partners._get_clientfile_recipients("invoices", customer)
        return partners._clientfile_with_recipients(
            holders.get(customer), move.company_id
        )
