from unittest.mock import patch

from freezegun import freeze_time

from odoo.exceptions import AccessError, UserError, ValidationError
from odoo.tests import Form, tagged
from odoo.tools import mute_logger
from odoo.tools.sql import drop_index, index_exists

from odoo.addons.crm_clientfile.models import ir_ui_menu
from odoo.addons.crm_clientfile.models.res_partner_number import AUTOMATIC_PARAMETER
from odoo.addons.crm_clientfile.models.res_partner_number_unique import INDEX

from .common import ClientfileCase


class NumberCase(ClientfileCase):
    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.sequence = cls.env.ref("crm_clientfile.ir_sequence_customer_number")
        cls.number_automatically(True)

    def setUp(self):
        super().setUp()
        # What a test draws is not put back by its rollback.
        self.sequence.write({"prefix": "T", "number_next": 42})

    @classmethod
    def number_automatically(cls, wanted):
        parameters = cls.env["ir.config_parameter"]
        parameters.set_param(AUTOMATIC_PARAMETER, str(wanted))

    def without_index(self):
        drop_index(self.env.cr, INDEX, "res_partner")

    def store(self, partner, number):
        """A number as a database holds it that knew no rule."""
        self.env.flush_all()
        self.env.cr.execute(
            "UPDATE res_partner SET ref = %s WHERE id = %s", [number, partner.id]
        )
        partner.invalidate_recordset(["ref"])


@tagged("post_install", "-at_install")
class TestNumber(NumberCase):
    def test_number_is_drawn_when_an_order_is_confirmed(self):
        customer = self.make_company()
        self.make_order(customer).with_user(self.user).action_confirm()
        self.assertEqual(customer.ref, "T00042")

    def test_number_is_drawn_before_the_invoice_is_posted(self):
        customer = self.make_company()
        invoice = self.make_invoice(customer)
        invoice.journal_id.invoice_reference_type = "partner"
        invoice.action_post()
        self.assertEqual(customer.ref, "T00042")
        self.assertEqual(invoice.payment_reference, "CUST/T00042")

    def test_number_goes_to_the_company_and_not_to_the_contact(self):
        customer = self.make_company()
        contact = self.make_person(parent_id=customer.id)
        self.make_order(contact).action_confirm()
        self.assertEqual((customer.ref, contact.ref), ("T00042", False))

    def test_number_is_drawn_when_a_person_ticks_client(self):
        customer = self.make_company()
        customer.clientfile_is_client = True
        self.assertEqual(customer.ref, "T00042")

    def test_customers_created_as_clients_are_numbered_in_a_row(self):
        values = {"is_company": True, "clientfile_is_client": True}
        customers = self.env["res.partner"].create(
            [{"name": "One", **values}, {"name": "Two", **values}]
        )
        self.assertEqual(customers.mapped("ref"), ["T00042", "T00043"])

    def test_number_is_kept_by_who_has_one(self):
        customer = self.make_company(ref="OLD-7")
        self.make_order(customer).action_confirm()
        self.assertEqual(customer.ref, "OLD-7")

    def test_nothing_is_drawn_when_the_setting_is_off(self):
        self.number_automatically(False)
        customer = self.make_company()
        self.make_order(customer).action_confirm()
        self.assertTrue(customer.clientfile_is_client)
        self.assertFalse(customer.ref)

    def test_quotation_draws_no_number(self):
        customer = self.make_company()
        self.make_order(customer)
        self.assertFalse(customer.ref)

    def test_numbers_typed_before_are_skipped(self):
        self.make_company(ref="T00042", active=False)
        self.make_person(ref="T00043")
        customer = self.make_company()
        customer.action_clientfile_give_number()
        self.assertEqual(customer.ref, "T00044")

    def test_button_draws_a_number_with_the_setting_off(self):
        self.number_automatically(False)
        customer = self.make_company().with_user(self.user)
        customer.action_clientfile_give_number()
        self.assertEqual(customer.ref, "T00042")

    def test_company_sequence_is_preferred_to_the_shared_one(self):
        self.sequence.copy({"prefix": "OWN", "company_id": self.env.company.id})
        customer = self.make_company()
        customer.action_clientfile_give_number()
        self.assertTrue(customer.ref.startswith("OWN"))

    def test_sequence_of_another_company_is_left_to_it(self):
        other = self.env["res.company"].create({"name": "Other"})
        self.sequence.copy({"prefix": "OTHER", "company_id": other.id})
        mine, theirs = self.make_company(), self.make_company(company_id=other.id)
        (mine | theirs)._clientfile_draw_numbers()
        self.assertEqual(mine.ref, "T00042")
        self.assertTrue(theirs.ref.startswith("OTHER"))

    def test_missing_sequence_is_said(self):
        self.sequence.active = False
        with self.assertRaisesRegex(UserError, "no sequence to draw"):
            self.make_company().action_clientfile_give_number()

    def test_copy_has_no_number(self):
        customer = self.make_company(ref="T1")
        self.assertFalse(customer.copy().ref)

    def test_new_clients_cost_one_draw_more_than_others(self):
        def create(count, **values):
            partners = [{"name": "A", **values} for _partner in range(count)]
            before = self.env.cr.sql_log_count
            self.env["res.partner"].create(partners)
            self.env.flush_all()
            return self.env.cr.sql_log_count - before

        create(1, clientfile_is_client=True)
        for count in (2, 20):
            others, clients = create(count), create(count, clientfile_is_client=True)
            # Sequence, numbers taken, holders; then one draw each.
            self.assertLessEqual(clients - others, 3 + count)


