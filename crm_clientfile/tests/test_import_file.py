import base64
import io

import xlsxwriter

from odoo.exceptions import UserError, ValidationError

from ..models.clientfile_import_column import TARGETS
from ..models.clientfile_import_message import IMPORT_SENTENCES
from ..tools.columns import FIELDS
from ..tools.import_plan import TARGETS as PLANNED_TARGETS
from ..tools.import_remarks import MESSAGES
from .import_case import HEADER, ImportCase


class TestImportFile(ImportCase):
    def targets(self, document):
        return {column.name: column.target for column in document.column_ids}

    def make_workbook(self, *rows):
        file = io.BytesIO()
        with xlsxwriter.Workbook(file) as book:
            sheet = book.add_worksheet("Clients")
            for number, row in enumerate(rows):
                sheet.write_row(number, 0, row)
        return file.getvalue()

    def test_columns_are_recognised_with_samples(self):
        document = self.make_import(
            self.make_csv(("C1", "Boulangerie Martin", "1 rue Haute", "75011", "Paris"))
        )
        self.assertEqual(document.state, "mapped")
        self.assertEqual(
            self.targets(document),
            {
                "N° client": "ref",
                "Raison sociale": "name",
                "Rue": "street",
                "Code postal": "zip",
                "Ville": "city",
                "Téléphone": "phone",
                "Email": "email",
            },
        )
        self.assertEqual(document.column_ids[1].samples, "Boulangerie Martin")

    def test_encoding_and_delimiter_are_found_and_shown(self):
        content = "Nom;Ville\nBoulangerie de l'Étoile;Orléans\n".encode("cp1252")
        document = self.make_import(content)
        self.assertEqual(document.delimiter, "Semicolon")
        self.assertNotEqual(document.encoding, "utf-8")
        document.action_test()
        self.assertEqual(document.row_ids.name, "Boulangerie de l'Étoile")

    def test_workbook_is_read(self):
        content = self.make_workbook(("Nom", "SIRET"), ("Martin", 73282932000074))
        document = self.make_import(content, "clients.xlsx")
        self.assertEqual((document.format, document.sheet), ("xlsx", "Clients"))
        document.action_test()
        self.assertEqual(self.states(document), ["to_create"])

    def test_layout_is_remembered_with_its_choices(self):
        first = self.make_import(self.make_csv(("C1", "Martin")))
        self.map_columns(first, Rue="comment")
        first.write({"update_mode": "replace", "invalid_mode": "leave_out"})
        first.action_test()
        second = self.make_import(self.make_csv(("C2", "Durand")), "other.csv")
        self.assertEqual(self.targets(second)["Rue"], "comment")
        self.assertEqual(second.update_mode, "replace")
        self.assertEqual(second.invalid_mode, "leave_out")
        self.assertEqual(second.layout_id.name, "clients.csv")

    def test_archived_layout_is_forgotten(self):
        first = self.make_import(self.make_csv(("C1", "Martin")))
        self.map_columns(first, Rue="comment")
        first.action_test()
        first.layout_id.active = False
        second = self.make_import(self.make_csv(("C2", "Durand")))
        self.assertEqual(self.targets(second)["Rue"], "street")

    def test_preview_shows_values_as_they_will_be_stored(self):
        header = ("Nom", "Prénom", "Code postal", "Téléphone")
        content = self.make_csv(("DUPONT", "anne", "1000", "612345678"), header=header)
        preview = self.make_import(content).preview
        for text in ("Anne Dupont", "01000", "+33 6 12 34 56 78", "Leading zero"):
            self.assertIn(text, preview)

    def test_preview_is_escaped(self):
        content = self.make_csv(("C1", "<script>alert(1)</script>"))
        self.assertNotIn("<script>", self.make_import(content).preview)

    def test_two_columns_cannot_go_to_one_field(self):
        document = self.make_import(self.make_csv(("C1", "Martin")))
        with self.assertRaisesRegex(ValidationError, "Two columns go to “Name”"):
            self.map_columns(document, Rue="name")

    def test_several_columns_may_go_to_the_notes(self):
        document = self.make_import(self.make_csv(("C1", "Martin", "a", "b")))
        self.map_columns(
            document, Rue="labelled_comment", Code_postal="labelled_comment"
        )
        document.action_test()
        self.run_import(document)
        notes = self.find("Martin").comment
        self.assertIn("Rue: a", notes)
        self.assertIn("Code postal: b", notes)

    def test_import_without_a_name_column_is_refused(self):
        document = self.make_import(self.make_csv(("Bleu",), header=("Couleur",)))
        with self.assertRaisesRegex(UserError, "who the customers are"):
            document.action_test()

    def test_changing_a_choice_asks_for_another_test(self):
        document = self.check_file(("C1", "Martin"))
        self.assertEqual(document.state, "tested")
        document.is_client = True
        self.assertEqual(document.state, "mapped")

    def test_other_file_starts_again(self):
        document = self.check_file(("C1", "Martin"))
        document.action_other_file()
        self.assertEqual(document.state, "draft")
        self.assertFalse(document.column_ids or document.row_ids or document.file)

    def test_targets_are_those_of_the_pure_layer(self):
        self.assertEqual({target for target, _label in TARGETS}, set(PLANNED_TARGETS))
        self.assertLessEqual({field.name for field in FIELDS}, set(PLANNED_TARGETS))

    def test_sentences_are_those_of_the_pure_layer(self):
        english = {code: str(text) for code, text in IMPORT_SENTENCES.items()}
        self.assertEqual(english, MESSAGES)


