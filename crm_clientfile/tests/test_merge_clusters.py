import random

from odoo.tests import new_test_user, tagged

from .merge_case import MergeCase

_SEED = 20261
_CUSTOMERS = 150
_CLUSTERS = 200


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
        for number in range(_CUSTOMERS):
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
            *(cls.make_activity, cls.make_attachment, cls.make_lead, cls.make_meeting),
        ):
            if chance() < 0.3:
                make(partner)
        if chance() < 0.2:
            cls.make_login(partner)
        return partner

    @classmethod
    def make_login(cls, partner):
        login = f"clientfile_{partner.id}"
        new_test_user(cls.env, login, "base.group_portal", partner_id=partner.id)

    @classmethod
    def make_activity(cls, partner):
        partner.activity_schedule(
            "mail.mail_activity_data_todo", user_id=cls.manager.id, note="Call"
        )

    @classmethod
    def make_attachment(cls, partner):
        values = {"name": "Plan.txt", "raw": b"A plan", "res_id": partner.id}
        cls.env["ir.attachment"].create({**values, "res_model": "res.partner"})

    @classmethod
    def make_lead(cls, partner):
        cls.env["crm.lead"].create({"name": "Request", "partner_id": partner.id})

    @classmethod
    def make_meeting(cls, partner):
        values = {"start": "2026-03-02 09:00:00", "stop": "2026-03-02 10:00:00"}
        attendees = [(6, 0, partner.ids)]
        cls.env["calendar.event"].create(
            {"name": "Meeting", "partner_ids": attendees, **values}
        )

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

    def get_clusters(self):
        """Random customers that nothing keeps from being merged, without end."""
        merges = self.env["clientfile.merge"].with_user(self.manager)
        while True:
            size = self.random.randint(2, 5)
            survivor, *sources = self.random.sample(list(self.partners), size)
            sources = self.partners.browse(source.id for source in sources)
            if not merges._get_obstacles(survivor, sources):
                yield survivor, sources

    def test_every_cluster_is_restored_whatever_it_holds(self):
        clusters = self.get_clusters()
        before = self.dump()
        for _cluster in range(_CLUSTERS):
            merge = self.merge(*next(clusters))
            self.undo(merge)
            self.assertEqual(merge.state, "undone", merge.left)
        self.assert_same_dump(before, self.dump())

    def test_clusters_undone_in_any_order_are_restored(self):
        clusters = self.get_clusters()
        before = self.dump()
        merges, taken = [], self.env["res.partner"]
        while len(taken) < _CUSTOMERS // 2:
            survivor, sources = next(clusters)
            if not taken & (survivor | sources):
                taken |= survivor | sources
                merges.append(self.merge(survivor, sources))
        self.random.shuffle(merges)
        for merge in merges:
            self.undo(merge)
            self.assertEqual(merge.state, "undone", merge.left)
        self.assert_same_dump(before, self.dump())
