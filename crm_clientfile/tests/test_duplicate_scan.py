import random
from contextlib import suppress
from unittest.mock import patch

from odoo.exceptions import AccessError

from ..models import clientfile_duplicate_scan, clientfile_match_frequency
from ..tools.duplicate_keys import CAPS
from .duplicate_case import DuplicateCase, count_kept


def in_batches_of(size):
    return patch.object(clientfile_duplicate_scan, "SCAN_BATCH", size)


class ScanCase(DuplicateCase):
    def found(self):
        """What the search found: ids of both, score and reasons."""
        self.env.invalidate_all()
        pairs = self.pairs.search([("partner_a_id", ">", self.last_id)])
        return {
            (pair.partner_a_id.id, pair.partner_b_id.id): (pair.bits, pair.reasons)
            for pair in pairs
        }


class TestDuplicateScan(ScanCase):
    def test_doubles_are_found_with_their_reasons(self):
        first, second = self.make_double()
        scan = self.scan()
        pair = self.pair_of(first, second)
        self.assertEqual(pair.decision, "pending")
        self.assertIn(pair.band, ("strong", "certain"))
        self.assertEqual(pair.kind, "double")
        self.assertTrue(pair.is_company)
        self.assertIn("same phone", pair.reason_text)
        self.assertEqual((scan.examined_count, scan.pair_count), (2, 1))

    def test_those_who_changed_wait_and_are_compared_once(self):
        first, second = self.make_double()
        self.assertEqual(self.waiting(), {first.id, second.id})
        self.scan()
        self.assertFalse(self.waiting())
        first.comment = "Nothing that is compared"
        self.assertFalse(self.waiting())
        first.phone = "04 77 99 99 99"
        self.assertEqual(self.waiting(), {first.id})

    def test_steps_of_any_size_find_the_same_pairs(self):
        self.make_many(30)
        for size in (1000, 7, 1):
            with in_batches_of(size):
                self.scan(is_full=True)
            found = self.found()
            if size == 1000:
                expected = found
            self.assertTrue(found)
            self.assertEqual(found, expected)
            self.env.cr.execute("DELETE FROM clientfile_duplicate")

    def test_increment_finds_what_a_full_search_finds(self):
        self.make_many(10)
        self.scan()
        self.make_many(10)
        self.scan()
        incremental = self.found()
        self.env.cr.execute("DELETE FROM clientfile_duplicate")
        # All once more, but measured by what was measured before.
        profiles = self.env["clientfile.match.profile"].search([])
        self.env["clientfile.match.pending"]._add(profiles.mapped("partner_id"))
        self.scan()
        self.assertTrue(incremental)
        self.assertEqual(self.found(), incremental)

    def test_increment_compares_only_what_changed(self):
        self.make_many(20)
        self.scan()
        changed = self.make_company("Garage Petit", phone="04 77 12 34 56")
        scan = self.scan()
        self.assertEqual(scan.examined_count, 1)
        self.assertEqual(scan.job_id.total, 1)
        self.assertEqual(
            self.pairs.search_count([("partner_a_id", "=", changed.id)]), 0
        )

    def make_many(self, count):
        """Companies with much in common, the same for the same count."""
        draw = random.Random(count)
        names = [
            f"{trade} {owner}"
            for trade in ("Garage", "Menuiserie", "Boulangerie", "Coiffure")
            for owner in ("Petit", "Blanc", "Moulin")
        ]
        places = (("42000", "Saint-Étienne"), ("69002", "Lyon"), ("74000", "Annecy"))
        partners = self.env["res.partner"].browse()
        for _number in range(count):
            zip_code, city = draw.choice(places)
            partners += self.make_company(
                draw.choice(names),
                zip=zip_code,
                city=city,
                street=f"{draw.randint(1, 3)} rue de la République",
                phone=draw.choice((False, f"04 77 12 34 {draw.randint(10, 19)}")),
                email=draw.choice((False, f"petit{draw.randint(1, 5)}@exemple.fr")),
            )
        return partners


