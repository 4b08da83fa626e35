import random
from datetime import datetime, timedelta

from odoo import fields
from odoo.fields import Domain
from odoo.tests import tagged
from odoo.tools import SQL

from ..tools.consent_state import Entry, consent_at, is_opposed_at
from ..tools.contact_rules import CHANNELS, Situation, decide
from .consent_case import ConsentCase

SINCE = datetime(2026, 8, 11, 10)
BEFORE = datetime(2026, 8, 10, 10)


@tagged("post_install", "-at_install")
class TestContactable(ConsentCase):
    """May I contact? One answer, for one person as for many."""

    def test_consumer_is_called_with_consent_only_since_the_day_of_the_law(self):
        self.claire.country_id = self.france
        self.assertEqual(
            self.answer(channel="phone", moment=BEFORE), (True, "interest")
        )
        self.assertEqual(
            self.answer(channel="phone", moment=SINCE), (False, "no_consent")
        )

    def test_day_of_the_law_begins_at_midnight_in_france(self):
        claire = self.claire.with_context(tz="Europe/Paris")
        moment = datetime(2026, 8, 10, 22)
        self.assertEqual(
            self.answer(claire, "phone", moment=moment), (False, "no_consent")
        )

    def test_consumer_without_a_country_lives_where_the_company_is(self):
        self.claire.country_id = False
        self.assertFalse(self.answer(channel="phone", moment=SINCE)[0])
        self.claire.country_id = self.belgium
        self.assertTrue(self.answer(channel="phone", moment=SINCE)[0])

    def test_running_contract_allows_calls_until_its_last_day(self):
        self.claire.clientfile_contract_start = "2026-08-01"
        self.claire.clientfile_contract_end = "2026-08-11"
        self.assertEqual(self.answer(channel="phone", moment=SINCE), (True, "running"))
        later = SINCE + timedelta(days=1)
        self.assertFalse(self.answer(channel="phone", moment=later)[0])
        self.assertFalse(
            self.answer(channel="phone", purpose=self.news, moment=SINCE)[0]
        )

    def test_client_is_told_about_similar_products_until_he_refuses(self):
        self.claire.clientfile_is_client = True
        self.assertEqual(self.answer(), (True, "client"))
        self.assertEqual(self.answer(purpose=self.news), (False, "no_consent"))
        self.say("withdrawn", purpose=self.offers, channel="email")
        self.assertEqual(self.answer(), (False, "withdrawn"))

    def test_contact_of_a_firm_is_no_consumer(self):
        firm = self.make_company()
        contact = self.make_person("Buyer", parent_id=firm.id)
        trader = self.make_person("Trader", vat="FR23334175221")
        for partner in (firm, contact, trader):
            self.assertEqual(self.answer(partner), (True, "interest"))

    def test_opposition_of_a_firm_is_that_of_its_contacts(self):
        firm = self.make_company()
        contact = self.make_person("Buyer", parent_id=firm.id)
        long_ago = fields.Datetime.now() - timedelta(days=9)
        self.say("opposed", firm, date=long_ago)
        self.assertEqual(self.answer(contact), (False, "opposed"))
        self.say("opposed", contact, channel="email", date=long_ago)
        self.say("lifted", firm)
        self.assertEqual(self.answer(firm), (True, "interest"))
        self.assertEqual(self.answer(contact), (False, "opposed"))

    def test_opposition_wins_over_a_later_consent_until_it_is_lifted(self):
        long_ago = fields.Datetime.now() - timedelta(days=9)
        self.say("opposed", date=long_ago)
        self.say("given")
        self.assertEqual(self.answer(), (False, "opposed"))
        self.say("lifted")
        self.assertEqual(self.answer(), (True, "consent"))

    def test_two_people_with_one_address_share_its_opposition(self):
        husband = self.make_person("Paul", email="CLAIRE@example.com ")
        self.say("given", husband)
        self.say("given", husband, channel="phone")
        self.assertEqual(self.answer(husband), (True, "consent"))
        self.say("opposed")
        self.assertEqual(self.answer(husband), (False, "shared"))
        self.assertEqual(self.answer(husband, "phone"), (True, "consent"))

    def test_lists_of_the_host_are_heeded(self):
        self.claire.country_id = self.france
        for channel in ("email", "sms", "phone"):
            self.say("given", channel=channel)
        self.env["mail.blacklist"]._add("claire@example.com")
        self.env["phone.blacklist"]._add(["+33612345678"])
        for channel in ("email", "sms", "phone"):
            self.assertEqual(self.answer(channel=channel), (False, "listed"))

    def test_invoices_and_reminders_are_stopped_by_nothing(self):
        self.say("opposed")
        self.env["mail.blacklist"]._add("claire@example.com")
        for channel in CHANNELS:
            answer = self.answer(channel=channel, purpose=self.contract)
            self.assertEqual(answer, (True, "contract"))

    def test_search_finds_those_who_may_be_contacted(self):
        partners = self.env["res.partner"].with_user(self.user)
        other = self.make_person("Paul", email="paul@example.com")
        self.say("given")
        both = Domain("id", "in", (self.claire | other).ids)
        found = partners.search(both & partners._clientfile_contactable_domain("email"))
        self.assertEqual(found, self.claire)
        for_news = partners.with_context(clientfile_purpose_id=self.news.id)
        domain = for_news._clientfile_contactable_domain("email")
        self.assertFalse(self.claire.filtered_domain(domain))

    def test_without_a_purpose_nobody_may_be_contacted(self):
        self.purposes.active = False
        partners = self.env["res.partner"]
        domain = partners._clientfile_contactable_domain("post")
        self.assertEqual(partners.search_count(domain), 0)

    def test_answers_for_many_take_one_statement(self):
        people = self.env["res.partner"].create(
            [{"name": f"Person {number}"} for number in range(200)]
        )
        people._clientfile_contact_answers(self.purposes)
        self.env.flush_all()
        with self.assertQueryCount(2):
            answers = people._clientfile_contact_answers(self.purposes)
        self.assertEqual(len(answers), 200)


