from odoo.tests import HttpCase, tagged

from .test_breach import BreachCase


@tagged("post_install", "-at_install")
class TestBreachTour(HttpCase, BreachCase):
    def test_officer_goes_from_breach_to_letters(self):
        claire = self.make_person("Claire Tour", email="tour@example.com")
        self.start_tour(
            "/odoo/data-breaches", "clientfile_breach_tour", login=self.officer.login
        )
        person = self.env["clientfile.breach.person"].search(
            [("partner_id", "=", claire.id)]
        )
        self.assertEqual(person.state, "mailed")
