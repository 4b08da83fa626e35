from odoo.exceptions import ValidationError
from odoo.tests import tagged

from ..formats import all_formats
from ..formats.fec_findings import MESSAGES as FEC_SENTENCES
from ..formats.layout_values import COLUMN_VALUES
from ..formats.problem import MESSAGES as SENTENCES
from ..formats.text_layout import LAYOUT_ERRORS
from ..models.clientfile_accounting_terms import (
    FEC_MESSAGES,
    LAYOUT_MESSAGES,
    MESSAGES,
    TERMS,
)
from .accounting_case import AccountingCase


@tagged("post_install", "-at_install")
class TestTarget(AccountingCase):
    """A software, its options, and how it calls what is ours."""

    def test_every_word_of_the_formats_can_be_translated(self):
        words = {label for label, _kind in COLUMN_VALUES.values()}
        for kind in all_formats().values():
            words |= {kind.label, kind.software, kind.checked, kind.confidence}
            for option in kind.options:
                words |= {option.label, *(label for _value, label in option.choices)}
        self.assertEqual(set(TERMS), words - {""})

    def test_every_sentence_of_the_formats_can_be_translated(self):
        pairs = (
            (MESSAGES, SENTENCES),
            (FEC_MESSAGES, FEC_SENTENCES),
            (LAYOUT_MESSAGES, LAYOUT_ERRORS),
        )
        for ours, theirs in pairs:
            english = {code: str(text) for code, text in ours.items()}
            self.assertEqual(english, theirs)

    def test_experimental_formats_are_offered_when_asked_for(self):
        experimental = {
            code for code, kind in all_formats().items() if kind.experimental
        }
        self.assertTrue(experimental)
        self.assertFalse(experimental & set(self.target.offered_formats))
        self.target.with_experimental = True
        self.assertLess(experimental, set(self.target.offered_formats))

    def test_experimental_format_is_refused_unless_asked_for(self):
        target = self.make_target("bob50")
        with self.assertRaisesRegex(ValidationError, "partly a guess"):
            target.with_experimental = False
        with self.assertRaisesRegex(ValidationError, "partly a guess"):
            self.make_target("exact_globe", with_experimental=False)

    def test_code_behind_a_prefix_has_the_rest_of_the_width(self):
        widths = {
            code: self.make_target(code)._get_party_width()
            for code in ("fec", "ximport", "quadra", "sage_pnm")
        }
        self.assertEqual(widths, {"fec": 0, "ximport": 8, "quadra": 7, "sage_pnm": 13})

    def test_each_format_begins_with_its_own_options(self):
        for code, kind in all_formats().items():
            with self.subTest(format=code):
                target = self.make_target(code)
                made = target._make_format()
                defaults = {option.code: option.default for option in kind.options}
                self.assertEqual(made.chosen, defaults)

    def test_chosen_option_reaches_the_format(self):
        option = self.target.option_ids.filtered(lambda one: one.code == "encoding")
        option.choice = "fec_exchange:encoding:utf-8"
        self.assertEqual(self.target._make_format().chosen["encoding"], "utf-8")

    def test_choice_of_another_option_is_refused(self):
        option = self.target.option_ids.filtered(lambda one: one.code == "encoding")
        with self.assertRaises(ValidationError):
            option.choice = "fec_exchange:separator:|"

    def test_other_format_brings_other_options(self):
        self.target.format_code = "ximport"
        codes = set(self.target.option_ids.mapped("code"))
        kind = all_formats()["ximport"]
        self.assertEqual(codes, {option.code for option in kind.options})

    def test_journal_code_too_long_for_the_format_is_refused(self):
        target = self.make_target("ximport")
        journal = self.env["account.journal"].search(
            [("company_id", "=", self.company.id)], limit=1
        )
        values = {"target_id": target.id, "kind": "journal", "journal_id": journal.id}
        mappings = self.env["clientfile.export.mapping"].with_user(self.accountant)
        mapping = mappings.create({**values, "code": "VE"})
        with self.assertRaisesRegex(ValidationError, "too long"):
            mapping.code = "VEN"

    def test_proposed_journal_codes_fit_and_differ(self):
        target = self.make_target("ximport")
        target.with_user(self.accountant).action_propose_journals()
        codes = target.journal_mapping_ids.mapped("code")
        self.assertGreater(len(codes), 3)
        self.assertEqual(len(set(codes)), len(codes))
        self.assertLessEqual(max(map(len, codes)), 2)

    def test_mapping_needs_its_own_record(self):
        mappings = self.env["clientfile.export.mapping"]
        with self.assertRaisesRegex(ValidationError, "Choose what"):
            mappings.create(
                {"target_id": self.target.id, "kind": "journal", "code": "VE"}
            )

    def test_unmapped_journal_that_is_too_long_opens_its_mapping(self):
        target = self.make_target("ximport")
        invoice = self.post_invoice()
        invoice.journal_id.code = "SALES"
        export = self.make_export(target)
        export.action_check()
        self.assertEqual(export.state, "refused")
        problem = export.problem_ids.filtered(lambda one: "SALES" in one.name)
        action = problem.action_open()
        self.assertEqual(action["res_model"], "clientfile.export.mapping")
        self.assertEqual(action["context"]["default_journal_id"], invoice.journal_id.id)

    def test_third_party_code_has_capitals_and_digits_only(self):
        parties = self.env["clientfile.export.party"].with_user(self.accountant)
        values = {"target_id": self.target.id, "partner_id": self.customer.id}
        with self.assertRaisesRegex(ValidationError, "capital letters"):
            parties.create({**values, "code": "été"})
