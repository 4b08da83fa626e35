from odoo.exceptions import AccessError, ValidationError
from odoo.tests import Form, new_test_user, tagged

from .common import ClientfileCase

GRANTED = {
    "clientfile_discount": 7.5,
    "clientfile_discount_reason": "Framework agreement",
}
# What the form sends for a customer without terms.
EMPTY = (
    "clientfile_discount",
    "clientfile_discount_reason",
    "clientfile_terms_inherited",
    "clientfile_has_delivery_charge",
    "clientfile_delivery_charge",
    "clientfile_delivery_days",
    "clientfile_delivery_terms",
    "clientfile_delivery_instructions",
    "clientfile_budget",
    "clientfile_source_id",
)


class TermsCase(ClientfileCase):
    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.second = cls.env["res.company"].create({"name": "Second"})
        cls.env.user.company_ids |= cls.second
        cls.manager.company_ids |= cls.second
        cls.term = cls.env["account.payment.term"].create({"name": "45 days"})

    def merge(self, *partners, user=None):
        env = self.env(user=user) if user else self.env
        wizard = env["base.partner.merge.automatic.wizard"].create({})
        wizard._merge([one.id for one in partners], partners[0].with_env(env))


@tagged("post_install", "-at_install")
class TestTerms(TermsCase):
    def test_manager_grants_a_discount_with_its_justification(self):
        customer = self.make_company().with_user(self.manager)
        customer.write(GRANTED)
        self.assertEqual(customer.clientfile_discount, 7.5)

    def test_discount_without_justification_is_refused(self):
        customer = self.make_company().with_user(self.manager)
        for reason in (False, "", "  "):
            with self.assertRaisesRegex(ValidationError, "no justification"):
                customer.write(
                    {"clientfile_discount": 5, "clientfile_discount_reason": reason}
                )

    def test_justification_of_a_discount_cannot_be_removed(self):
        customer = self.make_company(**GRANTED).with_user(self.manager)
        with self.assertRaisesRegex(ValidationError, "no justification"):
            customer.clientfile_discount_reason = False

    def test_discount_outside_0_to_100_is_refused(self):
        customer = self.make_company().with_user(self.manager)
        for discount in (-0.5, 100.5):
            with self.assertRaisesRegex(ValidationError, "between 0 and 100"):
                customer.write({**GRANTED, "clientfile_discount": discount})
        customer.write({**GRANTED, "clientfile_discount": 100})
        customer.write({"clientfile_discount": 0})
        self.assertEqual(customer.clientfile_discount, 0)

    def test_user_grants_no_discount_by_any_way(self):
        customer = self.make_company(**GRANTED).with_user(self.user)
        for vals in (
            {"clientfile_discount": 50},
            {"clientfile_discount": 0},
            {"clientfile_discount_reason": "A friend"},
            {"clientfile_terms_inherited": True},
        ):
            with self.assertRaisesRegex(AccessError, "Only a manager"):
                customer.write(vals)
        partners = customer.browse()
        with self.assertRaisesRegex(AccessError, "Only a manager"):
            partners.create({"name": "New", **GRANTED})
        with self.assertRaisesRegex(AccessError, "Only a manager"):
            partners.with_context(default_clientfile_discount=50).create({"name": "N"})
        loaded = partners.load(["name", "clientfile_discount"], [["New", "50"]])
        self.assertFalse(loaded["ids"])

    def test_user_who_sends_the_discount_back_unchanged_is_not_refused(self):
        customer = self.make_company(**GRANTED).with_user(self.user)
        customer.write({**GRANTED, "city": "Lyon"})
        self.assertEqual(customer.city, "Lyon")

    def test_user_completes_delivery_terms(self):
        customer = self.make_company().with_user(self.user)
        customer.write(
            {
                "clientfile_delivery_days": 3,
                "clientfile_has_delivery_charge": True,
                "clientfile_delivery_charge": 12.0,
                "clientfile_delivery_terms": "Carriage paid from 300",
                "clientfile_delivery_instructions": "Back entrance",
            }
        )
        self.assertEqual(customer.clientfile_delivery_charge, 12.0)

    def test_negative_charge_and_delivery_time_are_refused(self):
        with self.assertRaisesRegex(ValidationError, "charge of .* is negative"):
            self.make_company(clientfile_delivery_charge=-1)
        with self.assertRaisesRegex(ValidationError, "time of .* is negative"):
            self.make_company(clientfile_delivery_days=-1)

    def test_each_company_has_its_own_terms(self):
        customer = self.make_company(**GRANTED)
        there = customer.with_company(self.second)
        self.assertEqual(there.clientfile_discount, 0)
        there.write(
            {"clientfile_discount": 2, "clientfile_discount_reason": "New customer"}
        )
        self.assertEqual(customer.clientfile_discount, 7.5)
        customer.clientfile_delivery_instructions = "Ring twice"
        self.assertEqual(there.clientfile_delivery_instructions, "Ring twice")

    def test_terms_are_found(self):
        customer = self.make_company(**GRANTED, clientfile_delivery_days=4)
        partners = self.env["res.partner"].with_user(self.user)
        for domain in (
            [("clientfile_discount", ">", 5)],
            [("clientfile_discount_reason", "ilike", "framework")],
            [("clientfile_delivery_days", "=", 4)],
        ):
            found = partners.search([*domain, ("id", "=", customer.id)])
            self.assertEqual(found, customer)
            there = partners.with_user(self.manager).with_company(self.second)
            self.assertFalse(there.search([*domain, ("id", "=", customer.id)]))

    def test_change_of_a_discount_stays_in_the_history(self):
        customer = self.make_company(**GRANTED).with_user(self.manager)
        self.flush_tracking()
        customer.clientfile_discount = 9
        self.flush_tracking()
        tracked = customer.message_ids.sudo().tracking_value_ids
        changes = tracked.filtered(
            lambda value: value.field_id.name == "clientfile_discount"
        )
        values = [(one.old_value_float, one.new_value_float) for one in changes]
        self.assertEqual(values, [(7.5, 9.0)])

    def flush_tracking(self):
        self.env.flush_all()
        self.cr.flush()

    def test_other_staff_and_the_customer_himself_do_not_read_the_reason(self):
        customer = self.make_company(**GRANTED)
        clerk = new_test_user(self.env, "terms_clerk", "base.group_user")
        portal = new_test_user(self.env, "terms_portal", "base.group_portal")
        portal.partner_id.parent_id = customer
        for user in (clerk, portal):
            with self.assertRaises(AccessError):
                customer.with_user(user).read(["clientfile_discount_reason"])

    def test_form_shows_the_discount_readonly_to_users(self):
        customer = self.make_company(**GRANTED)
        with Form(customer.with_user(self.user)) as form:
            with self.assertRaisesRegex(AssertionError, "readonly"):
                form.clientfile_discount = 10
            form.clientfile_delivery_days = 2
        with Form(customer.with_user(self.manager)) as form:
            form.clientfile_discount = 10
        self.assertEqual(customer.clientfile_discount, 10)

    def test_list_of_80_takes_as_many_queries_as_of_10(self):
        names = [
            "clientfile_discount",
            "clientfile_discount_reason",
            "clientfile_delivery_charge",
            "clientfile_delivery_days",
            "clientfile_delivery_terms",
            "clientfile_terms_inherited",
            "clientfile_terms_label",
            "clientfile_establishment_count",
            "clientfile_group_kind",
            "clientfile_source_id",
            "clientfile_campaign_id",
            "clientfile_budget",
            "clientfile_delivery_days_measured",
        ]
        parents = self.env["res.partner"].create(
            [{"name": f"P{index}", "is_company": True} for index in range(80)]
        )
        customers = self.env["res.partner"].create(
            [
                {
                    "name": f"C{index}",
                    "is_company": True,
                    "parent_id": parent.id,
                    "type": "other",
                    "clientfile_terms_inherited": True,
                }
                for index, parent in enumerate(parents)
            ]
        )

        def read(number):
            self.env.invalidate_all()
            customers[:number].with_user(self.user).read(names)

        read(10)
        before = self.env.cr.sql_log_count
        read(10)
        few = self.env.cr.sql_log_count - before
        with self.assertQueryCount(few):
            read(80)

    def test_partner_without_terms_costs_no_more_to_create(self):
        self.make_company("Warm up", **dict.fromkeys(EMPTY, False))
        self.env.flush_all()
        before = self.env.cr.sql_log_count
        self.make_company("One")
        self.env.flush_all()
        plain = self.env.cr.sql_log_count - before
        with self.assertQueryCount(plain):
            self.make_company("Two", **dict.fromkeys(EMPTY, False))
            self.env.flush_all()


