from contextlib import suppress
from unittest.mock import patch

from odoo.exceptions import UserError

from ..models import clientfile_import_run
from .import_case import ImportCase

CONTACT_HEADER = (
    "Société",
    "Nom",
    "Prénom",
    "Civilité",
    "Fonction",
    "Email",
    "Rue",
    "Ville",
)


class TestImportRun(ImportCase):
    def test_customer_is_created_normalised(self):
        self.run_file(
            (
                *("C1", " Boulangerie  Martin ", "1, rue Haute,", "1000", "Bourg"),
                *("06.12.34.56.78", "Contact@Martin.EXAMPLE"),
            )
        )
        partner = self.find("Boulangerie Martin")
        self.assertEqual(partner.ref, "C1")
        self.assertTrue(partner.is_company)
        self.assertEqual(partner.street, "1, rue Haute")
        self.assertEqual((partner.zip, partner.city), ("01000", "Bourg"))
        self.assertEqual(partner.country_id, self.france)
        self.assertEqual(partner.phone, "+33 6 12 34 56 78")
        self.assertEqual(partner.email, "contact@martin.example")

    def test_row_tells_what_became_of_it(self):
        document = self.run_file(("C1", "Martin"))
        self.assertEqual(document.state, "done")
        row = document.row_ids
        self.assertEqual((row.number, row.state), (2, "created"))
        self.assertEqual(row.partner_id, self.find("Martin"))
        self.assertEqual(document.created_count, 1)

    def test_test_changes_no_customer(self):
        document = self.check_file(("C1", "Martin"))
        self.assertEqual(document.state, "tested")
        self.assertEqual(document.to_create_count, 1)
        self.assertFalse(self.find("Martin"))

    def test_nothing_is_tracked_or_posted(self):
        self.run_file(("C1", "Martin"))
        self.assertFalse(self.find("Martin").message_ids)
        self.assertFalse(self.find("Martin").message_follower_ids)

    def test_lost_zeros_of_a_siret_are_restored_and_said(self):
        document = self.run_file(
            ("Vins du Jura", "558050100012"), header=("Nom", "SIRET")
        )
        self.assertEqual(self.find("Vins du Jura").company_registry, "00558050100012")
        self.assertIn("Leading zeros of the SIRET restored", document.row_ids.remarks)

    def test_phone_of_a_float_is_repaired_and_said(self):
        document = self.run_file(("Martin", "33612345678.0"), header=("Nom", "Tél"))
        self.assertEqual(self.find("Martin").phone, "+33 6 12 34 56 78")
        self.assertIn("repaired to +33 6 12 34 56 78", document.row_ids.remarks)

    def test_rounded_phone_refuses_the_row(self):
        document = self.check_file(("Martin", "3.36123e10"), header=("Nom", "Tél"))
        self.assertEqual(self.states(document), ["refused"])
        self.assertIn("Tél: The spreadsheet has rounded", document.row_ids.reason)

    def test_all_faults_of_a_row_are_named(self):
        document = self.check_file(
            ("Martin", "0612", "no address"), header=("Nom", "Téléphone", "Email")
        )
        self.assertEqual(len(document.row_ids.reason.splitlines()), 2)

    def test_unusable_value_is_left_out_and_kept_in_the_notes(self):
        document = self.run_file(
            ("Martin", "2262649"),
            header=("Nom", "Téléphone"),
            invalid_mode="leave_out",
        )
        partner = self.find("Martin")
        self.assertFalse(partner.phone)
        self.assertIn("Téléphone: 2262649", partner.comment)
        self.assertIn("Left out", document.row_ids.remarks)

    def test_refused_rows_come_in_without_what_nobody_can_use(self):
        document = self.check_file(("Martin", "2262649"), header=("Nom", "Téléphone"))
        self.assertEqual(self.states(document), ["refused"])
        document.action_leave_out()
        self.assertEqual(
            (document.state, document.invalid_mode), ("tested", "leave_out")
        )
        self.assertEqual(self.states(document), ["to_create"])

    def test_further_phones_and_profiles_become_ways_to_reach(self):
        header = ("Nom", "Téléphone", "Mobile", "Fax", "LinkedIn")
        row = ("Martin", "0144556677", "0612345678", "0144556678", "linkedin.com/in/m")
        self.run_file(row, header=header)
        partner = self.find("Martin")
        found = partner.clientfile_channel_ids.sorted("value_normalized")
        self.assertEqual(partner.phone, "+33 1 44 55 66 77")
        self.assertEqual(
            found.mapped(lambda channel: (channel.kind, channel.value_normalized)),
            [
                ("fax", "+33144556678"),
                ("mobile", "+33612345678"),
                ("linkedin", "linkedin.com/in/m"),
            ],
        )

    def test_names_of_records_are_looked_up(self):
        industry = self.env["res.partner.industry"].sudo().create({"name": "Verrerie"})
        header = ("Nom", "Secteur", "Commercial", "Pays", "Langue")
        row = ("Glas", "VERRERIE", self.user.login, "Belgique", "fr")
        self.env["res.lang"]._activate_lang("fr_FR")
        self.run_file(row, header=header)
        partner = self.find("Glas")
        self.assertEqual(partner.industry_id, industry)
        self.assertEqual(partner.user_id, self.user)
        self.assertEqual(partner.country_id, self.belgium)
        self.assertEqual(partner.lang, "fr_FR")

    def test_unknown_salesperson_refuses_the_row(self):
        document = self.check_file(("Martin", "Nobody"), header=("Nom", "Commercial"))
        self.assertIn("“Nobody”", document.row_ids.reason)

    def test_missing_tags_are_created_once(self):
        header = ("Nom", "Étiquettes")
        document = self.run_file(("A", "Étain, Zinc"), ("B", "ÉTAIN"), header=header)
        names = document.created_tag_ids.mapped("name")
        self.assertEqual(sorted(names), ["Zinc", "Étain"])
        self.assertEqual(self.find("B").category_id.name, "Étain")

    def test_missing_tags_refuse_the_row_if_wished(self):
        header = ("Nom", "Étiquettes")
        document = self.check_file(("A", "Étain"), header=header, create_tags=False)
        self.assertEqual(self.states(document), ["refused"])

    def test_choices_apply_to_all_customers(self):
        tag = self.env["res.partner.category"].create({"name": "Salon 2026"})
        self.run_file(
            ("C1", "Martin"),
            is_prospect=True,
            tag_ids=tag.ids,
            salesperson_id=self.user.id,
        )
        partner = self.find("Martin")
        self.assertTrue(partner.clientfile_is_prospect)
        self.assertFalse(partner.clientfile_is_client)
        self.assertEqual((partner.category_id, partner.user_id), (tag, self.user))

    def test_figures_and_dates_are_read(self):
        header = ("Nom", "Effectif", "Chiffre d'affaires", "Client depuis")
        self.run_file(
            ("Glas", "1 250", "1.234.567,80 €", "15 mars 2021"), header=header
        )
        partner = self.find("Glas")
        self.assertEqual(partner.clientfile_employee_count, 1250)
        self.assertEqual(partner.clientfile_turnover, 1234567.8)
        self.assertEqual(str(partner.clientfile_client_since), "2021-03-15")

    def test_incoherent_numbers_refuse_the_row(self):
        document = self.check_file(
            ("Glas", "73282932000074", "FR40303265045"),
            header=("Nom", "SIRET", "N° TVA"),
        )
        self.assertIn("SIREN", document.row_ids.reason)

    def test_row_that_the_host_refuses_does_not_stop_the_others(self):
        # The rules of Mexican numbers are the host's, not ours.
        numbers = {4: "nonsense"}
        rows = [(f"Client {i}", "Mexique", numbers.get(i)) for i in range(9)]
        document = self.run_file(*rows, header=("Nom", "Pays", "N° TVA"))
        states = self.states(document)
        self.assertEqual(states.count("created"), 8)
        self.assertEqual(states[4], "refused")
        self.assertIn("NONSENSE", *self.reasons(document))
        self.assertFalse(self.find("Client 4"))


