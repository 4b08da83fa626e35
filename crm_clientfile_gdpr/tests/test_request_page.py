from datetime import timedelta

from freezegun import freeze_time

from odoo import fields
from odoo.http import Request
from odoo.tests import HttpCase, tagged

from .request_case import LINK, RequestCase

FORM = "/clientfile/privacy/request"


@tagged("post_install", "-at_install")
class TestRequestPage(RequestCase, HttpCase):
    """What somebody without an account sees and does."""

    def setUp(self):
        super().setUp()
        self.authenticate(None, None)

    def post(self, path, **values):
        return self.url_open(path, {"csrf_token": Request.csrf_token(self), **values})

    def fill_in(self, **values):
        return self.post(
            FORM,
            **{
                "kind": "access",
                "person_name": "Claire",
                "person_email": "claire@example.com",
                "message": "What do you know?",
                **values,
            },
        )

    def asked(self):
        self.env.invalidate_all()
        return self.requests.search([("channel", "=", "page")])

    def test_form_is_shown_to_anybody_and_makes_nothing(self):
        response = self.url_open(FORM)
        self.assertEqual(response.status_code, 200)
        self.assertIn("person_email", response.text)
        self.assertFalse(self.asked())

    def test_form_that_was_sent_waits_for_its_confirmation(self):
        self.fill_in()
        request = self.asked()
        self.assertEqual(request.state, "unconfirmed")
        self.assertFalse(request.partner_id)
        self.assertEqual(request.message, "What do you know?")

    def test_answer_does_not_tell_who_is_known(self):
        known = self.fill_in()
        unknown = self.fill_in(person_email="nobody@example.com")
        self.assertEqual(len(self.asked()), 2)
        texts = {text.partition("<main")[2] for text in (known.text, unknown.text)}
        self.assertEqual(len(texts), 1)

    def test_form_without_its_token_is_refused(self):
        values = {"kind": "access", "person_name": "C", "person_email": "c@x.fr"}
        self.assertEqual(self.url_open(FORM, values).status_code, 400)
        self.assertFalse(self.asked())

    def test_incomplete_form_comes_back_with_what_was_typed(self):
        for values in ({"kind": "everything"}, {"person_email": "no"}):
            response = self.fill_in(message="Keep <b>this</b>", **values)
            self.assertIn("Keep &lt;b&gt;this&lt;/b&gt;", response.text)
        self.assertFalse(self.asked())

    def test_program_that_fills_in_all_fields_is_left_at_that(self):
        self.assertEqual(self.fill_in(nickname="x").status_code, 200)
        self.assertFalse(self.asked())

    def test_fourth_form_of_an_hour_sends_no_mail(self):
        for _time in range(4):
            self.assertEqual(self.fill_in().status_code, 200)
        self.assertEqual(len(self.asked()), 3)
        self.assertEqual(len(self.mails_to("claire@example.com")), 3)

    def test_scanner_that_follows_the_link_confirms_nothing(self):
        self.fill_in()
        for _time in range(2):
            self.assertIn("Confirm", self.url_open(self.link()).text)
        self.assertEqual(self.asked().state, "unconfirmed")

    def link(self):
        return self.link_to("claire@example.com")

    def test_button_of_the_link_confirms_and_finds_the_person(self):
        self.fill_in()
        self.post(self.link())
        request = self.asked()
        self.assertEqual((request.state, request.identity), ("new", "link"))
        self.assertEqual(request.partner_id, self.claire)
        self.assertEqual(request.date_received, fields.Date.today())

    def test_link_confirms_once(self):
        self.fill_in()
        link = self.link()
        self.post(link)
        self.asked().sudo().identity = "none"
        for answer in (self.post(link), self.url_open(link)):
            self.assertIn("confirmed already", answer.text)
        self.assertEqual(self.asked().identity, "none")

    def test_objection_counts_from_its_confirmation(self):
        self.fill_in(kind="objection")
        self.assertFalse(self.claire.clientfile_consent_ids)
        self.post(self.link())
        self.env.invalidate_all()
        self.assertEqual(self.answer(channel="post"), (False, "opposed"))

    def test_forged_link_gets_a_clear_page(self):
        self.fill_in()
        link = self.link()
        other = self.env["clientfile.link"]._sign("another use", [1, "x"], 7)
        for token in (link[len(LINK) : -2], "x", "é", other, "A" * 400):
            for answer in (self.url_open(LINK + token), self.post(LINK + token)):
                self.assertEqual(answer.status_code, 404)
                self.assertIn("not valid", answer.text)
        self.assertEqual(self.asked().state, "unconfirmed")

    def test_link_of_last_week_has_expired(self):
        with freeze_time(fields.Datetime.now() - timedelta(days=8)):
            values = {"channel": "page", "person_email": "claire@example.com"}
            request = self.receive(**values)
        self.assertEqual(self.post(self.link()).status_code, 404)
        self.assertEqual(request.state, "unconfirmed")

    def test_only_the_last_link_and_the_last_address_count(self):
        request = self.receive(person_email="claire@example.com")
        request.action_ask_identity()
        first = self.link()
        request.action_ask_identity()
        second = self.link()
        self.assertEqual(self.url_open(first).status_code, 404)
        request.person_email = "other@example.com"
        self.env.flush_all()
        self.assertEqual(self.post(second).status_code, 404)
        self.assertEqual(request.identity, "asked")

    def test_link_carries_nothing_personal(self):
        self.fill_in()
        word = self.link()[len(LINK) :]
        values = self.env["clientfile.link"]._read_signed(
            "clientfile.request.confirm", word
        )
        self.assertEqual(values, [self.asked().id, self.asked().sudo().link_key])

    def test_what_nobody_confirms_is_forgotten_after_a_month(self):
        self.fill_in()
        request = self.asked()
        self.requests._gc_unconfirmed()
        self.assertTrue(request.exists())
        with freeze_time(fields.Datetime.now() + timedelta(days=31)):
            self.requests._gc_unconfirmed()
        self.assertFalse(request.exists())
