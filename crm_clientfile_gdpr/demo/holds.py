from odoo import api, models

LEAD = {
    "type": "opportunity",
    "name": "Demande de devis – salon de l'habitat",
    "contact_name": "Lucie Aubry",
    "phone": "06 39 98 41 27",
    "clientfile_hold_reason": "Litige en cours : pièces demandées par notre avocat",
}
TEMPLATE = {
    "name": "Offres de printemps",
    "subject": "Nos offres de printemps",
    "body_html": "<p>Bonjour,</p><p>Voici nos offres de printemps.</p>",
    "use_default_to": True,
}


class ClientfileDemo(models.AbstractModel):
    """A lead that is to be kept, and a template of offers that asks before it goes."""

    _inherit = "clientfile.demo"

    @api.model
    def _load_holds(self):
        seller = self._partner("m_fontaine").user_id
        self.env["crm.lead"].create({**LEAD, "user_id": seller.id})
        offers = self.env.ref("crm_clientfile_gdpr.clientfile_purpose_offers")
        self.env["mail.template"].create(
            {
                **TEMPLATE,
                "model_id": self.env["ir.model"]._get_id("res.partner"),
                "clientfile_purpose_id": offers.id,
            }
        )
