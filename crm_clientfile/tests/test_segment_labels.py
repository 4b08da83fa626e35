import io

import pypdf

from odoo.exceptions import AccessError, UserError
from odoo.tools import file_path

from ..formats.labels import L7160, LabelWriter
from ..models.clientfile_segment_action_labels import FONT
from .segment_case import SegmentCase


class TestSegmentLabels(SegmentCase):
    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.segment = cls.make_segment(is_shared=True)
        values = {"street": "1 rue du Four", "zip": "69001"}
        (cls.lyon | cls.bakery | cls.person).write(values)

    def make(self, user=None, **values):
        segment = self.segment.with_user(user or self.manager)
        opened = segment.action_labels()
        actions = self.env[opened["res_model"]].with_user(user or self.manager)
        action = actions.browse(opened["res_id"])
        action.write(values)
        action.action_start()
        self.env.invalidate_all()
        return action

    def read_pages(self, action):
        """Text of each page."""
        reader = pypdf.PdfReader(io.BytesIO(action.job_id.result_id.raw))
        return [page.extract_text() for page in reader.pages]

    def lines(self, partner):
        partner = partner.with_user(self.manager)
        return partner._get_clientfile_label_lines(self.env.company)

    def outcomes(self, action):
        return {
            line.partner_id.name: line.reason or line.state for line in action.line_ids
        }

    def test_labels_are_one_file_to_download(self):
        action = self.make()
        [page] = self.read_pages(action)
        self.assertIn("Café de Lyon", page)
        self.assertIn("69001 Lyon", page)
        self.assertTrue(action.has_result)
        self.assertEqual(action.action_download()["type"], "ir.actions.act_url")

    def test_postal_address_comes_before_the_main_one(self):
        self.lyon.child_ids = [
            (
                0,
                0,
                {
                    "name": "Courrier",
                    "type": "clientfile_postal",
                    "street": "BP 12",
                    "zip": "69002",
                    "city": "Lyon Cedex",
                    "country_id": self.france.id,
                },
            )
        ]
        expected = ["Café de Lyon", "Courrier", "BP 12", "69002 Lyon Cedex"]
        self.assertEqual(self.lines(self.lyon), expected)

    def test_address_abroad_ends_with_its_country(self):
        self.lyon.country_id = self.belgium
        self.assertEqual(self.lines(self.lyon)[-1], "BELGIUM")
        self.assertEqual(self.lines(self.bakery)[-1], "69001 Lyon")

    def test_contact_stands_below_his_company(self):
        contact = self.make_person("Paul Durand", parent_id=self.lyon.id)
        self.assertEqual(self.lines(contact)[:2], ["Café de Lyon", "Paul Durand"])

    def test_incomplete_address_is_listed_and_not_printed(self):
        self.bakery.zip = False
        self.person.street = False
        action = self.make()
        self.assertEqual(
            self.outcomes(action),
            {
                "Café de Lyon": "done",
                "Boulangerie Petit": "address",
                "Claire Martin": "address",
            },
        )
        self.assertNotIn("Petit", self.read_pages(action)[0])

    def test_ukrainian_name_is_printed(self):
        self.lyon.name = "Готель «Ґанок» Їжакевич"
        self.assertIn("Готель «Ґанок» Їжакевич", self.read_pages(self.make())[0])

    def test_font_of_odoo_has_the_letters_of_our_languages(self):
        writer = LabelWriter(L7160, file_path(FONT))
        letters = "ЇїЄєҐґІіщюяʼ’ŒœÇçÉéÀàÊêËëÏïÔôÙùŸÿÆæëïĳẞßñ«»€№"
        self.assertTrue(writer.fit((letters[:20], letters[20:])))

    def test_letters_that_cannot_be_printed_are_told(self):
        self.lyon.name = "株式会社"
        action = self.make()
        self.assertEqual(self.outcomes(action)["株式会社"], "letters")

    def test_first_label_of_a_sheet_begun(self):
        action = self.make(first_label=20)
        self.assertEqual(len(self.read_pages(action)), 2)
        with self.assertRaisesRegex(UserError, "from 1 to 21"):
            self.make(first_label=22)
        with self.assertRaisesRegex(UserError, "from 1 to 14"):
            self.make(first_label=15, label_format="l7163")

    def test_copies_of_addresses_are_not_kept(self):
        action = self.make()
        self.assertEqual(action.line_ids.mapped("address"), [False] * 3)

    def test_users_print_no_labels(self):
        with self.assertRaises(AccessError):
            self.make(self.user)

    def test_blocked_customer_gets_no_label(self):
        self.bakery._clientfile_set_status("blocked", "Does not pay")
        action = self.make()
        self.assertEqual(self.outcomes(action)["Boulangerie Petit"], "contact")
        self.assertEqual(action.excluded_count, 1)

    def test_file_of_labels_is_the_requesters_alone(self):
        action = self.make()
        with self.assertRaises(AccessError):
            action.job_id.result_id.with_user(self.user).read(["raw"])
