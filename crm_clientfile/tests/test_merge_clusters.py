import random

from odoo.tests import tagged

from .merge_case import MergeCase

_SEED = 20261
_CLUSTERS = 24


@tagged("post_install", "-at_install")
class TestMergeClusters(MergeCase):
    """Random customers with random belongings: merged, undone, nothing differs."""

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.random = random.Random(_SEED)
        cls.tags = cls.env["res.partner.category"].create([{"name": n} for n in "abcd"])
        cls.programs = cls.env["loyalty.program"].create(
            {"name": "Card", "program_type": "loyalty", "applies_on": "both"}
        )
        cls.partners = cls.env["res.partner"]
        for number in range(3 * _CLUSTERS):
            cls.partners |= cls.make_random(number)

    @classmethod
    def make_random(cls, number):
        chance = cls.random.random
        values = {
            "name": f"Martin {number}",
            "is_company": chance() < 0.7,
            "ref": f"M{number:05}" if chance() < 0.5 else False,
            "email": f"m{number // 2}@martin.fr" if chance() < 0.6 else False,
            "phone": f"+3347800{number:04}" if chance() < 0.6 else False,
            "city": "Lyon" if chance() < 0.3 else False,
            "street": f"{number} rue de la Loi" if chance() < 0.5 else False,
            "user_id": cls.manager.id if chance() < 0.3 else False,
            "credit_limit": number if chance() < 0.3 else 0,
            "category_id": [(6, 0, cls.random.sample(cls.tags.ids, 2))],
            "comment": "Loves bread" if chance() < 0.3 else False,
        }
        partner = cls.env["res.partner"].create(values)
        for make in (
            *(cls.make_order, cls.make_invoice, cls.post_invoice, cls.make_card),
            *(cls.make_contact, cls.make_message, cls.make_status, cls.make_channel),
        ):
            if chance() < 0.4:
                make(partner)
        return partner

    @classmethod
    def post_invoice(cls, partner):
        cls.make_invoice(partner).action_post()

    @classmethod
    def make_card(cls, partner):
        values = {"program_id": cls.programs.id, "partner_id": partner.id, "points": 7}
        cls.env["loyalty.card"].create(values)

    @classmethod
    def make_contact(cls, partner):
        contact = cls.make_person("Claire", parent_id=partner.id)
        if cls.random.random() < 0.4:
            cls.post_invoice(contact)

    @classmethod
    def make_message(cls, partner):
        partner.message_post(body="Hello")
        partner.message_subscribe(cls.manager.partner_id.ids)

    @classmethod
    def make_status(cls, partner):
        partner._clientfile_set_status(cls.random.choice(["vip", "blocked"]), "Why")

    @classmethod
    def make_channel(cls, partner):
        cls.env["clientfile.channel"].create(
            {"partner_id": partner.id, "medium": "email", "value": "all@martin.fr"}
        )

    def test_every_cluster_is_restored_whatever_it_holds(self):
        pool = list(self.partners)
        self.random.shuffle(pool)
        before = self.dump()
        for _cluster in range(_CLUSTERS):
            size = self.random.randint(2, 5)
            survivor, *sources = self.random.sample(pool, size)
            merge = self.merge(survivor, self.partners.browse(s.id for s in sources))
            self.undo(merge)
            self.assertEqual(merge.state, "undone", merge.left)
        self.assert_same_dump(before, self.dump())

    def test_clusters_undone_in_any_order_are_restored(self):
        pool = list(self.partners)
        self.random.shuffle(pool)
        before = self.dump()
        clusters = zip(pool[::3], pool[1::3], pool[2::3], strict=True)
        merges = [self.merge(one, two | three) for one, two, three in clusters]
        self.assertGreaterEqual(len(merges), _CLUSTERS)
        self.random.shuffle(merges)
        for merge in merges:
            self.undo(merge)
            self.assertEqual(merge.state, "undone", merge.left)
        self.assert_same_dump(before, self.dump())
