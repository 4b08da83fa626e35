from odoo.tests import Form, tagged

from ..models.clientfile_export_content import read_rows
from .merge_case import MergeCase


@tagged("post_install", "-at_install")
class TestNumberAlias(MergeCase):
    """A number that a merge has taken from a customer still leads to him."""

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.survivor = cls.make_company("Martin", ref="C-1001")
        cls.source = cls.make_company("Martin SARL", ref="C-2002")

    def find(self, text):
        partners = self.env["res.partner"].with_user(self.user)
        return partners.search([("clientfile_find", "=", text)])

    def test_former_number_finds_the_survivor_until_the_undo(self):
        merge = self.merge(self.survivor, self.source)
        self.assertEqual(self.find("C-2002"), self.survivor)
        self.assertEqual(self.find("c-2002"), self.survivor)
        self.undo(merge)
        self.assertEqual(self.find("C-2002"), self.source)

    def test_former_numbers_are_exported_in_one_cell(self):
        third = self.make_company("Martin Frères", ref="C-3003")
        self.merge(self.survivor, self.source | third)
        env = self.env(user=self.administrator)
        [row] = read_rows(env, self.survivor.ids, ["ref", "former_numbers"])
        self.assertEqual(row, ["C-1001", "C-2002; C-3003"])

    def test_former_number_is_shown_on_the_record(self):
        self.merge(self.survivor, self.source)
        view = self.env.ref("crm_clientfile.res_partner_view_form")
        with Form(self.survivor.with_user(self.user), view.inherit_id) as form:
            numbers = form.clientfile_number_alias_ids
        self.assertEqual(len(numbers), 1)
        shown = self.survivor.clientfile_number_alias_ids.display_name
        self.assertEqual(shown, "C-2002")
