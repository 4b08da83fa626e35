import base64
import io
from datetime import datetime

import openpyxl

from odoo import fields

from ..models.clientfile_export_content import CONTENTS, FULL, read_rows
from ..tools.columns import FIELDS, recognise
from ..tools.import_row import ImportColumn, PlanOptions, RowReading
from .export_case import ExportCase

LANGUAGES = ("en_US", "fr_FR", "nl_NL", "nl_BE", "uk_UA")
# What an import does not take over: derived, or the host's own affair.
ONLY_EXPORTED = {
    *("age", "vat_group", "doubtful", "status", "vip", "last_contact", "next_action"),
    *("created", "checked_by", "terms_inherited", "former_numbers"),
}
# Lists of their own, with who and when: no cell holds them.
HISTORIES = {
    "clientfile_action_line_ids",
    "clientfile_assignment_ids",
    "clientfile_condition_ids",
    "clientfile_dispute_ids",
    "clientfile_fixed_segment_ids",
    "clientfile_merged_ids",
    "clientfile_merged_into_id",
    "clientfile_promise_ids",
    "clientfile_reminder_ids",
    "clientfile_reminder_pause_ids",
    "clientfile_status_change_ids",
    "clientfile_status_move_ids",
}
CHOICES = {
    "civility": "clientfile_civility",
    "sex": "clientfile_sex",
    "address_type": "type",
    "preferred_channel": "clientfile_preferred_channel",
}


class TestExportContent(ExportCase):
    def row(self, partner, **values):
        """The full row of a partner, by column."""
        export = self.make_export(partner, **values)
        keys = export.column_ids.mapped("key")
        [cells] = self.read_export(export)[1]
        filled = zip(keys, cells, strict=True)
        return {key: cell for key, cell in filled if cell not in (None, False)}

    def test_company_is_exported_whole(self):
        row = self.row(self.customer)
        today = fields.Date.context_today(self.customer)
        self.assertEqual(row.pop("created").date(), today)
        self.assertEqual(
            row,
            {
                "ref": "C00042",
                "name": "Boulangerie Martin",
                "is_company": True,
                "address_type": "Contact",
                "trade_name": "Chez Martin",
                "legal_form": "Form of test",
                "siren": "732829320",
                "siret": "73282932000074",
                "vat": "FR44732829320",
                "ape": "62.01Z",
                "employee_count": 12,
                "turnover": 1234567.89,
                "industry": "Baking",
                "is_client": True,
                "client_since": datetime(2021, 3, 15),
                "file_reference": "D-12",
                "street": "12, rue de la Paix",
                "street2": "Hall B",
                "zip": "01000",
                "city": "Bourg-en-Bresse",
                "country": "France",
                "phone": "+33 1 42 68 53 00",
                "mobile": "06 12 34 56 78",
                "phone_2": "01 42 68 53 01; 01 42 68 53 03",
                "fax": "01 42 68 53 02",
                "email": "contact@martin.example",
                "email_2": "bills@martin.example",
                "website": "https://www.martin.example",
                "linkedin": "https://www.linkedin.com/company/martin",
                "preferred_channel": "Text message",
                "lang": "English (US)",
                "salesperson": self.manager.name,
                "tags": "Bronze, Regular",
                "status": "Active",
                "comment": "First line\nSecond line",
            },
        )

    def test_contact_names_his_company_and_roles(self):
        row = self.row(self.contact)
        self.assertEqual(row["parent_name"], "Boulangerie Martin")
        self.assertEqual(row["parent_ref"], "C00042")
        self.assertEqual(row["contact_role"], "Payer of bills, Taster")
        self.assertEqual((row["civility"], row["sex"]), ("Mrs", "Female"))
        self.assertNotIn("is_company", row)

    def test_belgian_number_has_its_own_column(self):
        row = self.row(self.brewer)
        self.assertEqual(row["be_enterprise"], "0403019261")
        self.assertNotIn("siret", row)
        self.assertNotIn("company_registry", row)

    def test_birth_date_and_age_need_their_group(self):
        self.assertNotIn("birth_date", self.row(self.contact))
        group = self.env.ref("crm_clientfile.crm_clientfile_group_birth_date")
        self.administrator.group_ids += group
        row = self.row(self.contact)
        self.assertEqual(row["birth_date"], datetime(1980, 2, 29))
        self.assertIn("age", row)

    def test_birth_date_put_in_by_hand_stays_hidden(self):
        export = self.make_export(self.contact)
        export.sudo().column_ids.create({"export_id": export.id, "key": "birth_date"})
        self.assertNotIn("Birth date", self.read_export(export)[0])

    def test_birth_date_is_not_offered_without_its_group(self):
        columns = self.env["clientfile.export.column"].with_user(self.administrator)
        offered = dict(columns.fields_get(["key"])["key"]["selection"])
        self.assertNotIn("birth_date", offered)
        self.assertNotIn("age", offered)

    def test_ways_that_no_longer_work_are_left_out(self):
        first, second = self.customer.clientfile_channel_ids[1:3]
        first.validity = "failed"
        second.write({"date_from": "2020-01-01", "date_to": "2020-12-31"})
        self.assertNotIn("phone_2", self.row(self.customer))

    def test_dangerous_cells_stay_text(self):
        dangerous = self.make_company(
            "=1+1", ref="@x", street="+33 rue", city="\tParis", website=False
        )
        row = self.row(dangerous)
        found = [row[key] for key in ("name", "ref", "street", "city")]
        self.assertEqual(found, ["=1+1", "@x", "+33 rue", "\tParis"])

    def test_company_of_a_contact_gone_elsewhere_shows_its_name_only(self):
        other = self.env["res.company"].create({"name": "Other"})
        self.contact.company_id = False
        self.env.cr.execute(
            "UPDATE res_partner SET company_id = %s WHERE id = %s",
            (other.id, self.customer.id),
        )
        self.env.invalidate_all()
        row = self.row(self.contact)
        self.assertEqual(row["parent_name"], "Boulangerie Martin")
        self.assertNotIn("parent_ref", row)

    def test_number_of_queries_does_not_grow_with_the_batch(self):
        keys = [key for key in FULL if key not in ("age", "birth_date")]
        env = self.env(user=self.administrator)
        counts = []
        for ids in (self.people.ids, (self.people | self.make_many(40)).ids):
            env.flush_all()
            env.invalidate_all()
            read_rows(env, self.people.ids, keys)  # languages and rights in cache
            env.invalidate_all()
            start = env.cr.sql_log_count
            self.assertEqual(len(read_rows(env, ids, keys)), len(ids))
            counts.append(env.cr.sql_log_count - start)
        self.assertEqual(*counts)

    def make_many(self, count):
        return self.env["res.partner"].create(
            [
                {
                    "name": f"Customer {number}",
                    "parent_id": self.customer.id,
                    "comment": "Note",
                    "clientfile_channel_ids": [
                        (0, 0, {"medium": "email", "value": f"c{number}@x.example"})
                    ],
                }
                for number in range(count)
            ]
        )

    def test_every_stored_field_of_ours_is_exported(self):
        exported = {name for content in CONTENTS.values() for name in content.fields}
        ours = {
            name
            for name, field in self.env["res.partner"]._fields.items()
            if name.startswith("clientfile_")
            and field.store
            and field.exportable
            and "crm_clientfile" in field._modules
        }
        self.assertEqual(ours - exported, HISTORIES)


