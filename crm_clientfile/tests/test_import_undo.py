from datetime import timedelta

from odoo import fields

from .import_case import ImportCase


class TestImportUndo(ImportCase):
    def undo(self, document):
        document.action_undo()
        self.work()
        self.assertEqual(document.state, "undone")

    def test_created_customers_are_deleted(self):
        document = self.run_file(("C1", "Martin"), ("C2", "Durand"))
        self.undo(document)
        self.assertFalse(self.find("Martin") + self.find("Durand"))
        self.assertEqual(document.undone_count, 2)

    def test_completed_customers_get_their_values_back(self):
        tag = self.env["res.partner.category"].create({"name": "Étain"})
        partner = self.make_company(
            "Martin", ref="C1", city="Paris", comment="<p>Old</p>", category_id=tag.ids
        )
        names = ["name", "street", "city", "phone", "comment", "category_id", "vat"]
        names += ["company_registry", "clientfile_siren", "clientfile_channel_ids"]
        before = partner.read(names)
        header = ("N° client", "Nom", "Rue", "Ville", "Tél", "Mobile", "Notes", "Tags")
        row = (
            "C1",
            "Boulangerie Martin",
            "1 rue A",
            "Lyon",
            "0144556677",
            "0612345678",
        )
        document = self.run_file(
            (*row, "New", "Zinc", "73282932000074"),
            header=(*header, "SIRET"),
            update_mode="replace",
        )
        self.assertEqual(partner.clientfile_siren, "732829320")
        self.undo(document)
        self.assertEqual(partner.read(names), before)
        tags = self.env["res.partner.category"]
        self.assertFalse(tags.search([("name", "=", "Zinc")]))

    def test_value_changed_since_is_kept_and_listed(self):
        partner = self.make_company("Martin", ref="C1")
        document = self.run_file(("C1", "Martin", "1 rue A", "75001", "Paris"))
        partner.city = "Lyon"
        self.undo(document)
        self.assertEqual((partner.street, partner.city), (False, "Lyon"))
        self.assertEqual(self.states(document), ["kept"])
        self.assertIn("City", document.row_ids.reason)

    def test_customer_changed_by_somebody_is_kept(self):
        document = self.run_file(("C1", "Martin"))
        self.find("Martin").with_user(self.env.ref("base.user_admin")).city = "X"
        self.undo(document)
        self.assertTrue(self.find("Martin"))
        self.assertIn("Changed by", document.row_ids.reason)

    def test_customer_changed_later_is_kept(self):
        document = self.run_file(("C1", "Martin"))
        document.date_done = fields.Datetime.now() - timedelta(hours=1)
        self.undo(document)
        self.assertEqual(self.states(document), ["kept"])

    def test_import_that_took_less_than_a_second_is_undone(self):
        document = self.run_file(("C1", "Martin"))
        self.env.flush_all()
        self.assertEqual(document.date_done, self.find("Martin").write_date)
        self.undo(document)
        self.assertFalse(self.find("Martin"))

    def test_customer_in_use_is_kept_and_said(self):
        document = self.run_file(("C1", "Martin"), ("C2", "Durand"))
        self.make_order(self.find("Martin"))
        self.undo(document)
        self.assertTrue(self.find("Martin"))
        self.assertFalse(self.find("Durand"))
        self.assertEqual(self.states(document), ["kept", "undone"])
        self.assertIn("Sales Order", document.row_ids[0].reason)

    def test_customer_with_a_note_is_kept(self):
        document = self.run_file(("C1", "Martin"))
        self.find("Martin").message_post(body="Called")
        self.undo(document)
        self.assertEqual(self.states(document), ["kept"])

    def test_companies_go_with_their_people(self):
        header = ("Société", "Nom", "Prénom")
        document = self.run_file(("Glas SA", "Martin", "Claire"), header=header)
        self.undo(document)
        self.assertFalse(self.find("Glas SA") + self.find("Claire Martin"))

    def test_doubles_of_the_file_are_undone_with_their_customer(self):
        document = self.run_file(("C1", "Martin"), ("C1", "Martin", "1 rue A"))
        self.undo(document)
        self.assertFalse(self.find("Martin"))
        self.assertEqual(self.states(document), ["undone", "undone"])

    def test_undone_file_can_be_imported_again(self):
        self.undo(self.run_file(("C1", "Martin")))
        self.assertEqual(self.states(self.run_file(("C1", "Martin"))), ["created"])
