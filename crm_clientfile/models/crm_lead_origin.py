from odoo import api, fields, models

_TELLING = frozenset(("partner_id", "source_id", "campaign_id"))


class CrmLead(models.Model):
    """A lead tells where the customer comes from whom it makes."""

    _inherit = "crm.lead"

    @api.model_create_multi
    def create(self, vals_list):
        leads = super().create(vals_list)
        leads._clientfile_tell_origin()
        return leads

    def write(self, vals):
        result = super().write(vals)
        if not _TELLING.isdisjoint(vals):
            self._clientfile_tell_origin()
        return result

    def _clientfile_tell_origin(self):
        """Complete the origin of the customers; the oldest lead speaks first."""
        for lead in self.filtered("partner_id").sorted("create_date"):
            customers = lead.partner_id | lead.partner_id.commercial_partner_id
            # The website's visitors share an archived partner.
            customers.filtered("active")._clientfile_complete_origin(
                lead._prepare_clientfile_origin_values()
            )

    def _prepare_clientfile_origin_values(self):
        """What this lead knows of its customer's origin."""
        moment = fields.Datetime.context_timestamp(self, self.create_date)
        # The clocks of the database and of the server need not agree at midnight.
        day = min(moment.date(), fields.Date.context_today(self))
        return {
            "clientfile_first_contact_date": day,
            "clientfile_source_id": self.source_id.id,
            "clientfile_campaign_id": self.campaign_id.id,
        }