class TestImportContacts(ImportCase):
    def test_person_is_linked_to_a_new_company(self):
        row = ("Glas SA", "MARTIN", "claire", "Mme", "Acheteuse", "c@glas.example")
        document = self.run_file(row, header=CONTACT_HEADER)
        person = self.find("Claire Martin")
        self.assertEqual(person.parent_id, self.find("Glas SA"))
        self.assertTrue(person.parent_id.is_company)
        self.assertFalse(person.is_company)
        self.assertEqual(person.clientfile_civility, "mrs")
        self.assertEqual(person.function, "Acheteuse")
        self.assertEqual(document.created_count, 2)

    def test_persons_of_one_company_share_it(self):
        self.run_file(
            ("Glas SA", "Martin", "Claire"),
            ("GLAS", "Durand", "Paul"),
            header=CONTACT_HEADER,
        )
        people = self.find("Claire Martin") + self.find("Paul Durand")
        self.assertEqual(len(people.parent_id), 1)
        self.assertEqual(people.parent_id.child_ids, people)

    def test_company_may_stand_below_its_people(self):
        header = ("Nom", "Prénom", "Société", "SIRET", "Ville")
        document = self.run_file(
            ("Martin", "Claire", "Glas SA", "", ""),
            ("", "", "Glas SA", "73282932000074", "Lyon"),
            header=header,
        )
        company = self.find("Glas SA")
        self.assertEqual(len(company), 1)
        self.assertEqual(company.company_registry, "73282932000074")
        self.assertEqual(self.find("Claire Martin").parent_id, company)
        self.assertEqual(document.refused_count, 0)

    def test_known_company_is_found(self):
        company = self.make_company("Glas SA", city="Lyon")
        self.run_file(("Glas SA", "Martin", "Claire"), header=CONTACT_HEADER)
        self.assertEqual(self.find("Claire Martin").parent_id, company)

    def test_ambiguous_company_refuses_its_person(self):
        self.make_company("Glas SA", city="Lyon")
        self.make_company("Glas SA", city="Lille")
        document = self.check_file(
            ("Glas SA", "Martin", "Claire"), header=CONTACT_HEADER
        )
        self.assertEqual(document.refused_count, 2)
        self.assertIn("Its company is refused", self.reasons(document)[1])

    def test_companies_are_not_created_against_the_choice(self):
        document = self.check_file(
            ("Glas SA", "Martin", "Claire"),
            header=CONTACT_HEADER,
            create_companies=False,
        )
        self.assertEqual(document.refused_count, 2)

    def test_company_with_its_contact_gives_both(self):
        header = ("Raison sociale", "Ville", "Nom du contact", "Prénom du contact")
        self.run_file(("Glas SA", "Lyon", "Martin", "Claire"), header=header)
        company = self.find("Glas SA")
        self.assertEqual(company.child_ids.name, "Claire Martin")
        self.assertEqual(company.city, "Lyon")

    def test_contact_does_not_move_its_company(self):
        company = self.make_company("Glas SA", street="1 rue Haute", city="Lyon")
        row = ("Glas SA", "Martin", "Claire", "", "", "", "9 rue Basse", "Lille")
        self.run_file(row, header=CONTACT_HEADER)
        person = self.find("Claire Martin")
        self.assertEqual((company.street, company.city), ("1 rue Haute", "Lyon"))
        self.assertEqual((person.street, person.city), ("9 rue Basse", "Lille"))
        self.assertEqual(person.type, "other")

    def test_person_without_address_takes_that_of_the_company(self):
        self.make_company("Glas SA", street="1 rue Haute", city="Lyon")
        self.run_file(("Glas SA", "Martin", "Claire"), header=CONTACT_HEADER)
        person = self.find("Claire Martin")
        self.assertEqual((person.type, person.city), ("contact", "Lyon"))

    def test_same_contacts_twice_are_unchanged(self):
        rows = (
            ("Glas SA", "Martin", "Claire", "Mme", "", "c@glas.example", "", ""),
            ("Glas SA", "Durand", "Paul", "M.", "", "", "9 rue Basse", "Lille"),
        )
        self.run_file(*rows, header=CONTACT_HEADER)
        again = self.run_file(*rows, header=CONTACT_HEADER)
        self.assertEqual(set(self.states(again)), {"unchanged"})


