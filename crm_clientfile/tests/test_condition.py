from datetime import date

from freezegun import freeze_time
from lxml import etree
from psycopg2 import IntegrityError

from odoo.exceptions import AccessError, UserError, ValidationError
from odoo.fields import Command
from odoo.tests import Form, tagged
from odoo.tools import mute_logger
from odoo.tools.safe_eval import safe_eval

from .test_terms import TermsCase


class ConditionCase(TermsCase):
    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.customer = cls.make_company()

    def make_document(self, user=None, **values):
        return (
            self.env["ir.attachment"]
            .with_user(user or self.user)
            .create(
                {
                    "name": "agreement.txt",
                    "raw": b"Agreed.",
                    "res_model": "clientfile.condition",
                    **values,
                }
            )
        )

    def draft(self, **values):
        conditions = self.env["clientfile.condition"].with_user(self.user)
        return conditions.create(
            {"partner_id": self.customer.id, "name": "45 days", **values}
        )

    def accepted(self, **values):
        document = self.make_document()
        condition = self.draft(attachment_ids=[Command.link(document.id)], **values)
        condition.with_user(self.manager).action_accept()
        return condition


@tagged("post_install", "-at_install")
class TestCondition(ConditionCase):
    @freeze_time("2026-03-10 09:00:00")
    def test_manager_accepts_what_a_user_drafted(self):
        condition = self.accepted()
        self.assertEqual(condition.state, "accepted")
        self.assertEqual(condition.date_accepted, date(2026, 3, 10))
        self.assertEqual(condition.accepted_by_id, self.manager)
        self.assertEqual(self.customer.clientfile_condition_ids, condition)

    def test_without_document_nothing_is_accepted(self):
        with self.assertRaisesRegex(UserError, "has no document"):
            self.draft().with_user(self.manager).action_accept()

    def test_user_neither_accepts_nor_cancels(self):
        document = self.make_document()
        draft = self.draft(attachment_ids=[Command.link(document.id)])
        with self.assertRaisesRegex(AccessError, "Only a manager"):
            draft.action_accept()
        with self.assertRaisesRegex(AccessError, "Only a manager"):
            self.accepted().action_cancel()
        with self.assertRaises(AccessError):
            self.env["clientfile.condition.cancel"].with_user(self.user).create(
                {"condition_ids": draft.ids, "reason": "x"}
            )

    def test_state_is_changed_by_the_buttons_only(self):
        draft = self.draft()
        for user in (self.user, self.manager):
            with self.assertRaisesRegex(UserError, "Use the buttons"):
                draft.with_user(user).write({"state": "accepted"})
        conditions = self.env["clientfile.condition"].with_user(self.user)
        values = {"partner_id": self.customer.id, "name": "x"}
        with self.assertRaisesRegex(UserError, "begins as a draft"):
            conditions.create({**values, "state": "accepted"})
        told = {"clientfile_decision": True}
        with self.assertRaisesRegex(UserError, "Use the buttons"):
            draft.with_context(**told).write({"state": "accepted"})
        with self.assertRaisesRegex(UserError, "begins as a draft"):
            conditions.with_context(default_state="accepted").create(values)

    def test_accepted_condition_stays_as_it_is(self):
        condition = self.accepted()
        for vals in (
            {"name": "60 days"},
            {"partner_id": self.make_company().id},
            {"attachment_ids": [Command.clear()]},
            {"date_from": "2020-01-01"},
            {"accepted_by_name": "Nobody"},
        ):
            with self.assertRaisesRegex(UserError, "only its end may change"):
                condition.with_user(self.manager).write(vals)

    def test_end_of_an_accepted_condition_is_moved_by_a_manager(self):
        condition = self.accepted()
        with self.assertRaises(AccessError):
            condition.date_to = "2030-01-01"
        condition.with_user(self.manager).date_to = "2030-01-01"
        self.assertEqual(condition.date_to, date(2030, 1, 1))

    def test_accepted_condition_is_not_deleted(self):
        condition = self.accepted()
        with self.assertRaisesRegex(UserError, "it is kept"):
            condition.with_user(self.manager).unlink()
        draft = self.draft()
        with self.assertRaises(AccessError):
            draft.unlink()
        draft.with_user(self.manager).unlink()
        self.assertFalse(draft.exists())

    def test_document_of_an_accepted_condition_is_kept(self):
        document = self.accepted().attachment_ids.with_user(self.manager)
        with self.assertRaisesRegex(UserError, "proves the special condition"):
            document.unlink()
        with self.assertRaisesRegex(UserError, "proves the special condition"):
            document.raw = b"Something else"
        self.assertEqual(document.raw, b"Agreed.")

    def test_document_of_a_draft_may_be_replaced(self):
        document = self.make_document()
        draft = self.draft(attachment_ids=[Command.link(document.id)])
        document.unlink()
        self.assertFalse(draft.attachment_ids)

    def test_cancelled_with_its_reason_it_stays_in_the_history(self):
        condition = self.accepted()
        action = condition.with_user(self.manager).action_cancel()
        wizards = self.env[action["res_model"]].with_user(self.manager)
        with Form(wizards.with_context(**action["context"])) as form:
            form.reason = "Replaced"
        form.record.action_cancel()
        self.assertEqual(condition.state, "cancelled")
        self.assertEqual(condition.cancel_reason, "Replaced")
        self.assertEqual(condition.name, "45 days")

    def test_condition_of_a_contact_is_that_of_his_company(self):
        contact = self.make_person(parent_id=self.customer.id)
        self.assertEqual(self.draft(partner_id=contact.id).partner_id, self.customer)

    def test_condition_accepted_in_the_future_is_refused(self):
        with self.assertRaisesRegex(ValidationError, "in the future"):
            self.draft(date_accepted="2999-01-01")

    @mute_logger("odoo.sql_db")
    def test_condition_cannot_end_before_it_begins(self):
        with self.assertRaises(IntegrityError):
            self.draft(date_from="2026-05-01", date_to="2026-04-01")

    @freeze_time("2026-03-10 09:00:00")
    def test_filters_tell_what_is_in_force_ending_and_unproved(self):
        conditions = {
            "old": self.accepted(name="old", date_to="2026-03-09"),
            "soon": self.accepted(name="soon", date_to="2026-03-31"),
            "late": self.accepted(name="late", date_to="2026-06-30"),
            "open": self.accepted(name="open"),
            "next": self.accepted(name="next", date_from="2026-04-01"),
            "draft": self.draft(name="draft"),
        }
        ids = [one.id for one in conditions.values()]
        arch = etree.fromstring(
            self.env.ref("crm_clientfile.clientfile_condition_view_search").arch
        )

        self.assertEqual(
            {name: one.validity for name, one in conditions.items()},
            {
                "old": "expired",
                "soon": "in_force",
                "late": "in_force",
                "open": "in_force",
                "next": "coming",
                "draft": "draft",
            },
        )

        def found(name):
            node = arch.find(f".//filter[@name='{name}']")
            domain = [*safe_eval(node.get("domain")), ("id", "in", ids)]
            rows = self.env["clientfile.condition"].with_user(self.user).search(domain)
            return set(rows.mapped("name"))

        self.assertEqual(found("in_force"), {"soon", "late", "open"})
        self.assertEqual(found("expiring"), {"soon"})
        self.assertEqual(found("expired"), {"old"})
        self.assertEqual(found("draft"), {"draft"})
        self.assertEqual(found("without_document"), {"draft"})


