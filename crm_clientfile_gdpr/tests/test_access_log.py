from odoo.exceptions import AccessError, UserError
from odoo.tests import HttpCase, tagged
from odoo.tools import SQL

from .consent_case import ConsentCase


@tagged("post_install", "-at_install")
class TestAccessLog(ConsentCase):
    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.log = cls.env["clientfile.access.log"]

    def entries(self, action):
        return self.log.search([("action", "=", action)], order="id")

    def check_log(self, user=None):
        check = self.env["clientfile.consent.check"].with_user(user or self.officer)
        check = check.create({"chain": "clientfile.access.log"})
        check.action_start()
        return check

    def seal_log(self):
        while self.log._seal_some():
            pass
        self.env.invalidate_all()

    def test_entry_tells_who_did_what_with_whom(self):
        entry = self.log.with_user(self.agent)._log("pack", self.claire, "Asked for it")
        entry = entry.sudo(False).with_env(self.env)
        self.assertEqual((entry.user_id, entry.action), (self.agent, "pack"))
        self.assertEqual((entry.partner_id, entry.record_count), (self.claire, 1))
        self.assertEqual(entry.reason, "Asked for it")

    def test_document_of_a_person_names_the_person(self):
        consent = self.say("opposed")
        entry = self.log.with_user(self.agent)._log("proof", consent)
        self.assertEqual(entry.partner_id, self.claire)
        self.assertEqual((entry.res_model, entry.res_id), (consent._name, consent.id))

    def test_nobody_changes_or_deletes_an_entry(self):
        entry = self.log._log("export", self.claire)
        for user in (self.officer, self.auditor, self.administrator):
            with self.assertRaises(AccessError):
                entry.with_user(user).check_access("write")
            with self.assertRaises(AccessError):
                entry.with_user(user).check_access("unlink")
        with self.assertRaises(UserError):
            entry.sudo().write({"reason": "Nothing"})
        with self.assertRaises(UserError):
            entry.sudo().unlink()

    def test_only_officer_and_auditor_read_the_log(self):
        self.log._log("export", self.claire)
        for user in (self.officer, self.auditor):
            self.assertTrue(self.log.with_user(user).search_count([]))
        for user in (self.user, self.agent, self.administrator, self.outsider):
            with self.assertRaises(AccessError):
                self.log.with_user(user).search_count([])

    def test_nobody_writes_an_entry_by_hand(self):
        for user in (self.officer, self.auditor, self.agent):
            with self.assertRaises(AccessError):
                self.log.with_user(user).create(
                    {"action": "export", "date": "2026-03-02", "user_id": user.id}
                )

    def test_other_company_does_not_see_the_entries(self):
        other = self.env["res.company"].create({"name": "Other"})
        entry = self.log.with_company(other)._log("export", self.claire)
        seen = self.log.with_user(self.officer).search([])
        self.assertNotIn(entry.id, seen.ids)

    def test_export_by_odoo_is_noted_with_its_count(self):
        manager = self.manager
        manager.group_ids += self.env.ref("base.group_allow_export")
        people = self.claire | self.make_person("Paul")
        people.with_user(manager).export_data(["name"])
        entry = self.entries("export")[-1]
        self.assertEqual((entry.user_id, entry.record_count), (manager, 2))

    def test_printed_proof_is_noted(self):
        consent = self.say("opposed")
        report = self.env["ir.actions.report"].with_user(self.auditor)
        name = "crm_clientfile_gdpr.clientfile_consent_report_proof"
        report._render_qweb_html(name, consent.ids)
        entry = self.entries("proof")[-1]
        self.assertEqual((entry.user_id, entry.partner_id), (self.auditor, self.claire))

    def test_sealed_log_is_intact_and_changes_are_found(self):
        entries = [self.log._log("export", self.claire, "Fair") for _time in range(3)]
        self.seal_log()
        self.assertEqual(self.check_log().state, "intact")
        self.tamper(entries[1], "action", "proof")
        check = self.check_log()
        self.assertEqual((check.state, check.finding_count), ("broken", 1))
        self.assertIn(f"(entry {entries[1].id})", check.findings)

    def test_reason_changed_is_found_erased_is_not(self):
        first, second = (
            self.log._log("archive", self.claire, "Court") for _time in range(2)
        )
        self.seal_log()
        self.tamper(first, "salt", None)
        self.tamper(first, "reason", None)
        self.assertEqual(self.check_log().state, "intact")
        self.tamper(second, "reason", "Curiosity")
        self.assertIn("why, was changed", self.check_log().findings)

    def test_erasure_takes_the_reason_and_leaves_the_seal(self):
        entry = self.log._log("archive", self.claire, "Claim of Claire Martin")
        self.seal_log()
        plan = self.env["clientfile.erasure"]._plan_for(self.claire, with_texts=False)
        plan._execute()
        self.env.invalidate_all()
        self.assertFalse(entry.reason)
        self.assertEqual((entry.action, self.check_log().state), ("archive", "intact"))

    def test_two_chains_are_checked_apart(self):
        self.say("opposed")
        self.seal()
        self.log._log("export", self.claire)
        self.seal_log()
        consents = self.check()
        self.assertEqual(consents.state, "intact")
        self.assertEqual(self.check_log().checked_count, self.log._get_head()[0])

    def tamper(self, entry, column, value):
        self.env.cr.execute(
            SQL(
                "UPDATE clientfile_access_log SET %s = %s WHERE id = %s",
                SQL.identifier(column),
                value,
                entry.id,
            )
        )
        self.env.invalidate_all()


@tagged("post_install", "-at_install")
class TestAccessLogRoutes(HttpCase, ConsentCase):
    def test_downloaded_record_is_noted(self):
        self.authenticate(self.user.login, self.user.login)
        response = self.url_open(f"/clientfile/record/{self.claire.id}.xlsx")
        self.assertEqual(response.status_code, 200)
        entry = self.env["clientfile.access.log"].search([], limit=1)
        self.assertEqual((entry.action, entry.user_id), ("workbook", self.user))
        self.assertEqual(entry.partner_id, self.claire)

    def test_refused_download_leaves_no_entry(self):
        log = self.env["clientfile.access.log"]
        count = log.search_count([])
        self.authenticate(self.outsider.login, self.outsider.login)
        response = self.url_open(f"/clientfile/record/{self.claire.id}.xlsx")
        self.assertEqual(response.status_code, 403)
        self.assertEqual(log.search_count([]), count)
