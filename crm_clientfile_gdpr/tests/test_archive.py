from datetime import date

from freezegun import freeze_time

from odoo.exceptions import AccessError, UserError
from odoo.tests import tagged

from .consent_case import ConsentCase


@tagged("post_install", "-at_install")
@freeze_time("2026-05-20 10:00:00")
class TestArchive(ConsentCase):
    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.archive = cls.make_archive()

    @classmethod
    def make_archive(cls, **values):
        return cls.env["clientfile.archive"].create(
            {
                "name": "Claire Martin",
                "partner_id": cls.claire.id,
                "company_id": cls.env.company.id,
                "date": "2026-01-01",
                "date_end": date(2026, 5, 20),
                "content": [["Email", "claire@vault.example"]],
                **values,
            }
        )

    def opening(self, reason, user=None):
        wizard = self.env["clientfile.archive.open"].with_user(user or self.officer)
        return wizard.create({"archive_id": self.archive.id, "reason": reason})

    def test_content_is_shown_once_the_reason_is_logged(self):
        opening = self.opening("Claim 7")
        self.assertFalse(opening.content)
        opening.action_open()
        self.assertEqual(opening.content, "Email: claire@vault.example")
        entry = self.env["clientfile.access.log"].search([], limit=1)
        self.assertEqual((entry.action, entry.reason), ("archive", "Claim 7"))
        self.assertEqual((entry.user_id, entry.partner_id), (self.officer, self.claire))

    def test_archive_without_a_reason_stays_closed(self):
        with self.assertRaises(UserError):
            self.opening("  ").action_open()

    def test_officer_cannot_open_it_behind_the_log(self):
        opening = self.opening("Claim")
        with self.assertRaises(AccessError):
            opening.write({"is_open": True})
        with self.assertRaises(AccessError):
            self.archive.with_user(self.officer).read(["content"])
        with self.assertRaises(AccessError):
            self.archive.with_user(self.officer).search([("content", "!=", False)])

    def test_opening_is_not_turned_to_another_archive(self):
        other = self.make_archive(content=[["Email", "other@vault.example"]])
        opening = self.opening("Claim")
        opening.action_open()
        opening.archive_id = other
        self.assertFalse(opening.content)

    def test_nobody_else_sees_who_is_in_the_vault(self):
        for user in (self.user, self.administrator, self.agent, self.auditor):
            vault = self.env["clientfile.archive"].with_user(user)
            for method, args in (
                ("search", ([],)),
                ("name_search", ("Claire",)),
                ("formatted_read_group", ([], ["name"])),
            ):
                with self.assertRaises(AccessError):
                    getattr(vault, method)(*args)
            with self.assertRaises(AccessError):
                vault.browse(self.archive.id).read(["name"])
            with self.assertRaises(UserError):
                vault.browse(self.archive.id).export_data(["name"])
            with self.assertRaises(AccessError):
                self.opening("Curious", user)

    def test_last_day_is_kept_and_the_next_one_deletes(self):
        vault = self.env["clientfile.archive"]
        vault._cron_delete()
        self.assertEqual(self.archive.state, "kept")
        with freeze_time("2026-05-21 01:00:00"):
            vault._cron_delete()
        self.assertEqual(self.archive.state, "deleted")
        self.assertFalse(self.archive.name)
        self.assertFalse(self.archive.sudo().content)

    def test_legal_hold_keeps_the_archive(self):
        self.claire.clientfile_hold_reason = "Lawsuit"
        with freeze_time("2026-06-21"):
            self.env["clientfile.archive"]._cron_delete()
        self.assertEqual(self.archive.state, "kept")

    def test_archive_of_another_company_is_not_seen(self):
        other = self.env["res.company"].create({"name": "Other"})
        theirs = self.make_archive(company_id=other.id)
        seen = self.env["clientfile.archive"].with_user(self.officer).search([])
        self.assertNotIn(theirs, seen)

    def test_archive_is_not_deleted_by_hand(self):
        with self.assertRaises(AccessError):
            self.archive.with_user(self.officer).check_access("unlink")
        with self.assertRaises(UserError):
            self.archive.sudo().unlink()
