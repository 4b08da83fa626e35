from odoo.exceptions import AccessError
from odoo.tests import new_test_user
from odoo.tools import SQL
from odoo.tools.sql import table_columns

from .common import ClientfileCase


class FindCase(ClientfileCase):
    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.bakery = cls.make_company(
            "Boulangerie de l'Étoile SARL",
            ref="C00042",
            city="Saint-Étienne",
            phone="04 77 12 34 56",
            email="contact@etoile.example",
            vat="FR83404833048",
            company_registry="40483304800022",
        )
        cls.baker = cls.make_person(
            "Élise Zimmermann", parent_id=cls.bakery.id, phone="06 12 34 56 78"
        )
        cls.garage = cls.make_company("Garage Étoile", city="Lyon")

    def find(self, text, **context):
        partners = self.env["res.partner"].with_user(self.user)
        return partners.with_context(**context).search(
            [("clientfile_find", "ilike", text)]
        )


class TestFind(FindCase):
    def assert_finds(self, partners, *texts):
        for text in texts:
            self.assertEqual(self.find(text), partners, text)

    def test_finds_by_customer_number(self):
        self.assert_finds(self.bakery, "C00042", "c00042", "C000", "C 00042")

    def test_finds_by_words_without_accents_and_in_any_order(self):
        self.assert_finds(
            self.bakery, "etoile boul", "BOULANGERIE ÉTOILE", "l'etoile boul"
        )

    def test_finds_by_phone_in_any_writing(self):
        self.assert_finds(
            self.bakery,
            "04 77 12 34 56",
            "0477123456",
            "04.77.12.34.56",
            "+33477123456",
            "0033 4 77 12 34 56",
            "+33 (0)4 77 12",
        )

    def test_finds_by_email_or_its_beginning(self):
        self.assert_finds(
            self.bakery, "contact@etoile.example", "Contact@Etoile", "contact@"
        )

    def test_finds_by_vat_siren_and_siret(self):
        self.assert_finds(
            self.bakery,
            "FR83404833048",
            "FR 83 404 833 048",
            "404833048",
            "404 833 048 00022",
            "40483304800022",
        )

    def test_finds_by_town_and_by_words_together(self):
        self.assert_finds(self.garage, "lyon", "etoile lyon", "lyo gar")
        self.assert_finds(self.bakery | self.baker, "st etienne")

    def test_every_word_must_be_found(self):
        self.assertFalse(self.find("etoile marseille"))
        self.assertEqual(self.find("etoile"), self.bakery | self.garage)

    def test_contact_is_found_by_its_own_name_and_phone(self):
        self.assert_finds(self.baker, "zimmer", "elise zimmermann", "0612345678")

    def test_further_phone_and_email_find_too(self):
        for medium, value in (("phone", "06 99 88 77 66"), ("email", "paye@x.example")):
            self.env["clientfile.channel"].create(
                {"partner_id": self.garage.id, "medium": medium, "value": value}
            )
        self.assert_finds(self.garage, "06 99 88 77 66", "paye@x.example")

    def test_wildcards_are_letters_like_others(self):
        self.assertFalse(self.find("%"))
        self.assertFalse(self.find("_toile"))

    def test_nothing_typed_finds_all_and_signs_alone_find_none(self):
        everybody = self.env["res.partner"].with_user(self.user).search([])
        self.assertEqual(self.find(""), everybody)
        self.assertFalse(self.find("?!"))

    def test_several_texts_find_any(self):
        partners = self.env["res.partner"].search(
            [("clientfile_find", "in", ["C00042", "garage lyon"])]
        )
        self.assertEqual(partners, self.bakery | self.garage)

    def test_negation_finds_the_others(self):
        partners = self.env["res.partner"].search(
            [
                ("id", "in", (self.bakery | self.garage).ids),
                ("clientfile_find", "not ilike", "boulangerie"),
            ]
        )
        self.assertEqual(partners, self.garage)

    def test_host_name_search_is_left_alone(self):
        found = self.env["res.partner"].name_search("Boulangerie de l'Étoile")
        self.assertEqual([row[0] for row in found][:1], self.bakery.ids)

    def test_company_of_the_searcher_says_how_a_phone_is_dialled(self):
        bakery = self.make_company(
            "Bakkerij", country_id=self.belgium.id, phone="0475 12 34 56"
        )
        self.assertFalse(self.find("0475 12 34 56"))
        self.user.company_id.country_id = self.belgium
        self.assertEqual(self.find("0475 12 34 56"), bakery)


