from ast import literal_eval

from odoo.exceptions import AccessError, UserError
from odoo.tests import new_test_user, tagged

from .duplicate_case import DuplicateCase


class AsideCase(DuplicateCase):
    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.env.company.clientfile_has_review_folder = True
        cls.first, cls.second = cls.make_double()
        # The more complete one stays.
        cls.first.website = "https://petit.example"

    def setUp(self):
        super().setUp()
        self.scan()
        self.pair = self.pair_of(self.first, self.second).with_user(self.manager)

    def folder(self):
        """Who is shown by the menu of the folder."""
        action = self.env.ref("crm_clientfile.res_partner_action_aside")
        partners = self.env["res.partner"].with_context(**literal_eval(action.context))
        return partners.search(literal_eval(action.domain))


@tagged("post_install", "-at_install")
class TestDuplicateAside(AsideCase):
    def test_one_of_two_is_archived_and_not_deleted(self):
        self.pair.action_set_aside()
        self.assertEqual((self.first.active, self.second.active), (True, False))
        self.assertTrue(self.second.clientfile_aside_date)
        self.assertEqual(self.folder(), self.second)
        self.assertIn("Set aside", self.second.message_ids[0].body)

    def test_pair_still_waits_for_a_decision(self):
        self.pair.action_set_aside()
        self.assertTrue(self.pair.is_actual)
        self.assertTrue(self.pair.is_set_aside)
        self.scan()
        self.scan(is_full=True)
        self.assertEqual(self.pair.decision, "pending")
        found = self.pairs.search([("is_set_aside", "=", True)])
        self.assertEqual(found, self.pair)

    def test_put_back_it_is_in_use_again(self):
        self.pair.action_set_aside()
        self.second.with_user(self.user).action_clientfile_put_back()
        self.assertTrue(self.second.active)
        self.assertFalse(self.second.clientfile_aside_date)
        self.assertFalse(self.folder())

    def test_restoring_it_by_hand_takes_it_out_of_the_folder(self):
        self.pair.action_set_aside()
        self.second.action_unarchive()
        self.assertFalse(self.second.clientfile_aside_date)

    def test_archived_otherwise_it_is_not_in_the_folder(self):
        self.second.action_archive()
        self.assertFalse(self.folder())
        self.assertFalse(self.pair.is_actual)

    def test_found_different_it_comes_back(self):
        self.pair.action_set_aside()
        self.pair.action_different()
        self.assertTrue(self.second.active)

    def test_found_different_it_stays_while_another_pair_waits(self):
        third = self.make_company("Menuiserie Blanc")
        other = self.pairs.sudo().create(
            {"partner_a_id": self.second.id, "partner_b_id": third.id}
        )
        self.pair.action_set_aside()
        self.pair.action_different()
        self.assertFalse(self.second.active)
        other.with_user(self.manager).action_different()
        self.assertTrue(self.second.active)

    def test_merged_it_leaves_the_folder_and_undone_it_is_back(self):
        self.pair.action_set_aside()
        merges = self.env["clientfile.merge"].with_user(self.manager)
        merge = merges._merge(self.first, self.second)
        self.assertFalse(self.folder())
        self.assertFalse(self.first.clientfile_aside_date)
        merge.action_undo()
        self.env.invalidate_all()
        self.assertEqual(self.folder(), self.second)

    def test_chain_of_pairs_leaves_one_in_use(self):
        third = self.make_company("Garage Petit", phone=self.first.phone, zip="42000")
        self.scan()
        pairs = self.pair + self.pair_of(self.first, third).with_user(self.manager)
        pairs += self.pair_of(self.second, third).with_user(self.manager)
        pairs.action_set_aside()
        in_use = (self.first | self.second | third).filtered("active")
        self.assertEqual(in_use, self.first)

    def test_company_without_folder_sets_nobody_aside(self):
        self.env.company.clientfile_has_review_folder = False
        self.assertFalse(self.pair.can_set_aside)
        with self.assertRaisesRegex(UserError, "keeps no folder"):
            self.pair.action_set_aside()

    def test_user_sets_nobody_aside(self):
        with self.assertRaises(AccessError):
            self.pair.with_user(self.user).action_set_aside()

    def test_one_who_logs_in_stays_and_the_other_goes(self):
        new_test_user(
            self.env, "garage", "base.group_portal", partner_id=self.second.id
        )
        self.pair.action_set_aside()
        self.assertEqual((self.first.active, self.second.active), (False, True))

    def test_two_who_log_in_both_stay(self):
        for partner in (self.first, self.second):
            login = f"garage{partner.id}"
            new_test_user(self.env, login, "base.group_portal", partner_id=partner.id)
        with self.assertRaisesRegex(UserError, "logs in"):
            self.pair.action_set_aside()

    def test_filter_of_the_file_finds_it(self):
        self.pair.action_set_aside()
        found = self.env["res.partner"].search(
            [("active", "=", False), ("clientfile_aside_date", "!=", False)]
        )
        self.assertEqual(found, self.second)


@tagged("post_install", "-at_install")
class TestDuplicateAsideDocuments(AsideCase):
    def test_documents_of_who_is_set_aside_go_on(self):
        order = self.make_order(self.second)
        draft = self.make_invoice(self.second)
        self.pair.action_set_aside()
        order.action_confirm()
        self.assertEqual(order.state, "sale")
        order.order_line.qty_delivered = 1
        invoice = order._create_invoices()
        (invoice | draft).action_post()
        self.assertEqual(set((invoice | draft).mapped("state")), {"posted"})
        payment = self.env["account.payment.register"].with_context(
            active_model="account.move", active_ids=draft.ids
        )
        payment.create({})._create_payments()
        self.assertIn(draft.payment_state, ("paid", "in_payment"))
        self.assertEqual(draft.partner_id, self.second)

    def test_contacts_and_activities_of_who_is_set_aside_go_on(self):
        contact = self.make_person(parent_id=self.second.id)
        activity = self.second.activity_schedule(
            "mail.mail_activity_data_todo", user_id=self.manager.id
        )
        self.pair.action_set_aside()
        self.assertTrue(contact.active)
        contact.function = "Director"
        self.assertTrue(activity.exists())
        self.second.message_post(body="Hello")
