from contextlib import suppress
from unittest.mock import patch

from freezegun import freeze_time

from odoo import Command
from odoo.exceptions import AccessError, UserError, ValidationError
from odoo.tests import Form, new_test_user

from ..formats.table_reader import open_table
from ..models import clientfile_export_run
from ..models.clientfile_export_content import SHORT, read_rows
from .export_case import ExportCase

MODULE = "odoo.addons.crm_clientfile.models.clientfile_export_run"


def die_in_the_third_call():
    """``read_rows`` that once kills its worker."""
    calls = []

    def read(*args):
        calls.append(args)
        if len(calls) == 3:
            raise KeyboardInterrupt
        return read_rows(*args)

    return read


class TestExport(ExportCase):
    def names(self, export):
        return [name for (name,) in self.read_columns(export, "name")]

    def test_titles_stand_in_the_chosen_order(self):
        export = self.make_export(self.brewer)
        self.choose_columns(export, "city", "ref", "name", "ref")
        header, rows = self.read_export(export)
        self.assertEqual(header, ("City", "Customer number", "Name"))
        self.assertEqual(rows, [(None, "C00043", "Brasserie Peeters")])

    def test_export_at_work_is_not_chosen_anew(self):
        export = self.make_export(self.brewer)
        export.action_export()
        with self.assertRaisesRegex(UserError, "at work"):
            export.purpose = "analyse"
        self.assertEqual(export.purpose, "correct")

    def test_rows_are_sorted_by_name_contacts_after_their_company(self):
        self.assertEqual(
            self.names(self.make_export(self.people)),
            ["Boulangerie Martin", "Claire Martin", "Depot", "Brasserie Peeters"],
        )

    def test_whole_file_has_no_colleagues_and_no_archived_customers(self):
        self.brewer.active = False
        names = self.names(self.make_export())
        self.assertIn("Boulangerie Martin", names)
        self.assertIn("Claire Martin", names)
        self.assertNotIn("Brasserie Peeters", names)
        self.assertNotIn(self.user.name, names)

    def test_archived_customers_are_exported_if_chosen(self):
        self.brewer.active = False
        self.assertIn(
            "Brasserie Peeters", self.names(self.make_export(with_archived=1))
        )
        self.assertEqual(
            self.names(self.make_export(self.brewer)), ["Brasserie Peeters"]
        )

    def test_contacts_and_addresses_may_be_left_out(self):
        names = self.names(self.make_export(with_contacts=False))
        self.assertIn("Boulangerie Martin", names)
        self.assertNotIn("Claire Martin", names)
        self.assertNotIn("Depot", names)

    def test_conditions_are_evaluated_when_it_runs(self):
        export = self.make_export(scope="domain", domain="[('city', '=', 'Gent')]")
        self.brewer.city = "Gent"
        self.assertEqual(self.names(export), ["Brasserie Peeters"])

    def test_unreadable_conditions_are_refused(self):
        for domain in ("[('no_such_field', '=', 1)]", "[(", "__import__('os')"):
            with self.assertRaises(ValidationError):
                self.make_export(scope="domain", domain=domain)

    def test_nobody_to_export_is_said_at_once(self):
        export = self.make_export(scope="domain", domain="[('city', '=', 'Gent')]")
        with self.assertRaisesRegex(UserError, "no such customer"):
            export.action_export()
        self.assertFalse(export.job_id)

    def test_export_without_columns_is_refused(self):
        export = self.make_export(self.brewer, column_ids=[Command.clear()])
        export.column_ids.unlink()
        with self.assertRaisesRegex(UserError, "at least one column"):
            export.action_export()

    def test_choice_of_a_set_fills_the_columns(self):
        with Form(self.env["clientfile.export"].with_user(self.administrator)) as form:
            form.column_set = "short"
        self.assertEqual(form.record.column_ids.mapped("key"), list(SHORT))

    @freeze_time("2026-03-02 10:00:00")
    def test_result_is_named_dated_and_counted(self):
        export = self.make_export(self.people, name="Clients/Lyon")
        self.make_file(export)
        self.assertEqual(export.result_name, "Clients-Lyon 2026-03-02.xlsx")
        self.assertEqual(export.row_count, 4)
        self.assertFalse(export._get_parts([]))

    def test_work_is_done_by_the_scheduled_action(self):
        export = self.make_export(self.people)
        export.action_export()
        self.run_jobs()
        self.assertEqual((export.job_state, export.row_count), ("done", 4))
        self.assertTrue(export.has_result)
        self.assertEqual(export.job_id.result_id.create_uid, self.administrator)

    def run_jobs(self):
        cron = self.env.ref("crm_clientfile.clientfile_job_cron_1")
        with self.enter_registry_test_mode():
            cron.method_direct_trigger()
        self.env.invalidate_all()

    def test_killed_worker_changes_nothing_of_the_file(self):
        self.read_one_by_one()
        whole = self.read_export(self.make_export(self.people))
        export = self.make_export(self.people)
        export.action_export()
        with patch(f"{MODULE}.read_rows", side_effect=die_in_the_third_call()):
            with suppress(KeyboardInterrupt):
                self.run_jobs()
            self.env.invalidate_all()
            self.assertEqual((export.job_state, export.job_done), ("running", 2))
            self.run_jobs()
        self.assertEqual((export.job_state, export.job_done), ("done", 4))
        with open_table(export.job_id.result_id.raw) as table:
            self.assertEqual([row.cells for row in table.rows()], whole[1])

    def read_one_by_one(self):
        """A part for each customer, a step for each part."""
        self.patch(clientfile_export_run, "PART_ROWS", 1)
        self.patch(clientfile_export_run, "STEP_SECONDS", -1)

    def test_customers_deleted_meanwhile_leave_no_hole(self):
        self.read_one_by_one()
        export = self.make_export(self.people)
        export.action_export()
        export._job_step(export.job_id)
        self.contact.unlink()
        while not export._job_step(export.job_id):
            pass
        self.assertEqual(export.row_count, 3)

    def test_job_resumed_after_its_rows_were_removed_begins_again(self):
        export = self.make_export(self.people)
        export.action_export()
        export._job_step(export.job_id)
        export._job_step(export.job_id)
        export._get_parts([]).unlink()
        while not export._job_step(export.job_id):
            pass
        self.assertEqual((export.row_count, export.job_done), (4, 4))

    def test_rows_that_wait_are_removed_after_a_week(self):
        export = self.make_export(self.people)
        export.action_export()
        export._job_step(export.job_id)
        parts = export._get_parts([])
        parts._gc_parts()
        self.assertTrue(parts.exists())
        self.env.cr.execute(
            "UPDATE clientfile_export_part SET create_date = '2020-01-01'"
        )
        parts._gc_parts()
        self.assertFalse(parts.exists())

    def test_cancelled_export_makes_no_file_and_can_be_resumed(self):
        export = self.make_export(self.people)
        export.action_export()
        export.action_cancel()
        self.run_jobs()
        self.assertEqual((export.job_state, export.has_result), ("cancelled", False))
        export.action_retry()
        self.run_jobs()
        self.assertEqual((export.job_state, export.row_count), ("done", 4))

    def test_export_at_work_is_not_started_twice(self):
        export = self.make_export(self.people)
        export.action_export()
        with self.assertRaisesRegex(UserError, "at work"):
            export.action_export()

    def test_job_of_a_former_run_is_not_resumed(self):
        export = self.make_export(self.people)
        export.action_export()
        former = export.job_id
        export.action_cancel()
        export.action_export()
        with self.assertRaisesRegex(UserError, "anew"):
            export._job_step(former)

    def test_columns_changed_while_it_runs_do_not_mix(self):
        export = self.make_export(self.people)
        self.choose_columns(export, "name")
        export.action_export()
        self.choose_columns(export, "city", "ref")
        while not export._job_step(export.job_id):
            pass
        self.assertEqual(export.job_id.cursor, {"keys": ["name"]})

    def test_requester_who_lost_his_rights_gets_nothing(self):
        export = self.make_export(self.people)
        export.action_export()
        self.administrator.group_ids -= self.env.ref(
            "crm_clientfile.crm_clientfile_group_administrator"
        )
        self.run_jobs()
        self.assertEqual(export.sudo().job_state, "failed")
        self.assertFalse(export.sudo().job_id.result_id)

    def test_users_and_managers_cannot_export(self):
        export = self.make_export(self.people)
        for user in (self.user, self.manager):
            with self.assertRaises(AccessError):
                self.make_export(self.people, user=user)
            with self.assertRaises(AccessError):
                export.with_user(user).action_export()
            with self.assertRaises(AccessError):
                self.people.with_user(user).action_clientfile_export()

    def test_exports_of_a_colleague_are_not_seen(self):
        colleague = new_test_user(
            self.env,
            "clientfile_colleague",
            "crm_clientfile.crm_clientfile_group_administrator",
        )
        export = self.make_export(self.people)
        self.assertFalse(self.env["clientfile.export"].with_user(colleague).search([]))
        with self.assertRaises(AccessError):
            export.with_user(colleague).read(["name"])

    def test_customers_of_another_company_are_not_exported(self):
        other = self.env["res.company"].create({"name": "Other"})
        self.brewer.company_id = other
        self.administrator.company_ids += other
        export = self.make_export(self.people)
        self.assertNotIn("Brasserie Peeters", self.names(export))
        export = self.make_export(self.people, company_id=other.id)
        self.assertIn("Brasserie Peeters", self.names(export))

    def test_ticked_customers_are_exported(self):
        partners = self.people.with_user(self.administrator)
        action = partners.action_clientfile_export()
        export = self.env["clientfile.export"].browse(action["res_id"])
        self.assertEqual((export.scope, export.chosen_count), ("selection", 4))

    def test_more_customers_than_a_list_ticks_are_exported_by_its_conditions(self):
        self.env["ir.config_parameter"].set_param("web.active_ids_limit", 4)
        partners = self.people.with_user(self.administrator)
        domain = [["id", "in", self.people.ids]]
        action = partners.with_context(active_domain=domain).action_clientfile_export()
        export = self.env["clientfile.export"].browse(action["res_id"])
        self.assertEqual((export.scope, export.domain), ("domain", repr(domain)))
        self.assertEqual(export._get_partners().search_count(domain), 4)
