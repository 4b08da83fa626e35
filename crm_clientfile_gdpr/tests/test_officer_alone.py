from freezegun import freeze_time

from odoo.tests import Form, tagged

from .pack_case import PackCase

PROCESSING = "crm_clientfile_gdpr.clientfile_processing_"
TECHNICAL = (
    *("base.group_system", "base.group_erp_manager", "base.group_partner_manager"),
    *("account.group_account_readonly", "sales_team.group_sale_salesman"),
    *("mass_mailing.group_mass_mailing_user", "hr.group_hr_user"),
    *("mail.group_mail_template_editor", "crm_clientfile.crm_clientfile_group_user"),
)


@tagged("post_install", "-at_install")
class TestOfficerAlone(PackCase):
    """A data protection officer who is nothing else does the work to its end."""

    def as_officer(self, records):
        return records.with_user(self.officer).with_context(lang="en_US")

    def test_officer_has_no_technical_right(self):
        held = [group for group in TECHNICAL if self.officer.has_group(group)]
        self.assertEqual(held, [])

    def test_request_is_answered_with_its_copy(self):
        request = self.receive(user=self.officer, partner_id=self.claire.id)
        request = self.as_officer(request)
        request.action_start()
        request.action_make_pack()
        self.work()
        pack = self.as_officer(request.pack_ids)
        pack.action_review()
        self.assertIn("password", pack.action_send()["params"]["message"])
        self.close(request)
        self.assertEqual(request.state, "answered")

    def test_person_is_looked_up_and_erased(self):
        person = self.make_person("Zoé Roux", email="zoe.roux@example.com")
        form = Form(self.as_officer(self.env["clientfile.lookup"]))
        form.email = "zoe.roux@example.com"
        lookup = form.save()
        lookup.action_search()
        self.assertIn(person.id, lookup.line_ids.mapped("res_id"))
        plan = self.as_officer(self.env["clientfile.erasure"])._plan_for(person)
        plan.action_execute()
        self.assertEqual(plan.state, "done")

    def test_words_are_written_and_a_consent_proven(self):
        wordings = self.as_officer(self.env["clientfile.wording"])
        values = {"purpose_id": self.news.id, "lang": "en_US", "text": "I agree"}
        wording = wordings.create(values)
        said = {"purpose": self.news, "wording_id": wording.id}
        consent = self.say("given", user=self.officer, **said)
        self.seal()
        self.assertEqual(self.check(self.officer).state, "intact")
        self.as_officer(consent).action_proof()

    @freeze_time("2026-05-20 10:00:00")
    def test_policy_is_tried_and_put_in_force(self):
        policies = self.as_officer(self.env["clientfile.retention.policy"])
        policy = policies.create(
            {"name": "Prospects", "category": "prospect", "basis": "CNIL"}
        )
        self.work_off(policy._make_run("dry"))
        policy.action_activate()
        policy.action_apply()
        self.assertEqual((policy.state, policy.run_ids[0].kind), ("active", "apply"))

    def test_breach_goes_to_the_authority_and_the_register_to_paper(self):
        breaches = self.as_officer(self.env["clientfile.breach"])
        form = Form(breaches)
        form.name = "Lost laptop"
        breach = form.save()
        people = self.as_officer(self.env["clientfile.breach.people"])
        values = {"breach_id": breach.id, "partner_ids": self.claire.ids}
        people.create(values).action_add()
        self.assertEqual(breach.person_ids.partner_id, self.claire)
        reports = self.as_officer(self.env["ir.actions.report"])
        orders = self.env.ref(f"{PROCESSING}orders")
        for report, records, words in (
            ("clientfile_breach_report_form", breach, "9. Information of the persons"),
            ("clientfile_processing_report", orders, orders.name),
        ):
            html, _kind = reports._render_qweb_html(
                f"crm_clientfile_gdpr.{report}", records.ids
            )
            self.assertTrue(words.encode() in html, report)
