from odoo import models


class AccountMove(models.Model):
    _inherit = "account.move"

    def _get_clientfile_registered_office(self):
        """The customer's legal address, where the invoice is sent to another one.

        Invoices between companies name the registered office, whatever the address
        they go to (French tax code, annex II, article 242 nonies A).
        """
        self.ensure_one()
        partner = self.partner_id
        if not partner or not self.is_sale_document(include_receipts=True):
            return partner.browse()
        office = partner._get_clientfile_address("clientfile_legal")
        lines = office._get_clientfile_address_lines()
        is_told = lines == partner._get_clientfile_address_lines()
        return partner.browse() if is_told or not any(lines) else office
