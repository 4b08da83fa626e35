from lxml import etree

from odoo.tools.safe_eval import safe_eval

from .common import ClientfileCase


class PartnerListCase(ClientfileCase):
    def specification(self, xml_id, view_type):
        """What the web client asks for to show this view to the user."""
        partners = self.env["res.partner"].with_user(self.user)
        arch = partners.get_view(self.env.ref(xml_id).id, view_type)["arch"]
        return self.fields_of(etree.fromstring(arch), partners)

    def fields_of(self, node, model):
        specification = {}
        for field in node.iter("field"):
            if any(parent.tag == "field" for parent in field.iterancestors()):
                continue
            name = field.get("name")
            wanted = specification.setdefault(name, {})
            if comodel := model._fields[name].comodel_name:
                wanted["fields"] = {"display_name": {}}
                for view in field.xpath("./list|./kanban"):
                    root = etree.fromstring(etree.tostring(view))
                    wanted["fields"] |= self.fields_of(root, self.env[comodel])
        return specification

    def make_customers(self, number):
        """Customers with all that the list shows, salespeople and activities too."""
        customers = self.env["res.partner"].create(
            [
                {
                    "name": f"Customer {index}",
                    "is_company": True,
                    "user_id": self.user.id,
                    "clientfile_is_client": True,
                    "clientfile_client_since": "2025-01-31",
                    "category_id": [(0, 0, {"name": f"Tag {index}"})],
                    "country_id": self.france.id,
                }
                for index in range(number)
            ]
        )
        for customer in customers:
            customer.activity_schedule("mail.mail_activity_data_call")
        return customers

    def load(self, specification, domain):
        self.env.invalidate_all()
        partners = self.env["res.partner"].with_user(self.user)
        # A page that is not full: a full one asks how many there are.
        return partners.web_search_read(domain, specification, limit=81)["records"]

    def count_queries(self, work):
        work()
        before = self.env.cr.sql_log_count
        work()
        return self.env.cr.sql_log_count - before


class TestPartnerList(PartnerListCase):
    def assert_same_queries(self, xml_id, view_type):
        specification = self.specification(xml_id, view_type)
        customers = self.make_customers(80)

        def load(number):
            domain = [("id", "in", customers[:number].ids)]
            self.assertEqual(len(self.load(specification, domain)), number)

        few = self.count_queries(lambda: load(10))
        with self.assertQueryCount(few):
            load(80)

    def test_list_of_80_takes_as_many_queries_as_of_10(self):
        self.assert_same_queries("crm_clientfile.res_partner_view_list_file", "list")

    def test_kanban_of_80_takes_as_many_queries_as_of_10(self):
        self.assert_same_queries(
            "crm_clientfile.res_partner_view_kanban_file", "kanban"
        )

    def test_roles_are_shown_in_words(self):
        partner = self.make_company(
            clientfile_is_client=True, clientfile_is_supplier=True
        )
        self.assertEqual(partner.clientfile_role_label, "Client, Supplier")
        partner.write({"clientfile_is_client": False, "clientfile_is_supplier": False})
        self.assertEqual(partner.clientfile_role_label, "")

    def test_default_filter_leaves_contacts_users_and_own_company_out(self):
        customer = self.make_company()
        contact = self.make_person(parent_id=customer.id)
        private = self.make_person("Paul Durand")
        branch = self.make_company("Branch", parent_id=customer.id)
        everybody = customer | contact | private | branch
        everybody |= self.user.partner_id | self.env.company.partner_id
        arch = self.env.ref("crm_clientfile.res_partner_view_search_file").arch
        domain = etree.fromstring(arch).find(".//filter[@name='entities']")
        domain = safe_eval(domain.get("domain"))
        found = (
            self.env["res.partner"]
            .with_user(self.user)
            .search([*domain, ("id", "in", everybody.ids)])
        )
        self.assertEqual(found, customer | private | branch)

    def test_host_list_is_left_alone(self):
        action = self.env.ref("contacts.action_contacts")
        views = dict(
            action.views[::-1] and [(kind, view) for view, kind in action.views]
        )
        self.assertEqual(views["list"], self.env.ref("base.view_partner_tree").id)
        self.assertEqual(
            action.search_view_id, self.env.ref("base.view_res_partner_filter")
        )


class TestPartnerForm(PartnerListCase):
    def test_opening_costs_the_same_whatever_the_number_of_channels(self):
        specification = self.specification("base.view_partner_form", "form")
        few, many = self.make_company("Few"), self.make_company("Many")
        for partner, number in ((few, 1), (many, 30)):
            self.env["clientfile.channel"].create(
                [
                    {
                        "partner_id": partner.id,
                        "medium": "email",
                        "value": f"box{index}@{partner.name}.example",
                    }
                    for index in range(number)
                ]
            )

        def open_form(partner):
            self.env.invalidate_all()
            partner.with_user(self.user).web_read(specification)

        queries = self.count_queries(lambda: open_form(few))
        open_form(many)
        with self.assertQueryCount(queries):
            open_form(many)
