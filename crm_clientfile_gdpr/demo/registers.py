import base64
from datetime import timedelta

from odoo import api, fields, models

PROCESSORS = (
    {
        "name": "Nuage du Rhône SAS",
        "service": "Hébergement de la base et des sauvegardes",
        "codes": ("FR",),
        "begins": -500,
        "ends": 40,
        "check": "Certificat ISO 27001 reçu, valable jusqu'à la fin de l'année.",
    },
    {
        "name": "Postino Mailing Inc.",
        "service": "Envoi des lettres d'information",
        "codes": ("FR", "US"),
        "begins": -300,
        "ends": 400,
        "safeguard": "clauses",
        "check": "Clauses contractuelles types signées, analyse des transferts lue.",
    },
)
BREACH = {
    "name": "Liste de clients envoyée à un mauvais destinataire",
    "description": "Un tableau de clients particuliers a été joint par erreur à un "
    "message pour un fournisseur. Il contenait noms, téléphones et adresses.",
    "data_categories": "Identité, adresse, téléphone, e-mail",
    "person_categories": "Clients particuliers",
    "person_count": 2,
    "record_count": 2,
    "confidentiality": "known",
    "consequences": "Appels ou messages non désirés.",
    "measures_before": "Accès aux exports réservé, pièces jointes chiffrées vers "
    "l'extérieur.",
    "measures": "Le destinataire a confirmé par écrit la suppression du fichier.",
    "authority_decision": "notify",
    "persons_decision": "inform",
    "letter_text": "Un fichier avec votre nom, votre adresse et votre téléphone a été "
    "envoyé par erreur à l'un de nos fournisseurs.",
    "letter_consequences": "Vous pourriez recevoir un appel ou un message que vous "
    "n'attendez pas.",
    "letter_measures": "Le fournisseur a supprimé le fichier. Ne donnez pas "
    "d'information à qui vous appellerait en notre nom.",
}
CONCERNED = ("m_dacosta", "mme_lefebvre")
NOTE = "<p>Diabétique : pas de chocolats dans le colis de fin d'année.</p>"


class ClientfileDemo(models.AbstractModel):
    """Registers that are filled, a breach whose hours run, a text to check."""

    _inherit = "clientfile.demo"

    @api.model
    def _load_registers(self):
        officer = self.env.ref("base.user_admin")
        company = self.env.ref("base.main_company")
        company.clientfile_dpo_id = officer.partner_id
        processors = self._create_processors(company, officer)
        prefix = "crm_clientfile_gdpr.clientfile_processing"
        self.env.ref(f"{prefix}_prospecting").processor_ids = processors
        self.env.ref(f"{prefix}_orders").processor_ids = processors[:1]
        self._create_breach(company, officer)
        self._partner("m_traore").comment = NOTE
        scan = self.env["clientfile.guard.scan"].create({})
        scan._run_at_once(self.env._("Free texts"))

    def _create_processors(self, company, officer):
        today = fields.Date.today()
        processors = self.env["clientfile.processor"]
        for told in PROCESSORS:
            countries = self.env["res.country"].search([("code", "in", told["codes"])])
            partner = self.env["res.partner"].create(
                {"name": told["name"], "is_company": True, "company_id": company.id}
            )
            contract = self.env["ir.attachment"].create(
                {
                    "name": "contrat-sous-traitance.txt",
                    "datas": base64.b64encode(b"Contrat (article 28 RGPD)\n"),
                }
            )
            processors |= processors.create(
                {
                    "partner_id": partner.id,
                    "company_id": company.id,
                    "service": told["service"],
                    "user_id": officer.id,
                    "contract_date": today + timedelta(days=told["begins"]),
                    "contract_end": today + timedelta(days=told["ends"]),
                    "contract_ids": contract.ids,
                    "country_ids": countries.ids,
                    "safeguard": told.get("safeguard"),
                    "check_ids": [
                        (0, 0, {"note": told["check"], "user_id": officer.id})
                    ],
                }
            )
        return processors

    def _create_breach(self, company, officer):
        aware = fields.Datetime.now() - timedelta(hours=40)
        self.env["clientfile.breach"].create(
            {
                **BREACH,
                "company_id": company.id,
                "user_id": officer.id,
                "date_aware": aware,
                "date_start": aware - timedelta(hours=5),
                "person_ids": [
                    (0, 0, {"partner_id": self._partner(name).id}) for name in CONCERNED
                ],
            }
        )
