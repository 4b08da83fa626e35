from unittest.mock import patch

from odoo.exceptions import AccessError, UserError, ValidationError
from odoo.tests import new_test_user

from ..models import clientfile_cleanup, clientfile_cleanup_scan
from ..tools.cleanup import CHANNEL, RULES
from .cleanup_case import CleanupCase


class TestCleanupScan(CleanupCase):
    def test_values_are_listed_before_and_after(self):
        partner = self.make_dirty(
            " Boulangerie  Martin",
            phone="06.12.34.56.78",
            email="Contact@Martin.FR",
            company_registry="732 829 320 00074",
            vat="fr 44 732829320",
            zip="1000",
            city="Bourg,",
        )
        document = self.scan(partner)
        self.assertEqual(document.state, "scanned")
        self.assertEqual(
            self.pairs(document),
            {
                "name": (" Boulangerie  Martin", "Boulangerie Martin"),
                "phone": ("06.12.34.56.78", "+33 6 12 34 56 78"),
                "email": ("Contact@Martin.FR", "contact@martin.fr"),
                "company_registry": ("732 829 320 00074", "73282932000074"),
                "vat": ("fr 44 732829320", "FR44732829320"),
                "clientfile_siren": ("", "732829320"),
                "zip": ("1000", "01000"),
                "city": ("Bourg,", "Bourg"),
            },
        )
        self.assertEqual(document.proposed_count, 8)

    def test_dry_run_changes_no_customer(self):
        partner = self.make_dirty(phone="0612345678")
        self.scan(partner)
        self.assertEqual(partner.phone, "0612345678")

    def test_numbers_follow_the_country_of_the_customer(self):
        brewer = self.make_dirty(
            country=self.belgium,
            phone="0475 12 34 56",
            company_registry="BE 403.019.261",
            zip="B-1000",
        )
        self.assertEqual(
            self.pairs(self.scan(brewer)),
            {
                "phone": ("0475 12 34 56", "+32 475 12 34 56"),
                "company_registry": ("BE 403.019.261", "0403019261"),
                "zip": ("B-1000", "1000"),
            },
        )

    def test_dutch_and_ukrainian_customers(self):
        dutch = self.make_dirty(country=self.env.ref("base.nl"), zip="1012ab")
        ukrainian = self.make_dirty(
            country=self.env.ref("base.ua"), phone="(044) 279-38-88"
        )
        self.assertEqual(
            self.pairs(self.scan(dutch | ukrainian)),
            {
                "zip": ("1012ab", "1012 AB"),
                "phone": ("(044) 279-38-88", "+380 44 279 3888"),
            },
        )

    def test_doubtful_values_are_listed_with_their_reason(self):
        partner = self.make_dirty(phone="0612", company_registry="73282932000075")
        document = self.scan(partner)
        self.assertEqual(
            self.states(document),
            {"phone": "doubtful", "company_registry": "doubtful"},
        )
        line = document.line_ids.filtered(lambda one: one.field == "phone")
        self.assertFalse(line.after)
        self.assertIn("lacks digits", line.remark)
        self.assertEqual((document.doubtful_count, document.proposed_count), (2, 0))
        with self.assertRaisesRegex(UserError, "nothing to apply"):
            document.action_apply()

    def test_further_ways_to_reach_are_listed(self):
        partner = self.make_dirty()
        channel = self.env["clientfile.channel"].create(
            {"partner_id": partner.id, "value": "06 12 34 56 78"}
        )
        self.soil(channel, value="+33612345678")
        line = self.scan(partner).line_ids
        self.assertEqual((line.field, line.channel_id), (CHANNEL, channel))
        self.assertEqual((line.before, line.after), ("+33612345678", "06 12 34 56 78"))

    def test_only_what_was_chosen_is_looked_at(self):
        partner = self.make_dirty(phone="0612345678", zip="1000", city="Lyon,")
        chosen = dict.fromkeys(clientfile_cleanup.KINDS, False)
        document = self.scan(partner, **{**chosen, "with_addresses": True})
        self.assertEqual(set(self.pairs(document)), {"zip", "city"})
        with self.assertRaisesRegex(UserError, "Choose what"):
            self.scan(partner, **chosen)

    def test_contacts_have_the_address_of_their_company(self):
        company = self.make_dirty()
        contact = self.make_person("CLAIRE MARTIN", parent_id=company.id)
        self.soil(company | contact, zip="1000")
        document = self.scan(company | contact)
        found = {(line.partner_id, line.field) for line in document.line_ids}
        self.assertEqual(found, {(company, "zip"), (contact, "name")})

    def test_address_is_not_copied_over_that_of_a_contact(self):
        company = self.make_dirty()
        contact = self.make_person(parent_id=company.id)
        self.soil(company, zip="1000")
        self.soil(contact, zip="69001")
        line = self.scan(company | contact).line_ids
        self.assertEqual((line.partner_id, line.state), (company, "doubtful"))
        self.assertIn("another address", line.remark)

    def test_archived_customers_are_left_out_unless_asked_for(self):
        partner = self.make_dirty(phone="0612345678")
        partner.active = False
        self.assertFalse(self.scan(partner).line_ids)
        domain = [("id", "=", partner.id), ("active", "in", [True, False])]
        self.assertTrue(self.scan(domain=repr(domain)).line_ids)

    def test_colleagues_are_not_cleaned_up(self):
        partner = self.user.partner_id
        self.soil(partner, phone="0612345678")
        self.assertFalse(self.scan(partner).line_ids)

    def test_private_customers_of_another_company_are_not_seen(self):
        second = self.env["res.company"].create({"name": "Second"})
        partner = self.make_dirty(phone="0612345678")
        self.soil(partner, company_id=second.id)
        self.assertFalse(self.scan(partner).line_ids)

    def test_many_customers_are_read_by_a_job(self):
        partners = self.make_dirty(phone="0612345678")
        partners |= self.make_dirty(phone="0687654321")
        with (
            patch.object(clientfile_cleanup, "SMALL", 1),
            patch.object(clientfile_cleanup_scan, "SCAN_BATCH", 1),
            patch.object(clientfile_cleanup_scan, "SCAN_SECONDS", 0),
        ):
            document = self.scan(partners)
            self.assertEqual((document.state, document.is_busy), ("draft", True))
            with self.assertRaisesRegex(UserError, "at work"):
                document.with_names = False
            self.work()
        self.assertEqual((document.state, document.proposed_count), ("scanned", 2))
        self.assertEqual((document.job_id.done, document.job_id.total), (2, 2))

    def test_number_of_queries_does_not_grow_with_the_batch(self):
        counts = []
        document = self.cleanups.create({})
        for size in (3, 30):
            partners = self.make_many(size)
            document.domain = repr([("id", "in", partners.ids)])
            self.env.flush_all()
            self.env.invalidate_all()
            document._scan_step({})
            self.env.invalidate_all()
            start = self.env.cr.sql_log_count
            document._scan_step({})
            counts.append(self.env.cr.sql_log_count - start)
        self.assertEqual(*counts)

    @classmethod
    def make_many(cls, size):
        partners = cls.env["res.partner"].create(
            [
                {
                    "name": f"Company {number}",
                    "is_company": True,
                    "country_id": cls.france.id,
                    "clientfile_channel_ids": [
                        (0, 0, {"medium": "email", "value": f"c{number}@x.example"})
                    ],
                }
                for number in range(size)
            ]
        )
        cls.soil(partners, phone="0612345678", zip="1000", email="A@X.example")
        return partners

    def test_new_dry_run_replaces_the_list(self):
        partner = self.make_dirty(phone="0612345678")
        document = self.scan(partner)
        partner.phone = "+33 6 12 34 56 78"
        document.action_scan()
        self.assertFalse(document.line_ids)
        self.assertIn("Everything is tidy", document.summary)

    def test_changed_choice_asks_for_another_dry_run(self):
        document = self.scan(self.make_dirty(phone="0612345678"))
        document.with_names = False
        self.assertEqual(document.state, "draft")
        with self.assertRaisesRegex(UserError, "gone on"):
            document.action_apply()

    def test_conditions_must_be_readable(self):
        for domain in ("[", "[('phone_number', '=', 1)]"):
            with self.assertRaises(ValidationError):
                self.cleanups.create({"domain": domain})

    def test_summary_counts_by_value_and_shows_examples(self):
        partners = self.make_dirty(phone="06.12.34.56.78")
        partners |= self.make_dirty(phone="0612")
        summary = self.scan(partners).summary
        self.assertIn("06.12.34.56.78", summary)
        self.assertIn("Doubtful", summary)
        self.assertFalse(self.cleanups.new({}).summary.count("<td"))

    def test_every_value_has_its_name(self):
        names = dict(self.env["clientfile.cleanup.line"]._fields["field"].selection)
        ruled = {name for rules in RULES.values() for name in rules}
        self.assertEqual(set(names), {*ruled, CHANNEL})


