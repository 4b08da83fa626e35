from odoo import http
from odoo.http import request

from odoo.addons.crm_clientfile.controllers.customer_record import CustomerRecord


class CustomerRecordLogged(CustomerRecord):
    """Whoever takes the record of a customer away leaves a trace."""

    @http.route(readonly=False)
    def download_workbook(self, partner_id, company=None):
        response = super().download_workbook(partner_id, company)
        partner = request.env["res.partner"].browse(partner_id)
        request.env["clientfile.access.log"]._log("workbook", partner)
        return response
