from odoo import http
from odoo.http import request

from .privacy_page import render_page

_LONGEST_AGENT = 300


class PrivacyConsent(http.Controller):
    """Consents given and withdrawn by signed links: GET shows, POST decides."""

    @http.route(
        "/clientfile/consent/<string:token>",
        type="http",
        auth="public",
        website=True,
        sitemap=False,
        methods=["GET"],
    )
    def show_ask(self, token, **_kwargs):
        ask = request.env["clientfile.consent.ask"]._find_by_token(token)
        if not ask:
            return self._render_message("invalid", status=404)
        if ask.state != "asked":
            return self._render_message("answered", ask.company_id, ask.partner_id)
        names = ask._get_channel_names()
        values = {
            "company": ask.company_id,
            "ask": ask,
            "channels": [(one, names[one]) for one in ask._get_channels()],
        }
        return render_page("clientfile_consent_page_ask", values)

    @http.route(
        "/clientfile/consent/<string:token>",
        type="http",
        auth="public",
        website=True,
        sitemap=False,
        methods=["POST"],
    )
    def answer(self, token, decision="", **_kwargs):
        ask = request.env["clientfile.consent.ask"]._find_by_token(token)
        if not ask:
            return self._render_message("invalid", status=404)
        agreed = request.httprequest.form.getlist("channel")
        if decision not in ("yes", "no") or (decision == "yes" and not agreed):
            return request.redirect(f"/clientfile/consent/{token}")
        is_first = ask._answer(agreed if decision == "yes" else [], self._get_web())
        what = {"yes": "given", "no": "refused"}[decision] if is_first else "answered"
        return self._render_message(what, ask.company_id, ask.partner_id)

    @http.route(
        "/clientfile/preferences/<string:token>",
        type="http",
        auth="public",
        website=True,
        sitemap=False,
        methods=["GET"],
    )
    def show_preferences(self, token, **_kwargs):
        person = request.env["res.partner"]._find_clientfile_by_preferences(token)
        if not person:
            return self._render_message("invalid", status=404)
        return self._render_preferences(person)

    @http.route(
        "/clientfile/preferences/<string:token>",
        type="http",
        auth="public",
        website=True,
        sitemap=False,
        methods=["POST"],
    )
    def save_preferences(self, token, decision="", **post):
        person = request.env["res.partner"]._find_clientfile_by_preferences(token)
        if not person:
            return self._render_message("invalid", status=404)
        if decision == "nothing":
            person._refuse_clientfile_contact(self._get_web())
            return self._render_message("opposed", person.env.company, person)
        if decision != "save":
            return self._render_preferences(person)
        chosen = self._get_chosen(request.httprequest.form.getlist("choice"))
        shown = self._get_shown(post)
        if not person._set_clientfile_choices(chosen, shown, self._get_web()):
            return self._render_preferences(person, is_outdated=True)
        return self._render_message("saved", person.env.company, person)

    def _get_chosen(self, ticked):
        """Purpose and channel of each box, as it was ticked: ``"3-email"``."""
        pairs = (one.partition("-") for one in ticked)
        return {
            (int(purpose), channel)
            for purpose, _dash, channel in pairs
            if purpose.isdecimal()
        }

    def _get_shown(self, post):
        """The wording that was shown, by purpose: ``wording_3`` is ``"12"``."""
        return {
            int(name[8:]): int(value)
            for name, value in post.items()
            if name.startswith("wording_")
            and name[8:].isdecimal()
            and value.isdecimal()
        }

    def _get_web(self):
        """Where the answer came from: a part of its evidence."""
        visit = request.httprequest
        return {
            "ip": visit.remote_addr,
            "agent": (visit.user_agent.string or "")[:_LONGEST_AGENT],
        }

    def _render_preferences(self, person, is_outdated=False):
        values = {
            "company": person.env.company,
            "person": person,
            "choices": person._get_clientfile_choices(),
            "channels": person._get_clientfile_contact_channels(),
            "is_opposed": person._is_clientfile_opposed_to_all(),
            "is_outdated": is_outdated,
        }
        return render_page("clientfile_consent_page_preferences", values)

    def _render_message(self, what, company=None, person=None, status=200):
        company = company or request.env.company.sudo()  # sudo: a name and a logo
        link = person and person._get_clientfile_preferences_url(company)
        values = {"what": what, "company": company, "preferences": link}
        return render_page("clientfile_consent_page_message", values, status)