@tagged("post_install", "-at_install")
class TestConditionRights(ConditionCase):
    def test_document_is_read_by_whom_reads_the_condition(self):
        document = self.accepted().attachment_ids
        self.assertEqual(document.with_user(self.administrator).raw, b"Agreed.")

    def test_document_of_another_record_is_copied(self):
        theirs = {"res_model": "res.partner", "res_id": self.customer.id}
        files = self.make_document(**theirs) | self.make_document(**theirs)
        draft = self.draft(attachment_ids=[Command.set(files.ids)])
        self.assertEqual(len(draft.attachment_ids), 2)
        self.assertFalse(draft.attachment_ids & files)
        self.assertEqual(set(draft.attachment_ids.mapped("res_id")), {draft.id})
        self.assertEqual(set(files.mapped("res_model")), {"res.partner"})

    def test_document_of_somebody_else_cannot_be_taken(self):
        secret = self.make_document(user=self.manager)
        with self.assertRaises(AccessError):
            self.draft(attachment_ids=[Command.link(secret.id)])

    def test_other_companies_see_neither_condition_nor_document(self):
        condition = self.env["clientfile.condition"].create(
            {
                "partner_id": self.customer.id,
                "name": "There",
                "company_id": self.second.id,
            }
        )
        document = self.make_document(self.env.user, res_id=condition.id)
        condition.attachment_ids = document
        theirs = condition.with_user(self.user)
        self.assertFalse(theirs.search([("id", "=", condition.id)]))
        self.assertFalse(self.customer.with_user(self.user).clientfile_condition_ids)
        with self.assertRaises(AccessError):
            theirs.read(["name"])
        with self.assertRaises(AccessError):
            theirs.write({"name": "Mine"})
        with self.assertRaises(AccessError):
            document.with_user(self.user).read(["raw"])
        with self.assertRaises(AccessError):
            self.draft(company_id=self.second.id)

    def test_customer_of_one_company_has_no_condition_in_another(self):
        self.customer.company_id = self.second
        with self.assertRaises(UserError):
            self.env["clientfile.condition"].create(
                {"partner_id": self.customer.id, "name": "Here"}
            )

    def test_conditions_stay_with_the_company_that_granted_them(self):
        condition = self.accepted()
        self.customer.company_id = self.second
        self.assertEqual(condition.company_id, self.env.company)

    def test_conditions_follow_the_customer_into_a_merge(self):
        survivor = self.make_company("Same")
        condition = self.accepted()
        self.merge(survivor, self.customer)
        self.assertEqual(condition.partner_id, survivor)
        self.assertEqual(condition.state, "accepted")
        self.assertEqual(condition.attachment_ids.with_user(self.user).raw, b"Agreed.")

    def test_customer_with_conditions_is_archived_not_deleted(self):
        condition = self.accepted()
        with self.assertRaisesRegex(UserError, "Archive the customer"):
            self.customer.unlink()
        self.customer.action_archive()
        self.assertEqual(condition.state, "accepted")
