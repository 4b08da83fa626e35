from odoo.exceptions import AccessError, UserError
from odoo.tests import new_test_user, tagged

from .merge_case import MergeCase


@tagged("post_install", "-at_install")
class TestMergeRefused(MergeCase):
    """What cannot become one is refused with a reason, and nothing changes."""

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.survivor = cls.make_company("Martin")
        cls.source = cls.make_company("Martin SARL")

    def assert_refused(self, reason, survivor=None, sources=None):
        with self.assertRaisesRegex(UserError, reason):
            self.merge(survivor or self.survivor, sources or self.source)
        preview = self.env["clientfile.merge"].with_user(self.manager)
        preview = preview._prepare_preview(
            survivor or self.survivor, sources or self.source
        )
        self.assertRegex("\n".join(preview["obstacles"]), reason)

    def make_login(self, partner, login, groups="base.group_portal"):
        return new_test_user(self.env, login, groups, partner_id=partner.id)

    def test_two_users_are_refused(self):
        self.make_login(self.survivor, "one")
        self.make_login(self.source, "two")
        self.assert_refused("users of their own")

    def test_a_portal_and_an_internal_user_are_refused(self):
        self.make_login(self.survivor, "one")
        self.make_login(self.source, "two", "base.group_user")
        self.assert_refused("users of their own")

    def test_an_archived_user_counts(self):
        self.make_login(self.survivor, "one").active = False
        self.make_login(self.source, "two")
        self.assert_refused("users of their own")

    def test_user_of_the_source_moves_and_logs_in(self):
        user = self.make_login(self.source, "portal_source")
        self.assertEqual(user.partner_id, self.source)
        order = self.make_order(self.source)
        merge = self.merge(self.survivor, self.source)
        self.assertEqual(user.partner_id, self.survivor)
        session = user.authenticate(
            {"login": user.login, "password": "portal_source", "type": "password"},
            {"interactive": False},
        )
        self.assertEqual(session["uid"], user.id)
        found = self.env["sale.order"].with_user(user).search([])
        self.assertEqual(found, order)
        self.undo(merge)
        self.assertEqual(user.partner_id, self.source)

    def test_portal_user_reads_the_posted_invoices_of_the_linked_source(self):
        user = self.make_login(self.survivor, "portal_survivor")
        self.post(self.survivor)
        invoice = self.post(self.source)
        stranger = self.post(self.make_company("Durand"))
        moves = self.env["account.move"].with_user(user)
        self.assertNotIn(invoice, moves.search([]))
        self.merge(self.survivor, self.source)
        self.assertIn(invoice, moves.search([]))
        self.assertNotIn(stranger, moves.search([]))
        self.assertEqual(
            invoice.invoice_line_ids.with_user(user).mapped("price_unit"), [10.0]
        )

    def test_other_company_is_refused(self):
        other = self.env["res.company"].create({"name": "Other"})
        self.survivor.company_id = self.env.company
        self.assert_refused("shared by all companies")
        self.source.company_id = other
        self.survivor.company_id = False
        with self.assertRaises(AccessError):
            self.merge(self.survivor, self.source)
        self.manager.company_ids += other
        third = self.make_company("Third", company_id=self.env.company.id)
        self.assert_refused("different companies", None, self.source | third)
        self.merge(self.survivor, self.source)
        self.assertFalse(self.source.active)

    def test_partner_the_manager_may_not_write_is_refused(self):
        self.env["ir.rule"].create(
            {
                "name": "Hidden",
                "model_id": self.env.ref("base.model_res_partner").id,
                "domain_force": f"[('id', '!=', {self.source.id})]",
            }
        )
        with self.assertRaises(AccessError):
            self.merge(self.survivor, self.source)

    def test_contact_and_its_company_are_refused(self):
        contact = self.make_person(parent_id=self.source.id)
        self.assert_refused("are not one", self.source, contact)
        self.assert_refused("are not one", contact, self.source)

    def test_archived_survivor_is_refused(self):
        self.survivor.active = False
        self.assert_refused("is archived")

    def test_archived_source_is_merged(self):
        self.source.active = False
        merge = self.merge(self.survivor, self.source)
        self.undo(merge)
        self.assertFalse(self.source.active)

    def test_merged_source_is_refused(self):
        third = self.make_company("Third")
        self.merge(self.survivor, self.source)
        self.assert_refused("merged into Martin already", third, self.source)
        self.assert_refused("merged into Martin already", self.source, third)

    def test_address_of_the_own_company_is_refused(self):
        self.assert_refused(
            "address of your company", None, self.env.company.partner_id
        )

    def test_nobody_to_merge_is_refused(self):
        self.assert_refused("at least two", self.survivor, self.survivor)

    def test_totals_that_differ_stop_the_merge(self):
        merges = self.env.registry["clientfile.merge"]
        self.patch(merges, "_get_totals", lambda merge, partners: (len(partners),))
        self.assertRaisesRegex(
            UserError, "sums", self.merge, self.survivor, self.source
        )

    def test_host_ignores_a_forged_context(self):
        merge = self.merge(self.survivor, self.source)
        third = self.make_company("Third")
        wizard = self.env["base.partner.merge.automatic.wizard"].create({})
        wizard = wizard.with_context(clientfile_merge=merge.id)
        wizard._merge((self.survivor | third).ids, self.survivor)
        self.assertFalse(third.exists())