@tagged("post_install", "-at_install")
class TestContactHistories(ConsentCase):
    """SQL and the pure table agree on random histories."""

    COUNT = 500

    def setUp(self):
        super().setUp()
        self.random = random.Random(20260811)
        self.moments = [SINCE + timedelta(days=day) for day in range(-3, 4)]
        self.people = self.env["res.partner"].create(
            [self.draw_person(number) for number in range(self.COUNT)]
        )
        self.entries = {
            person.id: [self.draw_entry() for _time in range(self.random.randrange(6))]
            for person in self.people
        }
        self.insert_entries()

    def draw_person(self, number):
        draw = self.random.random
        country = self.random.choice((self.france, self.belgium))
        start = self.random.choice((False, "2026-08-09", "2026-08-12"))
        return {
            "name": f"Person {number}",
            "is_company": draw() < 0.3,
            "email": f"person{number}@example.com",
            "country_id": country.id,
            "clientfile_is_client": draw() < 0.3,
            "clientfile_contract_start": start,
            "clientfile_contract_end": start and draw() < 0.5 and "2026-08-12",
        }

    def draw_entry(self):
        state = self.random.choice(
            ("given", "given", "refused", "withdrawn", "opposed", "lifted")
        )
        purpose = self.random.choice((self.offers.id, self.news.id, None))
        channel = self.random.choice((*CHANNELS, None))
        if state == "given":
            purpose, channel = purpose or self.offers.id, channel or "email"
        return Entry(state, self.random.choice(self.moments), purpose, channel)

    def insert_entries(self):
        """As an import would: rows in the past, made by nobody's hand."""
        wording = self.wordings[self.offers].id
        values = [
            SQL(
                "(%s, 'key', %s, %s, %s, %s, %s, %s, %s, 'web', %s)",
                *(person_id, self.env.company.root_id.id, one.purpose, one.channel),
                *(one.state, one.date, one.date, self.env.uid, wording),
            )
            for person_id, entries in self.entries.items()
            for one in entries
        ]
        self.env.cr.execute(
            SQL(
                "INSERT INTO clientfile_consent (partner_id, subject_key, company_id,"
                " purpose_id, channel, state, date, date_recorded, user_id, source,"
                " wording_id) VALUES %s",
                SQL(", ").join(values),
            )
        )
        self.env.invalidate_all()

    def expected(self, person, purpose, channel, moment):
        entries = self.entries[person.id]
        return decide(
            Situation(
                channel,
                purpose.kind,
                moment.date(),
                is_consumer=not person.is_company,
                country=person.country_id.code,
                consent=consent_at(entries, purpose.id, channel, moment),
                is_opposed=is_opposed_at(entries, purpose.id, channel, moment),
                is_client=person.clientfile_is_client,
                contract_start=person.clientfile_contract_start or None,
                contract_end=person.clientfile_contract_end or None,
            )
        )

    def test_every_answer_in_sql_is_that_of_the_table(self):
        reasons = set()
        for moment in self.moments[1::2]:
            answers = self.people._clientfile_contact_answers(self.purposes, moment)
            for person in self.people:
                for purpose in self.purposes:
                    for channel in CHANNELS:
                        answer = answers[person.id][purpose.id, channel]
                        self.assertEqual(
                            answer, self.expected(person, purpose, channel, moment)
                        )
                        reasons.add(answer.reason)
        self.assertGreaterEqual(len(reasons), 8)
