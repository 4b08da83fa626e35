from odoo.exceptions import AccessError, UserError, ValidationError
from odoo.fields import Command
from odoo.tests import Form, tagged

from .care_case import CareCase


@tagged("post_install", "-at_install")
class TestTerritory(CareCase):
    """What a territory covers, and what it may not."""

    def make_range(self, name, start, end, **values):
        rule = {"country_id": self.france.id, "zip_from": start, "zip_to": end}
        return self.make_territory(name, kind="postcode", **rule, **values)

    def make_department(self, name, codes, user=None):
        return self.make_territory(
            name, user, kind="department", departments=codes, country_id=False
        )

    def test_crossing_ranges_are_refused_with_both_names_and_the_codes(self):
        self.make_range("North", "69001", "69005")
        with self.assertRaisesRegex(
            ValidationError, "“North” and “South” both cover the postcodes 69004–69005"
        ):
            self.make_range("South", "69004", "69009")

    def test_range_inside_another_is_accepted_and_wins(self):
        town = self.make_range("Town", "69001", "69009")
        centre = self.make_range("Centre", "69001", "69002")
        territories = self.env["clientfile.territory"]
        self.assertEqual(territories._find("FR", "69002"), centre)
        self.assertEqual(territories._find("FR", "69003"), town)

    def test_shared_departments_are_refused(self):
        self.make_department("Alps", "38, 73")
        with self.assertRaisesRegex(ValidationError, "both cover the departments 73"):
            self.make_department("Savoy", "73, 74")

    def test_shared_country_is_refused(self):
        self.make_territory("A", kind="country", country_id=self.belgium.id)
        with self.assertRaisesRegex(ValidationError, "both cover Belgium"):
            self.make_territory("B", kind="country", country_id=self.belgium.id)

    def test_changed_rule_is_checked_again(self):
        self.make_department("Alps", "38")
        other = self.make_department("Rhône", "69")
        with self.assertRaises(ValidationError):
            other.rule_ids.departments = "69, 38"

    def test_archived_territory_gives_way_until_it_comes_back(self):
        former = self.make_department("Former", "69")
        former.active = False
        self.make_department("New", "69")
        with self.assertRaises(ValidationError):
            former.active = True

    def test_departments_are_put_in_order(self):
        territory = self.make_department("Alps", "74;1 20")
        self.assertEqual(territory.rule_ids.departments, "01, 2A, 2B, 74")
        self.assertEqual(territory.coverage, "01, 2A, 2B, 74")

    def test_what_cannot_be_meant_is_refused(self):
        with self.assertRaisesRegex(ValidationError, "not a French department"):
            self.make_department("Nowhere", "69, 96")
        with self.assertRaisesRegex(ValidationError, "before it begins"):
            self.make_range("Upside down", "69009", "69001")
        with self.assertRaisesRegex(ValidationError, "not a postcode of France"):
            self.make_range("Short", "1000", "1999")

    def test_end_of_a_range_is_by_default_its_beginning(self):
        territory = self.make_range("Town", " 69 002", False)
        self.assertEqual(territory.rule_ids.zip_to, "69002")
        self.assertEqual(territory.coverage, "69002 (France)")

    def test_dutch_postcodes_are_told_apart_by_their_letters(self):
        rule = {"kind": "postcode", "country_id": self.env.ref("base.nl").id}
        west = self.make_territory("West", zip_from="1012AA", zip_to="1012KZ", **rule)
        east = self.make_territory("East", zip_from="1012 LA", zip_to="1012zz", **rule)
        territories = self.env["clientfile.territory"]
        self.assertEqual(territories._find("NL", "1012 ab"), west)
        self.assertEqual(territories._find("NL", "1012XY"), east)
        self.assertFalse(territories._find("NL", "1012"))

    def test_territory_without_salesperson_or_with_one_who_left_is_told(self):
        self.assertEqual(self.make_territory("A").warning, "No salesperson")
        self.assertEqual(
            self.make_territory("B", self.left).warning, "Bertrand has left"
        )
        self.assertFalse(self.make_territory("C", self.camille).warning)

    def test_customers_are_counted(self):
        territory = self.make_territory("Rhône")
        self.make_company(clientfile_territory_id=territory.id)
        self.assertEqual(territory.partner_count, 1)
        action = territory.action_open_partners()
        found = self.env["res.partner"].search(action["domain"])
        self.assertEqual(len(found), 1)

    def test_only_administrators_share_the_country_out(self):
        territory = self.make_territory("Rhône", self.camille)
        for user in (self.user, self.manager):
            self.assertEqual(territory.with_user(user).name, "Rhône")
            with self.assertRaises(AccessError):
                territory.with_user(user).name = "Alps"
        territory.with_user(self.administrator).write(
            {"rule_ids": [Command.create({"departments": "69"})]}
        )
        self.assertEqual(territory.coverage, "69")

    def test_territory_in_use_is_archived_not_deleted(self):
        territory = self.make_territory("Rhône")
        partner = self.make_company(clientfile_territory_id=territory.id)
        territory.active = False
        self.assertEqual(partner.clientfile_territory_id, territory)