class TestCleanupRights(CleanupCase):
    def test_clean_up_is_for_administrators(self):
        document = self.scan(self.make_dirty(phone="0612345678"))
        for user in (self.user, self.manager):
            with self.assertRaises(AccessError):
                self.env["clientfile.cleanup"].with_user(user).create({})
            with self.assertRaises(AccessError):
                document.with_user(user).action_apply()
            with self.assertRaises(AccessError):
                document.line_ids.with_user(user).read(["before"])

    def test_values_are_chosen_but_not_changed(self):
        line = self.scan(self.make_dirty(phone="0612345678")).line_ids
        line.is_chosen = False
        with self.assertRaises(AccessError):
            line.after = "+33 6 99 99 99 99"
        with self.assertRaises(AccessError):
            line.create({"cleanup_id": line.cleanup_id.id})

    def test_doubtful_values_are_not_to_choose(self):
        line = self.scan(self.make_dirty(phone="0612")).line_ids
        with self.assertRaisesRegex(UserError, "still to be applied"):
            line.is_chosen = False
        line.action_leave_out()
        self.assertTrue(line.is_chosen)

    def test_clean_ups_of_another_company_are_not_seen(self):
        second = self.env["res.company"].create({"name": "Second"})
        other = new_test_user(
            self.env,
            "other_administrator",
            "crm_clientfile.crm_clientfile_group_administrator",
            company_id=second.id,
            company_ids=second.ids,
        )
        document = self.scan(self.make_dirty(phone="0612345678"))
        self.assertFalse(document.with_user(other).search([]))
        with self.assertRaises(AccessError):
            document.line_ids.with_user(other).read(["before"])

    def test_requester_without_rights_writes_nothing(self):
        partner = self.make_dirty(phone="0612345678")
        document = self.scan(partner)
        document.action_apply()
        self.administrator.group_ids = self.env.ref("base.group_user")
        self.work()
        self.assertEqual(document.sudo().job_id.state, "failed")
        self.assertEqual(partner.phone, "0612345678")

    def test_clean_up_at_work_is_not_deleted(self):
        document = self.scan(self.make_dirty(phone="0612345678"))
        document.action_apply()
        with self.assertRaisesRegex(UserError, "at work"):
            document.unlink()
        with self.assertRaisesRegex(UserError, "at work"):
            document.line_ids.is_chosen = False