class TestDuplicateAgreement(ScanCase):
    make_many = TestDuplicateScan.make_many

    def test_entry_and_search_agree(self):
        """Each record, as it stands on the form, is shown what the search found."""
        partners = self.make_many(40)
        self.scan()
        find = self.env["clientfile.duplicate.finder"]._find_for
        at_entry = {
            pair.ids: (pair.verdict.bits, pair.reasons)
            for partner in partners
            for pair in find(partner)
        }
        self.assertTrue(at_entry)
        self.assertEqual(at_entry, self.found())

    def test_record_not_saved_yet_is_shown_the_same(self):
        self.make_many(40)
        values = {"name": "Garage Petit", "is_company": True, "zip": "42000"}
        values |= {"phone": "04 77 12 34 12", "country_id": self.france.id}
        self.scan()
        find = self.env["clientfile.duplicate.finder"]._find_for
        typed = find(self.env["res.partner"].new(values))
        saved = self.env["res.partner"].create(values)
        self.scan()
        pairs = self.pairs.search([("partner_b_id", "=", saved.id)])
        self.assertTrue(typed)
        self.assertEqual(
            {pair.other_id: pair.verdict.bits for pair in typed},
            {pair.partner_a_id.id: pair.bits for pair in pairs},
        )


class TestDuplicateMeasure(ScanCase):
    make_many = TestDuplicateScan.make_many

    def chance(self):
        return self.env["clientfile.duplicate.scan"]._get_chance()

    def test_first_search_measures_the_file(self):
        self.make_many(30)
        scan = self.scan()
        profiles = self.env["clientfile.match.profile"].search_count([])
        self.assertTrue(scan.date_measured)
        self.assertEqual(self.chance().population, profiles)
        # Many of these few are there twice.
        self.assertGreater(self.chance().doubles, 0.2)

    def test_file_that_has_not_grown_is_not_measured_again(self):
        self.scan()
        self.make_many(5)
        self.assertFalse(self.scan().date_measured)

    def test_file_that_has_grown_is_measured_again(self):
        self.scan()
        with patch.object(clientfile_duplicate_scan, "SMALL_FILE", 0):
            before = self.chance().population
            self.make_many(before)
            self.assertTrue(self.scan().date_measured)
        self.assertEqual(self.chance().population, 2 * before)

    def test_measure_of_another_version_is_not_used(self):
        scan = self.scan()
        scan.sudo().chance = {"version": 0, "population": 3}
        self.assertNotEqual(self.chance().population, 3)
        self.assertTrue(self.scan().date_measured)

    def test_words_of_many_tell_less_at_entry_and_in_bulk(self):
        names = self.env["clientfile.match.frequency"]
        self.make_many(30)
        self.scan(is_full=True)
        profiles = self.env["clientfile.match.profile"]
        profiles = profiles._load(profiles.search([]).mapped("partner_id"))
        rarity = names._get_rarity(profiles.values(), self.chance().population)
        self.assertLess(rarity["petit"], rarity["quatrepoint"])

    def test_profiles_of_a_former_version_are_made_anew_at_night(self):
        first, second = self.make_double()
        self.env.cr.execute(
            "UPDATE clientfile_match_profile SET profile = %s WHERE partner_id = %s",
            ["1\tgarage petit" + "\t" * 9, second.id],
        )
        self.env.invalidate_all()
        self.scan()
        self.assertFalse(self.pair_of(first, second))
        self.env["clientfile.duplicate.scan"]._cron_scan()
        self.work()
        self.assertTrue(self.pair_of(first, second))


class TestDuplicateScanJob(ScanCase):
    def test_killed_search_goes_on_where_it_was(self):
        first, second = self.make_double()
        elsewhere = {"street": "99 avenue Foch", "zip": "69002", "city": "Lyon"}
        third, fourth = self.make_double(
            "Menuiserie Blanc", phone="04 78 98 76 54", **elsewhere
        )
        finder = type(self.env["clientfile.duplicate.finder"])
        genuine, steps = finder._find_in_batch, []

        def die_once(records, partner_ids):
            steps.append(tuple(partner_ids))
            if len(steps) == 2:
                raise KeyboardInterrupt
            return genuine(records, partner_ids)

        scan = self.scans._enqueue_new(is_full=False)
        with in_batches_of(2), patch.object(finder, "_find_in_batch", die_once):
            # Not assertRaises: it would roll back what was committed.
            with suppress(KeyboardInterrupt):
                self.work()
            self.env.invalidate_all()
            self.assertEqual(scan.job_state, "running")
            self.assertEqual(scan.examined_count, 2)
            self.assertTrue(self.pair_of(first, second))
            self.work()
        self.assertEqual(scan.job_state, "done")
        self.assertEqual((scan.examined_count, scan.pair_count), (4, 2))
        self.assertEqual(
            steps, [first._ids + second._ids] + [third._ids + fourth._ids] * 2
        )

    def test_search_is_stopped_and_the_rest_waits(self):
        self.make_double()
        scan = self.scans._enqueue_new(is_full=False)
        scan.action_cancel()
        self.work()
        self.assertEqual(scan.job_state, "cancelled")
        self.assertEqual(len(self.waiting()), 2)

    def test_second_request_shows_the_search_at_work(self):
        scan = self.scans._enqueue_new(is_full=False)
        self.assertEqual(self.scans.action_start()["res_id"], scan.id)

    def test_user_may_not_start_a_search(self):
        scans = self.scans.with_user(self.user)
        for start in (scans.action_start, scans.action_start_full):
            with self.assertRaises(AccessError):
                start()

    def test_night_compares_what_the_day_brought(self):
        first, second = self.make_double()
        self.env["clientfile.duplicate.scan"]._cron_scan()
        self.work()
        self.assertTrue(self.pair_of(first, second))

    def test_all_are_compared_once_they_are_indexed(self):
        first, second = self.make_double()
        indexing = self.env["clientfile.indexing"].create({})
        indexing.with_user(self.administrator)._enqueue()
        self.work()
        self.assertTrue(self.pair_of(first, second))


