from odoo.addons.website.controllers.form import WebsiteForm


class ClientfileWebsiteForm(WebsiteForm):
    def insert_record(self, request, model_sudo, values, custom, meta=None):
        """A request from the website notes whom it is probably about.

        The note is for those who work on the lead: the visitor learns nothing.
        """
        record_id = super().insert_record(request, model_sudo, values, custom, meta)
        if model_sudo.model == "crm.lead":
            # sudo: the host has inserted it for a visitor
            lead = request.env["crm.lead"].sudo().browse(record_id)
            lead._log_clientfile_likely_customers()
        return record_id
