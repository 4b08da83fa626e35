from odoo import Command
from odoo.tests import new_test_user, tagged

from .common import ClientfileCase


@tagged("post_install", "-at_install")
class TestContactRole(ClientfileCase):
    """Who holds a role receives the documents of that role."""

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.buyer = cls.env.ref("crm_clientfile.clientfile_contact_role_buyer")
        cls.accountant = cls.env.ref(
            "crm_clientfile.clientfile_contact_role_accountant"
        )
        cls.client = cls.make_company(email="contact@martin.example")
        cls.paul = cls.make_contact("paul", cls.buyer)
        cls.odile = cls.make_contact("odile", cls.accountant)

    @classmethod
    def make_contact(cls, name, role, **values):
        return cls.make_person(
            name,
            **{
                "parent_id": cls.client.id,
                "email": f"{name}@martin.example",
                "clientfile_contact_role_ids": [Command.set(role.ids)],
                **values,
            },
        )

    def make_posted_invoice(self, partner=None):
        invoice = self.make_invoice(partner or self.client)
        invoice.action_post()
        return invoice

    def receivers_of_invoice(self, invoice):
        send = self.env["account.move.send"]
        settings = send._get_default_sending_settings(invoice)
        return self.env["res.partner"].browse(settings["mail_partner_ids"])

    def receivers_of_order(self, order, user=None):
        order = order.with_user(user or self.user)
        action = order.action_quotation_send()
        composer = self.env["mail.compose.message"].with_user(user or self.user)
        composer = composer.with_context(**action["context"]).create({})
        return composer.partner_ids

    def test_roles_supplied_say_what_they_receive(self):
        roles = self.env["clientfile.contact.role"].search([])
        supplied = roles.filtered(
            lambda role: role.get_external_id()[role.id].startswith("crm_clientfile.")
        )
        self.assertEqual(supplied.filtered("receives_orders"), self.buyer)
        invoiced = supplied.filtered("receives_invoices")
        self.assertEqual(
            invoiced.mapped("name"), ["Accountant", "Electronic invoicing"]
        )
        self.assertEqual(supplied.filtered("receives_reminders"), self.accountant)

    def test_accountant_receives_invoices(self):
        invoice = self.make_posted_invoice()
        self.assertEqual(self.receivers_of_invoice(invoice), self.client | self.odile)

    def test_invoice_wizard_proposes_the_accountant(self):
        invoice = self.make_posted_invoice()
        wizard = self.env["account.move.send.wizard"].create({"move_id": invoice.id})
        self.assertEqual(wizard.mail_partner_ids, self.client | self.odile)

    def test_invoices_sent_in_the_background_reach_the_accountant(self):
        invoices = self.make_posted_invoice() | self.make_posted_invoice(self.paul)
        self.env["account.move.send"]._generate_and_send_invoices(
            invoices, allow_fallback_pdf=True
        )
        for invoice in invoices:
            sent = invoice.message_ids.filtered(lambda one: one.partner_ids)
            self.assertIn(self.odile, sent.partner_ids)

    def test_only_contacts_receive_when_the_company_has_no_address(self):
        self.client.email = False
        invoice = self.make_posted_invoice()
        self.assertEqual(self.receivers_of_invoice(invoice), self.odile)
        order = self.make_order(self.client)
        self.assertEqual(self.receivers_of_order(order), self.paul)

    def test_buyer_receives_quotations(self):
        order = self.make_order(self.client)
        self.assertEqual(self.receivers_of_order(order), self.client | self.paul)

    def test_buyer_receives_the_confirmation(self):
        order = self.make_order(self.client)
        order.with_user(self.user).with_context(send_email=True).action_confirm()
        sent = order.message_ids.filtered(lambda one: one.partner_ids)
        self.assertEqual(sent.partner_ids, self.client | self.paul)

    def test_orders_sent_together_reach_each_buyer_once(self):
        other = self.make_company("Other", email="contact@other.example")
        orders = self.make_order(self.client) | self.make_order(other)
        template = self.env.ref("sale.email_template_edi_sale")
        results = template._generate_template_recipients(
            orders.ids, {"partner_to"}, allow_suggested=False
        )
        self.assertEqual(
            results[orders[0].id]["partner_ids"], (self.client | self.paul).ids
        )
        self.assertEqual(results[orders[1].id]["partner_ids"], other.ids)

    def test_each_address_is_written_to_once(self):
        self.odile.email = "Contact@Martin.example"
        self.make_contact("lea", self.accountant, email="contact@martin.example")
        invoice = self.make_posted_invoice()
        self.assertEqual(self.receivers_of_invoice(invoice), self.client)

    def test_contacts_without_address_or_archived_receive_nothing(self):
        self.odile.email = False
        self.make_contact("lea", self.accountant, active=False)
        invoice = self.make_posted_invoice()
        self.assertEqual(self.receivers_of_invoice(invoice), self.client)

    def test_archived_role_receives_nothing(self):
        self.accountant.active = False
        invoice = self.make_posted_invoice()
        self.assertEqual(self.receivers_of_invoice(invoice), self.client)

    def test_role_that_receives_nothing_adds_nobody(self):
        self.accountant.receives_invoices = False
        invoice = self.make_posted_invoice()
        self.assertEqual(self.receivers_of_invoice(invoice), self.client)

    def test_contact_of_another_company_receives_nothing(self):
        second = self.env["res.company"].create({"name": "Second"})
        self.odile.company_id = second
        invoice = self.make_posted_invoice()
        self.assertEqual(self.receivers_of_invoice(invoice), self.client)

    def test_role_at_one_establishment_says_nothing_about_another(self):
        branch = self.make_company(
            "Branch", parent_id=self.client.id, email="branch@martin.example"
        )
        invoice = self.make_posted_invoice(branch)
        self.assertEqual(self.receivers_of_invoice(invoice), branch)

    def test_seller_without_role_sends_to_the_buyer_too(self):
        seller = new_test_user(
            self.env, "role_seller", "sales_team.group_sale_salesman_all_leads"
        )
        order = self.make_order(self.client)
        self.assertEqual(
            self.receivers_of_order(order, seller), self.client | self.paul
        )

    def test_roles_of_merged_contacts_are_kept(self):
        twin = self.make_contact("paul", self.accountant)
        wizard = self.env["base.partner.merge.automatic.wizard"].create({})
        wizard._merge((self.paul | twin).ids, self.paul)
        self.env.invalidate_all()
        self.assertEqual(
            self.paul.clientfile_contact_role_ids, self.buyer | self.accountant
        )