class TestExportImport(ExportCase):
    """An export is a file that can be imported: its titles and cells are known."""

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.administrator.group_ids += cls.env.ref(
            "crm_clientfile.crm_clientfile_group_birth_date"
        )
        installed = {code for code, _name in cls.env["res.lang"].get_installed()}
        cls.languages = [code for code in LANGUAGES if code in installed]

    def test_columns_are_those_of_imports(self):
        known = {field.name for field in FIELDS}
        self.assertEqual(set(CONTENTS) - known, ONLY_EXPORTED)

    def test_titles_are_recognised_in_every_language(self):
        keys = list(CONTENTS)
        meant = {at: key for at, key in enumerate(keys) if key not in ONLY_EXPORTED}
        for lang in self.languages:
            columns = self.make_export(lang=lang)._get_columns(keys)
            with self.subTest(lang=lang):
                titles = [column.title for column in columns]
                self.assertEqual(recognise(titles), meant)

    def test_choices_are_understood_in_every_language(self):
        for lang in self.languages:
            for key, name in CHOICES.items():
                with self.subTest(lang=lang, key=key):
                    self.assertEqual(*self.read_choices(lang, key, name))

    def read_choices(self, lang, key, name):
        """What an import makes of the labels of a field, and what they mean."""
        env = self.env(context={"lang": lang})
        field = env["res.partner"]._fields[name]
        read, meant = [], []
        for value, label in field._description_selection(env):
            row = RowReading(PlanOptions(), "FR")
            row.take(ImportColumn(0, key, key), label)
            read.append((label, row.values.get(key)))
            meant.append((label, value))
        return read, meant

    def test_own_export_imported_again_changes_nothing(self):
        for lang in self.languages:
            content = self.make_file(self.make_export(self.people, lang=lang))
            with self.subTest(lang=lang):
                rows = self.read_again(content).row_ids
                found = {(row.state, row.reason) for row in rows}
                self.assertEqual(found, {("unchanged", False)})

    def test_corrected_export_is_imported(self):
        content = self.make_file(self.make_export(self.brewer))
        book = openpyxl.load_workbook(io.BytesIO(content))
        titles = [cell.value for cell in book.active[1]]
        book.active.cell(2, titles.index("City") + 1).value = "Gent"
        corrected = io.BytesIO()
        book.save(corrected)
        document = self.read_again(corrected.getvalue())
        document._run_steps("run")
        self.assertEqual(self.brewer.city, "Gent")

    def read_again(self, content):
        """An import of the workbook that has been tested."""
        document = (
            self.env["clientfile.import"]
            .with_user(self.administrator)
            .create({"file": base64.b64encode(content), "filename": "export.xlsx"})
        )
        document.action_read()
        document.update_mode = "replace"
        document.action_test()
        return document
