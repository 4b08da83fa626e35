from odoo.tests import new_test_user
from odoo.tools import SQL

from .common import ClientfileCase


class MatchKeyCase(ClientfileCase):
    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.keys = cls.env["clientfile.match.key"]

    def keys_of(self, partner, start=""):
        found = self.keys.sudo().search(
            [("partner_id", "=", partner.id), ("key", "=like", start + "%")]
        )
        # Those of duplicates are hashes, proved in test_duplicate_scan.
        return {key for key in found.mapped("key") if key[1] == ":"}

    def count_queries(self, work):
        self.env.flush_all()
        before = self.env.cr.sql_log_count
        work()
        self.env.flush_all()
        return self.env.cr.sql_log_count - before

    def make_many(self, number, start):
        return self.env["res.partner"].create(
            [
                {
                    "name": f"Garage {start}{index}",
                    "is_company": True,
                    "country_id": self.france.id,
                    "city": "Lyon",
                    "email": f"garage{start}{index}@exemple.fr",
                }
                for index in range(number)
            ]
        )


class TestMatchKeyUpkeep(MatchKeyCase):
    def test_creating_a_partner_stores_its_keys(self):
        partner = self.make_company(
            "Boulangerie de l'Étoile SARL",
            city="Saint-Étienne",
            phone="04 77 12 34 56",
            email="Contact@Etoile.fr",
            ref="C 00042",
            company_registry="732 829 320 00074",
        )
        self.assertEqual(
            self.keys_of(partner),
            {
                "n:boulangerie",
                "n:etoile",
                "c:saint",
                "c:etienne",
                "p:+33477123456",
                "e:contact@etoile.fr",
                "r:c00042",
                "i:732829320",
                "i:73282932000074",
            },
        )

    def test_changing_a_field_replaces_its_keys_only(self):
        partner = self.make_company("Garage Petit", city="Lyon")
        kept = self.keys.sudo().search([("partner_id", "=", partner.id)])
        kept = kept.filtered(lambda key: key.key[1] == ":" and key.key != "c:lyon")
        partner.city = "Lille"
        self.assertEqual(self.keys_of(partner), {"n:garage", "n:petit", "c:lille"})
        self.assertEqual(kept.exists(), kept)

    def test_changing_another_field_asks_nothing(self):
        partner = self.make_company("Garage Petit")
        self.env.flush_all()
        with self.assertQueryCount(1):
            partner.with_context(tracking_disable=True).color = 3
            self.env.flush_all()

    def test_trade_name_is_a_name(self):
        partner = self.make_company("Petit SARL")
        partner.clientfile_trade_name = "Au Bon Pain"
        self.assertEqual(self.keys_of(partner, "n:"), {"n:petit", "n:bon", "n:pain"})

    def test_stored_invalid_value_is_marked(self):
        partner = self.make_company("Garage Petit", phone="voir Paul")
        self.assertEqual(self.keys_of(partner, "x:"), {"x:phone"})
        partner.phone = False
        self.assertFalse(self.keys_of(partner, "x:"))

    def test_contact_does_not_repeat_the_numbers_of_its_company(self):
        company = self.make_company("Garage", vat="FR83404833048", city="Lyon")
        contact = self.make_person("Paul Petit", parent_id=company.id)
        self.assertEqual(self.keys_of(contact), {"n:paul", "n:petit", "c:lyon"})
        self.assertIn("i:404833048", self.keys_of(company))

    def test_address_copied_by_the_host_reaches_the_keys(self):
        company = self.make_company("Garage", city="Lyon")
        contact = self.make_person("Paul Petit", parent_id=company.id)
        self.assertEqual(self.keys_of(contact, "c:"), {"c:lyon"})
        company.city = "Lille"
        self.assertEqual(self.keys_of(contact, "c:"), {"c:lille"})

    def test_country_decides_how_a_phone_is_read(self):
        partner = self.make_company("Garage", phone="0475 12 34 56")
        self.assertEqual(self.keys_of(partner, "p:"), {"p:+33475123456"})
        partner.country_id = self.belgium
        self.assertEqual(self.keys_of(partner, "p:"), {"p:+32475123456"})

    def test_archived_partner_keeps_its_keys(self):
        partner = self.make_company("Garage Petit")
        partner.active = False
        self.assertEqual(self.keys_of(partner), {"n:garage", "n:petit"})

    def test_deleting_a_partner_deletes_its_keys(self):
        partner = self.make_company("Garage Petit")
        self.env["clientfile.channel"].create(
            {"partner_id": partner.id, "value": "06 12 34 56 78"}
        )
        partner.unlink()
        self.assertFalse(self.keys_of(partner))

    def test_what_sql_left_behind_is_collected(self):
        self.keys._insert_keys({2_000_000_000: {"n:gone"}})
        self.keys._gc_orphans()
        self.assertFalse(self.keys.sudo().search([("partner_id", "=", 2_000_000_000)]))

    def test_host_merge_leaves_the_keys_of_the_survivor(self):
        survivor = self.make_company("Garage Petit", city="Lyon")
        source = self.make_company("Petit automobiles", city="Lille")
        wizard = self.env["base.partner.merge.automatic.wizard"].create({})
        wizard._merge([source.id, survivor.id], survivor)
        self.assertEqual(self.keys_of(survivor), {"n:garage", "n:petit", "c:lyon"})
        self.assertFalse(self.keys_of(source))

    def test_one_who_may_not_read_a_field_keeps_its_keys(self):
        partner = self.make_company("Garage Petit", vat="FR83404833048")
        partner.with_user(self.user).name = "Garage Grand"
        self.assertIn("i:404833048", self.keys_of(partner))

    def test_separators_in_a_number_are_stored_as_they_are(self):
        partner = self.make_company("Garage", ref="A\\B_%")
        self.assertEqual(self.keys_of(partner, "r:"), {"r:a\\b_%"})


