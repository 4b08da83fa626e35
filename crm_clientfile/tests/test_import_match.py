from ..models import clientfile_import_check
from .import_case import ImportCase

REGISTER = ("Raison sociale", "SIRET", "N° TVA", "Ville")


class TestImportMatch(ImportCase):
    """Known customers are recognised; doubtful cases are for a person to decide."""

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.bakery = cls.make_company(
            "Boulangerie Martin SARL",
            ref="C1",
            street="12, rue de la Paix",
            zip="75002",
            city="Paris",
            email="contact@martin.example",
            phone="01 44 55 66 77",
            company_registry="73282932000074",
        )

    def assert_matches(self, partner, row, header=None, **values):
        header = {"header": header} if header else {}
        document = self.check_file(row, **header, **values)
        self.assertEqual(document.row_ids.partner_id, partner, self.reasons(document))
        return document

    def assert_new(self, row, **options):
        self.assertEqual(self.states(self.check_file(row, **options)), ["to_create"])

    def test_customer_is_found_by_number(self):
        self.assert_matches(self.bakery, ("c 1", "Autre nom"))

    def test_customer_is_found_by_siret(self):
        self.assert_matches(
            self.bakery, ("Autre", "732 829 320 00074", "", ""), REGISTER
        )

    def test_customer_is_found_by_the_siren_in_its_vat_number(self):
        self.assert_matches(self.bakery, ("X", "", "FR44732829320", ""), REGISTER)

    def test_another_establishment_is_another_customer(self):
        self.assert_new(
            ("Boulangerie Martin", "73282932000082", "", "Lyon"), header=REGISTER
        )

    def test_customer_is_found_by_email_with_the_name(self):
        self.assert_matches(
            self.bakery,
            ("", "MARTIN boulangerie", "", "", "", "", "Contact@Martin.example"),
        )

    def test_customer_is_found_by_phone_with_the_name(self):
        self.assert_matches(
            self.bakery, ("", "Martin Boulangerie", "", "", "", "+33144556677")
        )

    def test_shared_phone_does_not_make_one_customer(self):
        self.assert_new(("", "Garage Durand", "", "", "", "0144556677"))

    def test_row_without_a_name_is_found_by_its_number(self):
        document = self.run_file(("C1", "", "", "", "", "0612345678"))
        self.assertEqual(document.row_ids.partner_id, self.bakery)

    def test_row_without_name_and_customer_is_refused(self):
        document = self.check_file(("C9", "", "", "", "", "0612345678"))
        self.assertIn("no name", document.row_ids.reason)

    def test_customer_is_found_by_name_and_street(self):
        self.assert_matches(
            self.bakery, ("", "Boulangerie Martin SARL", "12 r. de la Paix", "75002")
        )

    def test_same_name_elsewhere_is_another_customer(self):
        self.assert_new(("", "Boulangerie Martin SARL", "1 rue Basse", "69001", "Lyon"))

    def test_name_alone_finds_the_only_customer_of_that_name(self):
        self.assert_matches(self.bakery, ("", "Boulangerie Martin SARL"))

    def test_name_alone_of_several_customers_is_refused_with_their_names(self):
        self.make_company("Boulangerie Martin SARL", city="Lyon")
        document = self.check_file(("", "Boulangerie Martin SARL"))
        self.assertIn("Boulangerie Martin SARL (C1)", document.row_ids.reason)
        self.assertIn("Boulangerie Martin SARL (Lyon)", document.row_ids.reason)

    def test_number_decides_between_several_customers(self):
        self.make_company("Boulangerie Martin SARL", email="contact@martin.example")
        self.assert_matches(
            self.bakery,
            ("C1", "Boulangerie Martin SARL", *[""] * 4, "contact@martin.example"),
        )

    def test_number_and_siret_of_two_customers_are_refused(self):
        other = self.make_company("Glas", ref="C2")
        document = self.check_file(
            ("C2", "73282932000074"), header=("N° client", "SIRET")
        )
        self.assertIn(other.name, document.row_ids.reason)
        self.assertIn(self.bakery.name, document.row_ids.reason)

    def test_archived_customer_refuses_the_row(self):
        self.bakery.active = False
        document = self.check_file(("C1", "Boulangerie Martin"))
        self.assertIn("archived", document.row_ids.reason)

    def test_contact_does_not_stand_for_its_company(self):
        self.make_person("Claire Martin", parent_id=self.bakery.id)
        self.assert_matches(self.bakery, ("X", "73282932000074", "", ""), REGISTER)

    def test_customer_of_another_company_is_not_touched(self):
        second = self.env["res.company"].create({"name": "Second company"})
        self.bakery.company_id = second
        document = self.run_file(("C1", "Boulangerie Martin SARL"))
        self.assertNotEqual(document.row_ids.partner_id, self.bakery)
        self.assertEqual(self.bakery.ref, "C1")