@tagged("post_install", "-at_install")
class TestTerritoryProposal(CareCase):
    """New customers get the territory of their address."""

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.rhone = cls.make_territory("Rhône", cls.camille, departments="69")
        cls.rest = cls.make_territory(
            "France", cls.nadia, kind="country", country_id=cls.france.id
        )

    def holder(self, partner):
        return partner.clientfile_territory_id.name, partner.user_id.name

    def test_new_customer_gets_territory_and_salesperson_of_his_address(self):
        partner = self.make_company(zip="69002")
        self.assertEqual(self.holder(partner), ("Rhône", "Camille"))
        self.assertEqual(self.holder(self.make_company(zip="75011"))[0], "France")

    def test_what_was_chosen_is_kept(self):
        partner = self.make_company(zip="69002", user_id=self.nadia.id)
        self.assertEqual(self.holder(partner), ("Rhône", "Nadia"))
        partner = self.make_company(zip="69002", clientfile_territory_id=False)
        self.assertEqual(self.holder(partner), (False, False))
        partner = self.make_company(zip="69002", user_id=False)
        self.assertEqual(self.holder(partner), ("Rhône", False))

    def test_without_address_nothing_is_proposed(self):
        self.assertEqual(self.holder(self.make_person()), (False, False))

    def test_postcode_alone_is_one_of_the_companys_country(self):
        partner = self.make_person(zip="69003")
        self.assertEqual(partner.clientfile_territory_id, self.rhone)

    def test_contacts_have_no_territory(self):
        company = self.make_company(zip="69002")
        contact = self.make_person(parent_id=company.id, zip="75011")
        self.assertFalse(contact.clientfile_territory_id)

    def test_salesperson_who_left_is_not_proposed(self):
        self.rhone.user_id = self.left
        self.assertEqual(self.holder(self.make_company(zip="69002")), ("Rhône", False))

    def test_salesperson_of_another_company_is_not_proposed(self):
        company, seller = self.make_second_company()
        partner = self.make_company(zip="69002", company_id=company.id)
        self.assertEqual(self.holder(partner), ("Rhône", False))
        self.rhone.user_id = seller
        partner = self.make_company(zip="69002", company_id=company.id)
        self.assertEqual(partner.user_id, seller)
        # A customer of all companies may be looked after by whoever is in one of them.
        self.assertEqual(self.make_company(zip="69002").user_id, seller)

    def test_changed_rules_count_at_once(self):
        def find():
            return self.make_company(zip="38000").clientfile_territory_id

        self.assertEqual(find(), self.rest)
        self.rhone.rule_ids.departments = "38"
        self.assertEqual(find(), self.rhone)
        self.rhone.active = False
        self.assertEqual(find(), self.rest)
        self.rest.rule_ids.unlink()
        self.assertFalse(find())

    def test_colleague_without_role_gets_proposals_too(self):
        clerk = self.env["res.users"].create(
            {
                "name": "Clerk",
                "login": "care_clerk",
                "group_ids": [
                    Command.set(
                        [
                            self.env.ref("base.group_user").id,
                            self.env.ref("base.group_partner_manager").id,
                        ]
                    )
                ],
            }
        )
        partners = self.env["res.partner"].with_user(clerk)
        partner = partners.create({"name": "Paul", "zip": "69002"})
        self.assertEqual(self.holder(partner.sudo()), ("Rhône", "Camille"))

    def test_form_proposes_and_corrects_its_own_proposal(self):
        form = self.open_form()
        form.zip = "75011"
        self.assertEqual(self.chosen(form), (self.rest, self.nadia))
        form.zip = "69002"
        self.assertEqual(self.chosen(form), (self.rhone, self.camille))
        form.country_id = self.belgium
        self.assertEqual(self.chosen(form), (self.rest.browse(), self.camille.browse()))

    def test_form_never_overrides_a_choice(self):
        form = self.open_form()
        form.zip = "75011"
        form.user_id = self.camille
        form.zip = "69002"
        self.assertEqual(self.chosen(form), (self.rhone, self.camille))
        form.clientfile_territory_id = self.rest
        form.zip = "69003"
        self.assertEqual(self.chosen(form), (self.rest, self.camille))

    def test_moving_house_does_not_change_hands(self):
        partner = self.make_company(zip="69002")
        with Form(partner.with_user(self.user)) as form:
            form.zip = "75011"
        self.assertEqual(self.holder(partner), ("Rhône", "Camille"))

    def test_button_proposes_where_nothing_is_chosen(self):
        partner = self.make_company(zip="69002", clientfile_territory_id=False)
        partner.with_user(self.user).action_clientfile_propose_territory()
        self.assertEqual(self.holder(partner), ("Rhône", "Camille"))

    def test_button_shows_the_change_where_something_is_chosen(self):
        partner = self.make_company(zip="69002", clientfile_territory_id=self.rest.id)
        action = partner.action_clientfile_propose_territory()
        self.assertEqual(partner.clientfile_territory_id, self.rest)
        self.assertEqual(action["context"]["default_territory_id"], self.rhone.id)
        self.assertEqual(action["context"]["default_user_id"], self.camille.id)

    def test_button_says_that_nothing_covers_the_address(self):
        partner = self.make_company(country_id=self.belgium.id, zip="1000")
        with self.assertRaisesRegex(UserError, "No territory covers the address"):
            partner.action_clientfile_propose_territory()

    def test_salesperson_who_does_not_see_the_customer_is_warned_of(self):
        company, _seller = self.make_second_company()
        partner = self.make_person(company_id=company.id)
        partner.user_id = self.camille
        warning = partner._onchange_clientfile_salesperson()["warning"]
        self.assertIn("Camille does not work for Second", warning["message"])
        partner.user_id = self.left
        warning = partner._onchange_clientfile_salesperson()["warning"]
        self.assertIn("Bertrand has left", warning["message"])
        self.assertIsNone(self.make_person()._onchange_clientfile_salesperson())

    def test_without_territory_creation_asks_nothing(self):
        self.env["clientfile.territory"].search([]).active = False
        partners = self.env["res.partner"]
        vals_list = [{"name": "Paul", "zip": "69002"}] * 3
        partners._clientfile_placed(vals_list)
        with self.assertQueryCount(0):
            self.assertIs(partners._clientfile_placed(vals_list), vals_list)

    def test_large_batch_asks_as_much_as_a_small_one(self):
        partners = self.env["res.partner"]

        def place(count):
            self.env.invalidate_all()
            vals = {"name": "Paul", "zip": "69002", "country_id": self.france.id}
            before = self.env.cr.sql_log_count
            partners._clientfile_placed([vals] * count)
            return self.env.cr.sql_log_count - before

        place(1)
        self.assertEqual(place(50), place(2))

    def open_form(self):
        form = Form(self.env["res.partner"].with_user(self.user))
        form.name = "Boulangerie Martin"
        form.country_id = self.france
        return form

    def chosen(self, form):
        return form.clientfile_territory_id, form.user_id
