from odoo import http
from odoo.http import content_disposition, request

_XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"


class CustomerRecord(http.Controller):
    """The record of a customer to take away."""

    @http.route(
        "/clientfile/record/<int:partner_id>.xlsx",
        type="http",
        auth="user",
        methods=["GET"],
        readonly=True,
    )
    def download_workbook(self, partner_id, company=None):
        """A workbook of what the user may see of this customer, in that company."""
        partners = request.env["res.partner"]
        if company and company.isdecimal():
            partners = partners.with_context(allowed_company_ids=[int(company)])
        partner = partners.browse(partner_id)
        name = partner._get_clientfile_record_filename()
        headers = [
            ("Content-Type", _XLSX),
            ("Content-Disposition", content_disposition(f"{name}.xlsx")),
            ("Cache-Control", "no-store"),
        ]
        return request.make_response(partner._get_clientfile_workbook(), headers)
