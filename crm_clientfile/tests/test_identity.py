from datetime import date

from freezegun import freeze_time
from psycopg2.errors import CheckViolation, ForeignKeyViolation

from odoo.exceptions import AccessError, ValidationError
from odoo.tests import Form, tagged
from odoo.tools import mute_logger

from odoo.addons.crm_clientfile.formats import errors as file_errors
from odoo.addons.crm_clientfile.formats import notices
from odoo.addons.crm_clientfile.models import clientfile_message
from odoo.addons.crm_clientfile.tools import errors as value_errors
from odoo.addons.crm_clientfile.tools.errors import InvalidValue

from .common import ClientfileCase

SIREN = "732829320"
SIRET = "73282932000074"
VAT = "FR44732829320"


@tagged("post_install", "-at_install")
class TestIdentity(ClientfileCase):
    def store(self, partner, **values):
        """Values as a database holds them that knew no rule."""
        partner.with_context(no_vat_validation=True).write(values)

    def test_siret_is_stored_compact_and_shown_in_groups(self):
        company = self.make_company(company_registry=" 732 829 320-00074 ")
        self.assertEqual(company.company_registry, SIRET)
        self.assertEqual(company.clientfile_registry, "732 829 320 00074")

    def test_belgian_number_is_stored_compact_and_shown_with_dots(self):
        company = self.make_company(
            country_id=self.belgium.id, company_registry="BE 403.019.261"
        )
        self.assertEqual(company.company_registry, "0403019261")
        self.assertEqual(company.clientfile_registry, "0403.019.261")

    def test_registry_of_another_country_is_left_alone(self):
        germany = self.env.ref("base.de")
        company = self.make_company(
            country_id=germany.id, company_registry="HRB 1234 B"
        )
        self.assertEqual(company.company_registry, "HRB 1234 B")

    def test_typing_the_shown_number_stores_the_compact_one(self):
        company = self.make_company()
        company.clientfile_registry = "732 829 320 00074"
        self.assertEqual(company.company_registry, SIRET)

    def test_siren_is_filled_from_siret(self):
        self.assertEqual(
            self.make_company(company_registry=SIRET).clientfile_siren, SIREN
        )

    def test_siren_is_filled_from_french_vat(self):
        self.assertEqual(self.make_company(vat=VAT).clientfile_siren, SIREN)

    def test_siren_follows_a_corrected_siret(self):
        company = self.make_company(company_registry=SIRET)
        company.company_registry = "30326504500011"
        self.assertEqual(company.clientfile_siren, "303265045")

    def test_siren_stays_when_the_siret_is_emptied(self):
        company = self.make_company(company_registry=SIRET)
        company.company_registry = False
        self.assertEqual(company.clientfile_siren, SIREN)

    def test_vat_of_a_group_tells_no_siren(self):
        company = self.make_company(
            company_registry="30326504500011",
            vat=VAT,
            clientfile_is_vat_group_member=True,
        )
        self.assertEqual(company.clientfile_siren, "303265045")

    def test_country_unknown_is_taken_for_the_company_country(self):
        with self.assertRaisesRegex(ValidationError, "A SIRET has 14 digits"):
            self.make_company(country_id=False, company_registry="7328293200007")

    def test_wrong_siret_is_refused_with_the_reason(self):
        with self.assertRaisesRegex(ValidationError, "check digit does not fit"):
            self.make_company(company_registry="73282932000075")

    def test_wrong_siret_typed_in_the_form_is_refused(self):
        with self.assertRaisesRegex(ValidationError, "check digit does not fit"):
            self.make_company().clientfile_registry = "732 829 320 00075"

    def test_wrong_belgian_number_is_refused_with_the_reason(self):
        with self.assertRaisesRegex(ValidationError, "do not fit the others"):
            self.make_company(
                country_id=self.belgium.id, company_registry="0403.019.262"
            )

    def test_wrong_ape_code_is_refused(self):
        with self.assertRaisesRegex(ValidationError, "is not an APE code"):
            self.make_company(clientfile_ape="620")

    def test_ape_code_is_stored_as_insee_prints_it(self):
        self.assertEqual(
            self.make_company(clientfile_ape="6201z").clientfile_ape, "62.01Z"
        )

    def test_siret_of_la_poste_is_accepted(self):
        company = self.make_company(company_registry="35600000000001")
        self.assertEqual(company.clientfile_siren, "356000000")

    def test_siret_of_another_siren_is_refused(self):
        with self.assertRaisesRegex(ValidationError, "not to 303265045"):
            self.make_company(company_registry=SIRET, clientfile_siren="303265045")

    def test_vat_of_another_siren_is_refused(self):
        company = self.make_company(company_registry="30326504500011")
        with self.assertRaisesRegex(ValidationError, "belongs to the SIREN 732829320"):
            company.vat = VAT

    def test_stored_wrong_siret_does_not_block_another_change(self):
        company = self.make_company()
        self.store(company, company_registry="73282932000075")
        company.write({"city": "Lyon", "company_registry": "73282932000075"})
        self.assertEqual(company.city, "Lyon")

    def test_stored_wrong_vat_written_again_does_not_block(self):
        company = self.make_company()
        self.store(company, vat="FR00732829320")
        company.write({"city": "Lyon", "vat": "FR00732829320"})
        self.assertEqual(company.city, "Lyon")

    def test_stored_wrong_numbers_do_not_block_a_new_contact(self):
        company = self.make_company()
        self.store(company, vat="FR00732829320", company_registry="123")
        contact = self.make_person(parent_id=company.id)
        self.assertEqual(contact.vat, "FR00732829320")

    def test_stored_contradiction_does_not_block_another_change(self):
        company = self.make_company()
        self.store(company, company_registry=SIRET, clientfile_siren="303265045")
        company.clientfile_ape = "62.01Z"
        self.assertEqual(company.clientfile_ape, "62.01Z")

    def test_no_vat_validation_skips_our_rules(self):
        company = self.make_company()
        self.store(company, company_registry="123", clientfile_siren="12")
        self.assertEqual(company.company_registry, "123")

    def test_reason_is_told_in_the_user_language(self):
        sentences = self.env["clientfile.message"].with_context(lang="fr_FR")
        error = InvalidValue("vat_length", "vat", "GB1", country="GB")
        self.assertIn("Royaume-Uni", sentences._sentence(error))

    def test_long_value_is_shortened_in_the_sentence(self):
        error = InvalidValue("siren_characters", "siren", "x" * 99)
        sentence = self.env["clientfile.message"]._sentence(error)
        self.assertIn(f"“{'x' * 59}…”", sentence)

    def test_every_refusal_and_notice_has_its_sentence(self):
        known = {
            code: sentence._source
            for code, sentence in clientfile_message.SENTENCES.items()
        }
        pure = value_errors.MESSAGES | file_errors.MESSAGES | notices.MESSAGES
        self.assertEqual(known, pure)

    def test_every_kind_of_file_has_its_words(self):
        known = {k: w._source for k, w in clientfile_message.FILE_KINDS.items()}
        self.assertEqual(known, file_errors.KINDS)

    def test_doubtful_lists_what_is_not_valid(self):
        company = self.make_company(phone="12", email="contact.example.com")
        self.store(company, company_registry="73282932000075", vat="FR00732829320")
        doubts = company.clientfile_doubtful.split("\n")
        self.assertEqual(len(doubts), 4)
        self.assertIn("lacks digits", doubts[0])
        self.assertIn("needs one @", doubts[1])

    def test_nothing_is_doubtful_about_valid_values(self):
        company = self.make_company(
            phone="04 72 00 00 01",
            email="contact@martin.example.com",
            company_registry=SIRET,
            vat=VAT,
        )
        self.assertFalse(company.clientfile_doubtful)

    def test_doubtful_customers_are_found(self):
        doubtful = self.make_company(phone="12")
        sound = self.make_company(phone="04 72 00 00 01")
        mine = [("id", "in", (doubtful | sound).ids)]
        partners = self.env["res.partner"].with_user(self.user)
        found = partners.search([*mine, ("clientfile_doubtful", "!=", False)])
        others = partners.search([*mine, ("clientfile_doubtful", "=", False)])
        self.assertEqual((found.ids, others.ids), (doubtful.ids, sound.ids))

    def test_form_fills_siren_from_what_is_typed(self):
        form = Form(self.env["res.partner"].with_user(self.administrator))
        form.company_type = "company"
        form.name = "Boulangerie Martin"
        form.clientfile_registry = "732 829 320 00074"
        self.assertEqual(form.clientfile_siren, SIREN)

    def test_civility_proposes_the_sex_and_keeps_what_was_chosen(self):
        form = Form(self.env["res.partner"].with_user(self.administrator))
        form.name = "Claire Martin"
        form.clientfile_civility = "mrs"
        self.assertEqual(form.clientfile_sex, "female")
        form.clientfile_sex = "other"
        form.clientfile_civility = "mr"
        self.assertEqual(form.clientfile_sex, "other")

    @mute_logger("odoo.sql_db")
    def test_fewer_than_zero_employees_are_refused(self):
        with self.assertRaises(CheckViolation):
            self.make_company(clientfile_employee_count=-1)