class TestImportJob(ImportCase):
    """Large files are imported in the background, one batch at a time."""

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.rows = [(f"C{i}", f"Client {i}") for i in range(20)]

    def setUp(self):
        super().setUp()
        self.patch(clientfile_import_run, "RUN_BATCH", 6)

    def count(self):
        return self.partners.search_count([("name", "like", "Client %")])

    def test_import_runs_in_the_background(self):
        document = self.check_file(*self.rows)
        document.action_run()
        self.assertEqual(document.state, "running")
        self.work()
        self.assertEqual((document.state, self.count()), ("done", 20))
        self.assertEqual((document.job_id.total, document.job_id.done), (20, 20))

    def test_progress_counts_customers_known_by_number(self):
        self.run_file(*self.rows[:5])
        document = self.check_file(*self.rows[:15])
        document.action_run()
        self.assertEqual(document.job_id.total, 15)
        self.work()
        self.assertEqual(document.job_id.done, 15)

    def test_large_file_is_tested_in_the_background(self):
        document = self.make_import(self.make_csv(*self.rows))
        document.row_count = 1000
        document.action_test()
        self.assertTrue(document.is_busy)
        self.work()
        self.assertEqual(document.state, "tested")
        self.assertEqual(document.to_create_count, 20)

    def test_killed_worker_is_followed_by_another_without_doubles(self):
        document = self.check_file(*self.rows)
        document.action_run()
        original = type(document)._run_step
        calls = []

        def die_after_writing(self, cursor):
            result = original(self, cursor)
            calls.append(cursor)
            if len(calls) == 2:
                # What PostgreSQL does when the worker's connection ends.
                self.env.cr.rollback()
                raise KeyboardInterrupt
            return result

        dying = patch.object(type(document), "_run_step", die_after_writing)
        with dying, suppress(KeyboardInterrupt):
            self.work()
        self.env.invalidate_all()
        self.assertEqual((document.state, self.count()), ("running", 6))
        self.work()
        self.assertEqual((document.state, self.count()), ("done", 20))
        self.assertEqual(document.created_count, 20)

    def test_cancelled_import_is_resumed(self):
        document = self.check_file(*self.rows)
        document.action_run()
        original = type(document)._run_step

        def cancel(self, cursor):
            self.job_id.sudo()._request_cancellation()
            return original(self, cursor)

        with patch.object(type(document), "_run_step", cancel):
            self.work()
        self.assertEqual((document.state, self.count()), ("cancelled", 6))
        document.action_run()
        self.work()
        self.assertEqual((document.state, self.count()), ("done", 20))

    def test_failed_import_goes_on_or_is_stopped(self):
        document = self.check_file(*self.rows)
        document.action_run()
        failing = patch.object(
            type(document), "_run_step", side_effect=UserError("No.")
        )
        with failing:
            self.work()
        self.assertEqual((document.job_state, document.job_message), ("failed", "No."))
        document.action_cancel()
        self.assertEqual(document.state, "cancelled")
        document.action_retry()
        self.work()
        self.assertEqual((document.state, self.count()), ("done", 20))

    def test_second_import_of_the_same_file_waits(self):
        first = self.check_file(*self.rows)
        second = self.check_file(*self.rows)
        first.action_run()
        with self.assertRaisesRegex(Exception, "is importing the same file"):
            second.action_run()
        self.work()
        second.action_run()
        self.work()
        self.assertEqual(self.count(), 20)
        self.assertEqual(second.unchanged_count, 20)

    def test_two_files_with_the_same_customers_give_no_doubles(self):
        first = self.check_file(*self.rows)
        second = self.check_file(*self.rows, ("C99", "Client 99"))
        first.action_run()
        second.action_run()
        self.work()
        self.assertEqual(self.count(), 21)
        self.assertEqual(first.created_count, 20)
        self.assertEqual((second.created_count, second.unchanged_count), (1, 20))
