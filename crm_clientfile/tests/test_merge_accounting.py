from odoo.exceptions import UserError
from odoo.tests import tagged
from odoo.tools import SQL

from .merge_case import MergeCase


@tagged("post_install", "-at_install")
class TestMergeAccounting(MergeCase):
    """Posted and hashed entries are the same, byte for byte, whatever is merged."""

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.env.user.group_ids += cls.env.ref("account.group_account_user")
        cls.journal = cls.env["account.journal"].search(
            [("type", "=", "sale"), ("company_id", "=", cls.env.company.id)], limit=1
        )
        cls.journal.restrict_mode_hash_table = True
        cls.survivor = cls.make_company("Martin")
        cls.source = cls.make_company("Martin SARL", ref="ZX4711")
        cls.invoices = cls.env["account.move"]
        for partner in (cls.survivor, cls.source, cls.source):
            cls.invoices |= cls.make_invoice(partner)
        cls.invoices.action_post()

    def get_verdict(self):
        result = self.env.company._check_hash_integrity()
        return [
            (line["journal_name"], line["status"], line["msg_cover"])
            for line in result["results"]
            if line["journal_name"] == self.journal.display_name
            or self.journal.name in line["journal_name"]
        ]

    def get_posted_rows(self):
        self.env.flush_all()
        moves = self.rows("account_move", SQL("state = 'posted'"))
        lines = self.rows("account_move_line", SQL("parent_state = 'posted'"))
        return moves, lines

    def test_seal_is_verified_before_and_after_merge_and_undo(self):
        self.assertTrue(all(self.invoices.mapped("inalterable_hash")))
        verdict = self.get_verdict()
        self.assertIn("verified", [status for _journal, status, _msg in verdict])
        merge = self.merge(self.survivor, self.source)
        self.assertEqual(self.get_verdict(), verdict)
        self.undo(merge)
        self.assertEqual(self.get_verdict(), verdict)

    def test_posted_entries_keep_every_byte(self):
        before = self.get_posted_rows()
        merge = self.merge(self.survivor, self.source)
        self.assertEqual(self.get_posted_rows(), before)
        self.assertEqual(self.invoices[1:].partner_id, self.source)
        self.undo(merge)
        self.assertEqual(self.get_posted_rows(), before)

    def test_contact_with_posted_entries_stays_with_the_linked_source(self):
        contact = self.make_person(parent_id=self.source.id)
        free = self.make_person("Paul", parent_id=self.source.id)
        self.post(contact)
        before = self.get_posted_rows()
        self.merge(self.survivor, self.source)
        self.assertEqual(self.get_posted_rows(), before)
        self.assertEqual(contact.parent_id, self.source)
        self.assertEqual(free.parent_id, self.survivor)

    def test_draft_invoices_of_a_linked_source_move(self):
        draft = self.make_invoice(self.source)
        self.merge(self.survivor, self.source)
        self.assertEqual(draft.partner_id, self.survivor)
        self.assertEqual(draft.commercial_partner_id, self.survivor)

    def test_survivor_by_default_is_who_has_posted_entries(self):
        complete = self.make_company("Martin", city="Lyon", email="a@b.fr", phone="1")
        default = self.env["clientfile.merge"]._get_default_survivor(
            complete | self.source
        )
        self.assertEqual(default, self.source)

    def test_receivable_and_invoices_of_both_are_read_as_one(self):
        owed = (self.survivor | self.source).mapped("credit")
        invoiced = (self.survivor | self.source).mapped("total_invoiced")
        self.merge(self.survivor, self.source)
        self.assertEqual(self.survivor.credit, sum(owed))
        self.assertEqual(self.survivor.total_invoiced, sum(invoiced))
        self.assertEqual(self.survivor.account_move_count, 3)
        action = self.survivor.action_view_partner_invoices()
        found = self.env["account.move"].search(action["domain"])
        self.assertEqual(found, self.invoices)

    def test_credit_limit_counts_what_the_linked_source_owes(self):
        self.env.company.account_use_credit_limit = True
        self.merge(self.survivor, self.source)
        self.survivor.credit_limit = 25
        draft = self.make_invoice(self.survivor)
        self.assertIn("credit limit", draft.partner_credit_warning)

    def test_number_of_a_linked_source_stays_and_finds_the_survivor(self):
        self.merge(self.survivor, self.source)
        self.assertEqual(self.source.ref, "ZX4711")
        self.assertEqual(self.survivor.clientfile_number_alias_ids.number, "ZX4711")
        found = self.env["res.partner"].search([("clientfile_find", "=", "ZX4711")])
        self.assertEqual(found, self.survivor)

    def test_wizard_of_the_host_refuses_to_rewrite_posted_entries(self):
        wizard = self.env["base.partner.merge.automatic.wizard"].create({})
        pair = self.survivor | self.source
        with self.assertRaisesRegex(UserError, "posted entries"):
            wizard._merge(pair.ids, self.survivor)
        self.assertTrue(self.source.exists())

    def test_wizard_of_the_host_merges_who_has_no_posted_entries(self):
        source = self.make_company("Martin")
        wizard = self.env["base.partner.merge.automatic.wizard"].create({})
        wizard._merge([source.id, self.survivor.id], self.survivor)
        self.assertFalse(source.exists())
