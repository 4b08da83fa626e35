from odoo.exceptions import AccessError
from odoo.tests import Form, tagged

from .merge_case import MergeCase


@tagged("post_install", "-at_install")
class TestMergeConfirm(MergeCase):
    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.pair = cls.make_company("Martin", city="Lyon") | cls.make_company("Martin")

    def get_form(self, user, partners):
        wizards = self.env["clientfile.merge.confirm"].with_user(user)
        return Form(
            wizards.with_context(active_model="res.partner", active_ids=partners.ids)
        )

    def test_manager_sees_what_moves_and_merges(self):
        self.make_order(self.pair[1])
        form = self.get_form(self.manager, self.pair)
        self.assertEqual(form.survivor_id, self.pair[0])
        self.assertIn("Sales Order: 1", form.documents)
        form.reason = "Same SIRET"
        action = form.save().action_merge()
        merge = self.env["clientfile.merge"].browse(action["res_id"])
        self.assertEqual(merge.reason, "Same SIRET")
        self.assertEqual(merge.source_ids, self.pair[1])
        self.assertEqual(merge.user_id, self.manager)

    def test_user_does_not_get_there(self):
        with self.assertRaises(AccessError):
            self.get_form(self.user, self.pair)
        merge = self.merge(self.pair[0], self.pair[1])
        with self.assertRaises(AccessError):
            merge.with_user(self.user).read(["summary"])

    def test_views_of_the_journal_open(self):
        merge = self.merge(self.pair[0], self.pair[1])
        form = Form(merge.with_user(self.manager))
        self.assertEqual(form.survivor_id, self.pair[0])
        Form(self.pair[1].with_user(self.user))
