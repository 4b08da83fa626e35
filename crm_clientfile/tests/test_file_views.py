from freezegun import freeze_time
from lxml import etree

from odoo.exceptions import AccessError
from odoo.tests import new_test_user
from odoo.tools.safe_eval import safe_eval

from .common import ClientfileCase


@freeze_time("2026-06-15 10:00:00")
class FileViewsCase(ClientfileCase):
    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.territory = cls.env["clientfile.territory"].create(
            {"name": "Rhône", "user_id": cls.user.id}
        )
        cls.mine = cls.make_company(
            "Mine", user_id=cls.user.id, clientfile_territory_id=cls.territory.id
        )
        cls.theirs = cls.make_company(
            "Theirs", user_id=cls.manager.id, clientfile_is_client=True
        )
        cls.nobodys = cls.make_company("Nobody's", clientfile_is_prospect=True)
        cls.everybody = cls.mine | cls.theirs | cls.nobodys

    def partners(self, user=None):
        return self.env["res.partner"].with_user(user or self.user)

    def get_search(self):
        return etree.fromstring(
            self.env.ref("crm_clientfile.res_partner_view_search_file").arch
        )

    def filter(self, name, user=None):
        """Those of our customers that the filter of this name finds for the user."""
        user = user or self.user
        node = self.get_search().find(f".//filter[@name='{name}']")
        domain = safe_eval(node.get("domain"), {"uid": user.id})
        return self.partners(user).search([*domain, ("id", "in", self.everybody.ids)])


class TestFilters(FileViewsCase):
    def test_my_customers_and_those_of_my_territory(self):
        self.assertEqual(self.filter("mine"), self.mine)
        self.assertEqual(self.filter("mine", self.manager), self.theirs)
        self.mine.user_id = self.manager
        self.assertEqual(self.filter("my_territory"), self.mine)
        self.assertFalse(self.filter("my_territory", self.manager))

    def test_customers_nobody_looks_after(self):
        self.assertEqual(self.filter("without_salesperson"), self.nobodys)
        self.assertEqual(self.filter("without_territory"), self.theirs | self.nobodys)

    def test_no_contact_for_months(self):
        comment = self.env.ref("mail.mt_comment")
        for partner, day in ((self.mine, "2026-05-20"), (self.theirs, "2025-12-10")):
            self.env["mail.message"].create(
                {
                    "model": "res.partner",
                    "res_id": partner.id,
                    "date": f"{day} 09:00:00",
                    "message_type": "email",
                    "subtype_id": comment.id,
                }
            )
        silent = self.theirs | self.nobodys
        self.assertEqual(self.filter("silent_1"), silent)
        self.assertEqual(self.filter("silent_6"), silent)
        self.assertEqual(self.filter("silent_12"), self.nobodys)
        self.assertEqual(self.filter("never_contacted"), self.nobodys)

    def test_next_action_planned_or_not(self):
        self.mine.activity_schedule("mail.mail_activity_data_call")
        self.assertEqual(self.filter("with_action"), self.mine)
        self.assertEqual(self.filter("without_action"), self.theirs | self.nobodys)

    def test_status_vip_and_blocked(self):
        manager = self.mine.with_user(self.manager)
        manager._clientfile_set_status("vip", "Best customer")
        self.theirs.with_user(self.manager)._clientfile_set_status("blocked", "Unpaid")
        self.assertEqual(self.filter("vip"), self.mine)
        self.assertEqual(self.filter("blocked"), self.theirs)

    def test_dispute_and_discount(self):
        self.env["clientfile.dispute"].create(
            {"partner_id": self.mine.id, "reason": "quality"}
        )
        self.theirs.write(
            {"clientfile_discount": 5, "clientfile_discount_reason": "Volume"}
        )
        self.assertEqual(self.filter("in_dispute"), self.mine)
        self.assertEqual(self.filter("special_discount"), self.theirs)

    def test_data_to_check_closed_and_bounced(self):
        self.mine.clientfile_closed_date = "2026-01-01"
        self.theirs.message_bounce = 1
        self.assertEqual(self.filter("closed"), self.mine)
        self.assertEqual(self.filter("bounced"), self.theirs)
        self.assertEqual(self.filter("to_check"), self.mine | self.theirs)

    def test_every_filter_and_grouping_works_for_every_role(self):
        for user in (self.user, self.manager, self.administrator):
            for node in self.get_search().iter("filter"):
                if node.get("domain"):
                    self.filter(node.get("name"), user)
                elif node.get("context"):
                    group = safe_eval(node.get("context"))["group_by"]
                    domain = [("id", "in", self.everybody.ids)]
                    partners = self.partners(user)
                    partners.formatted_read_group(domain, [group], ["__count"])