class TestUnreadableFile(ImportCase):
    def assert_refused(self, content, text, filename="clients.csv"):
        document = self.documents.create(
            {"file": base64.b64encode(content), "filename": filename}
        )
        with self.assertRaisesRegex(UserError, text):
            document.action_read()
        self.assertEqual(document.state, "draft")
        self.assertTrue(document.file)

    def test_no_file_is_asked_for(self):
        document = self.documents.create({})
        with self.assertRaisesRegex(UserError, "Choose a file"):
            document.action_read()

    def test_blank_file_is_refused(self):
        self.assert_refused(b"\n\n", "empty")

    def test_file_with_a_header_only_is_refused(self):
        self.assert_refused(self.make_csv(), "no row under them")

    def test_pdf_named_xlsx_is_refused(self):
        self.assert_refused(b"%PDF-1.7\n%\xe2\xe3", "PDF", "clients.xlsx")

    def test_damaged_workbook_is_refused(self):
        self.assert_refused(b"PK\x03\x04 not a workbook", "workbook|archive", "c.xlsx")

    def test_row_of_a_million_cells_is_refused(self):
        content = self.make_csv(("C1", "Martin")) + b";" * 1_000_000
        self.assert_refused(content, "Row 3 is longer")


class TestHostileCells(ImportCase):
    def test_nul_bytes_are_removed_and_said(self):
        content = self.make_csv(("C1", "Mar\x00tin"))
        document = self.make_import(content)
        self.assertIn("NUL", document.notices)
        document.action_test()
        self.assertEqual(document.row_ids.name, "Martin")

    def test_mixed_encodings_are_read_and_said(self):
        content = "Nom;Ville\nÉtoile;Orléans\n".encode() + "Métal;Nîmes\n".encode(
            "cp1252"
        )
        document = self.make_import(content)
        self.assertIn("not UTF-8", document.notices)
        document.action_test()
        self.assertEqual(document.row_ids.mapped("name"), ["Étoile", "Métal"])

    def test_formulas_are_plain_text(self):
        name = '=HYPERLINK("http://evil.example";"Click")'
        self.run_file(("C1", name))
        self.assertEqual(len(self.find(name)), 1)

    def test_duplicate_headers_are_kept_apart_and_said(self):
        header = ("Nom", "Téléphone", "Téléphone")
        content = self.make_csv(("Martin", "0144556677", "0612345678"), header=header)
        document = self.make_import(content)
        self.assertIn("Several columns are called", document.notices)
        document.action_test()
        self.run_import(document)
        partner = self.find("Martin")
        self.assertEqual(partner.phone, "+33 1 44 55 66 77")
        self.assertEqual(
            partner.clientfile_channel_ids.value_normalized, "+33612345678"
        )

    def test_cell_of_a_whole_book_refuses_its_row_only(self):
        document = self.check_file(("C1", "x" * 40_000), ("C2", "Martin"))
        self.assertEqual(self.states(document), ["refused", "to_create"])
        self.assertIn("40000 characters", document.row_ids[0].reason)

    def test_html_in_notes_is_escaped(self):
        header = ("Nom", "Commentaire")
        self.run_file(("Martin", "<script>alert(1)</script>"), header=header)
        self.assertNotIn("<script>", self.find("Martin").comment)

    def test_too_many_cells_refuse_the_row(self):
        content = self.make_csv(("C1", "Martin", "1 rue A", "75001", "Paris", "", ""))
        content += b"C2;Durand;1, rue B;75002;Paris;;;surplus\n"
        document = self.make_import(content)
        document.action_test()
        self.assertEqual(self.states(document), ["to_create", "refused"])

    def test_title_of_the_file_is_left_out(self):
        content = b"Liste des clients\n\n" + self.make_csv(("C1", "Martin"))
        document = self.make_import(content)
        self.assertEqual(document.header, list(HEADER))
        self.assertIn("above the column titles", document.notices)
