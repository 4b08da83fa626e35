from datetime import timedelta

from odoo import fields, models

SOURCES = (
    "Salon Sirha Lyon",
    "Recommandation",
    "Site internet",
    "Prospection téléphonique",
    "Presse professionnelle",
)
CAMPAIGNS = ("Rentrée des restaurateurs", "", "Catalogue de printemps", "", "")
# Who, the project, the budget, what he likes.
PROJECTS = (
    (
        "ville_tassin",
        "Équiper la nouvelle salle des fêtes, 250 couverts",
        18500,
        "Répond par écrit ; décide en conseil municipal, le premier lundi du mois.",
    ),
    (
        "domaine_clairvaux",
        "Caveau de dégustation, ouverture au printemps",
        4200,
        "Verres à pied fin, gravure discrète. Ne travaille pas avec l'importation.",
    ),
    (
        "mme_lefebvre",
        "Linge de table pour la maison de famille",
        640,
        "Lin lavé, tons naturels. Appeler après 18 heures.",
    ),
    ("m_dacosta", "Mariage de sa fille", 850, "Porcelaine blanche à filet doré."),
    (
        "palace_etoile",
        "Refaire la vaisselle du restaurant étoilé",
        42000,
        "Rien de griffé. Échantillons livrés avant toute offre.",
    ),
    (
        "hotel_beffroi",
        "Nouvelle carte du restaurant",
        5200,
        "Comparer avec son fournisseur belge ; sensible aux délais.",
    ),
    ("be_namur_asbl", "Banquet annuel de la citadelle", 3900, ""),
)
# The section of the trade nomenclature, by the first two digits of its codes.
SECTIONS = {
    **dict.fromkeys(("10", "11", "13", "16", "20", "25", "31"), "C"),
    **dict.fromkeys(("41", "43"), "F"),
    **dict.fromkeys(("45", "46", "47"), "G"),
    **dict.fromkeys(("55", "56"), "I"),
    **dict.fromkeys(("64", "65", "66"), "K"),
    **dict.fromkeys(("69", "70", "71", "73", "74"), "M"),
    **dict.fromkeys(("77", "79", "81", "82"), "N"),
    "01": "A",
    "68": "L",
    "84": "O",
    "85": "P",
    **dict.fromkeys(("86", "87", "88"), "Q"),
    **dict.fromkeys(("90", "91", "93"), "R"),
    **dict.fromkeys(("94", "96"), "S"),
}


class ClientfileDemo(models.AbstractModel):
    """How the customers of the demo company came to it."""

    _inherit = "clientfile.demo"

    def _load_origins(self):
        partners = self._get_demo_customers()
        for position, partner in enumerate(partners):
            partner.write(self._prepare_origin_values(partner, position))
        for name, project, budget, preferences in PROJECTS:
            self._partner(name).write(
                {
                    "clientfile_project": project,
                    "clientfile_budget": budget,
                    "clientfile_preferences": preferences,
                }
            )

    def _get_demo_customers(self):
        """The customers that the demo files bring, in the order of the file."""
        records = self.env["ir.model.data"].search(
            [
                ("module", "=", "crm_clientfile"),
                ("model", "=", "res.partner"),
                ("name", "=like", "res_partner_demo_%"),
                ("name", "not like", "_double_"),
            ],
            order="res_id",
        )
        partners = self.env["res.partner"].browse(records.mapped("res_id"))
        return partners.filtered(lambda one: one.commercial_partner_id == one)

    def _prepare_origin_values(self, partner, position):
        """A first contact some weeks before the first sale, else some weeks ago."""
        sold = partner.clientfile_client_since or fields.Date.today()
        find = self.env["utm.mixin"]._find_or_create_record
        campaign = CAMPAIGNS[position % len(CAMPAIGNS)]
        section = SECTIONS.get((partner.clientfile_ape or "")[:2])
        return {
            "industry_id": section
            and self.env.ref(f"base.res_partner_industry_{section}").id,
            "clientfile_first_contact_date": sold - timedelta(20 + position * 37 % 90),
            "clientfile_source_id": find(
                "utm.source", SOURCES[position * 7 % len(SOURCES)]
            ).id,
            "clientfile_campaign_id": campaign and find("utm.campaign", campaign).id,
        }
