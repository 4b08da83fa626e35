from odoo.exceptions import UserError
from odoo.tests import Form, new_test_user

from ..tools.duplicate_chance import Chance
from ..tools.duplicate_score import Model
from .duplicate_case import DuplicateCase

SIRET = "40483304800022"
OTHER_SIRET = "40483304800030"
VAT = "FR83404833048"


class EntryCase(DuplicateCase):
    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.env["ir.config_parameter"].set_param(
            "crm_clientfile.number_new_clients", "False"
        )
        cls.garage = cls.make_company(
            "Garage Petit",
            phone="04 77 12 34 56",
            street="12 rue de la République",
            zip="42000",
            city="Saint-Étienne",
            company_registry=SIRET,
            vat=VAT,
        )

    def as_user(self, user=None):
        return self.env["res.partner"].with_user(user or self.user)

    def type_new(self, user=None, **values):
        """The form of a new customer, filled in and not saved."""
        form = Form(self.as_user(user))
        form.company_type = "company"
        form.country_id = self.france
        for name, value in values.items():
            form[name] = value
        return form

    def hits(self, form):
        return [hit["id"] for hit in (form.clientfile_doubles or {}).get("hits", ())]

    def save(self, user=None, partner=None, **values):
        """What the form sends when it is saved; the partner's id."""
        values = values if partner else {"country_id": self.france.id, **values}
        partners = self.as_user(user).browse(partner.ids if partner else ())
        return partners.web_save(values, {"id": {}})[0]["id"]


class TestDuplicateWarning(EntryCase):
    def test_typing_a_double_shows_the_one_that_exists(self):
        form = self.type_new(name="GARAGE PETIT", phone="+33 4 77 12 34 56")
        (hit,) = form.clientfile_doubles["hits"]
        self.assertEqual(hit["id"], self.garage.id)
        self.assertEqual(hit["name"], "Garage Petit")
        self.assertTrue(any("same phone" in reason for reason in hit["reasons"]))

    def test_typing_somebody_else_shows_nothing(self):
        form = self.type_new(name="Fleurs du Lac", phone="04 50 11 22 33")
        self.assertFalse(form.clientfile_doubles)

    def test_nothing_typed_yet_costs_nothing(self):
        find = self.env["clientfile.duplicate.finder"]._find_for
        empty = self.env["res.partner"].new({"is_company": True})
        find(empty)
        with self.assertQueryCount(0):
            self.assertFalse(find(empty))

    def test_stored_customer_is_not_its_own_double(self):
        with Form(self.garage.with_user(self.user)) as form:
            self.assertFalse(form.clientfile_doubles)
            form.comment = "<p>Closed on Mondays</p>"

    def test_own_contact_and_own_company_are_no_doubles(self):
        contact = self.make_person(
            "Garage Petit", parent_id=self.garage.id, phone="04 77 12 34 56"
        )
        self.assertFalse(contact.with_user(self.user).clientfile_doubles)
        self.assertFalse(self.garage.with_user(self.user).clientfile_doubles)

    def test_archived_customer_is_found_and_said_to_be_archived(self):
        self.garage.active = False
        form = self.type_new(name="Garage Petit", phone="04 77 12 34 56")
        (hit,) = form.clientfile_doubles["hits"]
        self.assertTrue(hit["is_archived"])

    def test_customer_that_may_not_be_read_is_only_said_to_exist(self):
        company = self.env["res.company"].create({"name": "Second"})
        self.garage.company_id = company
        form = self.type_new(name="Garage Petit", phone="04 77 12 34 56")
        self.assertEqual(form.clientfile_doubles, {"hits": [], "more": 0, "hidden": 1})

    def test_company_that_wants_no_warning_gets_none(self):
        self.env.company.clientfile_double_policy = "off"
        form = self.type_new(name="Garage Petit", phone="04 77 12 34 56")
        self.assertFalse(form.clientfile_doubles)

    def test_hostile_input_is_looked_up_without_error(self):
        for name in ("x", "'; DROP TABLE", "%_\\", "😀" * 300, "ا" * 5000, "\x00"):
            partner = self.env["res.partner"].new({"name": name, "email": "info@"})
            self.env["clientfile.duplicate.finder"]._find_to_show(partner)


