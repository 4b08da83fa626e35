import base64

from odoo.exceptions import AccessError, UserError
from odoo.tests import HttpCase, new_test_user

from ..formats.table_reader import open_table
from .import_case import HEADER, ImportCase


class TestImportRights(ImportCase):
    def test_users_and_managers_may_not_import(self):
        document = self.make_import(self.make_csv(("C1", "Martin")))
        for user in (self.user, self.manager):
            with self.assertRaises(AccessError):
                self.env["clientfile.import"].with_user(user).create({})
            with self.assertRaises(AccessError):
                document.with_user(user).action_test()
            with self.assertRaises(AccessError):
                document.with_user(user).read(["filename"])

    def test_rows_are_not_for_users(self):
        document = self.check_file(("C1", "Martin"))
        for user in (self.user, self.manager):
            with self.assertRaises(AccessError):
                document.row_ids.with_user(user).read(["raw"])

    def test_administrator_does_not_change_rows(self):
        document = self.check_file(("C1", "Martin"))
        with self.assertRaises(AccessError):
            document.row_ids.write({"state": "created"})

    def test_imports_of_another_company_are_not_seen(self):
        second = self.env["res.company"].create({"name": "Second company"})
        other = new_test_user(
            self.env,
            "other_administrator",
            "crm_clientfile.crm_clientfile_group_administrator",
            company_id=second.id,
            company_ids=second.ids,
        )
        document = self.check_file(("C1", "Martin"))
        documents = self.env["clientfile.import"].with_user(other)
        self.assertFalse(documents.search([]))
        with self.assertRaises(AccessError):
            document.row_ids.with_user(other).read(["raw"])

    def test_birth_dates_are_not_imported_without_their_group(self):
        document = self.make_import(
            self.make_csv(("Martin", "1/2/1980"), header=("Nom", "Date de naissance"))
        )
        with self.assertRaisesRegex(UserError, "birth dates"):
            document.action_test()
        self.administrator.group_ids += self.env.ref(
            "crm_clientfile.crm_clientfile_group_birth_date"
        )
        document.action_test()
        self.run_import(document)
        self.assertEqual(str(self.find("Martin").clientfile_birth_date), "1980-02-01")

    def test_import_at_work_is_neither_changed_nor_deleted(self):
        document = self.check_file(("C1", "Martin"))
        document.action_run()
        with self.assertRaisesRegex(UserError, "at work"):
            document.update_mode = "replace"
        with self.assertRaisesRegex(UserError, "at work"):
            document.unlink()


class TestImportDownloads(ImportCase):
    def read_download(self, document):
        table = open_table(base64.b64decode(document.download_file))
        with table:
            return table.header, [row.cells for row in table.rows()]

    def test_refused_rows_are_corrected_and_imported_again(self):
        document = self.run_file(
            ("C1", "Martin", "", "", "", "0612345678"),
            ("C2", "Durand", "", "1000", "", "0612"),
            ("C3", "=1+1", "", "", "", "", "no address"),
        )
        self.assertEqual(document.refused_count, 2)
        document.action_download_refused()
        header, rows = self.read_download(document)
        self.assertEqual(header, ("Row number", "Reason for refusal", *HEADER))
        self.assertEqual([row[0] for row in rows], [3, 4])
        self.assertIn("lacks digits", rows[0][1])
        self.assertEqual(rows[1][3], "=1+1")

        corrected = [list(rows[0]), list(rows[1])]
        corrected[0][7], corrected[1][8] = "0687654321", "a@b.example"
        again = self.run_file(*corrected, header=header)
        self.assertEqual(self.states(again), ["created", "created"])
        self.assertEqual(self.find("Durand").zip, "01000")

    def test_rounded_numbers_stay_refused_until_corrected(self):
        header = ("Nom", "Téléphone")
        document = self.make_import(
            self.make_csv(("Martin", "3,36123E+10"), header=header)
        )
        document.action_test()
        document.action_download_refused()
        header, rows = self.read_download(document)
        again = self.check_file(*rows, header=header)
        self.assertEqual(self.states(again), ["refused"])

    def test_template_is_recognised_when_it_comes_back(self):
        document = self.documents.create({})
        document.action_download_template()
        content = base64.b64decode(document.download_file)
        back = self.make_import(content, "template.xlsx")
        self.assertTrue(all(column.target for column in back.column_ids))
        back.action_test()
        self.assertEqual(set(self.states(back)), {"to_create"}, self.reasons(back))

    def test_download_is_for_administrators(self):
        document = self.documents.create({})
        document.action_download_template()
        with self.assertRaises(AccessError):
            document.with_user(self.manager).read(["download_file"])


class TestImportDownloadRoute(ImportCase, HttpCase):
    def test_refused_rows_come_whatever_their_file_is_called(self):
        rows = self.make_csv(("Martin", "0612"), header=("Nom", "Téléphone"))
        document = self.make_import(rows, "liste n° 2/3 #1 50 %?.csv")
        document.action_test()
        url = document.action_download_refused()["url"]
        # The file is to be in the attachment before another request asks for it.
        self.env.flush_all()
        login = document.env.user.login
        self.authenticate(login, login)
        answer = self.url_open(url)
        self.assertEqual(answer.status_code, 200)
        self.assertEqual(answer.content, base64.b64decode(document.download_file))
