from datetime import date

from freezegun import freeze_time

from odoo.exceptions import AccessError, UserError, ValidationError
from odoo.tests import Form

from .common import ClientfileCase


@freeze_time("2026-06-15 10:00:00")
class CheckCase(ClientfileCase):
    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        # Else its first lead gives it, and PostgreSQL's clock is not frozen.
        cls.customer = cls.make_company(clientfile_first_contact_date="2020-01-01")

    def is_to_check(self, partner):
        partners = self.env["res.partner"].with_user(self.user)
        domain = [("clientfile_check_reasons", "!=", False), ("id", "=", partner.id)]
        return bool(partners.search(domain))

    def reasons(self, partner):
        partner.invalidate_recordset(["clientfile_check_reasons"])
        return partner.with_user(self.user).clientfile_check_reasons


class TestCheck(CheckCase):
    def test_new_record_needs_no_check(self):
        self.assertFalse(self.reasons(self.customer))
        self.assertFalse(self.is_to_check(self.customer))

    def test_record_is_to_be_checked_a_year_after_the_last_check(self):
        self.customer.clientfile_checked_date = "2025-06-15"
        self.assertFalse(self.is_to_check(self.customer))
        self.customer.clientfile_checked_date = "2025-04-14"
        self.assertTrue(self.is_to_check(self.customer))
        self.assertEqual(self.reasons(self.customer), "Not checked for 14 months")

    def test_record_never_checked_counts_from_its_entry(self):
        self.env.flush_all()
        self.env.cr.execute(
            "UPDATE res_partner SET create_date = '2024-06-01' WHERE id = %s",
            [self.customer.id],
        )
        self.customer.invalidate_recordset()
        self.assertTrue(self.is_to_check(self.customer))
        self.assertEqual(self.reasons(self.customer), "Not checked for 24 months")

    def test_months_between_checks_are_a_setting(self):
        self.customer.clientfile_checked_date = "2025-12-14"
        self.assertFalse(self.is_to_check(self.customer))
        self.env["res.config.settings"].create({"clientfile_check_months": 6}).execute()
        self.assertTrue(self.is_to_check(self.customer))

    def test_no_month_between_checks_is_refused(self):
        with self.assertRaisesRegex(ValidationError, "enter 1 or more"):
            self.env["res.config.settings"].create({"clientfile_check_months": 0})

    def test_bounced_mail_invalid_number_and_closure_are_reasons(self):
        bounced = self.make_company("Bounced", message_bounce=2)
        wrong = self.make_company("Wrong", phone="12")
        closed = self.make_company("Closed", clientfile_closed_date="2026-05-02")
        self.assertEqual(self.reasons(bounced), "E-mail came back")
        self.assertEqual(self.reasons(wrong), "Invalid number or address")
        self.assertEqual(self.reasons(closed), "Closed on 05/02/2026")
        for partner in (bounced, wrong, closed):
            self.assertTrue(self.is_to_check(partner), partner.name)

    def test_several_reasons_are_said_together(self):
        partner = self.make_company(phone="12", message_bounce=1)
        self.assertEqual(
            self.reasons(partner), "E-mail came back, invalid number or address"
        )

    def test_blacklisted_mail_alone_is_no_reason(self):
        self.customer.email = "info@martin.fr"
        self.env["mail.blacklist"]._add("info@martin.fr")
        self.assertFalse(self.is_to_check(self.customer))

    def test_confirming_notes_who_and_when(self):
        self.customer.write(
            {"clientfile_checked_date": "2024-01-01", "message_bounce": 3}
        )
        self.customer.with_user(self.user).action_clientfile_confirm_data()
        self.assertEqual(self.customer.clientfile_checked_date, date(2026, 6, 15))
        self.assertEqual(self.customer.clientfile_checked_by_id, self.user)
        self.assertEqual(self.customer.message_bounce, 0)
        self.assertFalse(self.is_to_check(self.customer))

    def test_confirming_many_takes_as_many_queries_as_one(self):
        customers = self.env["res.partner"].create(
            [{"name": f"Customer {index}", "is_company": True} for index in range(40)]
        )
        one, many = customers[0], customers[1:]
        one.action_clientfile_confirm_data()
        self.env.flush_all()
        before = self.env.cr.sql_log_count
        one.action_clientfile_confirm_data()
        self.env.flush_all()
        queries = self.env.cr.sql_log_count - before
        many.mapped("child_ids")
        with self.assertQueryCount(queries + 2):
            many.action_clientfile_confirm_data()
            self.env.flush_all()

    def test_nobody_closes_on_a_day_to_come(self):
        with self.assertRaisesRegex(ValidationError, "on a day to come"):
            self.customer.clientfile_closed_date = "2026-06-16"
        self.customer.clientfile_closed_date = "2026-06-15"

    def test_copy_was_neither_checked_nor_closed(self):
        self.customer.write(
            {
                "clientfile_checked_date": "2026-01-01",
                "clientfile_checked_by_id": self.user.id,
                "clientfile_closed_date": "2026-01-01",
            }
        )
        copy = self.customer.copy()
        self.assertFalse(copy.clientfile_checked_date)
        self.assertFalse(copy.clientfile_checked_by_id)
        self.assertFalse(copy.clientfile_closed_date)

    def test_merge_neither_closes_nor_confirms_the_survivor(self):
        closed = self.make_company(
            "Double",
            clientfile_closed_date="2026-01-01",
            clientfile_checked_date="2026-02-01",
            clientfile_checked_by_id=self.user.id,
        )
        wizard = self.env["base.partner.merge.automatic.wizard"].create({})
        wizard._merge([closed.id, self.customer.id], self.customer)
        self.assertFalse(self.customer.clientfile_closed_date)
        self.assertFalse(self.customer.clientfile_checked_date)
        self.assertFalse(self.customer.clientfile_checked_by_id)

    def test_merge_keeps_the_check_of_the_survivor(self):
        self.customer.clientfile_checked_date = "2026-03-01"
        double = self.make_company("Double", clientfile_checked_date="2026-05-01")
        wizard = self.env["base.partner.merge.automatic.wizard"].create({})
        wizard._merge([double.id, self.customer.id], self.customer)
        self.assertEqual(self.customer.clientfile_checked_date, date(2026, 3, 1))

    def test_deleting_who_checked_keeps_the_day(self):
        self.customer.with_user(self.user).action_clientfile_confirm_data()
        self.env.flush_all()
        self.user.unlink()
        self.customer.invalidate_recordset()
        self.assertEqual(self.customer.clientfile_checked_date, date(2026, 6, 15))
        self.assertFalse(self.customer.clientfile_checked_by_id)


