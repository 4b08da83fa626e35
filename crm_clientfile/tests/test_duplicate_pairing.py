from unittest.mock import patch

from ..models import clientfile_duplicate_scan, clientfile_match_pending
from .duplicate_case import DuplicateCase


class TestDuplicatePairing(DuplicateCase):
    def setUp(self):
        super().setUp()
        self.keys = self.env["clientfile.match.key"]
        self.pending = self.env["clientfile.match.pending"]

    def pair_up(self):
        self.keys._gather()
        self.keys._pair_up()

    def make_several(self):
        for number in range(4):
            self.make_double(f"Garage Petit{number}", phone=f"04 77 12 34 {number:02}")

    def pairs_of(self, found):
        """Pairs, the lower id first; each must have been found once."""
        pairs = [tuple(sorted((one, other))) for one in found for other in found[one]]
        self.assertEqual(len(pairs), len(set(pairs)))
        return set(pairs)

    def test_all_at_once_pairs_up_as_one_after_the_other(self):
        self.make_several()
        waiting = self.pending._take(1000)
        singly = self.pairs_of(self.keys._find_candidates_of_batch(waiting))
        self.pair_up()
        self.assertEqual(self.pending._take(1000), waiting)
        at_once = self.pairs_of(self.pending._get_known(waiting))
        self.assertTrue(singly)
        self.assertEqual(at_once, singly)

    def test_those_compared_already_are_paired_with_those_who_wait(self):
        self.make_several()
        first, *others = self.pending._take(1000)
        self.pending._remove(others)
        singly = self.pairs_of(self.keys._find_candidates_of_batch([first]))
        self.pair_up()
        self.assertTrue(singly)
        self.assertEqual(self.pairs_of(self.pending._get_known([first])), singly)

    def test_key_of_too_many_pairs_nobody_at_once(self):
        phone = "+33 4 77 12 34 56"
        for number in range(31):
            self.make_company(f"{chr(97 + number % 26) * 3}{number}", phone=phone)
        waiting = self.pending._take(1000)
        self.pair_up()
        self.assertFalse(self.pairs_of(self.pending._get_known(waiting)))

    def test_who_changes_while_others_are_compared_is_compared_again(self):
        first, second = self.make_double()
        third = self.make_company("Menuiserie Blanc", city="Lyon")
        self.pair_up()
        self.assertFalse(self.pair_of(first, third))
        first.write(
            {
                "name": "Menuiserie Blanc",
                **dict.fromkeys(("phone", "street", "zip"), False),
                "city": "Lyon",
            }
        )
        self.assertEqual(self.pending._take(1000), [second.id, third.id])
        self.scan_the_rest()
        self.assertTrue(self.pair_of(first, third))
        self.assertNotEqual(self.pair_of(first, second).decision, "pending")

    def test_few_who_wait_are_looked_up_one_by_one(self):
        first, second = self.make_double()
        with (
            patch.object(clientfile_match_pending, "_SHARE", 0),
            patch.object(type(self.keys), "_pair_up") as pair_up,
        ):
            self.scan()
        pair_up.assert_not_called()
        self.assertTrue(self.pair_of(first, second))

    def scan_the_rest(self):
        never = patch.object(type(self.pending), "_is_most", lambda _records: False)
        small = patch.object(clientfile_duplicate_scan, "SCAN_BATCH", 2)
        with never, small:
            self.scan()
