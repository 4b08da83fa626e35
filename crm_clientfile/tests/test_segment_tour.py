from odoo.tests import HttpCase, tagged

from .segment_case import SegmentCase


@tagged("post_install", "-at_install")
class TestSegmentTour(SegmentCase, HttpCase):
    def test_salesperson_plans_the_calls_of_a_segment(self):
        self.make_segment(
            [("city", "=", "Lyon"), ("is_company", "=", True)],
            name="Cafés of Lyon",
            is_shared=True,
        )
        self.start_tour(
            "/odoo/customer-segments", "clientfile_segment_tour", login=self.user.login
        )
        self.assertEqual(self.lyon.activity_ids.user_id, self.user)
        self.assertFalse(self.bakery.activity_ids)
