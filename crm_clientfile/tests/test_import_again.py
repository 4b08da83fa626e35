from .export_case import ExportCase
from .import_case import ImportCase


class TestImportAgain(ExportCase, ImportCase):
    """An export is a file like any other: imported again, it changes nothing."""

    def test_exported_customers_are_unchanged(self):
        content = self.make_file(self.make_export(self.people))
        for mode in ("complete", "replace"):
            document = self.make_import(content, "export.xlsx", update_mode=mode)
            document.action_test()
            self.assertEqual(self.reasons(document), [])
            changed = document.row_ids.filtered(lambda row: row.state != "unchanged")
            self.assertFalse(changed, (mode, changed.mapped("name")))
            partners = document.row_ids.filtered(lambda row: row.part == "main")
            self.assertEqual(partners.partner_id, self.people)

    def test_corrected_export_changes_what_was_corrected(self):
        header, rows = self.read_export(self.make_export(self.customer))
        row = list(rows[0])
        row[header.index("City")] = "Lyon"
        row[header.index("Mobile")] = "0687654321"
        self.run_file(row, header=header, update_mode="replace")
        self.assertEqual(self.customer.city, "Lyon")
        channels = self.customer.clientfile_channel_ids
        self.assertIn("+33687654321", channels.mapped("value_normalized"))
        self.assertEqual(self.customer.zip, "01000")
