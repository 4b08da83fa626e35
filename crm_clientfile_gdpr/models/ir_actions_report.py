from odoo import models

LOGGED = {
    "crm_clientfile_gdpr.clientfile_consent_proof": "proof",
    "crm_clientfile_gdpr.clientfile_processing_register": "register",
}


class IrActionsReport(models.Model):
    _inherit = "ir.actions.report"

    def _render_qweb_html(self, report_ref, docids, data=None):
        """Note who prints what is personal; previews come here, too.

        Printing goes through Odoo's reading route, which Odoo repeats with a cursor
        that writes where this is needed.
        """
        report = self._get_report(report_ref)
        if action := self._get_clientfile_logged().get(report.report_name):
            records = self.env[report.model].browse(docids or [])
            self.env["clientfile.access.log"]._log(action, records)
        return super()._render_qweb_html(report_ref, docids, data=data)

    def _get_clientfile_logged(self):
        """Actions of the access log by the name of the report that is printed."""
        return LOGGED
