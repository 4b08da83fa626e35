from contextlib import suppress
from datetime import timedelta
from unittest.mock import patch

from freezegun import freeze_time
from psycopg2.errors import SerializationFailure

from odoo import fields
from odoo.exceptions import AccessError, UserError
from odoo.tests import new_test_user
from odoo.tools import mute_logger

from .common import ClientfileCase


class Conflict(SerializationFailure):
    """What PostgreSQL says when another transaction was first."""

    pgcode = "40001"


class JobCase(ClientfileCase):
    """Jobs of an import document whose step is replaced by a counting one."""

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        # Those of the installation are not to be told of.
        cls.env["clientfile.job"].search([]).action_cancel()
        cls.document = cls._make_document()
        cls.calls = []
        cls.limit = 3

    @classmethod
    def _make_document(cls):
        documents = cls.env["clientfile.import"].with_user(cls.administrator)
        return documents.create({})

    def setUp(self):
        super().setUp()
        self.calls.clear()
        self.patch(type(self.document), "_job_step", self._make_step())

    def _make_step(self):
        """A step that notes who does it and counts to three."""
        case = self

        def step(document, job):
            position = (job.cursor or {}).get("position", 0)
            case.calls.append((document.env.uid, position))
            case.before_step(document, job)
            job._advance(done=1, cursor={"position": position + 1})
            return position + 1 == case.limit

        return step

    def before_step(self, document, job):
        """For tests that disturb a step."""

    def enqueue(self, **values):
        return self.document._enqueue_job("Count to three", 3, **values).sudo()

    def work(self):
        cron = self.env.ref("crm_clientfile.clientfile_job_cron_1")
        with self.enter_registry_test_mode():
            cron.method_direct_trigger()
        self.env.invalidate_all()


class TestJob(JobCase):
    def test_job_runs_to_its_end_as_its_requester(self):
        job = self.enqueue()
        self.work()
        self.assertEqual(job.state, "done")
        self.assertEqual((job.done, job.total, job.progress), (3, 3, 100))
        uid = self.administrator.id
        self.assertEqual(self.calls, [(uid, 0), (uid, 1), (uid, 2)])

    def test_step_has_company_and_language_of_the_requester(self):
        self.administrator.lang = "fr_FR"
        seen = []
        self.before_step = lambda document, _job: seen.append(
            (document.env.lang, document.env.company)
        )
        document = self.document.with_context(lang="fr_FR")
        document._enqueue_job("Compter", 3)
        self.work()
        self.assertEqual(seen[0], ("fr_FR", self.env.company))

    def test_failing_step_fails_the_job_and_spares_the_others(self):
        failing = self.enqueue()
        other = self.enqueue()

        def fail(_document, job):
            if job.id == failing.id:
                raise ValueError("broken")

        self.before_step = fail
        self.work()
        self.assertEqual(failing.state, "failed")
        self.assertIn("ValueError: broken", failing.traceback)
        self.assertNotIn("broken", failing.message)
        self.assertEqual(failing.done, 0)
        self.assertEqual(other.state, "done")

    def test_message_of_a_user_error_is_shown(self):
        reason = "The file is gone."

        def fail(_document, _job):
            raise UserError(reason)

        self.before_step = fail
        job = self.enqueue()
        self.work()
        self.assertEqual(job.message, reason)

    def test_retry_goes_on_where_the_job_failed(self):
        def fail_once(_document, job):
            if job.done == 1 and len(self.calls) == 2:
                raise ValueError

        self.before_step = fail_once
        job = self.enqueue()
        self.work()
        self.assertEqual((job.state, job.done), ("failed", 1))
        job.action_retry()
        self.work()
        self.assertEqual((job.state, job.done), ("done", 3))
        self.assertEqual([position for _uid, position in self.calls], [0, 1, 1, 2])

    def test_serialization_conflict_is_tried_again(self):
        def conflict(_document, _job):
            if len(self.calls) == 1:
                raise Conflict

        self.before_step = conflict
        job = self.enqueue()
        with patch("odoo.service.model.time.sleep"):
            self.work()
        self.assertEqual((job.state, job.done), ("done", 3))

    def test_killed_worker_loses_only_the_step_it_was_in(self):
        job = self.enqueue()
        killed = []

        def die(_document, job):
            if job.done == 1 and not killed:
                killed.append(True)
                raise KeyboardInterrupt

        self.before_step = die
        # Not assertRaises: it would roll back what was committed.
        with suppress(KeyboardInterrupt):
            self.work()
        self.env.invalidate_all()
        self.assertTrue(killed)
        self.assertEqual((job.state, job.done), ("running", 1))
        self.work()
        self.assertEqual((job.state, job.done), ("done", 3))
        self.assertEqual([position for _uid, position in self.calls], [0, 1, 1, 2])

    def test_step_that_always_kills_its_worker_is_given_up(self):
        job = self.enqueue()
        job.interruptions = 5
        self.work()
        self.assertEqual(job.state, "failed")
        self.assertIn("interrupted 5 times", job.message)
        self.assertFalse(self.calls)

    def test_waiting_job_is_cancelled_at_once(self):
        job = self.enqueue()
        job.with_user(self.administrator).action_cancel()
        self.assertEqual(job.state, "cancelled")
        self.work()
        self.assertFalse(self.calls)

    def test_running_job_stops_after_its_step(self):
        job = self.enqueue()
        self.before_step = lambda _document, job: job.sudo()._request_cancellation()
        self.work()
        self.assertEqual((job.state, job.done), ("cancelled", 1))

    def test_deleted_document_cancels_its_job(self):
        job = self.enqueue()
        self.env.cr.execute(
            "DELETE FROM clientfile_import WHERE id = %s", [self.document.id]
        )
        self.env.invalidate_all()
        self.work()
        self.assertEqual(job.state, "cancelled")

    def test_archived_requester_fails_the_job(self):
        job = self.enqueue()
        self.administrator.active = False
        self.work()
        self.assertEqual(job.state, "failed")
        self.assertIn("archived", job.message)

    def test_requester_without_rights_on_the_document_fails_the_job(self):
        job = self.enqueue()
        self.administrator.group_ids = self.env.ref("base.group_user")
        self.work()
        self.assertEqual(job.state, "failed")
        self.assertFalse(self.calls)

    def test_jobs_take_turns(self):
        self.enqueue()
        self.enqueue()
        with freeze_time(auto_tick_seconds=1):
            self.work()
        positions = [position for _uid, position in self.calls]
        self.assertEqual(positions, [0, 0, 1, 1, 2, 2])

    def test_jobs_of_one_queue_run_one_after_the_other(self):
        self.enqueue(queue="import")
        self.enqueue(queue="import")
        self.work()
        positions = [position for _uid, position in self.calls]
        self.assertEqual(positions, [0, 1, 2, 0, 1, 2])

    def test_requester_is_told_in_his_language_when_it_is_done(self):
        self.env["res.lang"]._activate_lang("fr_FR")
        self.enqueue().user_id.lang = "fr_FR"
        with patch.object(type(self.env["res.users"]), "_bus_send") as send:
            self.work()
        kind, message = send.call_args.args
        self.assertEqual(kind, "simple_notification")
        self.assertEqual(
            (message["type"], message["title"]), ("success", "Count to three")
        )
        self.assertEqual(message["message"], "Terminé")