class TestDuplicateGlance(EntryCase):
    """Who types is shown what is too unlikely for the queue."""

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        chance = Chance(population=1_000_000, doubles=0.1)
        cls.classPatch(
            type(cls.env["clientfile.duplicate.rates"]),
            "_get_model",
            lambda _rates: Model(chance),
        )
        frequency = cls.env["clientfile.match.frequency"]
        for key, partners in (("n:garage", 10_000), ("n:petit", 6_000)):
            frequency.search([("key", "=", key)]).unlink()
            frequency.create({"key": key, "partners": partners, "is_skipped": False})
        cls.finder = cls.env["clientfile.duplicate.finder"]

    def namesake(self):
        """Of whom nothing more is said than the name and the town."""
        known = {"name": "Garage Petit", "zip": "42000", "city": "Saint-Étienne"}
        return {**known, "is_company": True, "country_id": self.france.id}

    def test_less_likely_double_is_shown_on_the_form(self):
        partner = self.as_user().new(self.namesake())
        (hit,) = partner.clientfile_doubles["hits"]
        self.assertEqual((hit["id"], hit["band"]), (self.garage.id, "glance"))
        self.assertLess(hit["percent"], 50)

    def test_less_likely_double_is_not_shown_on_who_is_there(self):
        partner = self.env["res.partner"].create(self.namesake())
        self.assertFalse(partner.with_user(self.user).clientfile_doubles)

    def test_less_likely_double_is_not_queued(self):
        partner = self.env["res.partner"].create(self.namesake())
        self.assertTrue(self.finder._find_to_show(partner))
        self.assertFalse(self.finder._find_for(partner))
        both = sorted((self.garage | partner).ids)
        self.assertFalse(self.finder._find_in_batch(both))

    def test_less_likely_double_once_ignored_is_not_shown_again(self):
        partner_id = self.save(
            **self.namesake(), clientfile_ignored_doubles=[self.garage.id]
        )
        partner = self.env["res.partner"].browse(partner_id)
        pair = self.pair_of(self.garage, partner)
        self.assertEqual((pair.decision, pair.band), ("different", "glance"))
        self.assertFalse(self.finder._find_to_show(partner))

    def find_widely(self, *common, town="c:lyon"):
        """Whom the garage's keys of these kinds find, each shared by so many."""
        keys = self.env["clientfile.match.key"]
        mine = keys.search([("partner_id", "=", self.garage.id)]).mapped("key")
        used = []
        for kind, partners in common:
            key = next(key for key in mine if key.startswith(kind))
            used.append(key)
            self.env["clientfile.match.frequency"].search([("key", "=", key)]).unlink()
            self.env["clientfile.match.frequency"].create(
                {"key": key, "partners": partners, "is_skipped": True}
            )
        self.assertFalse(keys._find_candidates_of_keys(0, used))
        return keys._find_candidates_widely(0, [*used, town])

    def test_two_common_keys_find_who_has_both(self):
        found = self.find_widely(("bz", 50), ("bg", 60))
        self.assertEqual(found, self.garage.ids)

    def test_one_common_key_finds_nobody(self):
        self.assertFalse(self.find_widely(("bg", 50)))

    def test_common_street_and_the_town_find_who_has_both(self):
        found = self.find_widely(("bg", 50), town="c:etienne")
        self.assertEqual(found, self.garage.ids)

    def test_key_that_holds_the_town_is_not_counted_twice(self):
        self.assertFalse(self.find_widely(("bz", 50), town="c:etienne"))

    def test_keys_that_hundreds_have_find_nobody(self):
        self.assertFalse(self.find_widely(("bz", 50), ("bg", 5000)))


class TestDuplicateIgnored(EntryCase):
    def test_ignored_double_is_remembered_once_saved(self):
        partner_id = self.save(
            name="Garage Petit",
            is_company=True,
            zip="42000",
            clientfile_ignored_doubles=[self.garage.id],
        )
        partner = self.env["res.partner"].browse(partner_id)
        pair = self.pair_of(self.garage, partner)
        self.assertEqual((pair.decision, pair.decided_by_id), ("different", self.user))
        self.assertFalse(partner.with_user(self.user).clientfile_doubles)
        self.scan()
        self.assertEqual(pair.decision, "different")

    def test_what_is_sent_beside_the_hits_is_not_believed(self):
        other = self.make_company("Fleurs du Lac")
        partner_id = self.save(
            name="Garage Petit",
            is_company=True,
            clientfile_ignored_doubles=[other.id, "x", -4, None],
        )
        partner = self.env["res.partner"].browse(partner_id)
        self.assertFalse(self.pair_of(other, partner))


class TestCertainDouble(EntryCase):
    def test_user_cannot_save_the_siret_of_another_customer(self):
        with self.assertRaisesRegex(UserError, "Garage Petit has the same SIRET"):
            self.save(name="Petit", is_company=True, company_registry=SIRET)

    def test_manager_saves_it_once_confirmed(self):
        values = {"name": "Petit", "is_company": True, "company_registry": SIRET}
        with self.assertRaisesRegex(UserError, "tick “Save it all the same”"):
            self.save(self.manager, **values)
        partner_id = self.save(
            self.manager, **values, clientfile_double_is_confirmed=True
        )
        partner = self.env["res.partner"].browse(partner_id)
        self.assertEqual(partner.company_registry, SIRET)

    def test_user_cannot_confirm(self):
        with self.assertRaises(UserError):
            self.save(
                name="Petit",
                is_company=True,
                company_registry=SIRET,
                clientfile_double_is_confirmed=True,
            )

    def test_changing_to_the_vat_number_of_another_is_refused(self):
        other = self.make_company("Petit")
        with self.assertRaises(UserError):
            self.save(partner=other, vat=VAT)

    def test_double_stored_before_may_be_changed_otherwise(self):
        other = self.make_company("Petit", company_registry=SIRET)
        self.save(partner=other, comment="Closed on Mondays")
        self.assertIn("Mondays", other.comment)

    def test_establishment_with_its_own_siret_shares_the_vat_number(self):
        self.save(name="Petit", is_company=True, company_registry=OTHER_SIRET, vat=VAT)

    def test_contact_of_the_company_repeats_its_numbers(self):
        self.save(name="Paul Petit", parent_id=self.garage.id)

    def test_programs_are_never_stopped(self):
        partner = self.as_user().create(
            {"name": "Petit", "is_company": True, "company_registry": SIRET}
        )
        self.assertIn(partner.id, self.waiting())

    def test_company_that_only_warns_lets_it_be_saved(self):
        self.env.company.clientfile_double_policy = "warn"
        self.save(name="Petit", is_company=True, company_registry=SIRET)

    def test_customer_that_may_not_be_read_is_not_named(self):
        company = self.env["res.company"].create({"name": "Second"})
        self.garage.company_id = company
        with self.assertRaisesRegex(UserError, "A customer you may not see"):
            self.save(name="Petit", is_company=True, company_registry=SIRET)

    def test_one_without_the_customer_file_is_stopped_like_a_user(self):
        clerk = new_test_user(
            self.env, "clientfile_clerk", "base.group_user,base.group_partner_manager"
        )
        with self.assertRaises(UserError):
            self.save(clerk, name="Petit", is_company=True, company_registry=SIRET)