@tagged("post_install", "-at_install")
class TestUniqueNumber(NumberCase):
    def test_second_customer_with_a_number_is_refused(self):
        self.make_company(ref="T1")
        with self.assertRaisesRegex(ValidationError, "T1 already belongs"):
            self.make_company(ref="T1")

    def test_archived_customer_keeps_his_number(self):
        self.make_company(ref="T1", active=False)
        with self.assertRaisesRegex(ValidationError, "T1 already belongs"):
            self.make_company(ref="T1")

    def test_two_new_customers_with_one_number_are_refused(self):
        with self.assertRaisesRegex(ValidationError, "T1 already belongs"):
            self.env["res.partner"].create([{"name": "A", "ref": "T1"}] * 2)

    def test_customers_of_two_companies_may_share_a_number(self):
        other = self.env["res.company"].create({"name": "Other"})
        mine = self.make_company(ref="T1", company_id=self.env.company.id)
        theirs = self.make_company(ref="T1", company_id=other.id)
        self.assertFalse((mine | theirs).filtered("clientfile_number_is_shared"))

    def test_contacts_and_addresses_may_carry_any_code(self):
        customer = self.make_company(ref="T1")
        address = self.make_person(parent_id=customer.id, type="delivery", ref="T1")
        self.assertFalse(address.clientfile_number_is_shared)

    @mute_logger("odoo.sql_db")
    def test_database_refuses_what_two_transactions_would_store(self):
        one, two = self.make_company(ref="T1"), self.make_company(ref="T2")
        self.env.flush_all()
        with self.assertRaisesRegex(Exception, INDEX), self.env.cr.savepoint():
            self.store(two, one.ref)

    @mute_logger("odoo.sql_db")
    def test_contact_made_a_customer_may_not_bring_a_number_taken(self):
        customer = self.make_company(ref="T1")
        contact = self.make_person(parent_id=customer.id, ref="T1")
        with self.assertRaisesRegex(Exception, INDEX), self.env.cr.savepoint():
            contact.parent_id = False
            self.env.flush_all()

    def test_duplicates_stored_before_block_nothing_else(self):
        self.without_index()
        one, two = self.make_company(ref="T1"), self.make_company()
        self.store(two, "T1")
        (one | two).write({"city": "Lyon"})
        with self.assertRaisesRegex(ValidationError, "T1 already belongs"):
            self.make_company(ref="T1")

    def test_duplicates_are_shown_found_and_listed(self):
        self.without_index()
        one, two = self.make_company(ref="T1"), self.make_company()
        sound = self.make_company(ref="T2")
        self.store(two, "T1")
        # They are looked at later, by somebody else.
        self.env.invalidate_all()
        everyone = [("id", "in", (one | two | sound).ids)]
        partners = self.env["res.partner"]
        shared = [("clientfile_number_is_shared", "=", True)]
        self.assertEqual(partners.search([*everyone, *shared]), one | two)
        self.assertEqual(partners.search([*everyone, "!", *shared]), sound)
        self.assertTrue(one.clientfile_number_is_shared)
        self.assertFalse(sound.clientfile_number_is_shared)

    def test_index_is_refused_while_numbers_are_shared(self):
        self.without_index()
        one, two = self.make_company(ref="T1"), self.make_company()
        self.store(two, "T1")
        settings = self.env["res.config.settings"].create({})
        self.assertEqual(settings.clientfile_shared_number_count, 1)
        with self.assertRaisesRegex(UserError, "1 numbers are still used twice"):
            settings.action_clientfile_make_numbers_unique()
        one.ref = "T3"
        settings.action_clientfile_make_numbers_unique()
        self.assertTrue(index_exists(self.env.cr, INDEX))

    def test_update_makes_no_index_over_duplicates(self):
        self.without_index()
        one, two = self.make_company(ref="T1"), self.make_company()
        self.store(two, "T1")
        index = self.env["res.partner"]._table_objects[INDEX]
        index.apply_to_database(one)
        self.assertFalse(index_exists(self.env.cr, INDEX))

    def test_empty_texts_are_no_duplicates(self):
        one, two = self.make_company(), self.make_company()
        self.store(one, "")
        self.store(two, "")
        self.assertFalse(self.env["res.partner"]._get_clientfile_shared_numbers([""]))


