import hashlib
import hmac

from odoo import fields
from odoo.exceptions import AccessError
from odoo.tests import tagged
from odoo.tools import SQL

from .consent_case import ConsentCase


@tagged("post_install", "-at_install")
class TestOpposition(ConsentCase):
    """Who opposed is known again, by hashes that nobody can read."""

    def setUp(self):
        super().setUp()
        self.listing = self.env["clientfile.opposition"]

    def digest(self, text):
        parameters = self.env["ir.config_parameter"].sudo()
        secret = parameters.get_param("clientfile_gdpr.opposition_secret")
        return hmac.new(secret.encode(), text.encode(), hashlib.sha256).hexdigest()

    def get_digests(self):
        return set(self.listing.search([]).mapped("digest"))

    def comes_back(self, **values):
        values = {"email": "CLAIRE@example.com", **values}
        return self.make_person("Somebody", **values)

    def test_opposition_leaves_keyed_hashes_and_nothing_else(self):
        before = self.get_digests()
        self.say("opposed")
        made = self.get_digests() - before
        addresses = ("e:claire@example.com", "p:+33612345678")
        self.assertEqual(made, {self.digest(address) for address in addresses})
        self.env.cr.execute("SELECT listed::text FROM clientfile_opposition AS listed")
        texts = " ".join(text for (text,) in self.env.cr.fetchall())
        self.assertNotIn("claire", texts)
        self.assertNotIn("612345678", texts)

    def test_hash_made_by_the_database_is_the_same(self):
        digest_sql = self.listing._get_digest_sql("e:", "claire@example.com")
        [(digest,)] = self.env.execute_query(SQL("SELECT %s", digest_sql))
        self.assertEqual(digest, self.digest("e:claire@example.com"))

    def test_person_who_comes_back_may_not_be_contacted(self):
        self.say("opposed")
        self.claire.unlink()
        back = self.comes_back(phone="06 12 34 56 78", is_company=True)
        for channel in ("email", "sms", "phone"):
            self.assertEqual(self.answer(back, channel), (False, "hashed"))
        self.assertEqual(self.answer(back, "post"), (True, "interest"))
        contract = self.answer(back, purpose=self.contract)
        self.assertEqual(contract, (True, "contract"))

    def test_opposition_holds_for_its_channel_and_purpose(self):
        self.say("opposed", channel="sms", purpose=self.news)
        self.claire.unlink()
        back = self.comes_back(phone="06 12 34 56 78", is_company=True)
        self.assertEqual(self.answer(back, "sms", self.news), (False, "hashed"))
        self.assertEqual(self.answer(back, "sms", self.offers), (True, "interest"))
        self.assertEqual(self.answer(back, "phone", self.news), (True, "interest"))

    def test_lifting_takes_the_address_off_the_list(self):
        before = self.get_digests()
        self.say("opposed")
        self.say("lifted")
        self.assertEqual(self.get_digests(), before)
        self.claire.unlink()
        self.assertEqual(self.answer(self.comes_back(is_company=True))[0], True)

    def test_opposition_in_another_company_says_nothing_here(self):
        other = self.env["res.company"].create({"name": "Other"})
        self.listing._list(
            ["e:claire@example.com"], fields.Datetime.now(), company=other
        )
        self.say("given")
        self.assertEqual(self.answer(), (True, "consent"))

    def test_banner_warns_whoever_creates_the_person_again(self):
        self.say("opposed")
        self.claire.unlink()
        back = self.comes_back()
        stranger = self.make_person("Paul", email="paul@example.com")
        self.env.flush_all()
        self.env.invalidate_all()
        seen = (back | stranger).with_user(self.user)
        self.assertEqual(seen.mapped("clientfile_is_listed"), [True, False])

    def test_mailing_list_does_not_bring_the_address_back(self):
        self.say("opposed")
        self.claire.unlink()
        contacts = self.env["mailing.contact"].create(
            [
                {"name": "C", "email": "claire@example.com"},
                {"name": "P", "email": "paul@example.com"},
            ]
        )
        mailing = self.env["mailing.mailing"].create(
            {
                "subject": "Offers",
                "mailing_model_id": self.env["ir.model"]._get_id("mailing.contact"),
                "clientfile_purpose_id": self.offers.id,
            }
        )
        opt_out = mailing._get_opt_out_list()
        self.assertIn(contacts[0].email_normalized, opt_out)
        self.assertNotIn(contacts[1].email_normalized, opt_out)

    def test_text_messages_do_not_reach_a_listed_number(self):
        self.listing._list(["p:+33612345678"], fields.Datetime.now())
        mailing = self.env["mailing.mailing"].create(
            {
                "subject": "Offers",
                "mailing_type": "sms",
                "body_plaintext": "Offers",
                "mailing_model_id": self.env["ir.model"]._get_id("res.partner"),
                "clientfile_purpose_id": self.offers.id,
            }
        )
        self.assertIn(self.claire.id, mailing._get_opt_out_list_sms())

    def test_many_are_asked_about_in_one_statement(self):
        self.say("opposed")
        people = self.env["res.partner"].create(
            [{"name": f"P{n}", "email": f"p{n}@example.com"} for n in range(200)]
        )
        self.env.flush_all()
        people._get_clientfile_listed_ids()
        with self.assertQueryCount(2):
            people._get_clientfile_listed_ids()

    def test_secret_is_for_the_system_alone(self):
        for user in (self.user, self.agent, self.officer, self.auditor):
            parameters = self.env["ir.config_parameter"].with_user(user)
            with self.assertRaises(AccessError):
                parameters.search([("key", "like", "opposition_secret")]).read()

    def test_secret_is_made_once(self):
        parameters = self.env["ir.config_parameter"].sudo()
        secret = parameters.get_param("clientfile_gdpr.opposition_secret")
        self.assertEqual(len(secret), 64)
        self.listing._ensure_secret()
        self.assertEqual(
            parameters.get_param("clientfile_gdpr.opposition_secret"), secret
        )
