from odoo import http
from odoo.http import content_disposition, request

from .privacy_page import UNKEPT, render_page


class PrivacyPack(http.Controller):
    """Where a person takes the copy of the data: a link, and a password told apart."""

    @http.route(
        "/clientfile/privacy/copy/<string:token>",
        type="http",
        auth="public",
        website=True,
        sitemap=False,
        methods=["GET"],
    )
    def show_copy(self, token, **_kwargs):
        pack = request.env["clientfile.request.pack"]._find_by_token(token)
        return self._render(pack) if pack else self._refuse()

    @http.route(
        "/clientfile/privacy/copy/<string:token>",
        type="http",
        auth="public",
        website=True,
        sitemap=False,
        methods=["POST"],
    )
    def take_copy(self, token, password="", **_kwargs):
        pack = request.env["clientfile.request.pack"]._find_by_token(token)
        if not pack:
            return self._refuse()
        content = pack._take(password.strip())
        if content is False:
            return self._render(pack, True) if pack._is_open() else self._refuse()
        headers = [
            ("Content-Type", "application/zip"),
            ("Content-Length", str(len(content))),
            ("Content-Disposition", content_disposition(pack.filename)),
            *UNKEPT.items(),
        ]
        return request.make_response(content, headers)

    def _render(self, pack, is_wrong=False):
        values = {"company": pack.company_id, "pack": pack, "is_wrong": is_wrong}
        status = 403 if is_wrong else 200
        return render_page("clientfile_request_page_copy", values, status)

    def _refuse(self):
        company = request.env.company.sudo()  # sudo: a name and a logo
        values = {"company": company, "what": "invalid"}
        return render_page("clientfile_request_page_message", values, 404)
