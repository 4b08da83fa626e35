from odoo.exceptions import AccessError, UserError
from odoo.tests import new_test_user

from .export_case import ExportCase

ALLOWED = "base.group_allow_export"


class TestExportLog(ExportCase):
    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        group = cls.env.ref(ALLOWED)
        for user in (cls.user, cls.manager, cls.administrator):
            user.group_ids += group
        cls.log = cls.env["clientfile.export.log"].with_user(cls.administrator)
        cls.former = cls.log.search([])

    def entries(self):
        fields = ["user_id", "kind", "event", "row_count", "scope", "domain", "columns"]
        domain = [("id", "not in", self.former.ids)]
        found = self.log.search(domain, order="id").read(fields, load=None)
        return [tuple(entry[name] for name in fields) for entry in found]

    def test_own_export_is_logged_when_requested_and_when_delivered(self):
        domain = f"[('id', 'in', {self.people.ids})]"
        export = self.make_export(scope="domain", domain=domain)
        self.choose_columns(export, "ref", "name")
        export.action_export()
        uid = self.administrator.id
        asked = (uid, "workbook", "requested", 4, "domain", domain, "ref, name")
        self.assertEqual(self.entries(), [asked])
        self.contact.unlink()
        while not export._job_step(export.job_id):
            pass
        self.assertEqual(
            self.entries(), [asked, (uid, "workbook", "delivered", 3, *asked[4:])]
        )

    def test_export_of_the_host_is_logged_for_everyone(self):
        for user in (self.user, self.administrator):
            data = self.brewer.with_user(user).export_data(["name", "ref"])
            self.assertEqual(data["datas"], [["Brasserie Peeters", "C00043"]])
        self.assertEqual(
            self.entries(),
            [
                (user.id, "host", "delivered", 1, "selection", False, "name, ref")
                for user in (self.user, self.administrator)
            ],
        )

    def test_export_of_the_host_may_be_reserved(self):
        self.env.company.clientfile_restrict_export = True
        for user in (self.user, self.manager):
            with self.assertRaisesRegex(AccessError, "only administrators"):
                self.brewer.with_user(user).export_data(["name"])
        self.brewer.with_user(self.administrator).export_data(["name"])
        self.assertEqual(
            [entry[0] for entry in self.entries()], [self.administrator.id]
        )

    def test_another_open_company_does_not_lift_the_reservation(self):
        other = self.env["res.company"].create({"name": "Other"})
        self.env.company.clientfile_restrict_export = True
        self.user.company_ids += other
        with self.assertRaises(AccessError):
            self.brewer.with_user(self.user).with_company(other).with_context(
                allowed_company_ids=other.ids
            ).export_data(["name"])

    def test_reservation_of_another_company_does_not_count(self):
        other = self.env["res.company"].create({"name": "Other"})
        other.clientfile_restrict_export = True
        self.brewer.with_user(self.user).export_data(["name"])
        self.assertEqual(len(self.entries()), 1)

    def test_right_of_the_host_is_still_needed(self):
        outsider = new_test_user(self.env, "clientfile_outsider", "base.group_user")
        with self.assertRaises(UserError):
            self.brewer.with_user(outsider).export_data(["name"])
        self.assertFalse(self.entries())

    def test_nobody_changes_or_deletes_the_log(self):
        self.brewer.with_user(self.user).export_data(["name"])
        entry = self.log.search([], limit=1)
        with self.assertRaises(UserError):
            entry.sudo().write({"row_count": 0})
        with self.assertRaises(UserError):
            entry.sudo().unlink()
        with self.assertRaises(AccessError):
            entry.unlink()
        with self.assertRaises(AccessError):
            self.log.create({})

    def test_log_outlives_the_export(self):
        export = self.make_export(self.people)
        self.make_file(export)
        export.unlink()
        self.env.invalidate_all()
        self.assertEqual(len(self.entries()), 2)

    def test_log_is_read_by_administrators_of_the_company(self):
        self.brewer.with_user(self.user).export_data(["name"])
        with self.assertRaises(AccessError):
            self.log.with_user(self.manager).search([])
        other = self.env["res.company"].create({"name": "Other"})
        foreigner = new_test_user(
            self.env,
            "clientfile_foreigner",
            "crm_clientfile.crm_clientfile_group_administrator",
            company_id=other.id,
            company_ids=other.ids,
        )
        self.assertFalse(self.log.with_user(foreigner).search([]))
