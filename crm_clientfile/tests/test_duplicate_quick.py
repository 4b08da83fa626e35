from odoo.exceptions import UserError
from odoo.tests import new_test_user, tagged

from .duplicate_case import DuplicateCase

EMAIL = "Claire Moulin <claire@moulin.example>"


@tagged("post_install", "-at_install")
class TestDuplicateQuick(DuplicateCase):
    """Customers typed by their name only, and those that visitors bring."""

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.claire = cls.make_person("Claire Moulin", email="claire@moulin.example")

    def type_name(self, name, user=None):
        partners = self.env["res.partner"].with_user(user or self.user)
        partner_id, _display_name = partners.name_create(name)
        self.env.invalidate_all()
        return self.env["res.partner"].browse(partner_id)

    def test_user_who_types_a_certain_double_is_told(self):
        with self.assertRaisesRegex(
            UserError, r"Claire Moulin exists already .*e-mail"
        ):
            self.type_name(EMAIL)

    def test_manager_creates_it_and_the_pair_is_queued(self):
        partner = self.type_name(EMAIL, self.manager)
        pair = self.pair_of(self.claire, partner)
        self.assertEqual((pair.decision, pair.band), ("pending", "certain"))

    def test_probable_double_is_created_and_queued(self):
        partner = self.type_name("Claire Moulin")
        self.assertEqual(self.pair_of(self.claire, partner).decision, "pending")

    def test_somebody_else_is_created_and_nothing_queued(self):
        partner = self.type_name("Anne Rivière <anne@riviere.example>")
        pairs = self.pairs.search([("partner_b_id", "=", partner.id)])
        self.assertFalse(pairs)

    def test_certain_double_that_may_not_be_read_is_not_named(self):
        company = self.env["res.company"].create({"name": "Second"})
        self.claire.company_id = company
        with self.assertRaisesRegex(UserError, "^A customer you may not see"):
            self.type_name(EMAIL)

    def test_company_that_only_warns_creates_and_queues_it(self):
        self.env.company.clientfile_double_policy = "warn"
        partner = self.type_name(EMAIL)
        self.assertTrue(self.pair_of(self.claire, partner))

    def test_company_that_wants_nothing_gets_nothing(self):
        self.env.company.clientfile_double_policy = "off"
        partner = self.type_name(EMAIL)
        self.assertFalse(self.pair_of(self.claire, partner))

    def test_programs_are_not_stopped_by_a_name(self):
        partners = self.env["res.partner"].with_user(self.user).sudo()
        self.assertTrue(partners.name_create(EMAIL))

    def test_hostile_names_are_created_without_error(self):
        for name in ("x", "'; DROP TABLE", "%_\\", "😀" * 30, "ا" * 500, "xxx"):
            self.assertTrue(self.type_name(name))


@tagged("post_install", "-at_install")
class TestDuplicateVisitor(DuplicateCase):
    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.claire = cls.make_person("Claire Moulin", email="claire@moulin.example")
        cls.visitor = new_test_user(
            cls.env, "visitor", "base.group_portal", email="v@visitor.example"
        )

    def as_visitor(self):
        # As the controllers of the portal do it.
        return self.env["res.partner"].with_user(self.visitor).sudo()

    def test_what_a_visitor_creates_is_queued_at_once(self):
        partner = self.as_visitor().create(
            {"name": "Claire Moulin", "email": "claire@moulin.example"}
        )
        self.assertEqual(self.pair_of(self.claire, partner).decision, "pending")

    def test_what_a_visitor_changes_is_queued_at_once(self):
        partner = self.visitor.partner_id
        self.as_visitor().browse(partner.id).write(
            {"name": "Claire Moulin", "email": "claire@moulin.example"}
        )
        self.assertTrue(self.pair_of(self.claire, partner))

    def test_archived_customers_are_not_queued(self):
        self.claire.active = False
        partner = self.as_visitor().create(
            {"name": "Claire Moulin", "email": "claire@moulin.example"}
        )
        self.assertFalse(self.pair_of(self.claire, partner))

    def test_found_different_before_is_not_queued_again(self):
        partner = self.as_visitor().create(
            {"name": "Claire Moulin", "email": "claire@moulin.example"}
        )
        pair = self.pair_of(self.claire, partner).with_user(self.manager)
        pair.action_different()
        self.as_visitor().browse(partner.id).street = "3 rue du Lac"
        self.assertEqual(pair.decision, "different")
