from odoo.tests import HttpCase, new_test_user, tagged

from .ledger_case import LedgerCase


@tagged("post_install", "-at_install")
class TestLedgerTour(HttpCase, LedgerCase):
    def test_account_is_read_in_the_browser(self):
        self.customer.name = "Tour"
        self.add_invoice(100.0, name="TOUR/2026/00001")
        self.add_refund(15.5)
        self.make_order(self.customer)
        new_test_user(
            self.env,
            "clientfile_bookkeeper",
            "crm_clientfile.crm_clientfile_group_user,account.group_account_invoice,"
            "sales_team.group_sale_salesman_all_leads",
        )
        self.start_tour(
            f"/odoo/contacts/{self.customer.id}",
            "clientfile_ledger_tour",
            login="clientfile_bookkeeper",
        )
