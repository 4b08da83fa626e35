from decimal import Decimal

from odoo.tests import Form, tagged

from .accounting_case import AccountingCase


@tagged("post_install", "-at_install")
class TestFec(AccountingCase):
    """The file for the tax office: a whole year, and the same for ever."""

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.office = cls.make_target("fec")

    def test_file_is_named_after_siren_and_closing_date(self):
        self.post_invoice()
        export = self.export(self.office, date_to="2026-03-31")
        self.assertEqual(export.file_ids.name, "987654324FEC20261231.txt")
        self.assertEqual(str(export.date_from), "2026-01-01")

    def test_menu_offers_the_year_that_has_ended(self):
        exports = self.env["clientfile.accounting.export"].with_user(self.accountant)
        action = exports.action_open_fec()
        self.assertFalse(action["res_id"])
        context = action["context"]
        with Form(exports.with_context(**context)) as form:
            self.assertTrue(form.is_legal)
            self.assertEqual(str(form.date_to)[5:], "12-31")
            self.assertEqual(str(form.date_from)[5:], "01-01")
        self.assertEqual(form.record.scope, "all")
        self.assertEqual(exports.action_open_fec()["res_id"], form.record.id)

    def test_year_opens_with_what_earlier_years_left(self):
        self.post_invoice(100, day="2025-05-10")
        self.post_invoice(30, day="2026-05-10")
        export = self.export(self.office)
        opening, _invoice = self.read_files(export)
        self.assertEqual((opening.journal, str(opening.date)), ("OUV", "2026-01-01"))
        sides = {(line.third_party, line.debit, line.credit) for line in opening.lines}
        self.assertEqual(
            sides,
            {("C001", Decimal(100), Decimal(0)), ("", Decimal(0), Decimal(100))},
        )

    def test_year_is_exported_whole_each_time(self):
        first = self.post_invoice()
        export = self.export(self.office)
        second = self.post_invoice()
        again = self.export(self.office)
        self.assertEqual(
            [entry.name for entry in self.read_files(again)], [first.name, second.name]
        )
        self.assertEqual(again.previous_id, export)
        self.assertEqual(self.get_marks(self.office).export_id, again)

    def test_third_party_is_called_as_at_the_first_export(self):
        self.post_invoice()
        self.export(self.office)
        self.customer.name = "Anonyme"
        self.renumber(self.customer, "X9")
        export = self.export(self.office)
        named = {
            (line.third_party, line.third_party_label)
            for entry in self.read_files(export)
            for line in entry.lines
            if line.third_party
        }
        self.assertEqual(named, {("C001", "Boulangerie Été")})

    def test_exchange_file_of_that_year_uses_the_same_names(self):
        self.post_invoice()
        self.export(self.office)
        self.customer.name = "Anonyme"
        self.post_invoice()
        labels = {
            line.third_party_label
            for entry in self.read_files(self.export(scope="all"))
            for line in entry.lines
            if line.third_party
        }
        self.assertEqual(labels, {"Boulangerie Été"})

    def test_next_year_uses_the_present_name(self):
        self.post_invoice()
        self.export(self.office)
        self.customer.name = "Nouveau nom"
        self.post_invoice(day="2027-01-15")
        export = self.export(self.office, date_from="2027-01-01", date_to="2027-12-31")
        last = self.read_files(export)[-1]
        self.assertIn("Nouveau nom", {line.third_party_label for line in last.lines})

    def test_frozen_names_are_never_deleted(self):
        self.post_invoice()
        self.export(self.office)
        frozen = self.env["clientfile.fec.party"].search(
            [("company_id", "=", self.company.id)]
        )
        self.assertEqual(frozen.mapped("code"), ["C001"])
        with self.assertRaisesRegex(Exception, "stays as it was named"):
            frozen.unlink()

    def test_company_without_siren_is_refused(self):
        self.post_invoice()
        self.company.company_registry = False
        self.company.partner_id.clientfile_siren = False
        export = self.make_export(self.office)
        export.action_check()
        self.assertEqual(export.state, "refused")
        self.assertTrue(any("SIREN" in one.name for one in export.problem_ids))

    def test_findings_of_the_complete_check_are_listed(self):
        entry = self.post_entry()
        line = entry.line_ids[0]
        self.env.flush_all()
        self.env.cr.execute(
            "UPDATE account_move_line SET name = '.' WHERE id = %s", [line.id]
        )
        self.env.invalidate_all()
        export = self.make_export(self.office)
        export.action_check()
        self.assertEqual(export.state, "checked")
        self.assertTrue(
            any("not locked" in one.name for one in export.problem_ids),
        )
        self.company.fiscalyear_lock_date = "2026-12-31"
        export.action_check()
        self.assertFalse(any("not locked" in one.name for one in export.problem_ids))

    def test_merged_source_keeps_its_name_in_the_file(self):
        self.post_invoice()
        self.export(self.office)
        survivor = self.make_company("Survivant", ref="S1")
        self.post_invoice(partner_id=survivor.id)
        sealed = self.env["clientfile.merge"]._get_sealed_conditions()
        self.assertIn("clientfile_fec_party", sealed)
        self.assertIn("clientfile_export_party", sealed)
