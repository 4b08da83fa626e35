from psycopg2.errors import SerializationFailure

from odoo.exceptions import UserError
from odoo.service.model import PG_CONCURRENCY_EXCEPTIONS_TO_RETRY
from odoo.tests import tagged
from odoo.tools import mute_logger

from .merge_case import MergeCase


@tagged("post_install", "-at_install")
class TestMergeConcurrent(MergeCase):
    """Who merges what another one is changing reads a sentence, or is run again."""

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        # A row that other transactions see, and that none of ours has changed.
        cls.survivor = cls.env.ref("base.partner_admin")
        company = cls.survivor.company_id
        cls.source = cls.make_company("Martin", company_id=company.id)

    def test_record_that_another_holds_is_refused(self):
        with self.registry.cursor() as other:
            other.execute(
                "SELECT FROM res_partner WHERE id = %s FOR UPDATE", [self.survivor.id]
            )
            with self.assertRaisesRegex(UserError, "Try again in a moment"):
                self.merge(self.survivor, self.source)
        self.assertTrue(self.source.active)
        self.merge(self.survivor, self.source)
        self.assertFalse(self.source.active)

    def test_cluster_that_overlaps_one_being_merged_is_refused(self):
        one, two = (self.make_company(f"Martin {number}") for number in range(2))
        company = self.survivor.company_id
        (one | two).company_id = company
        with self.registry.cursor() as other:
            # As the merge of another manager holds it, whose cluster has it, too.
            other.execute(
                "SELECT FROM res_partner WHERE id = %s FOR UPDATE", [self.survivor.id]
            )
            with self.assertRaisesRegex(UserError, "Try again in a moment"):
                self.merge(one, two | self.survivor)
        self.assertEqual((one | two).mapped("active"), [True, True])
        self.assertFalse((one | two).clientfile_merged_into_id)
        self.merge(self.survivor, one)
        with self.assertRaisesRegex(UserError, "merged into .* already"):
            self.merge(two, one | self.source)
        self.assertTrue(self.source.active)

    def test_undo_of_what_another_holds_is_refused(self):
        merge = self.merge(self.survivor, self.source)
        with self.registry.cursor() as other:
            other.execute(
                "SELECT FROM res_partner WHERE id = %s FOR SHARE SKIP LOCKED",
                [self.survivor.id],
            )
            # Our own transaction holds it: another one cannot merge it meanwhile.
            self.assertEqual(other.rowcount, 0)
        self.undo(merge)
        self.assertEqual(merge.state, "undone")


@tagged("post_install", "-at_install")
class TestMergeChangedMeanwhile(MergeCase):
    """In a transaction of its own: the change it commits would disturb the others."""

    def test_record_changed_meanwhile_is_merged_by_the_next_attempt(self):
        survivor = self.env.ref("base.partner_admin")
        source = self.make_company("Martin", company_id=survivor.company_id.id)
        with self.registry.cursor() as other:
            other.execute(
                "UPDATE res_partner SET color = color WHERE id = %s", [survivor.id]
            )
            other.commit()
        with mute_logger("odoo.sql_db"), self.assertRaises(SerializationFailure):
            self.merge(survivor, source)
        self.assertTrue(
            issubclass(SerializationFailure, PG_CONCURRENCY_EXCEPTIONS_TO_RETRY)
        )


@tagged("post_install", "-at_install")
class TestMergedWhileEdited(MergeCase):
    """A form that was open during a merge saves nothing where nobody looks."""

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.survivor = cls.make_company("Martin", phone="04 77 12 34 56")
        cls.source = cls.make_company("Martin SARL", phone="04 77 12 34 56")

    def save(self, user, partner):
        partner = partner.with_user(user).with_context(active_test=False)
        return partner.web_save({"street": "12 rue Foch"}, {"street": {}})

    def test_form_of_who_was_merged_sends_to_the_survivor(self):
        self.merge(self.survivor, self.source)
        for user in (self.user, self.manager):
            with self.assertRaisesRegex(UserError, "merged into Martin. Make your"):
                self.save(user, self.source)
        self.assertFalse(self.source.street)

    def test_survivor_that_may_not_be_read_is_not_named(self):
        self.merge(self.survivor, self.source)
        self.survivor.sudo().company_id = self.env["res.company"].create({"name": "B"})
        with self.assertRaisesRegex(UserError, "into a customer you may not see"):
            self.save(self.user, self.source)

    def test_form_of_the_survivor_is_saved_after_the_merge(self):
        self.merge(self.survivor, self.source)
        self.assertEqual(
            self.save(self.user, self.survivor)[0]["street"], "12 rue Foch"
        )

    def test_form_is_saved_once_the_merge_is_undone(self):
        merge = self.merge(self.survivor, self.source)
        self.undo(merge)
        self.save(self.user, self.source)
        self.assertEqual(self.source.street, "12 rue Foch")

    def test_programs_write_on_who_was_merged(self):
        self.merge(self.survivor, self.source)
        self.source.with_user(self.manager).write({"street": "3 rue du Lac"})
        self.assertEqual(self.source.street, "3 rue du Lac")
