from odoo import fields
from odoo.tests import tagged

from odoo.addons.crm_clientfile.tests.import_case import ImportCase

HEADER = ("Raison sociale", "Ville", "Téléphone", "Email")
WARNING = "On the opposition list"


@tagged("post_install", "-at_install")
class TestImportOpposition(ImportCase):
    """A file that brings back somebody who was erased is told so, row by row."""

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        addresses = ["e:claire@example.com", "p:+33612345678"]
        listing = cls.env["clientfile.opposition"]
        listing._list(addresses, fields.Datetime.now())

    def test_rows_of_listed_addresses_are_told(self):
        document = self.check_file(
            ("Claire Martin", "Lyon", "", "CLAIRE@example.com"),
            ("C. Martin", "Lyon", "06 12 34 56 78", ""),
            ("Paul Roy", "Lille", "06 98 76 54 32", "paul@example.com"),
            header=HEADER,
        )
        rows = document.row_ids.sorted("id")
        told = [WARNING in (row.remarks or "") for row in rows]
        self.assertEqual(told, [True, True, False])

    def test_row_is_imported_when_the_user_goes_on(self):
        self.run_file(
            ("Claire Martin", "Lyon", "", "claire@example.com"), header=HEADER
        )
        back = self.partners.search([("email", "=", "claire@example.com")])
        self.assertEqual(len(back), 1)
        self.env.flush_all()
        self.env.invalidate_all()
        self.assertTrue(back.clientfile_is_listed)
