import base64

from odoo.tests import HttpCase, tagged

from .pack_case import PackCase


@tagged("post_install", "-at_install")
class TestRequestTour(PackCase, HttpCase):
    """Journeys in a browser: of a person, and of a request."""

    def test_person_consents_by_a_signed_link(self):
        asks = self.env["clientfile.consent.ask"].with_user(self.user)
        partner = self.claire.with_user(self.user)
        asks._ask(partner, self.wordings[self.offers], ("email", "sms"))
        body = self.mails_to("claire@example.com")[-1].body_html
        link = "/clientfile/consent/" + body.partition("/clientfile/consent/")[2]
        self.start_tour(link.partition('"')[0], "clientfile_consent_link_tour")
        self.env.invalidate_all()
        said = self.claire.clientfile_consent_ids.sorted("id")
        expected = [("given", "sms"), ("withdrawn", "sms")]
        self.assertEqual([(one.state, one.channel) for one in said], expected)

    def test_consent_on_paper_is_noted_with_its_scan(self):
        self.start_tour(
            f"/odoo/customer-file/{self.claire.id}",
            "clientfile_consent_paper_tour",
            login=self.user.login,
        )
        self.env.invalidate_all()
        consent = self.claire.clientfile_consent_ids
        said = (consent.state, consent.channel, consent.source)
        self.assertEqual(said, ("given", "phone", "paper"))
        scan = consent.evidence_id.sudo().file
        self.assertEqual(base64.b64decode(scan), b"signed by hand")

    def test_request_goes_from_arrival_to_closure(self):
        self.start_tour(
            "/odoo/privacy-requests",
            "clientfile_request_tour",
            login=self.officer.login,
        )
        self.env.invalidate_all()
        request = self.requests.search([("partner_id", "=", self.claire.id)])
        self.assertEqual(request.state, "answered")
        self.assertEqual(request.outcome, "The address was corrected.")
        self.assertIn("corrected", self.mails_to("claire@example.com")[-1].body_html)
