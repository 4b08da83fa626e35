from odoo.tests import HttpCase, tagged

from .figures_case import FiguresCase


@tagged("post_install", "-at_install")
class TestFiguresTour(FiguresCase, HttpCase):
    def test_salesperson_reads_the_figures_before_a_call(self):
        customer = self.make_company("Garage Petit", user_id=self.user.id)
        for ago in (182, 140, 98):
            invoice = self.sell(customer, ago, 25, invoice_date_due=self.day(ago - 30))
            if ago > 100:
                self.pay(invoice, ago - 20)
        self.env["clientfile.metrics.run"]._run_at_once()
        self.start_tour(
            "/odoo/my-customers", "clientfile_figures_tour", login=self.user.login
        )
