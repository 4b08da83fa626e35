from datetime import date
from unittest.mock import patch

from .segment_case import SegmentCase

FIRST, SECOND, THIRD = date(2026, 6, 1), date(2026, 6, 2), date(2026, 6, 3)


class TestSegmentEvolution(SegmentCase):
    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.segment = cls.make_segment(is_shared=True)

    def test_first_night_is_no_movement(self):
        self.count(self.segment, FIRST)
        self.assertEqual(self.counts(self.segment), [(FIRST, 3, 0, 0)])
        self.assertEqual(self.moves(self.segment), [])

    def test_who_entered_and_left_is_noted(self):
        self.count(self.segment, FIRST)
        self.lille.city = "Lyon"
        self.bakery.city = "Lille"
        self.count(self.segment, SECOND)
        self.assertEqual(self.counts(self.segment)[1], (SECOND, 3, 1, 1))
        moves = [("Café de Lille", "entered"), ("Boulangerie Petit", "left")]
        self.assertCountEqual(self.moves(self.segment), moves)

    def test_counting_twice_a_night_notes_nothing_twice(self):
        self.count(self.segment, FIRST)
        self.lille.city = "Lyon"
        self.count(self.segment, SECOND)
        self.count(self.segment, SECOND)
        self.assertEqual(self.counts(self.segment)[1], (SECOND, 4, 1, 0))
        self.assertEqual(self.moves(self.segment), [("Café de Lille", "entered")])

    def test_second_count_of_a_day_adds_what_came_since(self):
        self.count(self.segment, FIRST)
        self.lille.city = "Lyon"
        self.count(self.segment, SECOND)
        self.bakery.city = "Lille"
        self.count(self.segment, SECOND)
        self.assertEqual(self.counts(self.segment)[1], (SECOND, 3, 1, 1))

    def test_archived_customer_leaves_and_comes_back(self):
        self.count(self.segment, FIRST)
        self.bakery.action_archive()
        self.count(self.segment, SECOND)
        self.bakery.action_unarchive()
        self.count(self.segment, THIRD)
        moves = [("Boulangerie Petit", "left"), ("Boulangerie Petit", "entered")]
        self.assertEqual(self.moves(self.segment), moves)

    def test_merged_or_deleted_customer_does_not_leave(self):
        self.count(self.segment, FIRST)
        self.bakery.write({"active": False, "clientfile_merged_into_id": self.lyon.id})
        self.person.unlink()
        self.count(self.segment, SECOND)
        self.assertEqual(self.counts(self.segment)[1], (SECOND, 1, 0, 0))
        self.assertEqual(self.moves(self.segment), [])

    def test_other_conditions_begin_a_new_evolution(self):
        self.count(self.segment, FIRST)
        self.segment.domain = repr([("id", "in", self.lille.ids)])
        self.assertEqual(self.counts(self.segment), [])
        self.count(self.segment, SECOND)
        self.assertEqual(self.counts(self.segment), [(SECOND, 1, 0, 0)])
        self.assertEqual(self.moves(self.segment), [])

    def test_another_name_keeps_the_evolution(self):
        self.count(self.segment, FIRST)
        self.segment.write({"name": "Of the town", "domain": self.segment.domain})
        self.assertEqual(len(self.counts(self.segment)), 1)

    def test_fixed_segment_has_an_evolution_too(self):
        segment = self.make_fixed(self.lille)
        self.count(segment, FIRST)
        segment.sudo().partner_ids += self.lyon
        self.count(segment, SECOND)
        self.assertEqual(self.moves(segment), [("Café de Lyon", "entered")])

    def test_segment_counts_in_few_statements_however_many(self):
        counted = self.count(self.segment, FIRST)
        company = self.env.company
        counted._take_snapshot(company)
        with self.assertQueryCount(8):
            counted._take_snapshot(company)

    def test_wrong_segment_is_told_and_stops_no_other(self):
        self.env.cr.execute(
            "UPDATE clientfile_segment SET domain = %s, sequence = 0 WHERE id = %s",
            ("[('gone_field', '=', 1)]", self.segment.id),
        )
        self.env.invalidate_all()
        other = self.make_fixed(self.lille)
        self.run_night()
        self.assertIn("gone_field", self.segment.night_error)
        self.assertEqual(self.counts(self.segment), [])
        self.assertEqual(len(self.counts(other)), 1)
        self.segment.domain = repr([("id", "in", self.lille.ids)])
        self.assertFalse(self.segment.night_error)

    def test_owner_who_left_is_told(self):
        self.manager.active = False
        self.count(self.segment, FIRST)
        self.assertIn("has left", self.segment.sudo().night_error)

    def run_night(self):
        """The nightly action; its commits stay within the test."""
        crons = self.env.registry["ir.cron"]
        with patch.object(crons, "_commit_progress", lambda *_args, **_options: 60):
            self.env["clientfile.segment"]._cron_count()
        self.env.invalidate_all()

    def test_night_goes_on_where_it_was_killed(self):
        other = self.make_fixed(self.lille)
        segments = self.env["clientfile.segment"]
        segments.search([("id", "not in", (self.segment | other).ids)]).active = False
        crons = self.env.registry["ir.cron"]
        with patch.object(crons, "_commit_progress", lambda *_args, **_options: 0):
            segments._cron_count()
        done = [len(self.counts(one)) for one in (self.segment, other)]
        self.assertEqual(sorted(done), [0, 1])
        self.run_night()
        self.run_night()
        done = [len(self.counts(one)) for one in (self.segment, other)]
        self.assertEqual(done, [1, 1])

    def test_form_shows_the_graph_and_the_latest_moves(self):
        self.count(self.segment)
        self.lille.city = "Lyon"
        today = self.today
        self.env.cr.execute(
            "UPDATE clientfile_segment_count SET date = date - 1 WHERE segment_id = %s",
            [self.segment.id],
        )
        self.count(self.segment)
        seen = self.segment.with_user(self.user)
        self.assertEqual(seen.night_count, 4)
        self.assertEqual((seen.entered_count, seen.left_count), (1, 0))
        self.assertEqual(seen.latest_move_ids.partner_id, self.lille)
        self.assertEqual(seen.latest_move_ids.date, today)
        self.assertIn('"y": 3', seen.evolution_graph)

    def test_evolution_of_private_segments_is_private(self):
        segment = self.make_segment(is_shared=False)
        self.count(segment, FIRST)
        counts = self.env["clientfile.segment.count"].with_user(self.user)
        self.assertFalse(counts.search([("segment_id", "=", segment.id)]))
        for user in (self.manager, self.administrator):
            own = counts.with_user(user).search([("segment_id", "=", segment.id)])
            self.assertEqual(own.customer_count, 3)

    def test_old_moves_are_forgotten_and_counts_are_kept(self):
        self.count(self.segment, date(2020, 1, 1))
        self.lille.city = "Lyon"
        self.count(self.segment, date(2020, 1, 2))
        self.env["clientfile.segment.move"]._gc_moves()
        self.assertEqual(self.moves(self.segment), [])
        self.assertEqual(len(self.counts(self.segment)), 2)
