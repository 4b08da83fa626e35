from datetime import timedelta

from odoo import Command, fields, models

# Who, the discount, why.
DISCOUNTS = (
    ("hotel_belvedere", 8, "Contrat-cadre annuel : plus de 15 000 € d'achats"),
    ("palace_etoile", 8, "Contrat-cadre annuel, quatre livraisons par an"),
    ("traiteur_gachet", 10, "Revend notre marque à ses propres clients"),
    ("hotel_vosges", 6, "Engagement de volume sur trois ans"),
    ("lycee_hotelier", 3, "Établissement d'enseignement"),
    ("be_grand_place", 4, "Client pilote en Belgique, reconduit chaque année"),
    ("siege_novalis", 7, "Accord de groupe : tous les sites commandent chez nous"),
)
PAYMENT_TERMS = (
    ("hotel_belvedere", "45days"),
    ("palace_etoile", "45days"),
    ("siege_novalis", "end_following_month"),
    ("ville_tassin", "30days"),
    ("mme_aubert", "immediate"),
)
# Who, days, charge, terms.
DELIVERIES = (
    ("hotel_belvedere", 4, 0, "Franco de port. Mardi et jeudi, avant 11 heures."),
    ("palace_etoile", 3, 25, "Créneau réservé la veille auprès de la réception."),
    ("traiteur_gachet", 2, 18.5, "Emballages repris à la livraison suivante."),
    ("siege_novalis", 5, 30, "Bon de livraison signé par les services généraux."),
    ("hotel_mont_blanc", 7, None, "Pas de livraison en poids lourd en janvier."),
    ("brasserie_terreaux", 3, None, "Zone piétonne : avant 10 heures."),
)
INSTRUCTIONS = (
    ("hotel_belvedere", "Entrée de service, 3 rue du Bœuf. Sonner à l'économat."),
    ("belvedere_livraison", "Monte-charge à gauche du portail ; demander Karim."),
    ("etoile_livraison", "Quai n° 2, hauteur maximale 3,40 m. Badge à la guérite."),
    ("gachet_depot", "Portail vert, code 4512A. Quelqu'un dès 6 heures."),
    ("cantine_novalis", "Parking visiteurs, sous-sol -1, puis monte-plats."),
    ("brasserie_terreaux", "Laisser les cartons au bar si le rideau est levé."),
)
# Who, what, kind, days since accepted (None: to accept), days until its end, signed by.
CONDITIONS = (
    ("palace_etoile", "Franco de port permanent", "delivery", 400, 240, "V. d'Arcy"),
    (
        "palace_etoile",
        "Échange de la casse, 2 % par an",
        "other",
        150,
        None,
        "V. d'Arcy",
    ),
    ("hotel_belvedere", "Escompte 2 % à huit jours", "payment", 340, 21, "S. Marchand"),
    ("brasserie_flandre", "Prix bloqués un an", "price", 430, -65, "L. Vandenberghe"),
    ("siege_novalis", "Facture mensuelle par site", "payment", 90, None, "I. Moreau"),
    ("traiteur_gachet", "Reprise des invendus", "other", None, None, "É. Gachet"),
    (
        "be_grand_place",
        "Prix en vigueur au 1er janvier",
        "price",
        200,
        165,
        "L. Peeters",
    ),
)
DOCUMENT = """\
Maison Delorme - 48 rue de la Part-Dieu - 69003 Lyon

Condition particulière accordée à {customer}

{what}

Acceptée le {day:%d/%m/%Y}. Pour le client : {signed}.
"""


class ClientfileDemo(models.AbstractModel):
    """What the demo company agreed with its customers."""

    _inherit = "clientfile.demo"

    def _load_terms(self):
        discounts = self.env.ref("sale.group_discount_per_so_line")
        self.env.ref("base.group_user")._apply_group(discounts)
        for name, discount, reason in DISCOUNTS:
            self._partner(name).write(
                {
                    "clientfile_discount": discount,
                    "clientfile_discount_reason": reason,
                }
            )
        for name, term in PAYMENT_TERMS:
            self._partner(name).property_payment_term_id = self.env.ref(
                f"account.account_payment_term_{term}"
            )
        self._load_delivery_terms()
        self._load_conditions()

    def _load_delivery_terms(self):
        carrier = self.env.ref("delivery.free_delivery_carrier")
        for name, days, charge, terms in DELIVERIES:
            self._partner(name).write(
                {
                    "property_delivery_carrier_id": carrier.id,
                    "clientfile_delivery_days": days,
                    "clientfile_has_delivery_charge": charge is not None,
                    "clientfile_delivery_charge": charge or 0,
                    "clientfile_delivery_terms": terms,
                }
            )
        for name, text in INSTRUCTIONS:
            self._partner(name).clientfile_delivery_instructions = text

    def _load_conditions(self):
        manager = self._records("res.users", ("nadia",))
        conditions = self.env["clientfile.condition"].with_user(manager)
        for name, what, kind, since, until, signed in CONDITIONS:
            today = fields.Date.today()
            values = {
                "partner_id": self._partner(name).id,
                "company_id": self.env.company.id,
                "name": what,
                "kind": kind,
                "accepted_by_name": signed,
                "date_to": until is not None and today + timedelta(days=until),
            }
            condition = conditions.create(values)
            if since is not None:
                self._accept(condition, today - timedelta(days=since))

    def _accept(self, condition, day):
        text = DOCUMENT.format(
            customer=condition.partner_id.name,
            what=condition.name,
            day=day,
            signed=condition.accepted_by_name,
        )
        document = {"name": f"{condition.name}.txt", "raw": text.encode()}
        condition.write(
            {
                "date_accepted": day,
                "date_from": day,
                "attachment_ids": [Command.create(document)],
            }
        )
        condition.action_accept()