class TestFindEntities(FindCase):
    def test_contact_also_finds_its_company_in_the_file(self):
        found = self.find("zimmermann", clientfile_find_entities=True)
        self.assertEqual(found, self.bakery | self.baker)

    def test_company_does_not_find_its_contacts(self):
        found = self.find("boulangerie", clientfile_find_entities=True)
        self.assertEqual(found, self.bakery)

    def test_default_filter_shows_the_company_of_the_contact(self):
        action = self.env.ref("crm_clientfile.res_partner_action_file")
        self.assertIn("'clientfile_find_entities': True", action.context)
        partners = self.env["res.partner"].with_user(self.user)
        found = partners.with_context(clientfile_find_entities=True).search(
            [("clientfile_find", "ilike", "0612345678"), ("parent_id", "=", False)]
        )
        self.assertEqual(found, self.bakery)


class TestFindRights(FindCase):
    def test_partner_of_another_company_is_not_found(self):
        company = self.env["res.company"].create({"name": "Second"})
        hidden = self.make_company("Xylophage", company_id=company.id)
        self.assertFalse(self.find("xylophage"))
        hidden.company_id = False
        self.assertEqual(self.find("xylophage"), hidden)

    def test_archived_partner_is_found_when_asked_for(self):
        self.garage.active = False
        self.assertFalse(self.find("garage etoile"))
        self.assertEqual(self.find("garage etoile", active_test=False), self.garage)

    def test_portal_user_finds_only_his_own_company(self):
        portal = new_test_user(self.env, "clientfile_portal", "base.group_portal")
        portal.partner_id.parent_id = self.garage
        partners = self.env["res.partner"].with_user(portal)
        found = partners.search([("clientfile_find", "ilike", "etoile")])
        self.assertEqual(found, self.garage)
        with self.assertRaises(AccessError):
            self.env["clientfile.match.key"].with_user(portal).search([])


class TestFindPlan(FindCase):
    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.fill(12_000)

    @classmethod
    def fill(cls, number):
        """Copies of the garage, each with its words, number, phone and town."""
        cls.env.flush_all()
        names = set(table_columns(cls.env.cr, "res_partner")) - {"id", "ref"}
        columns = SQL(", ").join(map(SQL.identifier, names))
        cls.env.execute_query(
            SQL(
                "INSERT INTO res_partner (ref, %(columns)s)"
                " SELECT 'T' || n, %(columns)s"
                " FROM res_partner, generate_series(1, %(number)s) AS n"
                " WHERE id = %(id)s RETURNING id",
                columns=columns,
                number=number,
                id=cls.garage.id,
            )
        )
        cls.env.cr.execute(
            """
            INSERT INTO clientfile_match_key (partner_id, key)
            SELECT id, unnest(ARRAY['r:' || lower(ref), 'n:garage',
                              'n:mot' || (id %% 900), 'p:+334' || (10000000 + id)])
              FROM res_partner WHERE ref LIKE 'T%%'
            """,
            [],
        )
        cls.env.cr.execute("ANALYZE res_partner; ANALYZE clientfile_match_key")

    def plan(self, text, **context):
        partners = self.env["res.partner"].with_user(self.user)
        query = partners.with_context(**context)._search(
            [("clientfile_find", "ilike", text)], limit=80, order=partners._order
        )
        rows = self.env.execute_query(SQL("EXPLAIN %s", query.select()))
        return "\n".join(row[0] for row in rows)

    def test_selective_text_reads_no_table_whole(self):
        for text in ("T77", "mot77", "garage mot77", "mot77 garage", "0410000123"):
            for entities in (False, True):
                plan = self.plan(text, clientfile_find_entities=entities)
                self.assertNotIn("Seq Scan", plan, text)
                self.assertIn("clientfile_match_key_key_partner", plan, text)

    def test_common_word_does_not_read_partners_in_the_order_of_the_list(self):
        self.assertNotIn("complete_name_index", self.plan("garage"))

    def test_one_search_is_one_query(self):
        self.find("garage mot77")
        with self.assertQueryCount(1):
            self.find("garage mot78")
