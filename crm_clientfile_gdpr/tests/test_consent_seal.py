from odoo import fields
from odoo.exceptions import AccessError, UserError
from odoo.service.model import call_kw
from odoo.tests import tagged
from odoo.tools import SQL

from ..models import clientfile_consent_check
from .consent_case import ConsentCase


@tagged("post_install", "-at_install")
class TestConsentSeal(ConsentCase):
    """What is changed behind the back of the product is found."""

    def setUp(self):
        super().setUp()
        self.seal()
        self.first, _seal = self.consents._get_head()
        self.rows = self.consents
        for state in ("given", "withdrawn", "opposed", "lifted"):
            self.rows |= self.say(state, evidence={"note": state})
        self.seal()

    def tamper(self, consent, column, value):
        self.env.cr.execute(
            SQL(
                "UPDATE clientfile_consent SET %s = %s WHERE id = %s",
                SQL.identifier(column),
                value,
                consent.id,
            )
        )
        self.env.invalidate_all()

    def assert_broken(self, *words):
        check = self.check()
        self.assertEqual((check.state, check.finding_count), ("broken", 1))
        for word in words:
            self.assertIn(word, check.findings)

    def test_rows_are_sealed_in_order_and_once(self):
        positions = self.rows.mapped("position")
        self.assertEqual(positions, [self.first + place for place in range(1, 5)])
        seals = self.rows.mapped("seal")
        self.assertEqual(len(set(seals)), 4)
        self.assertEqual(self.consents._seal_some(), 0)
        self.assertEqual(self.rows.mapped("seal"), seals)

    def test_row_of_a_slower_answer_is_sealed_after_the_others(self):
        now = fields.Datetime.now()
        gone, first = self.say("given", date=now), self.say("given", date=now)
        self.cr.execute("DELETE FROM clientfile_consent WHERE id = %s", gone.ids)
        self.seal()
        slower = self.say("given", channel="sms", date=now)
        self.cr.execute(
            "UPDATE clientfile_consent SET id = %s WHERE id = %s", [gone.id, slower.id]
        )
        self.env.invalidate_all()
        self.seal()
        slower = self.consents.browse(gone.id)
        self.assertEqual(slower.position, first.position + 1)
        self.assertEqual(self.check().state, "intact")

    def test_untouched_seals_are_intact(self):
        check = self.check()
        self.assertEqual((check.state, check.checked_count), ("intact", self.first + 4))
        self.assertEqual(check.head_seal, self.rows[-1].seal)

    def test_row_changed_in_sql_is_named(self):
        self.tamper(self.rows[2], "state", "given_later")
        self.assert_broken(f"(consent {self.rows[2].id})", "changed after")

    def test_row_dated_back_in_sql_is_found(self):
        self.tamper(self.rows[1], "date", "2020-02-29 00:00:00")
        self.assert_broken(f"(consent {self.rows[1].id})")

    def test_row_deleted_in_sql_leaves_a_gap(self):
        position = self.rows[1].position
        self.env.cr.execute(
            SQL("DELETE FROM clientfile_consent WHERE id = %s", self.rows[1].id)
        )
        self.assert_broken(f"Numbers {position} to {position}")

    def test_end_deleted_in_sql_is_missed_by_the_next_check(self):
        self.assertEqual(self.check().state, "intact")
        self.env.cr.execute(
            SQL("DELETE FROM clientfile_consent WHERE id = %s", self.rows[-1].id)
        )
        self.assert_broken("are missing")

    def test_wording_changed_in_sql_is_found(self):
        self.env.cr.execute(
            SQL(
                "UPDATE clientfile_wording SET text = 'Everything' WHERE id = %s",
                self.rows[0].wording_id.id,
            )
        )
        self.env.invalidate_all()
        self.assert_broken("the wording was changed")

    def test_evidence_changed_in_sql_is_found(self):
        self.env.cr.execute(
            SQL(
                "UPDATE clientfile_consent_evidence SET note = 'x' WHERE id = %s",
                self.rows[3].evidence_id.id,
            )
        )
        self.env.invalidate_all()
        self.assert_broken("the evidence was changed")

    def test_person_is_outside_the_seal(self):
        other = self.make_person("Somebody else")
        for consent in self.rows:
            self.tamper(consent, "partner_id", other.id)
        self.assertEqual(self.check().state, "intact")

    def test_rows_not_sealed_yet_are_counted_apart(self):
        self.say("opposed")
        self.assertEqual(self.check().unsealed_count, 1)

    def test_many_seals_are_checked_in_batches_in_the_background(self):
        self.patch(clientfile_consent_check, "AT_ONCE", 0)
        self.patch(clientfile_consent_check, "BATCH", 2)
        check = self.check()
        self.assertTrue(check.is_busy)
        steps = 0
        while not check._job_step(check.job_id):
            steps += 1
        self.assertEqual(check.state, "intact")
        self.assertEqual(steps, -(-(self.first + 4) // 2))
        self.assertEqual(check.checked_count, self.first + 4)

    def test_query_count_of_a_step_does_not_grow(self):
        def queries():
            self.env.invalidate_all()
            count = self.env.cr.sql_log_count
            self.check()
            return self.env.cr.sql_log_count - count

        few = queries()
        for _time in range(30):
            self.say("opposed")
        self.seal()
        self.assertLessEqual(queries(), few + 2)

    def test_officer_and_auditor_check_others_do_not(self):
        self.assertEqual(self.check(self.auditor).state, "intact")
        for user in (self.user, self.administrator, self.agent, self.outsider):
            with self.assertRaises(AccessError):
                self.check(user)

    def test_nothing_personal_is_in_what_a_seal_covers(self):
        self.env.cr.execute(
            SQL(
                "SELECT to_jsonb(consent) - 'partner_id' - 'evidence_id'"
                " FROM clientfile_consent AS consent WHERE id = %s",
                self.rows[0].id,
            )
        )
        [(row,)] = self.env.cr.fetchall()
        for word in ("Claire", "claire@", "0612345678"):
            self.assertNotIn(word, str(row))

    def test_result_of_a_check_is_not_typed_over(self):
        self.say("opposed")
        self.seal()
        check = self.check()
        forged = {
            "state": "broken",
            "findings": "Nothing",
            "finding_count": 7,
            "checked_count": 7,
            "unsealed_count": 7,
            "head_position": 7,
            "head_seal": "0",
            "user_id": self.agent.id,
            "date": "2020-01-01",
            "job_id": False,
        }
        for user in (self.officer, self.auditor):
            for name, value in forged.items():
                with self.assertRaises(AccessError), self.env.cr.savepoint():
                    call_kw(
                        check.with_user(user), "write", [check.ids, {name: value}], {}
                    )
        with self.assertRaises(UserError):
            call_kw(
                check.with_user(self.officer),
                "write",
                [check.ids, {"chain": "clientfile.access.log"}],
                {},
            )
        self.assertEqual((check.state, check.user_id), ("intact", self.officer))

    def test_result_of_a_check_is_not_typed_at_its_creation(self):
        checks = self.env["clientfile.consent.check"].with_user(self.officer)
        with self.assertRaises(AccessError):
            call_kw(checks, "create", [{"state": "intact", "checked_count": 9}], {})
        found = call_kw(
            checks, "create", [{}], {"context": {"default_state": "intact"}}
        )
        self.assertEqual(checks.browse(found).state, "draft")

    def test_copy_of_a_check_starts_anew(self):
        check = self.check()
        copied = check.copy()
        self.assertEqual((copied.state, copied.head_seal), ("draft", False))