class TestImportUpdate(ImportCase):
    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.bakery = cls.make_company("Martin", ref="C1", city="Paris")

    def test_empty_fields_are_completed(self):
        document = self.run_file(
            ("C1", "Boulangerie Martin", "1 rue A", "69001", "Lyon")
        )
        self.assertEqual(self.states(document), ["updated"])
        self.assertEqual((self.bakery.name, self.bakery.city), ("Martin", "Paris"))
        self.assertEqual((self.bakery.street, self.bakery.zip), ("1 rue A", "69001"))

    def test_values_are_replaced_if_wished(self):
        self.run_file(("C1", "Martin", "", "", "Lyon"), update_mode="replace")
        self.assertEqual(self.bakery.city, "Lyon")

    def test_known_customers_are_left_alone_if_wished(self):
        document = self.run_file(("C1", "Martin", "1 rue A"), update_mode="keep")
        self.assertEqual(self.states(document), ["unchanged"])
        self.assertFalse(self.bakery.street)

    def test_empty_cells_clear_nothing(self):
        self.run_file(("C1", "Martin"), update_mode="replace")
        self.assertEqual(self.bakery.city, "Paris")

    def test_other_writing_of_a_phone_is_no_change(self):
        self.bakery.phone = "01 44 55 66 77"
        row = ("C1", "Martin", "", "", "", "+33144556677")
        document = self.check_file(row, update_mode="replace")
        self.assertEqual(self.states(document), ["unchanged"])

    def test_another_phone_is_kept_as_a_further_one(self):
        self.bakery.phone = "01 44 55 66 77"
        self.run_file(("C1", "Martin", "", "", "", "0612345678"))
        self.assertEqual(self.bakery.phone, "01 44 55 66 77")
        self.assertEqual(
            self.bakery.clientfile_channel_ids.value_normalized, "+33612345678"
        )

    def test_number_of_a_customer_is_kept_and_said(self):
        header = ("N° client", "Raison sociale", "SIRET")
        self.bakery.company_registry = "73282932000074"
        document = self.run_file(
            ("C777", "Martin", "73282932000074"), header=header, update_mode="replace"
        )
        self.assertEqual(self.bakery.ref, "C1")
        self.assertIn("keeps the number C1", document.row_ids.remarks)

    def test_customer_with_entries_gets_no_number(self):
        parameters = self.env["ir.config_parameter"]
        parameters.set_param("crm_clientfile.number_new_clients", "False")
        other = self.make_company("Glas", company_registry="73282932000074")
        self.make_invoice(other).action_post()
        document = self.run_file(
            ("C5", "Glas", "73282932000074"), header=("N° client", "Nom", "SIRET")
        )
        self.assertFalse(other.ref)
        self.assertIn("by hand", document.row_ids.remarks)
        self.assertEqual(self.states(document), ["unchanged"])

    def test_default_country_does_not_replace_the_country(self):
        self.bakery.country_id = self.belgium
        self.run_file(("C1", "Martin"), update_mode="replace")
        self.assertEqual(self.bakery.country_id, self.belgium)

    def test_tags_and_notes_are_added(self):
        old = self.env["res.partner.category"].create({"name": "Étain"})
        self.bakery.write({"category_id": old.ids, "comment": "<p>Old</p>"})
        header = ("N° client", "Nom", "Étiquettes", "Commentaire")
        self.run_file(("C1", "Martin", "Zinc", "New"), header=header)
        self.assertEqual(self.bakery.category_id.mapped("name"), ["Étain", "Zinc"])
        self.assertIn("Old", self.bakery.comment)
        self.assertIn("New", self.bakery.comment)

    def test_same_file_twice_is_unchanged(self):
        header = (
            "N° client",
            "Nom",
            "Rue",
            "Téléphone",
            "Mobile",
            "Commentaire",
            "Tags",
        )
        rows = [
            ("C1", "Martin", "1 rue A", "0144556677", "0612345678", "Note", "Étain"),
            ("C2", "Glas SA", "2 rue B", "0144556688", "", "a\nb", "Zinc, Étain"),
            ("", "Durand", "3 rue C", "", "", "", ""),
        ]
        for mode in ("complete", "replace"):
            self.run_file(*rows, header=header, update_mode=mode)
            again = self.run_file(*rows, header=header, update_mode=mode)
            self.assertEqual(self.states(again), ["unchanged"] * 3, mode)

    def test_unchanged_rows_write_nothing(self):
        rows = [("C1", "Martin", "1 rue A"), ("C2", "Durand", "2 rue B")]
        self.run_file(*rows)
        document = self.check_file(*rows)
        before = self.bakery.write_date
        self.env.flush_all()
        self.run_import(document)
        self.env.invalidate_all()
        self.assertEqual(self.bakery.write_date, before)


