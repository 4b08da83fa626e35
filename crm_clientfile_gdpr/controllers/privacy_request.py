from odoo import http
from odoo.http import request
from odoo.tools import email_normalize

from ..models.clientfile_request import KINDS
from ..models.clientfile_request_arrival import LONGEST_MESSAGE
from .privacy_page import render_page

_LONGEST = 200


class PrivacyRequest(http.Controller):
    """Where anybody asks about his data, without an account: GET shows, POST decides.

    What is answered never depends on whether the person is known.
    """

    @http.route(
        ["/clientfile/privacy/request", "/clientfile/privacy/request/<int:company_id>"],
        type="http",
        auth="public",
        website=True,
        sitemap=False,
        methods=["GET"],
    )
    def show_form(self, company_id=None, **_kwargs):
        return self._render_form(self._get_company(company_id))

    @http.route(
        ["/clientfile/privacy/request", "/clientfile/privacy/request/<int:company_id>"],
        type="http",
        auth="public",
        website=True,
        sitemap=False,
        methods=["POST"],
    )
    def send_form(self, company_id=None, **post):
        company = self._get_company(company_id)
        if post.get("nickname"):
            # A field that people do not see was filled in by a program.
            return self._render_message("sent", company)
        values = self._prepare_values(company, post)
        if not values:
            return self._render_form(company, post, is_incomplete=True)
        if not request.env["clientfile.request"]._receive_from_page(values):
            return self._render_message("busy", company, status=429)
        return self._render_message("sent", company)

    @http.route(
        "/clientfile/privacy/confirm/<string:token>",
        type="http",
        auth="public",
        website=True,
        sitemap=False,
        methods=["GET"],
    )
    def show_confirmation(self, token, **_kwargs):
        asked = request.env["clientfile.request"]._find_by_confirm_token(token)
        if not asked:
            return self._render_message("invalid", status=404)
        if not asked._is_to_confirm():
            return self._render_message("done", asked.company_id)
        values = {"company": asked.company_id, "asked": asked}
        return render_page("clientfile_request_page_confirm", values)

    @http.route(
        "/clientfile/privacy/confirm/<string:token>",
        type="http",
        auth="public",
        website=True,
        sitemap=False,
        methods=["POST"],
    )
    def confirm(self, token, **_kwargs):
        asked = request.env["clientfile.request"]._find_by_confirm_token(token)
        if not asked:
            return self._render_message("invalid", status=404)
        if asked._is_to_confirm():
            asked._confirm()
            return self._render_message("confirmed", asked.company_id)
        return self._render_message("done", asked.company_id)

    def _get_company(self, company_id):
        # sudo: visitors see the name of the company they write to
        companies = request.env["res.company"].sudo()
        company = companies.browse(company_id or []).exists()
        # sudo: as above
        return (company or request.env.company.sudo()).root_id

    def _prepare_values(self, company, post):
        """What was typed, cut to size; false where something needed is missing."""
        typed = {
            name: (post.get(name) or "").strip()[:_LONGEST]
            for name in ("kind", "person_name", "person_email", "person_phone")
        }
        is_complete = typed["kind"] in dict(KINDS) and typed["person_name"]
        if not is_complete or not email_normalize(typed["person_email"]):
            return False
        message = (post.get("message") or "").strip()[:LONGEST_MESSAGE]
        lang = request.env.lang
        return {**typed, "message": message, "lang": lang, "company_id": company.id}

    def _render_form(self, company, typed=None, is_incomplete=False):
        field = request.env["clientfile.request"]._fields["kind"]
        values = {
            "company": company,
            "kinds": field._description_selection(request.env),
            "typed": typed or {},
            "is_incomplete": is_incomplete,
        }
        return render_page("clientfile_request_page_form", values)

    def _render_message(self, what, company=None, status=200):
        # sudo: a name and a logo
        values = {"what": what, "company": company or request.env.company.sudo()}
        return render_page("clientfile_request_page_message", values, status)
