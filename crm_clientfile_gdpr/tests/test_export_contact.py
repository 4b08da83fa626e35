from odoo.exceptions import UserError
from odoo.tests import tagged

from odoo.addons.crm_clientfile.formats.table_reader import open_table
from odoo.addons.crm_clientfile.tests.segment_case import SegmentCase

from .consent_case import ConsentCase

TITLES = [
    f"May be contacted: {name}"
    for name in ("E-mail", "Text message", "Telephone", "Post")
]


@tagged("post_install", "-at_install")
class TestExportContact(ConsentCase, SegmentCase):
    """A workbook of a segment says who may be contacted, and leaves nobody out."""

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.env["mail.blacklist"].search([]).unlink()
        cls.person.write({"vat": False, "country_id": cls.france.id})
        cls.segment = cls.make_segment(is_shared=True)

    def prepare(self, **values):
        opened = self.segment.with_user(self.administrator).action_export()
        export = self.env["clientfile.export"].browse(opened["res_id"])
        export = export.with_user(self.administrator)
        export.write(values)
        return export

    def read_workbook(self, export):
        """Titles, and what the workbook tells by name."""
        export.action_export()
        job = export.job_id
        while job.state != "done" and not export._job_step(job):
            pass
        with open_table(export.job_id.result_id.raw) as table:
            header = list(table.header)
            rows = [dict(zip(header, row.cells, strict=True)) for row in table.rows()]
        return header, {row["Name"]: row for row in rows}

    def test_workbook_of_a_segment_tells_each_channel_and_why(self):
        self.say("opposed", self.bakery, channel="email")
        header, rows = self.read_workbook(self.prepare())
        self.assertEqual(header[-4:], TITLES)
        self.assertEqual(
            {name: row[TITLES[0]] for name, row in rows.items()},
            {
                "Café de Lyon": "Yes: legitimate interest, until opposition",
                "Boulangerie Petit": "No: opposed",
                "Claire Martin": "No: a consumer who has not consented",
            },
        )
        self.assertEqual(
            rows["Claire Martin"][TITLES[3]],
            "Yes: legitimate interest, until opposition",
        )

    def test_purpose_of_the_export_decides(self):
        self.say("given", self.person, purpose=self.news)
        _header, rows = self.read_workbook(
            self.prepare(contact_purpose_id=self.news.id)
        )
        self.assertEqual(rows["Claire Martin"][TITLES[0]], "Yes: consent given")

    def test_export_without_a_purpose_says_nothing_about_it(self):
        header, rows = self.read_workbook(self.prepare(contact_purpose_id=False))
        self.assertFalse(set(header) & set(TITLES))
        self.assertEqual(len(rows), 3)

    def test_customer_deleted_meanwhile_shifts_no_answer(self):
        self.say("opposed", self.bakery)
        export = self.prepare()
        read = export._get_reader(["name"])
        ids = [self.lyon.id, self.lille.id, self.bakery.id]
        self.lille.unlink()
        rows = read(ids)
        self.assertEqual(
            [row[0] for row in rows], ["Café de Lyon", "Boulangerie Petit"]
        )
        self.assertEqual(rows[1][1], "No: opposed")

    def test_purpose_is_not_changed_while_it_is_at_work(self):
        export = self.prepare()
        export._enqueue_job("Export")
        with self.assertRaises(UserError):
            export.contact_purpose_id = self.news
