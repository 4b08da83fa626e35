"""What the demo company and its customers said to each other, and what is planned."""

from datetime import timedelta

from odoo import Command, api, fields, models

from . import history

# Customer, days ago, kind, what was said.
SAID = (
    (
        "hotel_belvedere",
        12,
        "call",
        "La carte change en mai : devis avant le 15.",
    ),
    ("hotel_belvedere", 75, "visit", "Visite de la salle : 40 couverts à renouveler."),
    (
        "palace_etoile",
        6,
        "received",
        "Merci pour les échantillons.",
    ),
    ("palace_etoile", 9, "sent", "Échantillons de la collection de printemps envoyés."),
    ("traiteur_gachet", 20, "call", "Point sur la saison des mariages."),
    ("brasserie_terreaux", 34, "sent", "Votre réassort de verres est disponible."),
    ("restaurant_quai", 15, "call", "Promet un virement pour la fin du mois."),
    ("vieux_port", 48, "received", "Pouvez-vous reprendre deux cartons d'assiettes ?"),
    ("domaine_clairvaux", 4, "received", "Nous souhaitons graver 300 verres."),
    ("ville_tassin", 18, "sent", "Dossier technique joint pour la salle des fêtes."),
    ("auberge_pin", 215, "call", "Ferme pour travaux, rappeler à la réouverture."),
    ("traiteur_opale", 262, "sent", "Nos nouveautés pour les traiteurs."),
    ("cafe_cordeliers", 335, "received", "Nous n'avons besoin de rien pour le moment."),
    ("hotel_beffroi", 440, "visit", "Visite : le directeur compare les offres."),
    (
        "be_grand_place",
        27,
        "call",
        "Content de la livraison, veut bien témoigner.",
    ),
    ("mme_aubert", 52, "sent", "Votre nappe gravée est prête."),
)
# Customer, days from today, kind of action, what is to be done.
PLANNED = (
    ("traiteur_gachet", 3, "interview", "Qualifier les besoins de la saison"),
    ("brasserie_terreaux", 1, "document", "Envoyer le catalogue de verrerie"),
    ("clinique_parc", 5, "visit", "Présenter la gamme collective"),
    ("hotel_vosges", -2, "action", "Relancer le devis de vaisselle"),
    ("residence_tilleuls", 8, "interview", "Enquête de satisfaction annuelle"),
    ("be_antwerpen_hotel", 13, "visit", "Tournée d'Anvers"),
    ("nl_grachten", 13, "visit", "Tournée d'Amsterdam"),
    ("m_dacosta", 2, "action", "Proposer le service pour 60 couverts"),
)
# Contact, days from today, subject.
MEETINGS = (
    ("belvedere_achats", -30, "Choix des assiettes du Belvédère"),
    ("etoile_achats", 11, "Présentation de la collection au Palace de l'Étoile"),
    ("novalis_services", -190, "Restaurant d'entreprise : bilan de l'année"),
)
# Customers, months since somebody looked at their records.
CHECKED = (
    (("hotel_belvedere", "palace_etoile", "traiteur_gachet", "brasserie_terreaux"), 2),
    (("clinique_parc", "hotel_vosges", "siege_novalis", "be_grand_place"), 5),
    (("cafe_cordeliers", "hotel_beffroi", "creche_pouces", "mas_oliviers"), 15),
    (("chateau_rochefort", "be_chocolat", "comite_rhodia"), 26),
)
BOUNCED = ("comite_rhodia", "galerie_lumiere")
CLOSED = ("be_chocolat", 90)
SUBTYPES = {"received": "mt_comment", "sent": "mt_comment"}
KINDS = {"received": "email", "sent": "comment"}
DONE = {
    "call": "mail.mail_activity_data_call",
    "visit": "crm_clientfile.mail_activity_type_visit",
}


class ClientfileDemo(models.AbstractModel):
    _inherit = "clientfile.demo"

    @api.model
    def _load_exchanges(self):
        """Messages, calls, visits and meetings, past and to come."""
        self.env["mail.message"].create(
            [
                *(self._prepare_said_values(*one) for one in SAID),
                *(self._prepare_sent_quotes()),
            ]
        )
        self._create_meetings()
        for name, days, kind, summary in PLANNED:
            partner = self._partner(name)
            partner.activity_schedule(
                f"crm_clientfile.mail_activity_type_{kind}",
                fields.Date.today() + timedelta(days=days),
                summary=summary,
                user_id=partner.user_id.id,
            )

    @api.model
    def _load_checks(self):
        """Who looked at which record, what bounced and who closed."""
        for names, months in CHECKED:
            partners = self._records("res.partner", names)
            for user, own in partners.grouped("user_id").items():
                own.clientfile_checked_date = self._moment(months * 30).date()
                own.clientfile_checked_by_id = user
        self._records("res.partner", BOUNCED).message_bounce = 3
        name, days_ago = CLOSED
        self._partner(name).clientfile_closed_date = self._moment(days_ago).date()

    def _prepare_said_values(self, name, days_ago, kind, text):
        partner = self._partner(name)
        seller = partner.user_id.partner_id
        french = self.env(context={**self.env.context, "lang": "fr_FR"})
        done = french.ref(DONE[kind]) if kind in DONE else None
        subtype = SUBTYPES.get(kind, "mt_activities")
        return {
            "model": "res.partner",
            "res_id": partner.id,
            "date": self._moment(days_ago),
            "body": f"{done.name}: {text}" if done else text,
            "author_id": (partner if kind == "received" else seller).id,
            "message_type": KINDS.get(kind, "notification"),
            "subtype_id": self.env.ref(f"mail.{subtype}").id,
            "mail_activity_type_id": done and done.id,
        }

    def _prepare_sent_quotes(self):
        """Each customer's last quotation went out with an e-mail."""
        customers = {habit.customer for habit in history.habits()}
        partners = self._records("res.partner", sorted(customers))
        orders = self.env["sale.order"].search(
            [("partner_id", "in", partners.ids)], order="date_order desc, id desc"
        )
        subtype = self.env.ref("mail.mt_comment")
        return [
            {
                "model": "sale.order",
                "res_id": own[0].id,
                "date": own[0].date_order,
                "body": f"Veuillez trouver ci-joint votre devis {own[0].name}.",
                "author_id": partner.user_id.partner_id.id,
                "message_type": "comment",
                "subtype_id": subtype.id,
            }
            for partner, own in orders.grouped("partner_id").items()
        ]

    def _create_meetings(self):
        quiet = self.env["calendar.event"].with_context(
            dont_notify=True, no_mail_to_attendees=True
        )
        for name, days, subject in MEETINGS:
            contact = self._partner(name)
            user = contact.commercial_partner_id.user_id
            start = self._moment(-days)
            quiet.create(
                {
                    "name": subject,
                    "start": start,
                    "stop": start + timedelta(hours=1),
                    "user_id": user.id,
                    "partner_ids": [Command.set((contact | user.partner_id).ids)],
                }
            )
