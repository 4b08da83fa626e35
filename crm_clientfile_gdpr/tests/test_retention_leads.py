import importlib.util
from datetime import date

from dateutil.relativedelta import relativedelta
from freezegun import freeze_time

from odoo.exceptions import AccessError
from odoo.modules.module import get_module_path
from odoo.tests import new_test_user, tagged

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

    def test_held_lead_is_listed_and_left_alone(self):
        lead = self.make_lead(clientfile_hold_reason="Lawsuit")
        until = self.make_lead(
            clientfile_hold_reason="Lawsuit", clientfile_hold_until="2026-05-20"
        )
        over = self.make_lead(
            clientfile_hold_reason="Lawsuit", clientfile_hold_until="2026-05-19"
        )
        self.run_policy(self.leads)
        states = [self.lead_line(one).state for one in lead | until | over]
        self.assertEqual(states, ["held", "held", "found"])

    def test_hold_put_on_within_the_grace_holds(self):
        lead = self.make_lead()
        self.put_in_force(self.leads)
        self.run_policy(self.leads, "apply")
        lead.with_user(self.officer).sudo().clientfile_hold_reason = "Lawsuit"
        with freeze_time("2026-06-20 10:00:00"):
            self.run_policy(self.leads, "apply")
        self.assertEqual(lead.contact_name, "Zoé Roux")

    def test_hold_is_seen_by_data_protection_alone(self):
        lead = self.make_lead(clientfile_hold_reason="Lawsuit")
        seller = new_test_user(
            self.env, "lead_seller", "sales_team.group_sale_salesman_all_leads"
        )
        with self.assertRaises(AccessError):
            lead.with_user(seller).read(["clientfile_hold_reason"])
        with self.assertRaises(AccessError):
            lead.with_user(seller).clientfile_hold_reason = False

    def test_hold_survives_the_merge_of_leads(self):
        held = {"clientfile_hold_reason": "Lawsuit", "type": "opportunity"}
        leads = self.make_lead(type="opportunity", user_id=False)
        leads += self.make_lead(clientfile_hold_until="2027-01-31", **held)
        seller = new_test_user(
            self.env, "lead_merger", "sales_team.group_sale_salesman_all_leads"
        )
        merged = leads.with_user(seller).merge_opportunity()
        self.env.invalidate_all()
        kept = merged.sudo()
        self.assertEqual(kept.clientfile_hold_reason, "Lawsuit")
        self.assertEqual(kept.clientfile_hold_until, date(2027, 1, 31))
        other = self.make_lead(**{**held, "clientfile_hold_reason": "Audit"})
        merged = (merged | other.with_user(seller)).merge_opportunity().sudo()
        self.assertEqual(
            {*merged.clientfile_hold_reason.split(", ")}, {"Lawsuit", "Audit"}
        )
        self.assertFalse(merged.clientfile_hold_until)

    def warn_by_mail(self, **values):
        self.leads.warning = "mail"
        lead = self.make_lead(**values)
        self.put_in_force(self.leads)
        self.run_policy(self.leads, "apply")
        # Without an address in it, it is a notice to a colleague.
        mails = self.env["mail.mail"].search(
            [
                ("model", "=", "crm.lead"),
                ("res_id", "=", lead.id),
                ("email_to", "!=", False),
            ]
        )
        return lead, mails

    def test_lead_is_warned_at_its_own_address(self):
        self.env["res.lang"]._activate_lang("fr_FR")
        lang = self.env["res.lang"]._lang_get("fr_FR")
        lead, mail = self.warn_by_mail(lang_id=lang.id)
        self.assertEqual(mail.email_to, "zoe.roux@example.com")
        self.assertFalse(mail.recipient_ids)
        self.assertIn("Nous n", mail.body_html)
        self.assertFalse(lead.activity_ids)
        self.assertEqual(self.lead_line(lead).date_grace, date(2026, 6, 19))

    def test_update_has_the_former_template_reach_leads(self):
        template = self.env.ref("crm_clientfile_gdpr.mail_template_retention")
        names = ["use_default_to", "partner_to", "email_to", "lang"]
        [shipped] = template.read(names)
        former = {
            "use_default_to": True,
            "partner_to": "{{ object.partner_id.id }}",
            "email_to": False,
            "lang": "{{ object.partner_id.lang }}",
        }
        template.write(former)
        self.update_from("19.0.1.1.0")
        self.assertEqual(template.read(names), [shipped])
        template.write({**former, "partner_to": "1"})
        self.update_from("19.0.1.1.0")
        self.assertEqual((template.partner_to, template.email_to), ("1", False))

    def update_from(self, version):
        path = get_module_path("crm_clientfile_gdpr")
        path += "/migrations/19.0.1.2.0/post-migration.py"
        spec = importlib.util.spec_from_file_location("post_migration", path)
        script = importlib.util.module_from_spec(spec)
        spec.loader.exec_module(script)
        script.migrate(self.env.cr, version)

    def test_lead_without_an_address_warns_the_salesperson(self):
        lead, mails = self.warn_by_mail(email_from=False)
        self.assertFalse(mails)
        self.assertEqual(lead.activity_ids.user_id, self.user)

    def test_warning_by_mail_is_no_act_of_the_lead(self):
        lead, _mail = self.warn_by_mail()
        with freeze_time("2026-06-20 10:00:00"):
            self.run_policy(self.leads, "apply")
        self.assertEqual(self.lead_line(lead).state, "done")
        self.assertFalse(lead.contact_name or lead.message_ids)

    def test_answer_to_the_warning_spares_the_lead(self):
        lead, mail = self.warn_by_mail()
        with freeze_time("2026-06-01 10:00:00"):
            self.env["mail.thread"].message_process(
                "crm.lead",
                "From: Zoé Roux <zoe.roux@example.com>\n"
                "To: catchall@example.com\n"
                "Subject: Re: Shall we keep your data?\n"
                "Message-Id: <answer@example.com>\n"
                f"In-Reply-To: {mail.message_id}\n\nYes, please.",
            )
        with freeze_time("2026-06-20 10:00:00"):
            self.run_policy(self.leads, "apply")
        self.assertEqual(self.lead_line(lead).state, "spared")
        self.assertEqual(lead.contact_name, "Zoé Roux")

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
