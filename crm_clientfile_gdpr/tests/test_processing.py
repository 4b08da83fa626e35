import io
import zipfile
from datetime import date

from freezegun import freeze_time

from odoo.exceptions import AccessError
from odoo.tests import HttpCase, tagged

from .consent_case import ConsentCase

PREFIX = "crm_clientfile_gdpr.clientfile_processing_"
ACTIVITIES = ("orders", "accounting", "prospecting", "portal", "loyalty", "requests")


class RegisterCase(ConsentCase):
    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.env.company.write({"email": "info@example.com", "phone": "+33155555555"})
        cls.register = cls.env["clientfile.processing"]
        cls.host = cls.make_company("Host")

    @classmethod
    def make_processor(cls, *codes, **values):
        countries = cls.env["res.country"].search([("code", "in", codes)])
        contract = cls.env["ir.attachment"].create({"name": "dpa.txt", "raw": b"x"})
        return cls.env["clientfile.processor"].create(
            {
                "partner_id": cls.host.id,
                "service": "Hosting",
                "country_ids": countries.ids,
                "contract_ids": contract.ids,
                "contract_date": "2025-01-01",
                "contract_end": "2027-01-01",
                **values,
            }
        )


@tagged("post_install", "-at_install")
@freeze_time("2026-05-20 10:00:00")
class TestProcessing(RegisterCase):
    def test_prefilled_register_has_every_mandatory_heading(self):
        for name in ACTIVITIES:
            activity = self.env.ref(PREFIX + name)
            self.assertFalse(activity.missing, name)
            self.assertTrue(activity.is_complete)

    def test_each_heading_left_empty_is_told(self):
        activity = self.env.ref(f"{PREFIX}orders")
        headings = {
            "purposes": "Purposes",
            "person_categories": "Categories of persons",
            "erasure": "Delays of erasure",
            "security": "Security measures",
            "basis": "Legal basis",
        }
        activity.write({"basis_note": False, "policy_ids": False})
        for name, title in headings.items():
            value = activity[name]
            activity[name] = False
            self.assertIn(title, (activity.missing or "").splitlines())
            activity[name] = value
        self.assertTrue(activity.is_complete)

    def test_controller_without_contact_is_missing(self):
        self.env.company.write({"email": False, "phone": False})
        self.assertIn("Controller", self.env.ref(f"{PREFIX}portal").missing)

    def test_real_fields_are_listed_by_model(self):
        listed = self.env.ref(f"{PREFIX}accounting").field_list
        self.assertIn("Bank Accounts: Account Number", listed)
        self.assertIn("Journal Entry: Partner", listed)

    def test_agent_and_auditor_read_the_list_of_fields(self):
        for user in (self.agent, self.auditor):
            activity = self.env.ref(f"{PREFIX}orders").with_user(user)
            self.assertIn("Contact: ", activity.field_list)
            with self.assertRaises(AccessError):
                activity.write({"security": "None"})

    def test_officer_is_printed_with_the_controller(self):
        officer = self.make_person("Odile Martin", email="dpo@example.com")
        self.env.company.clientfile_dpo_id = officer
        headings = self.env.ref(f"{PREFIX}orders")._get_headings()
        told = {key: text for key, _title, text, _must in headings}
        self.assertIn("Odile Martin, dpo@example.com", told["officer"])
        self.assertIn("info@example.com", told["controller"])

    def test_transfer_needs_a_safeguard(self):
        activity = self.env.ref(f"{PREFIX}orders")
        processor = self.make_processor("FR", "US")
        activity.processor_ids = processor
        self.assertIn("United States", activity.missing)
        processor.safeguard = "clauses"
        self.assertFalse(activity.missing)
        self.assertIn("Host – United States: Standard", activity.transfers)

    def test_adequate_country_needs_none(self):
        activity = self.env.ref(f"{PREFIX}orders")
        activity.processor_ids = self.make_processor("CH")
        self.assertFalse(activity.missing)
        self.assertIn("adequacy", activity.transfers)

    def test_printed_register_holds_the_headings(self):
        html, _kind = self.env["ir.actions.report"]._render_qweb_html(
            "crm_clientfile_gdpr.clientfile_processing_report",
            self.env.ref(f"{PREFIX}loyalty").ids,
        )
        for words in (b"art. 30(1)", b"Delays of erasure", b"Loyalty programme"):
            self.assertIn(words, html)

    def test_activity_of_another_company_is_not_seen(self):
        other = self.env["res.company"].create({"name": "Other"})
        activity = self.register.create({"name": "Theirs", "company_id": other.id})
        seen = self.register.with_user(self.officer).search([])
        self.assertNotIn(activity, seen)


@tagged("post_install", "-at_install")
class TestProcessor(RegisterCase):
    def test_what_article_28_asks_for_is_told(self):
        with freeze_time("2026-05-20"):
            bare = self.make_processor(contract_ids=[], contract_date=False)
            self.assertEqual(len(bare.missing.splitlines()), 3)
            self.assertFalse(self.make_processor("FR").missing)
            ended = self.make_processor("FR", contract_end="2026-05-19")
            self.assertEqual(ended.missing, "The contract has ended.")

    def test_reminder_comes_once_before_the_end(self):
        processor = self.make_processor(
            "FR",
            contract_end="2026-08-01",
            reminder_days=60,
            user_id=self.officer.id,
        )
        with freeze_time("2026-06-01 08:00:00"):
            processor._cron_remind()
            self.assertFalse(processor.activity_ids)
        with freeze_time("2026-06-02 08:00:00"):
            processor._cron_remind()
            processor._cron_remind()
        self.assertEqual(len(processor.activity_ids), 1)
        activity = processor.activity_ids
        self.assertEqual(activity.date_deadline, date(2026, 8, 1))
        self.assertEqual(activity.user_id, self.officer)

    def test_last_check_is_the_latest(self):
        processor = self.make_processor("FR")
        for day in ("2026-01-02", "2026-04-05", "2025-12-31"):
            processor.check_ids = [(0, 0, {"date": day, "note": "Audit"})]
        self.assertEqual(processor.last_check_date, date(2026, 4, 5))


@tagged("post_install", "-at_install")
class TestProcessingRoutes(HttpCase, RegisterCase):
    def test_workbook_holds_activities_and_processors(self):
        self.make_processor("FR")
        self.authenticate(self.auditor.login, self.auditor.login)
        response = self.url_open("/clientfile/processing.xlsx")
        with zipfile.ZipFile(io.BytesIO(response.content)) as package:
            content = b"".join(
                package.read(name) for name in package.namelist() if "xl/" in name
            )
        for words in (b"Orders, deliveries", b"Security measures", b"Hosting"):
            self.assertIn(words, content)
        entry = self.env["clientfile.access.log"].search([], limit=1)
        self.assertEqual((entry.action, entry.user_id), ("register", self.auditor))

    def test_user_of_the_file_is_refused_the_register(self):
        self.authenticate(self.user.login, self.user.login)
        response = self.url_open("/clientfile/processing.xlsx")
        self.assertEqual(response.status_code, 403)
