from unittest.mock import patch

from odoo import SUPERUSER_ID
from odoo.tests import HttpCase, tagged

from odoo.addons.crm_clientfile.models.clientfile_job import ClientfileJob

from .accounting_case import AccountingCase

FORMAT = "ebp"


def run_at_once(jobs):
    """Stands for the scheduled actions, which sleep during tests."""
    jobs.with_user(SUPERUSER_ID)._cron_run()


@tagged("post_install", "-at_install")
class TestExportTour(HttpCase, AccountingCase):
    """The accountant maps, repairs, exports, is refused, cancels, exports again."""

    def test_accountant_exports_in_the_browser(self):
        journals = self.env["account.journal"].search(
            [("company_id", "=", self.company.id), ("type", "in", ("sale", "purchase"))]
        )
        for journal in journals:
            is_sale = journal.type == "sale"
            journal.name = "Tour sales" if is_sale else "Tour purchases"
            journal.code = "SALES" if is_sale else "PURCH"
        self.customer.ref = "CUSTOMER-0001-OF-THE-TOUR"
        self.post_invoice(120)
        supplier = self.make_company("Moulin", ref="F1")
        self.post_invoice(80, move_type="in_invoice", partner_id=supplier.id)
        target = self.make_target(FORMAT, name="EBP of Mme Morel")
        action = "crm_clientfile_accounting_export.clientfile_accounting_target_action"
        exports = self.env["clientfile.accounting.export"]
        period = ("2026-01-01", "2026-01-31")
        with (
            patch.object(ClientfileJob, "_wake_runners", run_at_once),
            patch.object(type(exports), "_get_default_period", lambda _self: period),
        ):
            self.start_tour(
                f"/odoo/action-{action}/{target.id}",
                "clientfile_accounting_export_tour",
                login="clientfile_accountant",
                timeout=180,
            )
        made = exports.search([("target_id", "=", target.id)])
        self.assertEqual(sorted(made.mapped("state")), ["cancelled", "done"])
        again, first = made
        self.assertEqual(again.move_count, 2)
        self.assertEqual(
            again.file_ids.mapped("sha256"), first.file_ids.mapped("sha256")
        )
        self.assertEqual(self.get_marks(target).export_id, again)
