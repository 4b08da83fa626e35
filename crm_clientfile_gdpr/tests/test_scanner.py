from odoo.http import Request
from odoo.tests import HttpCase, tagged

from .pack_case import PackCase


@tagged("post_install", "-at_install")
class TestScanner(PackCase, HttpCase):
    """A scanner of e-mails follows each link, asks for its head, guesses its answer."""

    def setUp(self):
        super().setUp()
        self.authenticate(None, None)

    def follow(self, link):
        """What programs do with a link before the person reads the e-mail."""
        answers = [
            self.url_open(link),
            self.url_open(link, method="HEAD"),
            self.url_open(f"{link}?decision=yes&channel=email&password=x"),
            self.url_open(f"{link}?decision=nothing&choice=1-email"),
        ]
        self.env.invalidate_all()
        return {answer.status_code for answer in answers}

    def said(self):
        return self.claire.clientfile_consent_ids.mapped("state")

    def test_question_stays_open_until_the_button(self):
        asks = self.env["clientfile.consent.ask"].with_user(self.user)
        claire = self.claire.with_user(self.user)
        ask = asks._ask(claire, self.wordings[self.offers], ["email"])
        body = self.mails_to("claire@example.com")[-1].body_html
        path = "/clientfile/consent/"
        link = path + body.partition(path)[2].partition('"')[0]
        self.assertEqual(self.follow(link), {200})
        self.assertEqual((ask.state, self.said()), ("asked", []))

    def test_preferences_stay_as_they_are(self):
        self.say("given")
        url = self.claire._get_clientfile_preferences_url()
        self.assertEqual(self.follow(url[url.index("/clientfile") :]), {200})
        self.assertEqual(self.said(), ["given"])

    def test_request_stays_unconfirmed(self):
        self.url_open(
            "/clientfile/privacy/request",
            {
                "csrf_token": Request.csrf_token(self),
                "kind": "objection",
                "person_name": "Claire",
                "person_email": "claire@example.com",
            },
        )
        self.assertEqual(self.follow(self.link_to("claire@example.com")), {200})
        request = self.requests.search([("channel", "=", "page")])
        self.assertEqual((request.state, self.said()), ("unconfirmed", []))

    def test_copy_is_neither_taken_nor_shut(self):
        pack = self.make_pack()
        link, _password = self.send(pack)
        for _time in range(3):
            self.assertEqual(self.follow(link), {200})
        self.assertEqual((pack.attempts, pack.download_count), (0, 0))
        self.assertEqual(pack.state, "sent")
