from odoo import api, fields, models


class CrmLead(models.Model):
    _inherit = "crm.lead"

    @api.model_create_multi
    def create(self, vals_list):
        leads = super().create(vals_list)
        leads._clientfile_set_roles()
        return leads

    def write(self, vals):
        result = super().write(vals)
        if "partner_id" in vals:
            self._clientfile_set_roles()
        return result

    def _handle_won_lost(self, old_status_by_lead, new_status_by_lead):
        result = super()._handle_won_lost(old_status_by_lead, new_status_by_lead)
        self.filtered(lambda lead: lead.won_status == "won")._clientfile_set_roles()
        return result

    def _clientfile_set_roles(self):
        """An open lead makes a prospect, a won one a client."""
        leads = self.filtered("partner_id")
        pending = leads.filtered(lambda lead: lead.won_status == "pending")
        pending.partner_id._clientfile_become_prospect()
        today = fields.Date.context_today(self)
        for lead in leads.filtered(lambda lead: lead.won_status == "won"):
            day = lead.date_closed and lead.date_closed.date()
            lead.partner_id._clientfile_become_client(day or today)
