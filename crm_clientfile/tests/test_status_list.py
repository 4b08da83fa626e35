from freezegun import freeze_time

from .test_partner_list import PartnerListCase
from .test_status import TODAY, StatusCase


@freeze_time(TODAY)
class TestStatusList(StatusCase, PartnerListCase):
    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        names = ("blocked_vip", "vip", "at_risk", "prospect", "supplier")
        for name in names:
            setattr(cls, name, cls.make_company(name))
        cls.prospect.clientfile_is_prospect = True
        cls.contact = cls.make_person(parent_id=cls.vip.id)
        cls.everybody = cls.client.union(*(getattr(cls, name) for name in names))
        decided = cls.env["res.partner"].with_user(cls.manager)
        for name, status in (
            ("blocked_vip", "vip"),
            ("blocked_vip", "blocked"),
            ("vip", "vip"),
            ("at_risk", "at_risk"),
        ):
            customer = decided.browse(getattr(cls, name).id)
            customer._clientfile_set_status(status, "Because")

    def found(self, domain, **options):
        partners = self.env["res.partner"].with_user(self.user)
        among = [("id", "in", (self.everybody | self.contact).ids)]
        return partners.search([*among, *domain], **options)

    def test_status_is_declared_sortable_and_groupable(self):
        fields = (
            self.env["res.partner"]
            .with_user(self.user)
            .fields_get(["clientfile_status", "clientfile_is_vip"])
        )
        for description in fields.values():
            self.assertTrue(description["sortable"])
            self.assertTrue(description["groupable"])
            self.assertTrue(description["searchable"])

    def test_status_read_is_the_status_searched(self):
        for status in ("prospect", "active", "inactive", "at_risk", "vip", "blocked"):
            found = self.found([("clientfile_status", "=", status)])
            read = (self.everybody | self.contact).filtered(
                lambda one, status=status: one.clientfile_status == status
            )
            self.assertEqual(set(found.ids), set(read.ids), status)

    def test_filters_find_each_status(self):
        self.assertEqual(
            self.found([("clientfile_status", "=", "vip")]), self.vip | self.contact
        )
        self.assertEqual(
            self.found([("clientfile_status", "in", ("blocked", "at_risk"))]),
            self.at_risk | self.blocked_vip,
        )
        self.assertEqual(self.found([("clientfile_status", "=", False)]), self.supplier)
        self.assertNotIn(
            self.supplier, self.found([("clientfile_status", "!=", False)])
        )
        self.assertIn(self.supplier, self.found([("clientfile_status", "!=", "vip")]))
        self.assertEqual(
            self.found([("clientfile_is_vip", "=", True)]),
            self.blocked_vip | self.vip | self.contact,
        )
        self.assertNotIn(self.vip, self.found([("clientfile_is_vip", "=", False)]))

    def test_filter_on_records_agrees_with_the_search(self):
        domain = ["|", ("clientfile_status", "=", "vip"), ("name", "=", "at_risk")]
        kept = self.everybody.with_user(self.user).filtered_domain(domain)
        self.assertEqual(kept, self.vip | self.at_risk)

    def test_list_is_sorted_by_status(self):
        found = self.found([("parent_id", "=", False)], order="clientfile_status, id")
        self.assertEqual(
            found.mapped("clientfile_status"),
            ["active", "at_risk", "blocked", "prospect", "vip", False],
        )
        back = self.found(
            [("parent_id", "=", False)], order="clientfile_status DESC, id"
        )
        self.assertEqual(back[-1], self.client)

    def test_groups_count_each_status(self):
        groups = (
            self.env["res.partner"]
            .with_user(self.user)
            ._read_group(
                [("id", "in", self.everybody.ids)], ["clientfile_status"], ["__count"]
            )
        )
        self.assertEqual(
            dict(groups),
            {
                "active": 1,
                "at_risk": 1,
                "blocked": 1,
                "prospect": 1,
                "vip": 1,
                False: 1,
            },
        )

    def test_kanban_shows_every_status_as_a_column(self):
        partners = self.env["res.partner"].with_user(self.user)
        shown = partners.with_context(read_group_expand=True).web_read_group(
            [("id", "=", self.client.id)], ["clientfile_status"], ["__count"]
        )
        self.assertEqual(
            [group["clientfile_status"] for group in shown["groups"]],
            ["prospect", "active", "inactive", "at_risk", "vip", "blocked"],
        )

    def test_documents_are_grouped_by_the_status_of_their_customer(self):
        orders = self.make_order(self.vip) | self.make_order(self.blocked_vip)
        groups = (
            self.env["sale.order"]
            .with_user(self.user)
            ._read_group(
                [("id", "in", orders.ids)],
                ["partner_id.clientfile_status"],
                ["__count"],
            )
        )
        self.assertEqual(dict(groups), {"blocked": 1, "vip": 1})

    def test_grouping_and_sorting_take_one_query_each(self):
        partners = self.env["res.partner"].with_user(self.user)
        partners._read_group([], ["clientfile_status"], ["__count"])
        self.env.flush_all()
        with self.assertQueryCount(1):
            partners._read_group(
                [], ["clientfile_status", "clientfile_is_vip"], ["__count"]
            )
        with self.assertQueryCount(1):
            partners.search(
                [("clientfile_status", "!=", "blocked")],
                order="clientfile_status, id",
                limit=80,
            )

    def test_status_of_80_customers_takes_one_query(self):
        customers = self.make_customers(80).with_user(self.user)
        customers.mapped("commercial_partner_id")
        # What every request reads once: company and time zone.
        self.status()
        with self.assertQueryCount(1):
            statuses = customers.mapped("clientfile_status")
            vips = customers.filtered("clientfile_is_vip")
        self.assertEqual(set(statuses), {"active"})
        self.assertFalse(vips)
