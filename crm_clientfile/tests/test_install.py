import importlib.util

from odoo.modules.module import get_module_path
from odoo.tests import tagged

from odoo.addons.crm_clientfile import hooks
from odoo.addons.crm_clientfile.models import clientfile_indexing
from odoo.addons.crm_clientfile.models.ir_ui_menu import HIDDEN_PARAMETER
from odoo.addons.crm_clientfile.models.res_partner_number import (
    AUTOMATIC_PARAMETER,
    SEQUENCE_CODE,
)

from .common import ClientfileCase


@tagged("post_install", "-at_install")
class TestInstall(ClientfileCase):
    """Parts of the hooks; tests/install runs them on a living database."""

    def parameter(self, name):
        return self.env["ir.config_parameter"].get_param(name)

    def without_numbers(self):
        self.env.flush_all()
        self.env.cr.execute("UPDATE res_partner SET ref = NULL")
        self.env.invalidate_all()

    def test_new_clients_are_numbered_where_nobody_has_a_number(self):
        self.without_numbers()
        hooks.post_init_hook(self.env)
        self.assertEqual(self.parameter(AUTOMATIC_PARAMETER), "True")

    def test_new_clients_are_not_numbered_beside_present_numbers(self):
        self.make_company(ref="OLD-7")
        hooks.post_init_hook(self.env)
        self.assertEqual(self.parameter(AUTOMATIC_PARAMETER), "False")

    def test_code_of_a_contact_is_no_number_of_a_customer(self):
        self.without_numbers()
        company = self.make_company()
        self.make_person(parent_id=company.id, ref="DOOR 3")
        hooks.post_init_hook(self.env)
        self.assertEqual(self.parameter(AUTOMATIC_PARAMETER), "True")

    def test_columns_added_before_are_left_alone(self):
        company = self.make_company(clientfile_siren="732829320")
        self.env.flush_all()
        self.env.cr.execute(hooks._ADD_COLUMNS)
        self.env.invalidate_all()
        self.assertEqual(company.clientfile_siren, "732829320")

    def test_uninstalling_forgets_settings_and_sequences(self):
        sequences = self.env["ir.sequence"]
        sequence = self.env.ref("crm_clientfile.ir_sequence_customer_number")
        sequence.copy({"company_id": self.env.company.id})
        self.env["ir.ui.menu"]._set_clientfile_hidden(self.env.ref("crm.crm_menu_root"))
        hooks.uninstall_hook(self.env)
        self.assertFalse(self.parameter(AUTOMATIC_PARAMETER))
        self.assertFalse(self.parameter(HIDDEN_PARAMETER))
        self.assertFalse(sequences.search([("code", "=", SEQUENCE_CODE)]))


@tagged("post_install", "-at_install")
class TestIndexing(ClientfileCase):
    def steps(self, batch):
        """Enqueue an indexing and do its steps; their number."""
        self.patch(clientfile_indexing, "BATCH", batch)
        indexing = self.env["clientfile.indexing"].create({})
        indexing = indexing.with_user(self.env.ref("base.user_admin"))
        indexing._enqueue()
        count = 1
        while not indexing._job_step(indexing.job_id):
            count += 1
        return indexing.job_id, count

    def test_partners_without_keys_are_found_after_indexing(self):
        company = self.make_company("Zwieback", active=False)
        self.env.flush_all()
        self.env.cr.execute("DELETE FROM clientfile_match_key")
        partners = self.env["res.partner"].with_context(active_test=False)
        self.assertFalse(partners.search([("clientfile_find", "=", "zwieback")]))
        self.steps(2000)
        found = partners.search([("clientfile_find", "=", "zwieback")])
        self.assertEqual(found, company)

    def test_indexing_goes_on_where_the_last_step_ended(self):
        everyone = self.env["res.partner"].with_context(active_test=False)
        count = everyone.search_count([])
        job, steps = self.steps(count // 2 + 1)
        self.assertEqual((job.total, job.done, steps), (count, count, 3))

    def test_installation_has_its_job_done_for_an_active_administrator(self):
        administrator = self.env.ref("base.user_admin")
        self.assertEqual(hooks._administrator(self.env), administrator)
        self.administrator.group_ids |= self.env.ref("base.group_system")
        administrator.active = False
        self.assertTrue(hooks._administrator(self.env).active)

    def test_update_of_the_first_version_takes_stock(self):
        company = self.make_company(user_id=self.user.id)
        company.clientfile_assignment_ids.sudo().unlink()
        jobs = self.env["clientfile.job"].search([])
        path = get_module_path("crm_clientfile")
        path += "/migrations/19.0.1.1.0/post-migration.py"
        spec = importlib.util.spec_from_file_location("post_migration", path)
        script = importlib.util.module_from_spec(spec)
        spec.loader.exec_module(script)
        script.migrate(self.env.cr, "19.0.1.0.0")
        company.invalidate_recordset()
        self.assertEqual(company.clientfile_assignment_ids.user_id, self.user)
        added = self.env["clientfile.job"].search([]) - jobs
        started = {"clientfile.indexing", "clientfile.metrics.run"}
        self.assertEqual(set(added.mapped("res_model")), started)
