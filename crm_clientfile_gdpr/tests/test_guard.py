from odoo.exceptions import AccessError, ValidationError
from odoo.tests import Form, tagged

from ..models import clientfile_guard_scan
from .consent_case import ConsentCase


@tagged("post_install", "-at_install")
class TestGuard(ConsentCase):
    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.words = cls.env["clientfile.guard.word"]
        cls.findings = cls.env["clientfile.guard.finding"]
        cls.findings.search([]).unlink()

    def scan(self):
        scan = self.env["clientfile.guard.scan"].with_user(self.officer)._make()
        self.work_off(scan)
        self.env.invalidate_all()
        return scan

    def found(self, record, field="comment"):
        return self.findings.search(
            [
                ("res_model", "=", record._name),
                ("res_id", "=", record.id),
                ("field_name", "=", field),
            ]
        )

    def test_note_about_a_person_warns_and_is_kept(self):
        with Form(self.claire.with_user(self.user)) as form:
            form.comment = "<p>Il est <b>diabétique</b></p>"
            self.assertIn("“diabétique”", form.clientfile_guard_warning)
        self.assertIn("diabétique", self.claire.comment)

    def test_harmless_note_does_not_warn(self):
        self.claire.comment = "<p>Rappeler en juin, cancel la commande</p>"
        self.assertFalse(self.claire.clientfile_guard_warning)

    def test_dispute_warns_about_both_its_texts(self):
        dispute = self.env["clientfile.dispute"].create(
            {
                "partner_id": self.make_company("Firm").id,
                "reason": "other",
                "description": "Gros con",
                "outcome_note": "En prison",
            }
        )
        self.assertIn("about offence, insult (", dispute.clientfile_guard_warning)
        self.assertIn("“Gros con”, “prison”", dispute.clientfile_guard_warning)

    def test_activity_warns_while_it_is_written(self):
        activity = self.env["mail.activity"].new({"note": "<p>Syndiqué CGT</p>"})
        warning = activity._onchange_clientfile_guard()["warning"]
        self.assertIn("trade union", warning["message"])
        self.assertIsNone(self.env["mail.activity"].new()._onchange_clientfile_guard())

    def test_officer_adds_words_and_lets_others_pass(self):
        words = self.words.with_user(self.officer)
        words.create({"name": "pastis", "kind": "health"})
        words.create({"name": "diabétique", "is_ignored": True})
        self.claire.comment = "Aime le pastis, diabétique"
        self.assertIn("“pastis”", self.claire.clientfile_guard_warning)
        self.assertNotIn("diab", self.claire.clientfile_guard_warning)
        words.search([]).unlink()
        self.claire.invalidate_recordset()
        self.assertNotIn("pastis", self.claire.clientfile_guard_warning)

    def test_texts_of_each_place_are_found(self):
        self.claire.comment = "<p>Malade</p>"
        dispute = self.env["clientfile.dispute"].create(
            {
                "partner_id": self.make_company("Firm").id,
                "reason": "other",
                "description": "Voleur",
            }
        )
        activity = self.claire.activity_schedule(
            "mail.mail_activity_data_todo", note="Syndiquée", user_id=self.user.id
        )
        message = self.claire.message_post(
            body="Enfin, quel connard", message_type="comment"
        )
        self.scan()
        finding = self.found(self.claire)
        self.assertEqual((finding.words, finding.kind_names), ("Malade", "health"))
        self.assertEqual(self.found(dispute, "description").kinds, "offence")
        self.assertEqual(self.found(activity, "note").partner_id, self.claire)
        self.assertEqual(self.found(message, "body").words, "connard")

    def test_decision_holds_until_the_text_changes(self):
        self.claire.comment = "Malade"
        self.scan()
        finding = self.found(self.claire)
        finding = finding.with_user(self.officer)
        with self.assertRaisesRegex(ValidationError, "reason"):
            finding.action_kept()
        finding.reason = "Asked for by the person"
        finding.action_kept()
        self.scan()
        self.assertEqual(finding.state, "kept")
        self.claire.comment = "Malade et gréviste"
        self.scan()
        self.assertEqual((finding.state, finding.words), ("open", "Malade, gréviste"))

    def test_finding_goes_with_the_person(self):
        self.claire.comment = "Malade"
        self.scan()
        plan = self.env["clientfile.erasure"]._plan_for(self.claire, with_texts=False)
        plan._execute()
        self.env.invalidate_all()
        self.assertFalse(self.found(self.claire))

    def test_text_that_was_corrected_leaves_the_list(self):
        self.claire.comment = "Malade"
        self.scan()
        self.claire.comment = "Absent"
        self.scan()
        self.assertFalse(self.found(self.claire))

    def test_scan_goes_on_where_it_stopped(self):
        self.patch(clientfile_guard_scan, "BATCH", 1)
        people = [self.make_person(f"P{place}", comment="Malade") for place in range(3)]
        scan = self.env["clientfile.guard.scan"].with_user(self.officer)._make()
        job = scan.sudo()._create_job({"name": "Free texts"})
        steps = 1
        while not scan._job_step(job):
            steps += 1
        self.assertGreater(steps, 3)
        for person in people:
            self.assertEqual(len(self.found(person)), 1)

    def test_query_count_of_a_scan_does_not_grow(self):
        def queries():
            self.env.flush_all()
            self.env.invalidate_all()
            count = self.env.cr.sql_log_count
            self.scan()
            return self.env.cr.sql_log_count - count

        self.claire.comment = "Malade"
        queries()
        few = queries()
        for place in range(40):
            self.make_person(f"P{place}", comment="Malade")
        self.assertLessEqual(queries(), few + 2)

    def test_only_the_officer_sees_what_was_found(self):
        self.claire.comment = "Malade"
        self.scan()
        for user in (self.user, self.agent, self.auditor, self.administrator):
            with self.assertRaises(AccessError):
                self.findings.with_user(user).search([])
        self.assertTrue(self.findings.with_user(self.officer).search([]))