class TestMatchKeyChannels(MatchKeyCase):
    def test_channels_add_change_and_remove_keys(self):
        partner = self.make_company("Garage", phone="04 77 12 34 56")
        channel = self.env["clientfile.channel"].create(
            {"partner_id": partner.id, "value": "06 12 34 56 78"}
        )
        self.assertEqual(
            self.keys_of(partner, "p:"), {"p:+33477123456", "p:+33612345678"}
        )
        channel.value = "06 99 99 99 99"
        self.assertEqual(
            self.keys_of(partner, "p:"), {"p:+33477123456", "p:+33699999999"}
        )
        channel.unlink()
        self.assertEqual(self.keys_of(partner, "p:"), {"p:+33477123456"})

    def test_channels_given_with_the_partner_are_known(self):
        lines = [
            {"medium": "email", "value": "compta@exemple.fr"},
            {"medium": "social", "kind": "whatsapp", "value": "06 12 34 56 78"},
            {"medium": "web", "value": "exemple.fr"},
        ]
        partner = self.make_company(
            "Garage", clientfile_channel_ids=[(0, 0, line) for line in lines]
        )
        self.assertEqual(
            self.keys_of(partner),
            {"n:garage", "e:compta@exemple.fr", "p:+33612345678"},
        )

    def test_moving_a_channel_moves_its_key(self):
        here, there = self.make_company("Here"), self.make_company("There")
        channel = self.env["clientfile.channel"].create(
            {"partner_id": here.id, "value": "06 12 34 56 78"}
        )
        channel.partner_id = there
        self.assertFalse(self.keys_of(here, "p:"))
        self.assertEqual(self.keys_of(there, "p:"), {"p:+33612345678"})

    def test_unreadable_channel_that_does_not_work_raises_no_doubt(self):
        partner = self.make_company("Garage")
        self.env["clientfile.channel"].create(
            {"partner_id": partner.id, "value": "voir Paul", "validity": "failed"}
        )
        self.assertEqual(self.keys_of(partner), {"n:garage"})


class TestMatchKeySpeed(MatchKeyCase):
    def test_batch_takes_as_many_queries_whatever_its_size(self):
        self.make_many(2, "warm")
        few, many = self.make_many(5, "few"), self.make_many(200, "many")
        for partners in (few, many):
            self.keys._forget(partners.ids)
            refresh = partners._clientfile_refresh_keys
            self.assertEqual(self.count_queries(refresh), 2)
            self.assertEqual(self.count_queries(refresh), 1)
            changed = {(partner.id, "n:old") for partner in partners}
            self.keys._insert_keys({partner: {key} for partner, key in changed})
            self.assertEqual(self.count_queries(refresh), 2)


class TestMatchKeyRebuild(MatchKeyCase):
    def stored(self):
        rows = self.env.execute_query(
            SQL("SELECT partner_id, key FROM clientfile_match_key")
        )
        return sorted(rows)

    def test_rebuilding_gives_what_saving_gave(self):
        partner = self.make_company("Garage Petit", phone="04 77 12 34 56")
        partner.active = False
        before = self.stored()
        self.env.cr.execute("DELETE FROM clientfile_match_key")
        self.keys._insert_keys({partner.id: {"n:old"}})
        last_id = 0
        while last_id is not None:
            done, last_id = last_id, self.keys._rebuild(last_id, 50)
            self.assertTrue(last_id is None or last_id > done)
        known = set(self.stored())
        self.assertLessEqual(set(before), known)
        self.assertNotIn((partner.id, "n:old"), known)

    def test_rebuilding_goes_on_where_it_stopped(self):
        first, second, third = self.make_many(3, "re")
        self.keys._forget([first.id, second.id, third.id])
        self.assertEqual(self.keys._rebuild(first.id, 1), second.id)
        self.assertFalse(self.keys_of(first))
        self.assertTrue(self.keys_of(second))
        self.assertFalse(self.keys_of(third))
        self.assertIsNone(self.keys._rebuild(2_000_000_000, 10))

    def test_partners_of_every_company_are_rebuilt(self):
        company = self.env["res.company"].create({"name": "Second"})
        partner = self.make_company("Garage Petit", company_id=company.id)
        self.keys._forget(partner.ids)
        administrator = new_test_user(
            self.env,
            "clientfile_rebuilder",
            "crm_clientfile.crm_clientfile_group_administrator",
        )
        self.keys.with_user(administrator)._rebuild(partner.id - 1, 1)
        self.assertEqual(self.keys_of(partner), {"n:garage", "n:petit"})
