from datetime import date

from dateutil.relativedelta import relativedelta
from freezegun import freeze_time

from odoo.tests import tagged

from ..models import clientfile_retention_find
from .retention_case import NOW, RetentionCase


@tagged("post_install", "-at_install")
@freeze_time(NOW)
class TestRetentionOfLeads(RetentionCase):
    """Who asked something once, and never became a record, is not kept for ever."""

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.leads = cls.make_policy("lead")
        cls.date_back(
            cls.env["crm.lead"].with_context(active_test=False).search([]), NOW
        )

    def make_lead(self, years=4, **values):
        lead = self.env["crm.lead"].create(
            {
                "name": "Zoé Roux asks",
                "contact_name": "Zoé Roux",
                "email_from": "zoe.roux@example.com",
                "phone": "06 11 22 33 55",
                "description": "<p>Call Zoé</p>",
                "user_id": self.user.id,
                **values,
            }
        )
        self.date_back(lead, NOW - relativedelta(years=years))
        return lead

    def lead_line(self, lead):
        return self.env["clientfile.retention.line"].search(
            [("lead_id", "=", lead.id)], order="id desc", limit=1
        )

    def concerned(self, lead):
        self.run_policy(self.leads)
        return bool(self.lead_line(lead))

    def test_lead_counts_from_its_collection(self):
        lead = self.make_lead()
        self.assertTrue(self.concerned(lead))
        line = self.lead_line(lead)
        self.assertEqual((line.act, line.date_due), ("collected", date(2025, 5, 20)))
        told = line.with_user(self.officer)
        self.assertEqual(told.display_name, "Zoé Roux asks")
        self.assertFalse(self.concerned(self.make_lead(2)))

    def test_message_from_the_person_is_an_act_ours_is_none(self):
        ours, theirs = self.make_lead(), self.make_lead()
        for lead, author in ((ours, self.user.partner_id), (theirs, False)):
            message = lead.message_post(
                body="Hello",
                message_type="email",
                author_id=author and author.id,
                email_from="zoe.roux@example.com",
            )
            message.date = "2025-05-01 10:00:00"
            self.env.flush_all()
            if not author:
                message.author_id = False
        self.assertTrue(self.concerned(ours))
        self.assertFalse(self.concerned(theirs))

    def test_lead_of_a_customer_and_a_won_one_are_left_alone(self):
        of_customer = self.make_lead(partner_id=self.claire.id)
        won = self.make_lead(stage_id=self.env.ref("crm.stage_lead4").id)
        self.assertEqual(won.won_status, "won")
        self.assertFalse(self.concerned(of_customer))
        self.assertFalse(self.lead_line(won))

    def test_lead_of_another_company_is_not_concerned(self):
        other = self.env["res.company"].create({"name": "Other"})
        lead = self.make_lead(company_id=other.id, user_id=False, team_id=False)
        self.assertFalse(self.concerned(lead))

    def test_salesperson_is_warned_and_the_lead_anonymised(self):
        lead = self.make_lead(expected_revenue=500)
        lead.message_post(body="Zoé Roux called")
        self.env["ir.attachment"].create(
            {"name": "Zoé.txt", "raw": b"x", "res_model": "crm.lead", "res_id": lead.id}
        )
        self.put_in_force(self.leads)
        self.run_policy(self.leads, "apply")
        self.assertEqual(self.lead_line(lead).state, "warned")
        self.assertEqual(lead.activity_ids.user_id, self.user)
        with freeze_time("2026-06-20 10:00:00"):
            run = self.run_policy(self.leads, "apply")
        self.assertEqual((run.done_count, self.lead_line(lead).state), (1, "done"))
        self.assertEqual((lead.name, lead.expected_revenue), ("•••", 500))
        names = ("contact_name", "email_from", "email_normalized", "phone", "active")
        for name in (*names, "phone_sanitized", "description", "message_ids"):
            self.assertFalse(lead[name], name)
        files = self.env["ir.attachment"].search(
            [("res_model", "=", "crm.lead"), ("res_id", "=", lead.id)]
        )
        self.assertFalse(files)
        self.assertFalse(self.concerned(lead) and self.lead_line(lead).state == "found")

    def test_lead_that_became_a_customer_is_spared(self):
        lead = self.make_lead()
        self.put_in_force(self.leads)
        self.run_policy(self.leads, "apply")
        lead.partner_id = self.claire
        with freeze_time("2026-06-20 10:00:00"):
            self.run_policy(self.leads, "apply")
        self.assertEqual(self.lead_line(lead).state, "spared")
        self.assertIn("Zoé", lead.name)

    def test_dry_run_changes_nothing_and_counts_by_batches(self):
        self.patch(clientfile_retention_find, "BATCH", 2)
        leads = self.env["crm.lead"].union(*(self.make_lead() for _one in range(5)))
        before = leads.read(["name", "email_from", "active", "write_date"])
        run = self.run_policy(self.leads)
        self.assertEqual(run.found_count, 5)
        after = leads.read(["name", "email_from", "active", "write_date"])
        self.assertEqual(before, after)

    def test_persons_and_leads_do_not_mix(self):
        person = self.make_old()
        self.make_lead()
        self.run_policy(self.leads)
        self.assertFalse(self.line(person, self.leads))
        self.run_policy(self.prospects)
        lines = self.env["clientfile.retention.line"].search(
            [("policy_id", "=", self.prospects.id)]
        )
        self.assertFalse(lines.lead_id)
        self.assertTrue(self.line(person))
