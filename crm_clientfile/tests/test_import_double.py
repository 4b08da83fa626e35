from .duplicate_case import count_kept
from .import_case import ImportCase

ROW = ("C9", "GARAGE PETIT SARL", "", "42000", "Saint-Étienne", "04 77 12 34 56", "")


class TestImportDouble(ImportCase):
    """Who may be there already is created, remarked and queued for a decision."""

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.garage = cls.make_company(
            "Garage Petit & Fils",
            ref="C1",
            phone="04 77 12 34 56",
            zip="42000",
            city="Saint-Étienne",
        )

    def pairs_of(self, partner):
        pairs = self.env["clientfile.duplicate"]
        return pairs.search(
            ["|", ("partner_a_id", "=", partner.id), ("partner_b_id", "=", partner.id)]
        )

    def test_test_says_whom_the_row_may_be(self):
        document = self.check_file(ROW)
        self.assertEqual(self.states(document), ["to_create"])
        remark = document.row_ids.remarks
        self.assertIn("Garage Petit & Fils", remark)
        self.assertIn("same phone", remark)

    def test_row_leads_to_the_customer_it_may_be(self):
        document = self.check_file(ROW)
        self.assertEqual(document.row_ids.double_id, self.garage)

    def test_row_leads_to_no_customer_of_another_company(self):
        self.garage.company_id = self.env["res.company"].create({"name": "Second"})
        self.assertFalse(self.check_file(ROW).row_ids.double_id)

    def test_row_already_imported_leads_to_its_own_customer_only(self):
        document = self.run_file(ROW)
        self.assertTrue(document.row_ids.partner_id)
        self.assertFalse(document.row_ids.double_id)

    def test_created_customer_waits_for_a_decision(self):
        document = self.run_file(ROW)
        partner = document.row_ids.partner_id
        self.assertNotEqual(partner, self.garage)
        pair = self.pairs_of(partner)
        self.assertEqual(pair.partner_a_id, self.garage)
        self.assertEqual(pair.decision, "pending")

    def test_rows_that_are_alike_wait_for_a_decision_together(self):
        rows = [
            (f"D{number}", name, "1 rue du Lac", "74000", "Annecy", phone, "")
            for number, (name, phone) in enumerate(
                (("Menuiserie Blanc", "04 50 11 22 33"), ("Blanc", "04 50 11 22 33"))
            )
        ]
        document = self.run_file(*rows)
        first, second = document.row_ids.sorted("number").partner_id
        self.assertEqual(self.pairs_of(first), self.pairs_of(second))
        self.assertTrue(self.pairs_of(first))

    def test_somebody_new_gets_no_remark_and_no_pair(self):
        document = self.run_file(
            ("D1", "Fleurs du Lac", "", "74000", "Annecy", "04 50 11 22 33", "")
        )
        self.assertFalse(document.row_ids.remarks)
        self.assertFalse(self.pairs_of(document.row_ids.partner_id))

    def test_customer_known_for_certain_is_completed_without_remark(self):
        document = self.check_file(("C1", "Garage Petit & Fils", "1 rue Foch"))
        self.assertEqual(self.states(document), ["to_update"])
        self.assertFalse(document.row_ids.remarks)

    def test_customer_of_another_company_is_not_named(self):
        self.garage.company_id = self.env["res.company"].create({"name": "Second"})
        document = self.check_file(ROW)
        self.assertFalse(document.row_ids.remarks)

    def test_hostile_rows_are_tested_without_error(self):
        names = ("x", "xxx", "😀" * 300, "ا" * 5000, "'; DROP TABLE", "%_\\")
        rows = [
            (f"H{number}", name, "", "", "", "", "info@x.example")
            for number, name in enumerate(names)
        ]
        document = self.check_file(*rows)
        self.assertNotIn("waiting", self.states(document))

    def test_test_takes_as_many_statements_for_many_rows(self):
        def count(rows):
            self.make_import(self.make_csv(*rows))._run_steps("test")
            document = self.make_import(self.make_csv(*rows))
            start = self.env.cr.sql_log_count
            document._run_steps("test")
            return self.env.cr.sql_log_count - start

        rows = [
            (f"E{number}", f"Garage Petit {number}", "", "42000", "", "0477123456", "")
            for number in range(60)
        ]
        self.assertEqual(count(rows), count(rows[:2]))

    def test_import_is_undone_although_pairs_name_its_customers(self):
        document = self.run_file(ROW)
        partner_id = document.row_ids.partner_id.id
        document.action_undo()
        self.work()
        self.assertEqual(document.kept_count, 0)
        self.assertFalse(self.env["res.partner"].browse(partner_id).exists())
        self.assertEqual(count_kept(self.env, partner_id), [0, 0, 0])