class TestJobRights(JobCase):
    def test_user_sees_only_his_own_jobs(self):
        job = self.enqueue()
        self.assertFalse(self.env["clientfile.job"].with_user(self.user).search([]))
        with self.assertRaises(AccessError):
            job.with_user(self.user).action_cancel()
        job.user_id = self.user
        self.assertEqual(
            self.env["clientfile.job"].with_user(self.user).search([]), job
        )

    def test_administrator_sees_all_jobs(self):
        job = self.enqueue()
        job.user_id = self.user
        jobs = self.env["clientfile.job"].with_user(self.administrator)
        self.assertIn(job, jobs.search([]))

    def test_nobody_writes_a_job(self):
        job = self.enqueue().with_user(self.administrator)
        with (
            self.assertRaises(AccessError),
            mute_logger("odoo.addons.base.models.ir_rule"),
        ):
            job.write({"done": 3})
        with self.assertRaises(AccessError):
            job.copy()

    def test_job_of_another_company_is_not_seen(self):
        job = self.enqueue()
        job.company_id = self.env["res.company"].create({"name": "Second company"})
        jobs = self.env["clientfile.job"].with_user(self.administrator)
        self.assertNotIn(job, jobs.search([]))

    def test_traceback_is_for_administrators(self):
        job = self.enqueue()
        job.user_id = self.user
        with self.assertRaises(AccessError):
            job.with_user(self.user).read(["traceback"])


class TestJobResult(JobCase):
    def setUp(self):
        super().setUp()
        self.before_step = lambda _document, job: job._set_result(
            "clients.csv", b"Name", "text/csv"
        )
        self.limit = 1
        self.job = self.enqueue()
        self.work()

    def test_requester_alone_downloads_the_result(self):
        own = self.job.with_user(self.administrator)
        self.assertTrue(own.has_result)
        self.assertEqual(own.result_id.raw, b"Name")
        self.assertIn(str(own.result_id.id), own.action_download()["url"])
        other = self.job.with_user(
            new_test_user(
                self.env,
                "other_administrator",
                "crm_clientfile.crm_clientfile_group_administrator",
            )
        )
        self.assertFalse(other.has_result)
        with self.assertRaises(AccessError):
            other.action_download()

    def test_result_is_gone_after_a_week(self):
        now = fields.Datetime.now()
        with freeze_time(now + timedelta(days=6)):
            self.env["clientfile.job"]._gc_results()
        self.assertTrue(self.job.result_id)
        with freeze_time(now + timedelta(days=8)):
            self.env["clientfile.job"]._gc_results()
        self.assertFalse(self.job.result_id)
