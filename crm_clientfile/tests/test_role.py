from datetime import date

from freezegun import freeze_time

from odoo.fields import Command
from odoo.tests import tagged

from .common import ClientfileCase

ROLES = (
    "clientfile_is_prospect",
    "clientfile_is_client",
    "clientfile_is_supplier",
)


@tagged("post_install", "-at_install")
class TestRole(ClientfileCase):
    def roles(self, partner):
        return {name.removeprefix("clientfile_is_") for name in ROLES if partner[name]}

    def make_lead(self, partner, **values):
        return self.env["crm.lead"].create(
            {
                "name": "Bread",
                "type": "opportunity",
                "partner_id": partner.id,
                **values,
            }
        )

    def test_nobody_has_a_role_at_first(self):
        self.assertEqual(self.roles(self.make_company()), set())

    def test_opportunity_makes_a_prospect(self):
        customer = self.make_company()
        self.make_lead(customer)
        self.assertEqual(self.roles(customer), {"prospect"})

    def test_lead_linked_later_makes_a_prospect(self):
        customer = self.make_company()
        lead = self.env["crm.lead"].create({"name": "Bread"})
        lead.partner_id = customer
        self.assertEqual(self.roles(customer), {"prospect"})

    def test_quotation_makes_a_prospect_of_contact_and_company(self):
        customer = self.make_company()
        contact = self.make_person(parent_id=customer.id)
        self.make_order(contact)
        self.assertEqual(self.roles(customer), {"prospect"})
        self.assertEqual(self.roles(contact), {"prospect"})

    def test_quotation_for_another_customer_makes_him_a_prospect(self):
        order = self.make_order(self.make_company())
        other = self.make_company()
        order.partner_id = other
        self.assertEqual(self.roles(other), {"prospect"})

    def test_visitors_of_the_website_are_no_prospects(self):
        visitor = self.env.ref("base.public_partner")
        self.make_order(visitor)
        self.assertEqual(self.roles(visitor), set())

    @freeze_time("2026-03-15 22:30:00")
    def test_confirmed_order_makes_a_client_instead_of_a_prospect(self):
        customer = self.make_company()
        self.make_order(customer).with_user(self.user).action_confirm()
        self.assertEqual(self.roles(customer), {"client"})
        self.assertEqual(customer.clientfile_client_since, date(2026, 3, 15))

    @freeze_time("2026-03-15")
    def test_won_opportunity_makes_a_client(self):
        customer = self.make_company()
        self.make_lead(customer).action_set_won()
        self.assertEqual(self.roles(customer), {"client"})
        self.assertEqual(customer.clientfile_client_since, date(2026, 3, 15))

    def test_lost_opportunity_leaves_a_prospect(self):
        customer = self.make_company()
        self.make_lead(customer).action_set_lost()
        self.assertEqual(self.roles(customer), {"prospect"})

    def test_posted_invoice_makes_a_client_since_its_date(self):
        customer = self.make_company()
        self.make_invoice(customer).action_post()
        self.assertEqual(self.roles(customer), {"client"})
        self.assertEqual(customer.clientfile_client_since, date(2026, 3, 2))

    def test_oldest_of_invoices_posted_together_gives_the_date(self):
        customer = self.make_company()
        late = self.make_invoice(customer, invoice_date="2026-03-20")
        early = self.make_invoice(customer, invoice_date="2026-03-03")
        (late | early).action_post()
        self.assertEqual(customer.clientfile_client_since, date(2026, 3, 3))

    def test_draft_invoice_gives_no_role(self):
        customer = self.make_company()
        self.make_invoice(customer)
        self.assertEqual(self.roles(customer), set())

    @freeze_time("2026-03-01")
    def test_invoice_of_a_day_to_come_gives_no_role_yet(self):
        customer = self.make_company()
        invoice = self.make_invoice(customer, invoice_date="2026-03-20")
        invoice._post(soft=True)
        self.assertEqual((invoice.state, self.roles(customer)), ("draft", set()))

    def test_opening_balance_makes_a_client(self):
        customer = self.make_company()
        accounts = self.env["account.account"]
        receivable = customer.property_account_receivable_id
        other = accounts.search([("account_type", "=", "income")], limit=1)
        entry = self.env["account.move"].create(
            {
                "date": "2026-01-01",
                "line_ids": [
                    Command.create(
                        {
                            "account_id": receivable.id,
                            "partner_id": customer.id,
                            "debit": 10.0,
                        }
                    ),
                    Command.create({"account_id": other.id, "credit": 10.0}),
                ],
            }
        )
        entry.action_post()
        self.assertEqual(self.roles(customer), {"client"})
        self.assertEqual(customer.clientfile_client_since, date(2026, 1, 1))

    def test_posted_bill_makes_a_supplier(self):
        supplier = self.make_company()
        self.make_invoice(supplier, "in_invoice").action_post()
        self.assertEqual(self.roles(supplier), {"supplier"})
        self.assertFalse(supplier.clientfile_client_since)

    def test_who_buys_and_sells_is_stored_once_with_both_roles(self):
        partner = self.make_company()
        self.make_invoice(partner, "in_invoice").action_post()
        self.make_invoice(partner).action_post()
        self.assertEqual(self.roles(partner), {"client", "supplier"})

    def test_invoice_to_a_contact_makes_the_company_a_client(self):
        customer = self.make_company()
        contact = self.make_person(parent_id=customer.id)
        self.make_invoice(contact).action_post()
        self.assertEqual(self.roles(customer), {"client"})
        self.assertEqual(self.roles(contact), {"client"})

    def test_client_stays_client_when_quoted_again(self):
        customer = self.make_company(clientfile_is_client=True)
        contact = self.make_person(parent_id=customer.id)
        self.make_order(contact)
        self.make_lead(contact)
        self.assertEqual(self.roles(customer), {"client"})
        self.assertEqual(self.roles(contact), set())

    def test_role_cleared_by_a_person_comes_back_with_a_document(self):
        customer = self.make_company()
        self.make_invoice(customer).action_post()
        customer.with_user(self.user).clientfile_is_client = False
        self.make_invoice(customer, invoice_date="2026-03-20").action_post()
        self.assertEqual(self.roles(customer), {"client"})
        self.assertEqual(customer.clientfile_client_since, date(2026, 3, 2))

    def test_any_combination_can_be_chosen(self):
        customer = self.make_company(clientfile_is_client=True)
        customer.with_user(self.user).clientfile_is_prospect = True
        self.assertEqual(self.roles(customer), {"client", "prospect"})

    def test_copy_starts_without_role(self):
        customer = self.make_company(clientfile_is_client=True)
        self.assertEqual(self.roles(customer.copy()), set())

    def test_next_sale_does_not_write_the_customer_again(self):
        customer = self.make_company()
        self.make_invoice(customer).action_post()
        self.env.flush_all()
        with self.assertQueryCount(0):
            customer._clientfile_become_client(date(2026, 4, 1))
            self.env.flush_all()
