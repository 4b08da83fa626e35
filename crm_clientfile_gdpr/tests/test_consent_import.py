import base64
from datetime import datetime

from odoo.exceptions import AccessError, UserError
from odoo.tests import tagged

from .consent_case import ConsentCase

HEADER = "number;email;purpose;channel;state;date;source;wording"


@tagged("post_install", "-at_install")
class TestConsentImport(ConsentCase):
    """Consents from another program: tried first, all or none."""

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.claire.ref = "K1"
        cls.paul = cls.make_person("Paul", email="paul@example.com", ref="K2")
        cls.words = cls.wordings[cls.offers].text

    def open_window(self, *rows, header=HEADER, user=None):
        content = "\n".join((header, *rows)).encode()
        wizards = self.env["clientfile.consent.import"].with_user(user or self.agent)
        return wizards.create(
            {
                "file": base64.b64encode(content),
                "filename": "old.csv",
                "source": "Old program",
            }
        )

    def given(self, person="K1;", date="12/03/2024", wording=None, channel="email"):
        wording = self.words if wording is None else wording
        purpose = self.offers.name
        return f"{person};{purpose};{channel};yes;{date};Fair;{wording}"

    def count(self):
        return self.consents.search_count([("source", "=", "imported")])

    def test_trying_says_what_would_be_added_and_adds_nothing(self):
        wizard = self.open_window(self.given(), self.given("K9;"))
        wizard.action_check()
        self.assertEqual((wizard.accepted_count, wizard.refused_count), (1, 1))
        self.assertEqual(wizard.refused, "3: Nobody is known by “K9”.")
        self.assertEqual(self.count(), 0)

    def test_rows_become_consents_with_their_evidence(self):
        rows = (self.given(), ";paul@example.com;;;opposed;2023-01-05;Letter;")
        self.open_window(*rows).action_import()
        [consent] = self.claire.clientfile_consent_ids
        self.assertEqual((consent.state, consent.source), ("given", "imported"))
        self.assertEqual(consent.date, datetime(2024, 3, 12))
        self.assertEqual(consent.wording_id, self.wordings[self.offers])
        self.assertEqual(consent.user_id, self.agent)
        note = consent.evidence_id.note
        self.assertEqual(note, "Old program\nFair\nFile old.csv, row 2")
        self.assertTrue(consent.is_in_effect)
        self.assertEqual(self.answer(self.paul, "post"), (False, "opposed"))
        self.seal()
        self.assertEqual(self.check().state, "intact")

    def test_person_keeps_the_key_of_earlier_consents(self):
        earlier = self.say("refused", purpose=self.news)
        self.open_window(self.given(), self.given(channel="sms")).action_import()
        keys = set(self.claire.clientfile_consent_ids.mapped("subject_key"))
        self.assertEqual(keys, {earlier.subject_key})

    def test_each_faulty_row_is_refused_with_its_reason(self):
        twin = self.make_person("Twin", email="paul@example.com")
        rows = (
            self.given(date="31/02/2024"),
            self.given(date="12/03/2999"),
            self.given(wording="Other words"),
            self.given(wording=""),
            self.given(";paul@example.com"),
            self.given("K1;paul@example.com"),
            "K1;;Unknown;email;yes;2024-01-01;;",
            "K1;;;email;perhaps;2024-01-01;;",
            "K1;;;fax;no;2024-01-01;;",
            "K1;;;email;yes;2024-01-01;;",
            ";;;email;opposed;2024-01-01;;",
        )
        wizard = self.open_window(*rows)
        wizard.action_check()
        self.assertEqual((wizard.accepted_count, wizard.refused_count), (0, len(rows)))
        with self.assertRaises(UserError):
            wizard.action_import()
        self.assertEqual(self.count(), 0)
        self.assertTrue(twin)

    def test_version_of_the_wording_is_enough_where_it_is_one(self):
        self.open_window(self.given(wording="1")).action_import()
        self.assertEqual(self.count(), 1)

    def test_same_file_twice_adds_nothing_more(self):
        rows = (self.given(), self.given())
        self.open_window(*rows).action_import()
        wizard = self.open_window(*rows)
        wizard.action_check()
        self.assertEqual((wizard.accepted_count, wizard.refused_count), (0, 2))
        self.assertEqual(self.count(), 1)

    def test_file_that_is_no_table_is_refused_in_words(self):
        with self.assertRaises(UserError):
            self.open_window(header="%PDF-1.4").action_check()
        with self.assertRaises(UserError):
            self.open_window("x;y", header="name;city").action_check()

    def test_only_agents_import(self):
        for user in (self.user, self.auditor, self.outsider):
            with self.assertRaises(AccessError):
                self.open_window(self.given(), user=user)
            with self.assertRaises(AccessError):
                self.consents.with_user(user)._import([])

    def test_import_of_many_rows_takes_a_fixed_number_of_queries(self):
        people = self.env["res.partner"].create(
            [{"name": f"P{number}", "ref": f"N{number}"} for number in range(60)]
        )
        few = self.open_window(*(self.given(f"N{one};") for one in range(5)))
        many = self.open_window(*(self.given(f"N{one};") for one in range(5, 60)))
        self.env.flush_all()
        counts = []
        for wizard in (few, many):
            self.env.invalidate_all()
            before = self.cr.sql_log_count
            wizard._read_file()
            counts.append(self.cr.sql_log_count - before)
        self.assertLessEqual(counts[1], counts[0] + 1)
        self.assertEqual(len(people), 60)
