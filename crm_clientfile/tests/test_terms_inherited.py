from odoo.exceptions import AccessError, UserError, ValidationError
from odoo.tests import tagged

from .test_terms import GRANTED, TermsCase


@tagged("post_install", "-at_install")
class TestTermsInherited(TermsCase):
    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.parent = cls.make_company(
            "Novalis", property_payment_term_id=cls.term.id, **GRANTED
        )
        cls.site = cls.make_company("Novalis Nantes")
        cls.site.write({"parent_id": cls.parent.id, "type": "other"})

    def make_site(self, parent, name="Site", **values):
        return self.make_company(name, parent_id=parent.id, type="other", **values)

    def test_establishment_begins_with_its_own_terms(self):
        self.assertFalse(self.site.clientfile_terms_inherited)
        self.assertFalse(self.site.clientfile_discount)
        self.assertEqual(self.site.clientfile_terms_label, "Own terms")
        self.assertFalse(self.parent.clientfile_terms_label)

    def test_switched_on_it_gets_the_terms_of_its_parent(self):
        self.site.with_user(self.manager).clientfile_terms_inherited = True
        self.assertEqual(self.site.clientfile_discount, 7.5)
        self.assertEqual(self.site.clientfile_discount_reason, "Framework agreement")
        self.assertEqual(self.site.property_payment_term_id, self.term)
        self.assertEqual(self.site.clientfile_terms_label, "Terms of Novalis")

    def test_instructions_stay_those_of_the_place(self):
        self.parent.clientfile_delivery_instructions = "Tower A"
        self.site.clientfile_delivery_instructions = "Back entrance"
        self.site.clientfile_terms_inherited = True
        self.assertEqual(self.site.clientfile_delivery_instructions, "Back entrance")

    def test_follows_in_every_company(self):
        self.parent.with_company(self.second).write(
            {"clientfile_discount": 3, "clientfile_discount_reason": "Trial"}
        )
        self.site.clientfile_terms_inherited = True
        self.assertEqual(self.site.with_company(self.second).clientfile_discount, 3)
        self.assertEqual(self.site.clientfile_discount, 7.5)

    def test_change_of_the_parent_reaches_the_whole_chain(self):
        self.site.clientfile_terms_inherited = True
        below = self.make_site(self.site, clientfile_terms_inherited=True)
        alone = self.make_site(self.site)
        self.assertEqual(below.clientfile_discount, 7.5)
        other = self.env["account.payment.term"].create({"name": "60 days"})
        self.parent.with_user(self.manager).write(
            {"clientfile_discount": 12, "property_payment_term_id": other.id}
        )
        for follower in (self.site, below):
            self.assertEqual(follower.clientfile_discount, 12)
            self.assertEqual(follower.property_payment_term_id, other)
        self.assertEqual(alone.clientfile_discount, 0)

    def test_chain_switched_on_at_once_takes_the_terms_of_its_top(self):
        below = self.make_site(self.site, clientfile_delivery_days=9)
        (self.site | below).write({"clientfile_terms_inherited": True})
        for follower in (self.site, below):
            self.assertEqual(follower.clientfile_discount, 7.5)
            self.assertEqual(follower.clientfile_delivery_days, 0)

    def test_pricelist_follows_too(self):
        self.site.clientfile_terms_inherited = True
        pricelist = self.env["product.pricelist"].create({"name": "Group"})
        self.parent.specific_property_product_pricelist = pricelist
        self.assertEqual(self.site.specific_property_product_pricelist, pricelist)

    def test_contacts_of_the_establishment_get_what_the_host_gives_them(self):
        contact = self.make_person(parent_id=self.site.id)
        self.site.clientfile_terms_inherited = True
        self.assertEqual(contact.property_payment_term_id, self.term)
        contact.invalidate_recordset()
        self.assertEqual(contact.property_payment_term_id, self.term)

    def test_establishment_under_a_contact_follows_his_company(self):
        contact = self.make_person(parent_id=self.parent.id)
        site = self.make_site(contact, clientfile_terms_inherited=True)
        self.parent.clientfile_discount = 4
        self.assertEqual(site.clientfile_discount, 4)

    def test_terms_of_a_follower_are_changed_at_its_parent_only(self):
        self.site.clientfile_terms_inherited = True
        site = self.site.with_user(self.manager)
        for vals in (
            {"clientfile_discount": 20},
            {"property_payment_term_id": False},
            {"clientfile_delivery_days": 2},
        ):
            with self.assertRaisesRegex(UserError, "has the terms of Novalis"):
                site.write(vals)
        site.write({"clientfile_discount": 7.5, "city": "Nantes"})
        self.assertEqual(site.city, "Nantes")

    def test_switched_off_it_keeps_what_it_has_as_its_own(self):
        self.site.clientfile_terms_inherited = True
        self.site.with_user(self.manager).write(
            {"clientfile_terms_inherited": False, "clientfile_discount": 5}
        )
        self.parent.clientfile_discount = 1
        self.assertEqual(self.site.clientfile_discount, 5)
        self.assertEqual(self.site.property_payment_term_id, self.term)

    def test_only_a_manager_switches(self):
        with self.assertRaises(AccessError):
            self.site.with_user(self.user).clientfile_terms_inherited = True
        self.site.clientfile_terms_inherited = True
        with self.assertRaises(AccessError):
            self.site.with_user(self.user).clientfile_terms_inherited = False

    def test_user_does_not_move_a_follower_to_better_terms(self):
        self.site.clientfile_terms_inherited = True
        generous = self.make_company("Generous", **GRANTED)
        with self.assertRaises(AccessError):
            self.site.with_user(self.user).parent_id = generous

    def test_new_parent_brings_its_terms(self):
        self.site.clientfile_terms_inherited = True
        other = self.make_company("Other", **{**GRANTED, "clientfile_discount": 2})
        self.site.with_user(self.manager).parent_id = other
        self.assertEqual(self.site.clientfile_discount, 2)

    def test_who_loses_its_parent_keeps_the_terms_as_its_own(self):
        self.site.clientfile_terms_inherited = True
        self.site.with_user(self.user).parent_id = False
        self.assertFalse(self.site.clientfile_terms_inherited)
        self.assertEqual(self.site.clientfile_discount, 7.5)

    def test_nobody_follows_without_a_parent(self):
        for partner in (self.parent, self.make_person(parent_id=self.parent.id)):
            with self.assertRaisesRegex(ValidationError, "no establishment"):
                partner.clientfile_terms_inherited = True

    def test_a_loop_is_refused(self):
        self.site.clientfile_terms_inherited = True
        with self.assertRaises(ValidationError):
            self.parent.write(
                {"parent_id": self.site.id, "clientfile_terms_inherited": True}
            )

    def test_change_costs_the_same_for_one_follower_as_for_many(self):
        self.site.clientfile_terms_inherited = True
        many = self.make_company("Many", **GRANTED)
        for index in range(20):
            self.make_site(many, f"S{index}", clientfile_terms_inherited=True)

        def change(partner, discount):
            partner.with_context(tracking_disable=True).clientfile_discount = discount
            self.env.flush_all()

        change(self.parent, 1)
        before = self.env.cr.sql_log_count
        change(self.parent, 2)
        one = self.env.cr.sql_log_count - before
        change(many, 1)
        with self.assertQueryCount(one):
            change(many, 2)

    def test_survivor_of_a_merge_follows_only_if_it_did(self):
        alone = self.make_company("Novalis Nantes")
        self.site.clientfile_terms_inherited = True
        self.merge(alone, self.site)
        self.assertFalse(alone.clientfile_terms_inherited)
        self.assertEqual(alone.clientfile_discount, 7.5)

    def test_followers_of_a_merged_parent_follow_the_survivor(self):
        survivor = self.make_company("Novalis", clientfile_delivery_days=6)
        self.site.clientfile_terms_inherited = True
        self.merge(survivor, self.parent)
        self.assertEqual(self.site.parent_id, survivor)
        self.assertTrue(self.site.clientfile_terms_inherited)
        self.assertEqual(self.site.clientfile_delivery_days, 6)
        self.assertEqual(self.site.clientfile_discount, 7.5)