@tagged("post_install", "-at_install")
class TestTermsOfMerged(TermsCase):
    def test_survivor_keeps_its_terms_and_gets_those_it_lacks(self):
        survivor = self.make_company("Same", **GRANTED)
        other = self.make_company(
            "Same",
            clientfile_discount=20,
            clientfile_discount_reason="Other",
            clientfile_delivery_days=5,
        )
        self.merge(survivor, other)
        self.assertEqual(survivor.clientfile_discount, 7.5)
        self.assertEqual(survivor.clientfile_discount_reason, "Framework agreement")
        self.assertEqual(survivor.clientfile_delivery_days, 5)

    def test_terms_in_another_company_are_kept(self):
        survivor, other = self.make_company("Same"), self.make_company("Same")
        other.with_company(self.second).write(GRANTED)
        self.merge(survivor, other)
        self.assertEqual(survivor.clientfile_discount, 0)
        there = survivor.with_company(self.second)
        self.assertEqual(there.clientfile_discount, 7.5)

    def test_agreed_charge_of_zero_survives(self):
        survivor = self.make_company("Same", clientfile_has_delivery_charge=True)
        other = self.make_company(
            "Same", clientfile_has_delivery_charge=True, clientfile_delivery_charge=15
        )
        self.merge(survivor, other)
        self.assertTrue(survivor.clientfile_has_delivery_charge)
        self.assertEqual(survivor.clientfile_delivery_charge, 0)

    def test_user_who_may_merge_is_not_stopped_by_a_discount(self):
        clerk = new_test_user(
            self.env,
            "terms_merger",
            "crm_clientfile.crm_clientfile_group_user,base.group_partner_manager",
        )
        survivor = self.make_company("Same", email="a@b.example")
        other = self.make_company("Same", email="a@b.example", **GRANTED)
        self.merge(survivor, other, user=clerk)
        self.assertEqual(survivor.clientfile_discount, 7.5)

    def test_archived_customer_keeps_its_terms(self):
        customer = self.make_company(**GRANTED)
        customer.action_archive()
        self.assertEqual(customer.clientfile_discount, 7.5)
