from odoo.tests import tagged

from .merge_case import MergeCase


@tagged("post_install", "-at_install")
class TestMergeClash(MergeCase):
    """Where the survivor has the like already, nothing is lost, and the rest moves."""

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.survivor = cls.make_company("Martin")
        cls.source = cls.make_company("Martin SARL")
        cls.other = cls.make_company("Martin et fils")

    def make_bank(self, partner, number):
        return self.env["res.partner.bank"].create(
            {"partner_id": partner.id, "acc_number": number}
        )

    def test_only_the_clashing_bank_account_stays(self):
        self.make_bank(self.survivor, "A1")
        clashing = self.make_bank(self.source, "A1")
        moving = self.make_bank(self.source, "B2")
        self.merge(self.survivor, self.source)
        self.assertEqual(clashing.partner_id, self.source)
        self.assertEqual(moving.partner_id, self.survivor)

    def test_of_two_sources_with_the_same_account_one_moves(self):
        accounts = self.make_bank(self.source, "C3") | self.make_bank(self.other, "C3")
        self.merge(self.survivor, self.source | self.other)
        self.assertEqual(
            len(accounts.filtered(lambda a: a.partner_id == self.survivor)), 1
        )
        self.assertEqual(len(accounts.exists()), 2)

    def test_followers_are_joined(self):
        order = self.make_order(self.survivor)
        both = self.make_order(self.survivor)
        order.message_subscribe(self.source.ids)
        both.message_subscribe((self.source | self.survivor).ids)
        self.survivor.message_subscribe(self.other.ids)
        self.source.message_subscribe(self.other.ids)
        self.merge(self.survivor, self.source)
        self.assertIn(self.survivor, order.message_partner_ids)
        self.assertIn(self.survivor, both.message_partner_ids)
        self.assertIn(self.other, self.survivor.message_partner_ids)

    def test_tags_are_joined(self):
        tags = self.env["res.partner.category"].create([{"name": n} for n in "abc"])
        self.survivor.category_id = tags[:2]
        self.source.category_id = tags[1:]
        self.merge(self.survivor, self.source)
        self.assertEqual(self.survivor.category_id, tags)

    def test_links_without_foreign_key_move(self):
        attachment = self.env["ir.attachment"].create(
            {"name": "a", "res_model": "res.partner", "res_id": self.source.id}
        )
        activity = self.source.activity_schedule("mail.mail_activity_data_todo")
        xml_id = self.env["ir.model.data"].create(
            {
                "module": "test_merge",
                "name": "source",
                "model": "res.partner",
                "res_id": self.source.id,
            }
        )
        default = self.env["ir.default"]
        default.set("sale.order", "partner_id", self.source.id)
        self.merge(self.survivor, self.source)
        self.assertEqual(attachment.res_id, self.survivor.id)
        self.assertEqual(activity.res_id, self.survivor.id)
        self.assertEqual(xml_id.res_id, self.survivor.id)
        found = default._get("sale.order", "partner_id")
        self.assertEqual(found, self.survivor.id)

    def test_image_is_taken_only_where_the_survivor_has_none(self):
        image = (
            "iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk"
            "YPhfDwAChwGA60e6kgAAAABJRU5ErkJggg=="
        )
        self.source.image_1920 = image
        self.env.flush_all()
        merge = self.merge(self.survivor, self.source)
        self.assertTrue(self.survivor.image_1920)
        self.assertTrue(self.source.image_1920)
        self.undo(merge)
        self.assertFalse(self.survivor.image_1920)
        self.assertTrue(self.source.image_1920)