@tagged("post_install", "-at_install")
class TestLockedNumber(NumberCase):
    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.number_automatically(False)
        cls.customer = cls.make_company()
        cls.invoice = cls.make_invoice(cls.customer)
        cls.invoice.action_post()

    def wizard(self, user=None, **values):
        wizards = self.env["clientfile.number.assign"].with_user(user or self.manager)
        return wizards.create({"partner_id": self.customer.id, **values})

    def test_number_of_posted_entries_is_not_simply_changed(self):
        with self.assertRaisesRegex(UserError, "Change the customer number"):
            self.customer.ref = "T1"

    def test_other_values_are_changed_freely(self):
        self.customer.write({"ref": False, "city": "Lyon"})
        self.assertEqual(self.customer.city, "Lyon")

    def test_draft_invoice_locks_nothing(self):
        customer = self.make_company()
        self.make_invoice(customer)
        customer.ref = "T1"
        self.assertFalse(customer.clientfile_number_is_locked)

    def test_merge_and_import_confirm_by_context(self):
        confirmed = self.customer.with_context(clientfile_number_confirmed=True)
        confirmed.ref = "T1"
        self.assertEqual(self.customer.ref, "T1")

    def test_code_of_a_contact_is_changed_freely(self):
        contact = self.make_person(parent_id=self.customer.id)
        self.make_invoice(contact).action_post()
        contact.ref = "DOOR 3"
        self.assertEqual(contact.ref, "DOOR 3")

    def test_supplier_who_becomes_a_client_keeps_his_entries_number(self):
        self.number_automatically(True)
        supplier = self.make_company()
        self.make_invoice(supplier, "in_invoice").action_post()
        self.make_order(supplier).action_confirm()
        self.assertFalse(supplier.ref)

    def test_button_leads_to_the_action_that_lists_effects(self):
        action = self.customer.with_user(self.manager).action_clientfile_give_number()
        self.assertEqual(action["res_model"], "clientfile.number.assign")
        self.assertFalse(self.customer.ref)

    def test_wizard_counts_what_carries_the_number(self):
        self.invoice.journal_id.invoice_reference_type = "partner"
        self.env["ir.attachment"].create(
            {
                "name": "factur-x.xml",
                "res_model": "account.move",
                "res_id": self.invoice.id,
                "res_field": "ubl_cii_xml_file",
                "raw": b"<xml/>",
            }
        )
        wizard = self.wizard()
        counts = wizard.entry_count, wizard.reference_count, wizard.einvoice_count
        self.assertEqual(counts, (1, 1, 1))

    def test_wizard_draws_the_next_number_and_logs_it(self):
        self.wizard().action_assign()
        self.assertEqual(self.customer.ref, "T00042")
        self.assertIn("from none to T00042", self.customer.message_ids[0].body)

    def test_wizard_takes_a_number_typed(self):
        form = Form(self.wizard())
        form.number = "X-1"
        form.save().action_assign()
        self.assertEqual(self.customer.ref, "X-1")

    def test_wizard_refuses_a_number_taken(self):
        self.make_company(ref="T1")
        with self.assertRaisesRegex(ValidationError, "T1 already belongs"):
            self.wizard(number="T1").action_assign()

    def test_user_who_is_no_manager_cannot_open_the_wizard(self):
        with self.assertRaises(AccessError):
            self.wizard(self.user)

    @freeze_time("2026-04-01")
    def test_first_number_leaves_the_date_of_the_first_sale(self):
        self.wizard().action_assign()
        self.assertEqual(str(self.customer.clientfile_client_since), "2026-03-02")


