from itertools import count
from unittest.mock import patch

from odoo.fields import Command

from .common import ClientfileCase


class TestNewDefaults(ClientfileCase):
    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.partners = cls.env["res.partner"]

    def drawing(self):
        """A position by default that is another for each partner: "1", "2"…"""
        drawn = count(1)
        position = self.partners._fields["function"]
        return patch.object(position, "default", lambda partners: str(next(drawn)))

    def test_defaults_of_users_and_actions_hold_for_our_fields(self):
        self.env["ir.default"].set("res.partner", "clientfile_project", "Terrace")
        partners = self.env["res.partner"].with_context(default_clientfile_sex="female")
        partner = partners.create({"name": "Martin"})
        self.assertEqual(partner.clientfile_project, "Terrace")
        self.assertEqual(partner.clientfile_sex, "female")

    def test_each_of_equal_partners_draws_its_own_default(self):
        values = {"name": "Martin"}
        with self.drawing():
            made = self.partners.create([values, values, values, {"name": "Durand"}])
        self.assertEqual(made.mapped("function"), ["1", "2", "3", "4"])

    def test_company_and_contact_created_together_draw_one_each(self):
        below = [Command.create({"name": "Claire", "type": "contact"})]
        with self.drawing():
            company = self.partners.create({"name": "Martin", "child_ids": below})
        drawn = [company.function, company.child_ids.function]
        self.assertEqual(sorted(drawn), ["1", "2"])

    def test_what_is_passed_on_has_the_defaults_that_are_stored(self):
        passed = []
        with (
            self.drawing(),
            patch.object(
                type(self.partners),
                "_fields_sync",
                lambda partner, values: passed.append((partner, values)),
            ),
        ):
            made = self.partners.create([{"name": "Martin"}, {"name": "Durand"}])
        self.assertEqual([partner for partner, _values in passed], list(made))
        for partner, values in passed:
            self.assertEqual(values["name"], partner.name)
            self.assertEqual(values["function"], partner.function)

    def test_who_is_made_after_a_failure_has_its_own_defaults(self):
        with self.drawing():
            with self.assertRaises(ValueError):
                self.partners.create([{"name": "Martin"}, {"no_field": 1}])
            partner = self.partners.create({"name": "Martin"})
        self.assertEqual(partner.function, "1")
