from unittest.mock import patch

from odoo.tests import tagged

from .accounting_case import AccountingCase

MODELS = "odoo.addons.crm_clientfile_accounting_export.models"


@tagged("post_install", "-at_install")
class TestExportStop(AccountingCase):
    """Stop takes effect while files are being written, and leaves nothing."""

    def stop_while(self, export, step):
        """The step while somebody asks to stop, from another transaction."""
        progress = self.registry["clientfile.accounting.progress"]
        with (
            patch(f"{MODELS}.clientfile_accounting_progress.STEP_SECONDS", 0),
            patch.object(progress, "_note", lambda *_args: True),
        ):
            return step(export.job_id)

    def test_stop_while_writing_keeps_no_file_and_marks_nothing(self):
        self.post_invoice()
        export = self.make_export()
        export.action_check()
        export.action_export()
        self.assertFalse(self.stop_while(export, export._job_step))
        self.assertEqual(export.state, "checked")
        self.assertFalse(export.file_ids)
        self.assertFalse(self.get_marks())
        attachments = self.env["ir.attachment"].search(
            [("res_model", "=", export._name), ("res_id", "=", export.id)]
        )
        self.assertFalse(attachments)

    def test_stop_while_checking_leaves_the_state(self):
        self.post_invoice()
        export = self.make_export()
        export._start("Check", "check", 2)
        self.assertFalse(self.stop_while(export, export._job_step))
        self.assertEqual(export.state, "draft")

    def test_step_after_the_wish_ends_the_job(self):
        self.post_invoice()
        export = self.make_export()
        export.action_check()
        export.action_export()
        export.job_id.sudo()._request_cancellation()
        export.job_id.sudo()._step()
        self.assertEqual(export.job_state, "cancelled")
        self.assertFalse(export.is_busy)