@tagged("post_install", "-at_install")
class TestAge(ClientfileCase):
    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.leap = cls.make_person("Leap", clientfile_birth_date="2000-02-29")
        cls.baby = cls.make_person("Baby", clientfile_birth_date="2026-01-10")
        cls.unknown = cls.make_person("Unknown")
        cls.everyone = cls.leap | cls.baby | cls.unknown

    def found(self, operator, age):
        domain = [("id", "in", self.everyone.ids), ("clientfile_age", operator, age)]
        return self.env["res.partner"].search(domain)

    @freeze_time("2023-02-28")
    def test_born_on_29_february_is_not_older_on_the_28th(self):
        self.assertEqual(self.leap.clientfile_age, 22)

    @freeze_time("2023-03-01")
    def test_born_on_29_february_is_older_on_1_march(self):
        self.assertEqual(self.leap.clientfile_age, 23)

    @freeze_time("2026-06-15")
    def test_age_is_searched_by_birth_date(self):
        self.assertEqual(self.found("=", 26), self.leap)
        self.assertEqual(self.found("=", 0), self.baby)
        self.assertEqual(self.found(">=", 26), self.leap)
        self.assertEqual(self.found(">", 26), self.leap.browse())
        self.assertEqual(self.found("<", 26), self.baby)
        self.assertEqual(self.found("<=", 26), self.leap | self.baby)

    @freeze_time("2026-06-15")
    def test_unknown_ages_are_found(self):
        self.assertEqual(self.found("=", False), self.unknown)

    @freeze_time("2026-06-15")
    def test_birth_date_in_the_future_is_refused(self):
        with self.assertRaisesRegex(ValidationError, "is in the future"):
            self.unknown.clientfile_birth_date = date(2026, 6, 16)
        self.unknown.clientfile_birth_date = date(2026, 6, 15)

    def test_birth_date_is_read_by_its_group_only(self):
        with self.assertRaises(AccessError):
            self.leap.with_user(self.user).read(["clientfile_birth_date"])
        seer = self.make_user("birth_date")
        birth = self.leap.with_user(seer).read(["clientfile_birth_date"])
        self.assertEqual(birth[0]["clientfile_birth_date"], date(2000, 2, 29))

    def test_age_is_not_searched_without_its_group(self):
        with self.assertRaises(AccessError):
            self.env["res.partner"].with_user(self.user).search(
                [("clientfile_age", ">", 18)]
            )


@tagged("post_install", "-at_install")
class TestLegalForm(ClientfileCase):
    def test_user_reads_legal_forms_and_does_not_change_them(self):
        sarl = self.env.ref("crm_clientfile.clientfile_legal_form_fr_sarl")
        self.assertEqual(sarl.with_user(self.user).code, "5499")
        with self.assertRaises(AccessError):
            sarl.with_user(self.user).code = "1"

    def test_administrator_adds_a_legal_form(self):
        forms = self.env["clientfile.legal.form"].with_user(self.administrator)
        self.assertTrue(forms.create({"name": "SICAV", "country_id": self.france.id}))

    def test_legal_form_in_use_is_not_deleted(self):
        sarl = self.env.ref("crm_clientfile.clientfile_legal_form_fr_sarl")
        self.make_company(clientfile_legal_form_id=sarl.id)
        with self.assertRaises(ForeignKeyViolation), mute_logger("odoo.sql_db"):
            sarl.unlink()
