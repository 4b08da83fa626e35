from lxml import etree, html

from odoo.tests import tagged

from .common import ClientfileCase


@tagged("post_install", "-at_install")
class TestAddress(ClientfileCase):
    """Each kind of address is used by the document it is for."""

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.client = cls.make_company(
            street="3 rue du Four", zip="69002", city="Lyon", vat=False
        )

    def make_address(self, kind, **values):
        return self.make_person(
            kind, type=kind, parent_id=self.client.id, **{"city": kind, **values}
        )

    def print_invoice(self, partner=None):
        invoice = self.make_invoice(partner or self.client)
        invoice.action_post()
        content, _kind = self.env["ir.actions.report"]._render_qweb_html(
            "account.report_invoice", invoice.ids
        )
        return html.fromstring(content)

    def offices(self, page):
        found = page.xpath("//div[@name='clientfile_registered_office']")
        return [" ".join(one.text_content().split()) for one in found]

    def test_missing_addresses_are_the_main_one(self):
        for kind in ("clientfile_legal", "clientfile_postal"):
            self.assertEqual(self.client._get_clientfile_address(kind), self.client)

    def test_letters_go_to_the_postal_address_and_else_to_the_invoice_one(self):
        invoice = self.make_address("invoice")
        self.assertEqual(
            self.client._get_clientfile_address("clientfile_postal"), invoice
        )
        postal = self.make_address("clientfile_postal")
        self.assertEqual(
            self.client._get_clientfile_address("clientfile_postal"), postal
        )

    def test_contact_has_the_addresses_of_its_company(self):
        legal = self.make_address("clientfile_legal")
        contact = self.make_person(parent_id=self.client.id)
        self.assertEqual(contact._get_clientfile_address("clientfile_legal"), legal)

    def test_archived_address_is_not_used(self):
        legal = self.make_address("clientfile_legal")
        legal.active = False
        self.client.invalidate_recordset()
        self.assertEqual(
            self.client._get_clientfile_address("clientfile_legal"), self.client
        )

    def test_invoice_names_the_registered_office(self):
        self.make_address(
            "clientfile_legal", street="1 place Bellecour", zip="69001", city="Lyon"
        )
        (office,) = self.offices(self.print_invoice())
        self.assertIn("Registered office:", office)
        self.assertIn("1 place Bellecour", office)
        self.assertNotIn("3 rue du Four", office)

    def test_office_is_named_beside_another_delivery_address(self):
        self.make_address("clientfile_legal", street="1 place Bellecour")
        self.make_address("delivery", street="9 quai du Port")
        self.assertEqual(len(self.offices(self.print_invoice())), 1)

    def test_invoice_to_the_accounts_department_names_the_main_address(self):
        department = self.make_address("invoice", street="BP 12", city="Vénissieux")
        (office,) = self.offices(self.print_invoice(department))
        self.assertIn("3 rue du Four", office)

    def test_office_where_the_invoice_goes_is_not_repeated(self):
        self.assertEqual(self.offices(self.print_invoice()), [])
        self.make_address(
            "clientfile_legal", street="3 rue du Four", zip="69002", city="Lyon"
        )
        self.assertEqual(self.offices(self.print_invoice()), [])

    def test_card_of_each_address_tells_its_kind(self):
        view = self.env["res.partner"].get_view(
            self.env.ref("base.view_partner_form").id, "form"
        )
        arch = etree.fromstring(view["arch"])
        kinds = arch.xpath("//div[@name='clientfile_address_kind']/i/@invisible")
        self.assertEqual(
            kinds,
            [
                f"type != '{kind}'"
                for kind in (
                    "invoice",
                    "delivery",
                    "clientfile_legal",
                    "clientfile_postal",
                    "other",
                )
            ],
        )
