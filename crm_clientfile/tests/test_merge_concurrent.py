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