class TestDoublesInFile(ImportCase):
    def test_second_row_completes_the_first(self):
        document = self.run_file(
            ("C1", "Martin", "1 rue A"), ("C1", "Martin", "", "75002", "Paris")
        )
        self.assertEqual(self.states(document), ["created", "updated"])
        partner = self.find("Martin")
        self.assertEqual((partner.street, partner.city), ("1 rue A", "Paris"))
        self.assertIn("Same customer as row 2", document.row_ids[1].remarks)

    def test_equal_rows_make_one_customer(self):
        row = ("", "Martin", "1 rue A", "75002", "Paris")
        document = self.run_file(row, row, row)
        self.assertEqual(self.states(document), ["created", "unchanged", "unchanged"])
        self.assertEqual(len(self.find("Martin")), 1)

    def test_third_row_is_compared_with_what_the_second_added(self):
        rows = (
            ("C1", "Martin"),
            ("C1", "Martin", "1 rue A"),
            ("C1", "Martin", "1 rue A"),
        )
        document = self.check_file(*rows)
        self.assertEqual(self.states(document), ["to_create", "to_update", "unchanged"])
        self.run_import(document)
        self.assertEqual(self.states(document), ["created", "updated", "unchanged"])

    def test_doubles_are_found_across_batches(self):
        self.patch(clientfile_import_check, "CHECK_BATCH", 2)
        rows = [("", f"Client {i % 3}", f"{i % 3} rue A") for i in range(9)]
        document = self.run_file(*rows)
        self.assertEqual(document.created_count, 3)
        self.assertEqual(document.unchanged_count, 6)

    def test_second_row_of_a_known_customer_replaces_nothing(self):
        self.make_company("Martin", ref="C1", city="Paris")
        rows = (("C1", "Martin", "", "", "Lyon"), ("C1", "Martin", "", "", "Nice"))
        self.run_file(*rows, update_mode="replace")
        self.assertEqual(self.find("Martin").city, "Lyon")
        again = self.run_file(*rows, update_mode="replace")
        self.assertEqual(self.states(again), ["unchanged", "unchanged"])

    def test_row_after_a_refused_double_is_created(self):
        document = self.run_file(
            ("C1", "Martin", "", "", "", "0612"), ("C1", "Martin", "1 rue A")
        )
        self.assertEqual(self.states(document), ["refused", "created"])

    def test_different_writing_of_a_name_at_one_place_is_one_customer(self):
        document = self.run_file(
            ("", "SARL Martin", "12 rue de la Paix", "75002"),
            ("", "MARTIN", "12, R. DE LA PAIX", "75002"),
        )
        self.assertEqual(self.states(document), ["created", "unchanged"])