@tagged("post_install", "-at_install")
class TestHiddenApps(ClientfileCase):
    """Apps that came as dependencies; the test plays the one of CRM."""

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.crm = cls.env.ref("crm.crm_menu_root")
        cls.menus = cls.env["ir.ui.menu"]
        cls.user.group_ids |= cls.env.ref("sales_team.group_sale_manager")

    def roots(self):
        return self.menus.with_user(self.user).get_user_roots()

    def test_app_that_came_along_is_out_of_sight(self):
        self.assertIn(self.crm, self.roots())
        self.menus._set_clientfile_hidden(self.crm)
        self.assertNotIn(self.crm, self.roots())
        loaded = self.menus.with_user(self.user).load_menus(False)
        self.assertNotIn(self.crm.id, loaded)
        self.assertTrue(self.crm.active)

    def test_administrator_shows_the_apps_again(self):
        self.menus._set_clientfile_hidden(self.crm)
        settings = self.env["res.config.settings"].create({})
        self.assertEqual(settings.clientfile_hidden_apps, "CRM")
        settings.action_clientfile_show_apps()
        self.assertIn(self.crm, self.roots())

    def test_only_apps_newer_than_the_installation_are_hidden(self):
        module = self.env.ref("base.module_crm_clientfile")
        module.flush_recordset()
        self.env.cr.execute(
            "UPDATE ir_module_module SET write_date = %s WHERE id = %s",
            [self.crm.create_date, module.id],
        )
        module.invalidate_recordset()
        self.menus._clientfile_hide_new_apps("crm_clientfile")
        hidden = self.menus._get_clientfile_hidden()
        self.assertIn(self.crm, hidden)
        self.assertNotIn(self.env.ref("base.menu_administration"), hidden)
        self.assertNotIn(self.env.ref("crm_clientfile.clientfile_menu_root"), hidden)
        self.assertTrue(all(menu.create_date >= module.write_date for menu in hidden))

    def test_apps_asked_for_by_name_are_shown(self):
        module = self.env.ref("base.module_crm_clientfile")
        self.env.cr.execute(
            "UPDATE ir_module_module SET write_date = '2000-01-01' WHERE id = %s",
            [module.id],
        )
        module.invalidate_recordset()
        with patch.object(ir_ui_menu, "config", {"init": {"crm": True}}):
            self.menus._clientfile_hide_new_apps("crm_clientfile")
        self.assertNotIn(self.crm, self.menus._get_clientfile_hidden())
