from .import_case import ImportCase

HEADER = ("Raison sociale", "Forme juridique", "Pays")


class TestImportLegalForm(ImportCase):
    def assert_forms(self, expected, rows, header=HEADER, **values):
        """Each row's customer has the form of which the XML id ends so."""
        document = self.run_file(*rows, header=header, **values)
        self.assertEqual(self.states(document), ["created"] * len(rows))
        for row, suffix in zip(rows, expected, strict=True):
            form = self.env.ref(f"crm_clientfile.clientfile_legal_form_{suffix}")
            found = self.find(row[0]).clientfile_legal_form_id
            self.assertEqual(found, form, row)

    def test_same_letters_mean_the_form_of_the_rows_country(self):
        rows = [
            ("Acier", "SA", "France"),
            ("Bière", "SA", "Belgique"),
            ("Cuivre", "SE", "France"),
            ("Dentelle", "SE", "Belgique"),
            ("Emmer", "BV", "Pays-Bas"),
            ("Frieten", "BV", "Belgique"),
        ]
        self.env["res.lang"]._activate_lang("fr_FR")
        self.assert_forms(("fr_sa", "be_sa", "fr_se", "be_se", "nl_bv", "be_srl"), rows)

    def test_former_belgian_form_becomes_its_successor(self):
        rows = [("Acier", "SPRL", "BE"), ("Bière", "bvba", "BE")]
        self.assert_forms(("be_srl", "be_srl"), rows)

    def test_form_is_found_as_people_write_it(self):
        rows = [
            ("Acier", "S.A.R.L."),
            ("Bois", "Société par actions simplifiée"),
            ("Cuir", "auto-entrepreneur"),
            ("Danse", "Association loi 1901"),
            ("Email", "5710"),
        ]
        expected = ("fr_sarl", "fr_sas", "fr_ei", "fr_association", "fr_sas")
        self.assert_forms(expected, rows, header=HEADER[:2])

    def test_row_without_country_takes_that_of_the_import(self):
        rows = [("Acier", "SA", ""), ("Bière", "SA", "France")]
        self.assert_forms(("be_sa", "fr_sa"), rows, country_id=self.belgium.id)

    def test_form_of_an_overseas_department_is_french(self):
        self.assert_forms(("fr_sarl",), [("Canne", "SARL", "MQ")])

    def test_form_of_another_country_refuses_the_row(self):
        document = self.check_file(("Acier", "SARL", "BE"), header=HEADER)
        self.assertEqual(self.states(document), ["refused"])
        self.assertIn("“SARL”", document.row_ids.reason)

    def test_form_of_a_country_without_forms_goes_to_the_notes(self):
        document = self.run_file(("Acier", "SARL", "LU"), header=HEADER)
        partner = self.find("Acier")
        self.assertFalse(partner.clientfile_legal_form_id)
        self.assertIn("Legal form: SARL", partner.comment)
        self.assertIn("Left out", document.row_ids.remarks)

    def test_form_without_country_serves_all_countries(self):
        form = self.env["clientfile.legal.form"].create({"name": "Waqf"})
        self.run_file(("Acier", "waqf", "BE"), ("Blé", "WAQF", "LU"), header=HEADER)
        found = (self.find("Acier") + self.find("Blé")).clientfile_legal_form_id
        self.assertEqual(found, form)