class TestDuplicateContacts(ScanCase):
    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.garage = cls.make_company(
            "Garage Petit",
            phone="04 77 12 34 56",
            street="12 rue Foch",
            zip="42000",
            city="Saint-Étienne",
        )

    def make_contact(self, name, **values):
        values = {"parent_id": self.garage.id, "phone": self.garage.phone, **values}
        return self.make_person(name, **values)

    def test_colleagues_with_one_switchboard_are_no_doubles(self):
        self.make_contact("Paul Moulin")
        self.make_contact("Anne Rivière")
        self.scan()
        self.assertFalse(self.found())

    def test_contact_typed_twice_at_one_company_is_a_double(self):
        first = self.make_contact("Paul Moulin", email="paul@garage.example")
        second = self.make_contact("MOULIN Paul", email="paul@garage.example")
        self.scan()
        self.assertEqual(set(self.found()), {(first.id, second.id)})

    def test_contact_of_a_contact_is_no_double_of_the_company(self):
        contact = self.make_contact("Paul Moulin")
        below = self.make_contact("Garage Petit", parent_id=contact.id)
        self.scan()
        self.assertFalse(self.pair_of(self.garage, below))

    def test_several_addresses_of_one_company_are_no_doubles(self):
        for city in ("Lyon", "Annecy"):
            self.make_contact("Garage Petit", type="delivery", city=city)
        self.scan()
        self.assertFalse(self.found())

    def test_contact_is_no_double_of_another_company(self):
        contact = self.make_contact("Petit")
        other = self.make_company("Petit", phone=self.garage.phone, zip="42000")
        self.scan()
        self.assertFalse(self.pair_of(contact, other))


class TestDuplicateCommonKeys(ScanCase):
    def make_sharing(self, count, **values):
        return self.env["res.partner"].create(
            [
                {"name": f"Client {index}", "is_company": True, **values}
                for index in range(count)
            ]
        )

    def test_phone_shared_by_too_many_is_skipped_and_listed(self):
        phone = "+33477123456"
        self.make_sharing(CAPS["p"] + 1, phone=phone)
        self.scan(is_full=True)
        common = self.env["clientfile.match.frequency"].with_user(self.manager)
        common = common.search([("key", "=", f"p:{phone}")])
        self.assertTrue(common.is_skipped)
        self.assertEqual(common.partners, CAPS["p"] + 1)
        self.assertEqual((common.label, common.value), ("Phone number", phone))
        keys = self.env["clientfile.match.key"]
        self.assertFalse(keys._find_candidates_of_keys(0, {f"p:{phone}"}))

    def test_each_kind_that_may_be_skipped_is_called_by_a_name(self):
        self.assertEqual(set(clientfile_match_frequency.KINDS), set(CAPS))

    def test_phone_shared_by_as_many_as_allowed_is_used(self):
        phone = "+33477123456"
        partners = self.make_sharing(CAPS["p"], phone=phone)
        keys = self.env["clientfile.match.key"]
        found = keys._find_candidates_of_keys(partners[0].id, {f"p:{phone}"})
        self.assertEqual(set(found), set(partners[1:].ids))

    def test_archived_and_deleted_customers_leave_no_pair(self):
        first, second = self.make_double()
        second.active = False
        self.scan()
        self.assertFalse(self.pair_of(first, second))
        second.active = True
        self.scan()
        self.assertTrue(self.pair_of(first, second))
        second_id = second.id
        second.unlink()
        self.assertFalse(self.pairs.search([("partner_a_id", "=", first.id)]))
        self.assertEqual(count_kept(self.env, second_id), [0, 0, 0])
