from odoo import Command
from odoo.exceptions import AccessError, UserError
from odoo.tests import Form, new_test_user, tagged

from .accounting_case import AccountingCase


@tagged("post_install", "-at_install")
class TestAccountRule(AccountingCase):
    """Accounts by rule, explained, and never in place of a person's choice."""

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.usual, cls.eu, cls.other = cls.env["account.account"].create(
            [
                {"name": name, "code": code, "account_type": "income"}
                for name, code in (
                    ("Usual", "706001"),
                    ("EU services", "706200"),
                    ("Other", "706900"),
                )
            ]
        )
        cls.service = cls.env["product.product"].create(
            {
                "name": "Advice",
                "type": "service",
                "property_account_income_id": cls.usual.id,
                "taxes_id": [Command.clear()],
            }
        )
        cls.belgian = cls.make_company(
            "Brasserie Peeters", country_id=cls.belgium.id, ref="B1"
        )

    @classmethod
    def make_rule(cls, **values):
        values = {"zone": "eu", "nature": "service", "account_id": cls.eu.id, **values}
        return cls.env["clientfile.account.rule"].create(
            {"company_id": cls.company.id, **values}
        )

    def activate(self, *rules):
        for rule in rules:
            trial = self.try_rule(rule)
            trial.action_activate()

    def try_rule(self, rule):
        action = rule.with_user(self.accountant).action_try()
        trials = self.env["clientfile.account.trial"].with_user(self.accountant)
        return trials.browse(action["res_id"])

    def make_draft(self, partner=None, user=None, **line):
        values = {"product_id": self.service.id, "price_unit": 100, **line}
        moves = self.env["account.move"].with_user(user or self.env.user)
        return moves.create(
            {
                "move_type": "out_invoice",
                "partner_id": (partner or self.belgian).id,
                "invoice_date": "2026-01-15",
                "invoice_line_ids": [Command.create(values)],
            }
        ).invoice_line_ids

    def test_first_fitting_rule_gives_the_account_and_says_so(self):
        rule = self.make_rule(sequence=5)
        self.activate(rule, self.make_rule(account_id=self.other.id, sequence=9))
        line = self.make_draft()
        self.assertEqual(line.account_id, self.eu)
        self.assertEqual(line.clientfile_account_rule_id, rule)
        self.assertIn("European Union", line.clientfile_account_reason)
        self.assertIn("706200", line.clientfile_account_reason)

    def test_line_that_no_rule_fits_keeps_the_account_of_odoo(self):
        self.activate(self.make_rule())
        line = self.make_draft(self.customer)
        self.assertEqual(line.account_id, self.usual)
        self.assertFalse(line.clientfile_account_reason)

    def test_account_chosen_by_hand_is_kept(self):
        self.activate(self.make_rule())
        line = self.make_draft(account_id=self.other.id)
        self.assertEqual(line.account_id, self.other)
        self.assertIn("By hand", line.clientfile_account_reason)

    def test_account_of_odoo_chosen_after_the_rule_is_kept(self):
        self.activate(self.make_rule())
        line = self.make_draft()
        line.account_id = self.usual
        line.quantity = 3
        line.move_id.invoice_date = "2026-01-20"
        line.move_id.action_post()
        self.assertEqual(line.account_id, self.usual)

    def test_other_customer_means_other_account(self):
        self.activate(self.make_rule())
        line = self.make_draft(self.customer)
        self.assertEqual(line.account_id, self.usual)
        line.move_id.partner_id = self.belgian
        self.assertEqual(line.account_id, self.eu)

    def test_other_product_is_judged_anew(self):
        self.activate(self.make_rule())
        line = self.make_draft(account_id=self.other.id)
        goods = self.service.copy({"type": "consu"})
        line.product_id = goods
        self.assertNotEqual(line.account_id, self.eu)
        line.product_id = self.service
        self.assertEqual(line.account_id, self.eu)

    def test_posted_invoice_is_left_alone(self):
        line = self.make_draft()
        line.move_id.action_post()
        self.activate(self.make_rule())
        line.move_id.ref = "x"
        line.name = "Other label"
        self.assertEqual(line.account_id, self.usual)

    def test_rule_in_draft_does_nothing(self):
        self.make_rule()
        self.assertEqual(self.make_draft().account_id, self.usual)

    def test_trial_lists_the_lines_that_would_differ(self):
        self.make_draft().move_id.action_post()
        self.make_draft(self.customer).move_id.action_post()
        trial = self.try_rule(self.make_rule())
        counts = (trial.line_count, trial.fitting_count, trial.different_count)
        self.assertEqual(counts, (2, 1, 1))
        difference = trial.difference_ids
        self.assertEqual(difference.account_id, self.usual)
        self.assertEqual(difference.new_account_id, self.eu)
        self.assertEqual(difference.line_id.account_id, self.usual)

    def test_changed_rule_has_to_be_tried_again(self):
        rule = self.make_rule()
        trial = self.try_rule(rule)
        rule.with_user(self.accountant).account_id = self.other
        with self.assertRaisesRegex(UserError, "Try these rules again"):
            trial.action_activate()

    def test_active_rule_that_is_changed_stops_until_tried(self):
        rule = self.make_rule()
        self.activate(rule)
        rule.with_user(self.accountant).account_id = self.other
        self.assertEqual(rule.state, "draft")

    def test_rule_is_not_activated_by_hand(self):
        rule = self.make_rule()
        with self.assertRaises(AccessError):
            rule.with_user(self.accountant).state = "active"

    def test_unexpected_tax_is_told(self):
        tax = self.env["account.tax"].search(
            [("company_id", "=", self.company.id), ("type_tax_use", "=", "sale")],
            limit=1,
        )
        self.activate(self.make_rule(expected_tax_ids=[Command.set(tax.ids)]))
        line = self.make_draft(tax_ids=[Command.clear()])
        self.assertIn("Check the tax", line.clientfile_account_reason)
        line.tax_ids = tax
        self.assertNotIn("Check the tax", line.clientfile_account_reason)

    def test_rate_of_tax_decides(self):
        tax = self.env["account.tax"].create(
            {"name": "Ten percent of the test", "amount": 10, "type_tax_use": "sale"}
        )
        self.activate(self.make_rule(zone=False, has_rate=True, rate=10))
        line = self.make_draft(self.customer, tax_ids=[Command.clear()])
        self.assertEqual(line.account_id, self.usual)
        line.tax_ids = tax
        self.assertEqual(line.account_id, self.eu)

    def test_clerk_has_accounts_chosen_without_reading_rules(self):
        self.activate(self.make_rule())
        line = self.make_draft(user=self.clerk)
        self.assertEqual(line.account_id, self.eu)
        self.assertIn("706200", line.clientfile_account_reason)
        with self.assertRaises(AccessError):
            self.env["clientfile.account.rule"].with_user(self.clerk).create(
                {"account_id": self.eu.id}
            )

    def test_choice_in_the_form_survives_saving(self):
        self.activate(self.make_rule())
        user = new_test_user(
            self.env,
            "clientfile_form",
            "account.group_account_user,account.group_account_invoice",
            company_id=self.company.id,
            company_ids=[Command.set(self.company.ids)],
        )
        moves = self.env["account.move"].with_user(user)
        form = Form(moves.with_context(default_move_type="out_invoice"))
        form.partner_id = self.belgian
        with form.invoice_line_ids.new() as line:
            line.product_id = self.service
        with form.invoice_line_ids.new() as line:
            line.product_id = self.service
            line.account_id = self.other
        move = form.save()
        self.assertEqual(move.invoice_line_ids.account_id, self.eu | self.other)
