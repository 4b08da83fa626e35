from unittest.mock import patch

from odoo.exceptions import ValidationError

from .import_case import ImportCase

HEADER = ("Nom", "N° TVA", "Pays")
VALID = ("FR40303265045", "FR44732829320", "BE0403019261")


class TestVatOnce(ImportCase):
    def count_examined(self):
        """Patches the host: the numbers it examines are added to the mock's calls."""
        partners = type(self.partners)
        return patch.object(
            partners,
            "_format_vat_number",
            autospec=True,
            side_effect=partners._format_vat_number,
        )

    def test_customers_of_a_batch_have_each_number_examined_once(self):
        values = [
            {"name": number, "vat": number, "country_id": self.france.id}
            for number in VALID[:2]
        ]
        with self.count_examined() as examined:
            self.partners.create(values)
        numbers = [call.args[2] for call in examined.call_args_list]
        self.assertEqual(numbers, ["40303265045", "44732829320"])

    def test_import_examines_each_number_once(self):
        rows = [(number, number, number[:2]) for number in VALID]
        document = self.check_file(*rows, header=HEADER)
        with self.count_examined() as examined:
            self.run_import(document)
        self.assertEqual(self.states(document), ["created"] * 3)
        self.assertEqual(examined.call_count, 3)

    def test_created_customer_forgets_the_answers(self):
        partner = self.make_company(vat=VALID[0])
        self.assertEqual(partner.env.context, self.env.context)
        with self.count_examined() as examined:
            partner.vat = VALID[1]
            self.env.flush_all()
        self.assertTrue(examined.called)

    def test_refusals_name_each_customer(self):
        for name in ("Acier", "Bois"):
            with self.assertRaisesRegex(ValidationError, rf"partner \[{name}\]"):
                self.make_company(name, vat="FR00123456789")

    def test_second_wrong_number_of_a_batch_is_refused_by_its_own_name(self):
        values = [
            {"name": "Acier", "vat": VALID[0], "country_id": self.france.id},
            {"name": "Bois", "vat": "FR00123456789", "country_id": self.france.id},
        ]
        with self.assertRaisesRegex(ValidationError, r"partner \[Bois\]"):
            self.partners.create(values)

    def test_number_that_may_not_be_checked_is_not_taken_for_a_valid_one(self):
        wrong = {"vat": "FR00123456789", "country_id": self.france.id}
        context = {"clientfile_vat_answers": {}}
        partners = self.partners.with_context(**context)
        partners.with_context(no_vat_validation=True).create({"name": "A", **wrong})
        with self.assertRaises(ValidationError):
            partners.create({"name": "Bois", **wrong})
