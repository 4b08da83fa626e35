from odoo import http
from odoo.http import content_disposition, request

_XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"


class ProcessingRegister(http.Controller):
    """The register of processing to take away."""

    @http.route(
        "/clientfile/processing.xlsx", type="http", auth="user", methods=["GET"]
    )
    def download_register(self, company=None):
        """The activities and processors that the user may read, in that company."""
        activities = request.env["clientfile.processing"]
        if company and company.isdecimal():
            activities = activities.with_context(allowed_company_ids=[int(company)])
        activities.check_access("read")
        content = activities._get_workbook()
        request.env["clientfile.access.log"]._log("register", activities.search([]))
        name = activities._get_workbook_filename()
        headers = [
            ("Content-Type", _XLSX),
            ("Content-Disposition", content_disposition(f"{name}.xlsx")),
            ("Cache-Control", "no-store"),
        ]
        return request.make_response(content, headers)
