import random

from odoo.tests import TransactionCase, tagged

from odoo.addons.crm_clientfile.tests.merge_case import DumpMixin

_SEED = 4
_CLUSTERS = 200
_AT_ONCE = 20


@tagged("post_install", "-at_install")
class TestDemoMerge(DumpMixin, TransactionCase):
    """Whatever is merged in the demo company, undoing it restores every table."""

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.manager = cls.env.ref("crm_clientfile.res_users_demo_nadia")
        cls.company = cls.manager.company_id
        merges = cls.env["clientfile.merge"].with_user(cls.manager)
        cls.merges = merges.with_context(allowed_company_ids=cls.company.ids)

    def get_clusters(self):
        """Random customers that nothing keeps from being merged, without end."""
        chooser = random.Random(_SEED)
        pool = self.env["res.partner"].search([("user_ids", "=", False)])
        while True:
            partners = list(pool)
            chooser.shuffle(partners)
            while len(partners) > 5:
                size = chooser.randint(2, 5)
                cluster, partners = partners[:size], partners[size:]
                survivor, *others = cluster
                sources = pool.browse(one.id for one in others)
                if not self.merges._get_obstacles(survivor, sources):
                    yield survivor, sources

    def test_two_hundred_clusters_are_restored(self):
        clusters = self.get_clusters()
        chooser = random.Random(_SEED)
        before = self.dump()
        for _batch in range(_CLUSTERS // _AT_ONCE):
            merges, taken = [], self.env["res.partner"]
            while len(merges) < _AT_ONCE:
                survivor, sources = next(clusters)
                tree = (survivor | sources).commercial_partner_id
                if taken & tree:
                    continue
                taken |= tree
                merges.append(self.merges._merge(survivor, sources))
            chooser.shuffle(merges)
            for merge in merges:
                merge.action_undo()
                self.assertEqual(merge.state, "undone", merge.left)
            self.env.invalidate_all()
            self.assert_same_dump(before, self.dump())