class TestHide(CheckCase):
    def hide(self, partners, user=None, reason="Closed"):
        user = user or self.manager
        action = partners.with_user(user).action_clientfile_hide()
        wizards = self.env[action["res_model"]].with_user(user)
        wizard = Form(wizards.with_context(**action["context"]))
        wizard.reason = reason
        wizard.save().action_hide()

    def test_hidden_customer_is_archived_with_the_reason_in_its_history(self):
        self.hide(self.customer, reason="Moved to Spain")
        self.assertFalse(self.customer.active)
        body = self.customer.message_ids[0].body
        self.assertIn("Hidden from the file: Moved to Spain", body)

    def test_customers_with_something_open_stay(self):
        quoted, owing, idle = (
            self.make_company(name) for name in ("Quoted", "Owing", "Idle")
        )
        self.make_order(quoted)
        self.make_invoice(owing).action_post()
        customers = quoted | owing | idle
        self.hide(customers)
        self.assertEqual(customers.filtered("active"), quoted | owing)

    def test_wizard_says_who_stays_and_why(self):
        contact = self.make_person(parent_id=self.customer.id)
        self.make_order(contact)
        self.make_invoice(self.customer)
        wizard = self.env["clientfile.customer.hide"].with_user(self.manager)
        wizard = wizard.create({"partner_ids": self.customer.ids, "reason": "Closed"})
        self.assertEqual(
            wizard.kept, "Boulangerie Martin (quotations: 1, draft invoices: 1)"
        )
        self.assertEqual(wizard.hidden_count, 0)
        with self.assertRaisesRegex(UserError, "Boulangerie Martin"):
            wizard.action_hide()

    def test_documents_of_another_company_count_too(self):
        company = self.env["res.company"].create({"name": "Second"})
        self.env["crm.lead"].create(
            {
                "name": "Bread",
                "type": "opportunity",
                "partner_id": self.customer.id,
                "company_id": company.id,
            }
        )
        opened = self.customer.with_user(self.manager)._get_clientfile_open_documents()
        self.assertEqual(opened, {self.customer.id: "opportunities: 1"})

    def test_open_dispute_and_login_keep_a_customer(self):
        self.env["clientfile.dispute"].create(
            {"partner_id": self.customer.id, "reason": "quality"}
        )
        partners = self.customer | self.user.partner_id
        opened = partners._get_clientfile_open_documents()
        self.assertEqual(opened[self.customer.id], "disputes: 1")
        self.assertEqual(opened[self.user.partner_id.id], "user accounts: 1")

    def test_paid_invoice_and_lost_opportunity_keep_nobody(self):
        lead = self.env["crm.lead"].create(
            {"name": "Bread", "type": "opportunity", "partner_id": self.customer.id}
        )
        lead.action_set_lost()
        self.assertFalse(self.customer._get_clientfile_open_documents())

    def test_user_confirms_but_does_not_hide(self):
        with self.assertRaises(AccessError):
            self.hide(self.customer, self.user)