class TestSearchPanel(FileViewsCase):
    def range_of(self, node):
        multiple = node.get("select") == "multi"
        search = (
            "search_panel_select_multi_range"
            if multiple
            else ("search_panel_select_range")
        )
        return getattr(self.partners(), search)(
            node.get("name"),
            expand=node.get("expand") == "1",
            enable_counters=bool(node.get("enable_counters")),
            comodel_domain=safe_eval(node.get("domain", "[]")),
            limit=200,
        )["values"]

    def test_each_section_lists_its_values_without_reading_the_file(self):
        sections = self.get_search().findall(".//searchpanel/field")
        names = [node.get("name") for node in sections]
        self.assertEqual(
            names,
            ["clientfile_status", "clientfile_territory_id", "user_id", "industry_id"],
        )
        for node in sections:
            self.assertEqual(node.get("expand"), "1")
            self.assertIsNone(node.get("enable_counters"))
            self.assertTrue(self.range_of(node), node.get("name"))

    def test_salespeople_offered_are_colleagues(self):
        portal = new_test_user(self.env, "clientfile_portal", "base.group_portal")
        section = self.get_search().find(".//searchpanel/field[@name='user_id']")
        offered = {value["id"] for value in self.range_of(section)}
        self.assertIn(self.user.id, offered)
        self.assertNotIn(portal.id, offered)


class TestAnalysis(FileViewsCase):
    def test_pivot_counts_by_territory_and_status(self):
        self.mine.clientfile_budget = 500
        groups = self.partners().formatted_read_group(
            [("id", "in", self.everybody.ids)],
            ["clientfile_territory_id", "clientfile_status"],
            ["__count", "clientfile_budget:sum"],
        )
        found = {
            (
                group["clientfile_territory_id"]
                and group["clientfile_territory_id"][1],
                group["clientfile_status"],
            ): (group["__count"], group["clientfile_budget:sum"])
            for group in groups
        }
        self.assertEqual(
            found,
            {
                ("Rhône", False): (1, 500),
                (False, "active"): (1, 0),
                (False, "prospect"): (1, 0),
            },
        )

    def test_all_groupings_of_the_views_can_be_grouped_and_sorted(self):
        names = ("clientfile_status", "clientfile_last_contact_date", "user_id")
        for name, field in self.partners().fields_get(names).items():
            self.assertTrue(field["sortable"] and field["groupable"], name)


class TestActions(FileViewsCase):
    def get_domain(self, action):
        """The domain of the filters that the action switches on."""
        context = safe_eval(action.context, {"uid": self.user.id})
        names = [
            key.removeprefix("search_default_")
            for key in context
            if key.startswith("search_default_")
        ]
        search = self.get_search()
        nodes = [search.find(f".//filter[@name='{name}']") for name in names]
        return [
            leaf
            for node in nodes
            for leaf in safe_eval(node.get("domain"), {"uid": self.user.id})
        ]

    def test_menus_open_what_they_are_called(self):
        self.mine.write({"clientfile_is_supplier": True, "message_bounce": 1})
        expected = {
            "mine": self.mine,
            "territory": self.mine,
            "file": self.everybody,
            "prospects": self.nobodys,
            "clients": self.theirs,
            "suppliers": self.mine,
            "check": self.mine,
        }
        for name, customers in expected.items():
            action = self.env.ref(f"crm_clientfile.res_partner_action_{name}")
            domain = self.get_domain(action)
            found = self.partners().search([*domain, ("id", "in", self.everybody.ids)])
            self.assertEqual(found, customers, name)

    def test_customer_of_a_colleague_is_opened_and_changed(self):
        theirs = self.theirs.with_user(self.user)
        theirs.city = "Lyon"
        self.assertEqual(theirs.read(["city"])[0]["city"], "Lyon")

    def test_customer_of_another_company_stays_out_of_the_file(self):
        company = self.env["res.company"].create({"name": "Second"})
        self.mine.company_id = company
        self.assertFalse(self.filter("mine"))
        with self.assertRaises(AccessError):
            self.mine.with_user(self.user).read(["clientfile_last_contact_date"])
