from odoo import Command
from odoo.exceptions import ValidationError
from odoo.tests import Form, tagged

from ..formats.layout_presets import PRESETS
from .accounting_case import AccountingCase


@tagged("post_install", "-at_install")
class TestExportLayout(AccountingCase):
    """Columns that a person chooses, with a sample that shows what comes out."""

    def make_layout(self, preset="sage_debit_credit", **values):
        layouts = self.env["clientfile.export.layout"].with_user(self.accountant)
        return layouts.create({"preset": preset, **values})

    def test_every_preset_becomes_a_layout_with_its_sample(self):
        for preset in PRESETS:
            with self.subTest(preset=preset):
                layout = self.make_layout(preset)
                self.assertFalse(layout.problem)
                self.assertEqual(layout._get_layout().columns, PRESETS[preset].columns)
                self.assertGreaterEqual(len(layout.sample.splitlines()), 8)

    def test_sample_follows_each_change_in_the_form(self):
        layouts = self.env["clientfile.export.layout"].with_user(self.accountant)
        with Form(layouts) as form:
            form.preset = "sage_debit_credit"
            self.assertEqual(
                form.sample.splitlines()[0],
                "15012026;VE;411000;C00012;1200,00;0,00;FAC/2026/00001;FAC/2026/00001",
            )
            form.delimiter = "bar"
            form.day = "AAAA-MM-JJ"
            self.assertTrue(form.sample.startswith("2026-01-15|VE|411000"))

    def test_layout_without_account_says_why_it_is_refused(self):
        layouts = self.env["clientfile.export.layout"].with_user(self.accountant)
        form = Form(layouts)
        form.name = "Short"
        with form.column_ids.new() as column:
            column.value = "debit"
        self.assertIn("no account", form.problem)
        self.assertFalse(form.sample)
        with self.assertRaisesRegex(ValidationError, "no account"):
            form.save()

    def test_fixed_width_needs_a_width_for_each_column(self):
        with self.assertRaisesRegex(ValidationError, "Date"):
            self.make_layout(delimiter="none")

    def test_entries_are_exported_in_the_chosen_columns(self):
        self.post_invoice(50)
        layout = self.make_layout(
            name="Ours",
            column_ids=[
                Command.create({"value": value, "sequence": place})
                for place, value in enumerate(
                    ("third_party", "account", "debit", "credit")
                )
            ],
        )
        target = self.make_target("text_layout", layout_id=layout.id)
        export = self.export(target)
        data = export.file_ids.attachment_id.raw.decode("cp1252")
        income, customer = data.splitlines()
        self.assertEqual(income, ";707000;0,00;50,00")
        self.assertTrue(customer.startswith("C001;411"), customer)
        self.assertTrue(customer.endswith(";50,00;0,00"), customer)

    def test_preset_of_the_options_is_used_without_a_layout(self):
        self.post_invoice(50)
        target = self.make_target("text_layout")
        option = target.option_ids.filtered(lambda one: one.code == "preset")
        option.choice = "text_layout:preset:pennylane"
        data = self.export(target).file_ids.attachment_id.raw.decode()
        self.assertTrue(data.startswith("Date;Code journal;"), data)

    def test_layout_in_use_is_not_deleted(self):
        layout = self.make_layout()
        self.make_target("text_layout", layout_id=layout.id)
        with self.assertRaisesRegex(Exception, "layout|violates|another model"):
            layout.unlink()
