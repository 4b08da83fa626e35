from contextlib import contextmanager

from psycopg2.errors import SerializationFailure

from odoo import api
from odoo.exceptions import UserError
from odoo.service.model import PG_CONCURRENCY_EXCEPTIONS_TO_RETRY
from odoo.tests import TransactionCase, tagged
from odoo.tools import SQL, mute_logger

BUSY = "Somebody else is"


@tagged("post_install", "-at_install")
class TestTwoOfficers(TransactionCase):
    """Two real connections at work on the same rows: the second one is refused."""

    def setUp(self):
        super().setUp()
        with self.connect() as env:
            # An open request about a person forbids the erasure: hence another one.
            person, asking = env["res.partner"].create(
                [{"name": "Claire Martin"}, {"name": "Paul Durand"}]
            )
            self.person, self.asking = person.id, asking.id
            asked = {"kind": "access", "channel": "hand", "partner_id": asking.id}
            self.request = env["clientfile.request"]._receive(asked).id
            erasures = env["clientfile.erasure"]
            self.plans = [
                erasures._plan_for(person, with_texts=False).id for _time in range(2)
            ]
            self.policy = (
                env["clientfile.retention.policy"]
                .create({"name": "Two", "category": "prospect", "basis": "CNIL"})
                .id
            )
            policy = env["clientfile.retention.policy"].browse(self.policy)
            policy.sudo().state = "active"
            env.cr.commit()
        self.addCleanup(self.clean_up)

    @contextmanager
    def connect(self):
        """The administrator, who is an officer, in a connection of his own."""
        with self.registry.cursor() as cursor:
            admin = self.env.ref("base.user_admin").id
            yield api.Environment(cursor, admin, {})

    def clean_up(self):
        with self.registry.cursor() as cursor:
            for table, column, ids in (
                ("clientfile_job", "res_id", self.get_runs(cursor)),
                ("clientfile_retention_policy", "id", [self.policy]),
                ("clientfile_erasure", "id", self.plans),
                ("clientfile_request", "id", [self.request]),
                ("res_partner", "id", [self.person, self.asking]),
            ):
                cursor.execute(
                    SQL(
                        "DELETE FROM %s WHERE %s = ANY(%s)",
                        SQL.identifier(table),
                        SQL.identifier(column),
                        ids,
                    )
                )
            cursor.commit()

    def get_runs(self, cursor):
        cursor.execute(
            SQL(
                "SELECT id FROM clientfile_retention_run WHERE policy_id = %s",
                self.policy,
            )
        )
        return [run_id for (run_id,) in cursor.fetchall()]

    def get_request(self, env):
        return env["clientfile.request"].browse(self.request)

    def close(self, env, state):
        self.get_request(env)._close(state, "Done", refusal="None")
        env.flush_all()

    def test_request_that_another_answers_is_not_refused_meanwhile(self):
        with self.connect() as first, self.connect() as second:
            self.close(first, "answered")
            with self.assertRaisesRegex(UserError, BUSY):
                self.close(second, "refused")
            with self.assertRaisesRegex(UserError, BUSY):
                self.get_request(second).action_start()
            first.cr.commit()
        with self.connect() as after:
            self.assertEqual(self.get_request(after).state, "answered")
            with self.assertRaisesRegex(UserError, "does not follow"):
                self.close(after, "refused")

    def test_request_answered_meanwhile_is_tried_again_and_refused(self):
        with self.connect() as first, self.connect() as second:
            self.assertEqual(self.get_request(second).state, "new")
            self.close(first, "answered")
            first.cr.commit()
            with mute_logger("odoo.sql_db"), self.assertRaises(SerializationFailure):
                self.close(second, "refused")
            self.assertTrue(
                issubclass(SerializationFailure, PG_CONCURRENCY_EXCEPTIONS_TO_RETRY)
            )
            second.cr.rollback()
            second.invalidate_all()
            with self.assertRaisesRegex(UserError, "does not follow"):
                self.close(second, "refused")

    def ask(self):
        """A question by e-mail, stored for all connections; its id."""
        with self.connect() as env:
            person = env["res.partner"].browse(self.asking)
            purpose = env.ref("crm_clientfile_gdpr.clientfile_purpose_news")
            values = {"purpose_id": purpose.id, "lang": "en_US", "text": "I agree"}
            wording = env["clientfile.wording"].create(values)
            asks = env["clientfile.consent.ask"].sudo()
            values = {**asks._prepare_ask_values(person, wording, ["email"])}
            ask = asks.create({**values, "email": "paul@example.com"})
            env.cr.commit()
            self.addCleanup(self.delete, "clientfile_wording", "id", wording.id)
            self.addCleanup(self.delete, "clientfile_consent_ask", "id", ask.id)
            self.addCleanup(
                self.delete, "clientfile_consent", "partner_id", self.asking
            )
            return ask.id

    def delete(self, table, column, value):
        with self.registry.cursor() as cursor:
            cursor.execute(
                SQL(
                    "DELETE FROM %s WHERE %s = %s",
                    SQL.identifier(table),
                    SQL.identifier(column),
                    value,
                )
            )

    def test_answer_clicked_twice_at_once_is_noted_once(self):
        ask_id = self.ask()
        with self.connect() as first, self.connect() as second:
            asks = [env["clientfile.consent.ask"].sudo() for env in (first, second)]
            one, other = (model.browse(ask_id) for model in asks)
            self.assertEqual(other.state, "asked")
            self.assertTrue(one._answer(["email"], {}))
            first.cr.commit()
            with self.assertRaises(SerializationFailure):
                other._answer([], {})
            second.cr.rollback()
            second.invalidate_all()
            self.assertFalse(other._answer([], {}))
            said = other.partner_id.clientfile_consent_ids.mapped("state")
            self.assertEqual(said, ["given"])

    def test_extension_waits_for_nobody_who_answers(self):
        with self.connect() as first, self.connect() as second:
            self.close(first, "answered")
            with self.assertRaisesRegex(UserError, BUSY):
                self.get_request(second)._extend(1, "Many data", is_told=True)

    def test_two_plans_about_one_person_are_not_carried_out_at_once(self):
        one, other = self.plans
        with self.connect() as first, self.connect() as second:
            first["clientfile.erasure"].browse(one)._execute()
            with self.assertRaisesRegex(UserError, BUSY):
                second["clientfile.erasure"].browse(other).action_execute()
            first.cr.rollback()
        with self.connect() as after:
            plans = after["clientfile.erasure"].browse(self.plans)
            self.assertEqual(plans.mapped("state"), ["draft", "draft"])

    def test_plan_that_another_carries_out_is_not_cancelled(self):
        plan = self.plans[0]
        with self.connect() as first, self.connect() as second:
            first["clientfile.erasure"].browse(plan)._execute()
            with self.assertRaisesRegex(UserError, BUSY):
                second["clientfile.erasure"].browse(plan).action_cancel()

    def test_policy_is_applied_once_for_two_officers(self):
        with self.connect() as first, self.connect() as second:
            first["clientfile.retention.policy"].browse(self.policy).action_apply()
            first.flush_all()
            policy = second["clientfile.retention.policy"].browse(self.policy)
            with self.assertRaisesRegex(UserError, "being applied already"):
                policy.action_apply()
            first.cr.commit()
        with self.connect() as after:
            policy = after["clientfile.retention.policy"].browse(self.policy)
            with self.assertRaisesRegex(UserError, "being applied already"):
                policy.action_apply()

    def test_retention_leaves_a_person_who_is_held_for_the_next_night(self):
        with self.connect() as env:
            policy = env["clientfile.retention.policy"].browse(self.policy)
            run = policy._make_run("apply")
            values = {
                "run_id": run.id,
                "policy_id": self.policy,
                "partner_id": self.person,
                "company_id": env.company.id,
                "state": "warned",
                "date_grace": "2020-01-01",
                "outcome": "erase",
            }
            line = env["clientfile.retention.line"].sudo().create(values)
            env.cr.commit()
            run_id, line_id = run.id, line.id
        with self.connect() as first, self.connect() as second:
            first["clientfile.erasure"].browse(self.plans[0])._execute()
            run = second["clientfile.retention.run"].browse(run_id)
            self.assertFalse(run._archive_some())
            line = second["clientfile.retention.line"].browse(line_id)
            self.assertEqual(line.state, "warned")
