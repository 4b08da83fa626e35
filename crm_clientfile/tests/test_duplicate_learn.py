from unittest.mock import patch

from odoo.exceptions import AccessError, UserError

from ..tools import duplicate_learning
from ..tools.duplicate_score import WEIGHTS
from .duplicate_case import DuplicateCase


class TestDuplicateLearn(DuplicateCase):
    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.rates = cls.env["clientfile.duplicate.rates"]
        for number in range(24):
            is_same = number % 2
            cls.decide(number, "same" if is_same else "different")

    @classmethod
    def decide(cls, number, decision):
        """A decided pair: those with another street are others, for this reviewer."""
        values = {
            "phone": f"04 77 12 {number:02} 56",
            "zip": "42000",
            "street": "12 rue Foch",
        }
        first = cls.make_company(f"Garage Petit{number}", **values)
        if decision == "different":
            values["street"] = "9 quai Claude Bernard"
        second = cls.make_company(f"Garage Petit{number}", **values)
        cls.env["clientfile.duplicate"].create(
            {
                "partner_a_id": first.id,
                "partner_b_id": second.id,
                "decision": decision,
                "decided_by_id": cls.manager.id,
            }
        )

    def open(self, user=None):
        wizards = self.env["clientfile.duplicate.learn"].with_user(user or self.manager)
        return wizards.create({})

    def test_few_decisions_teach_nothing(self):
        with self.assertRaisesRegex(UserError, "24 decisions so far"):
            self.open()

    def test_what_was_learnt_is_shown_and_used_once_accepted(self):
        with patch.object(duplicate_learning, "FEWEST_DECISIONS", 20):
            wizard = self.open()
        self.assertEqual(wizard.decision_count, 24)
        self.assertLess(wizard.precision_before, wizard.precision_after)
        self.assertEqual(wizard.recall_after, 1)
        self.assertEqual(self.rates._get_model().weights, WEIGHTS)
        wizard.action_accept()
        weights = self.rates._get_model().weights
        self.assertLess(weights["street"][1], WEIGHTS["street"][1])

    def test_former_weights_come_back_when_the_new_ones_are_put_aside(self):
        with patch.object(duplicate_learning, "FEWEST_DECISIONS", 20):
            self.open().action_accept()
        self.rates.search([]).is_used = False
        self.assertEqual(self.rates._get_model().weights, WEIGHTS)

    def test_weights_of_another_version_are_not_used(self):
        self.rates.create({"weights": {"name": [1, 2]}})
        self.assertEqual(self.rates._get_model().weights, WEIGHTS)

    def test_user_does_not_teach(self):
        with self.assertRaises(AccessError):
            self.open(self.user)
