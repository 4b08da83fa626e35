from odoo.exceptions import AccessError, UserError
from odoo.tests import tagged

from .merge_case import MergeCase


@tagged("post_install", "-at_install")
class TestMerge(MergeCase):
    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.survivor = cls.make_company("Boulangerie Martin", city="Lyon")
        cls.source = cls.make_company(
            "Boulangerie MARTIN", phone="+33 4 78 00 00 01", email="a@martin.fr"
        )

    def test_documents_and_contacts_move_to_the_survivor(self):
        contact = self.make_person(parent_id=self.source.id)
        order = self.make_order(self.source)
        draft = self.make_invoice(self.source)
        self.source.message_post(body="Hello")
        message = self.source.message_ids[0]
        self.merge(self.survivor, self.source)
        self.assertEqual(order.partner_id, self.survivor)
        self.assertEqual(draft.partner_id, self.survivor)
        self.assertEqual(draft.line_ids.partner_id, self.survivor)
        self.assertEqual(contact.parent_id, self.survivor)
        self.assertEqual(contact.commercial_partner_id, self.survivor)
        self.assertEqual(contact.complete_name, "Boulangerie Martin, Claire Martin")
        self.assertEqual(message.res_id, self.survivor.id)
        self.assertFalse(self.source.active)
        self.assertEqual(self.source.clientfile_merged_into_id, self.survivor)

    def test_survivor_takes_what_it_lacks_and_keeps_the_rest(self):
        self.merge(self.survivor, self.source)
        self.assertEqual(self.survivor.name, "Boulangerie Martin")
        self.assertEqual(self.survivor.city, "Lyon")
        self.assertEqual(self.survivor.phone, "+33 4 78 00 00 01")

    def test_undo_restores_every_table(self):
        self.make_person(parent_id=self.source.id)
        self.make_order(self.source)
        self.make_invoice(self.source)
        self.post(self.source)
        self.source.message_post(body="Hello")
        before = self.dump()
        merge = self.merge(self.survivor, self.source)
        self.undo(merge)
        self.assertEqual(merge.state, "undone", merge.left)
        self.assert_same_dump(before, self.dump())

    def test_user_may_neither_merge_nor_undo(self):
        with self.assertRaisesRegex(AccessError, "Only managers"):
            self.merge(self.survivor, self.source, user=self.user)
        merge = self.merge(self.survivor, self.source)
        with self.assertRaises(AccessError):
            self.undo(merge, user=self.user)

    def test_more_than_three_are_merged(self):
        sources = self.source
        for number in range(5):
            sources |= self.make_company(f"Martin {number}")
        self.merge(self.survivor, sources)
        self.assertEqual(sources.clientfile_merged_into_id, self.survivor)

    def test_undone_twice_is_refused(self):
        merge = self.merge(self.survivor, self.source)
        self.undo(merge)
        with self.assertRaisesRegex(UserError, "undone already"):
            self.undo(merge)
