"""Titles of the columns that say how a customer came and what was agreed with him.

Sources as in ``column_titles_identity``.
"""

from .import_field import define_field

RELATION_FIELDS = (
    define_field(
        "first_contact_date",
        "date",
        """premier contact | premier contact le | date de premier contact
        | date du premier contact | date 1er contact | date de prise de contact
        | first contact | first contact date | date of first contact
        | first contacted | eerste contact | datum eerste contact
        | eerste contactdatum | перший контакт | дата першого контакту
        | дата першого звернення""",
    ),
    define_field(
        "source",
        "text",
        """source | origine | source_id | origine du contact | origine du client
        | origine du prospect | origine de la fiche | provenance | source du lead
        | source du contact | comment nous avez-vous connus | lead source
        | original source | original source type | latest source | contact source
        | customer source | origin | bron | herkomst | herkomst klant | leadbron
        | bron van de lead | джерело | джерело клієнта | джерело ліда | звідки дізнався
        | звідки дізналися | походження""",
    ),
    define_field(
        "campaign",
        "text",
        """campagne | campaign | campaign_id | campagne marketing | campagne d'origine
        | opération commerciale | campaign name | marketing campaign
        | marketingcampagne | кампанія | рекламна кампанія | маркетингова кампанія""",
    ),
    define_field(
        "project",
        "text",
        """projet | projet souhaité | projet envisagé | projet du client | projet client
        | besoin | besoins | besoin exprimé | project | desired project
        | customer project | need | needs | gewenst project | behoefte | behoeften
        | проєкт | проект | бажаний проєкт | бажаний проект | потреба | потреби""",
    ),
    define_field(
        "budget",
        "amount",
        """budget | budget prévu | budget envisagé | budget du projet | budget estimé
        | budget maximum | budget du client | estimated budget | planned budget
        | geschat budget | voorzien budget | бюджет | орієнтовний бюджет
        | бюджет проєкту""",
    ),
    define_field(
        "preferences",
        "text",
        """préférences | préférence | goûts | centres d'intérêt | souhaits
        | préférences du client | preferences | customer preferences | interests
        | wishes | voorkeuren | voorkeur | wensen | interesses | уподобання
        | побажання | вподобання | інтереси""",
    ),
    define_field(
        "territory",
        "text",
        """territoire | zone | territory_id | secteur commercial | secteur géographique
        | zone commerciale | zone géographique | zone de vente | code secteur
        | code zone | code territoire | tournée | territory | sales territory
        | territory code | sales area | sales region | verkoopgebied | gebied | rayon
        | verkoopregio | territorium | територія | територія продажів
        | торгова територія | зона продажів""",
    ),
    define_field(
        "payment_term",
        "text",
        """property_payment_term_id | conditions de règlement | conditions de paiement
        | condition de règlement | condition de paiement | délai de règlement
        | délai de paiement | modalités de paiement | modalités de règlement
        | modèle de règlement | modalité de règlement | échéance de règlement
        | conditions de paiement client | payment terms | payment term
        | customer payment terms | terms of payment | betalingsvoorwaarden
        | betaalvoorwaarden | betalingsvoorwaarde
        | betalingsconditie | betalingscondities
        | betaalconditie | betalingstermijn | betaaltermijn | умови оплати
        | умови платежу | термін оплати | відстрочка платежу""",
    ),
    define_field(
        "payment_method",
        "text",
        """property_inbound_payment_method_line_id | mode de paiement
        | mode de règlement | moyen de paiement | moyen de règlement
        | type de règlement | code mode de règlement | payment method
        | preferred payment method | payment mode | means of payment | betaalwijze
        | betalingswijze | betaalmethode | betalingsmethode | betaalmiddel
        | спосіб оплати | форма оплати | метод оплати""",
    ),
    define_field(
        "pricelist",
        "text",
        """property_product_pricelist | specific_property_product_pricelist
        | liste de prix | tarif | grille tarifaire | catégorie tarifaire
        | code tarif | niveau de prix | n_cattarif | pricelist | price list
        | price level | price category | prijslijst | prijscategorie | prijsniveau
        | прайс-лист | прайс | прайс лист | цінова категорія""",
    ),
    define_field(
        "discount",
        "percent",
        """remise | remise % | taux de remise | % de remise | remise client
        | remise accordée | remise par défaut | remise habituelle | rabais
        | ct_taux01 | discount | discount % | discount rate | customer discount
        | default discount | discount percentage | korting | korting %
        | kortingspercentage | klantkorting | standaardkorting | знижка | знижка %
        | відсоток знижки | знижка клієнта | розмір знижки""",
    ),
    define_field(
        "discount_reason",
        "text",
        """justification de la remise | motif de la remise | motif de remise
        | raison de la remise | justification remise | justificatif de remise
        | reason for the discount | discount reason | discount justification
        | reden van de korting | reden korting | kortingsreden
        | verantwoording korting | обґрунтування знижки | причина знижки
        | підстава знижки""",
    ),
    define_field(
        "carrier",
        "text",
        """property_delivery_carrier_id | transporteur | mode de livraison
        | méthode de livraison | mode d'expédition | méthode d'expédition
        | mode de transport | n_expedition | carrier | delivery method
        | shipping method | preferred carrier | shipping carrier | vervoerder
        | verzendwijze | verzendmethode | leveringsmethode
        | leveringswijze | перевізник | спосіб доставки | метод доставки
        | служба доставки""",
    ),
    define_field(
        "delivery_days",
        "days",
        """délai de livraison | délai de livraison (jours) | délai livraison
        | délai habituel de livraison | délai de livraison habituel
        | délai moyen de livraison | delivery time | delivery time (days)
        | delivery days | usual delivery time | lead time | levertijd
        | levertijd (dagen) | leveringstermijn | levertermijn | термін доставки
        | термін доставки (днів) | строк доставки""",
    ),
    define_field(
        "delivery_terms",
        "text",
        """conditions de livraison | condition de livraison | n_condition
        | modalités de livraison | delivery terms | delivery conditions
        | terms of delivery | shipping terms | leveringsvoorwaarden
        | leveringsconditie | leveringscondities | leveringsvoorwaarde
        | умови доставки | умови поставки""",
    ),
    define_field(
        "delivery_instructions",
        "text",
        """instructions de livraison | consignes de livraison | consigne de livraison
        | remarques de livraison | commentaire de livraison | delivery instructions
        | delivery notes | shipping instructions | leveringsinstructies
        | leverinstructies | instructies voor levering | інструкції з доставки
        | інструкції щодо доставки | вказівки щодо доставки
        | примітки до доставки""",
    ),
    define_field(
        "delivery_charge",
        "amount",
        """frais de livraison | frais de port | frais de transport
        | frais d'expédition | forfait port | forfait de port
        | delivery charge | delivery charges | delivery cost | delivery fee
        | shipping cost | shipping costs | shipping fee | shipping charge
        | leveringskosten | verzendkosten | transportkosten | вартість доставки
        | плата за доставку | витрати на доставку""",
    ),
    define_field(
        "checked_date",
        "date",
        """vérifié le | fiche vérifiée le | date de vérification
        | dernière vérification | date de dernière vérification | contrôlé le
        | date de contrôle | checked on | checked date | date checked | last checked
        | last checked on | verified on | gecontroleerd op | laatst gecontroleerd
        | laatste controle | datum controle | перевірено | дата перевірки
        | остання перевірка""",
    ),
    define_field(
        "closed_date",
        "date",
        """fermé le | établissement fermé le | date de fermeture
        | date de fermeture de l'établissement | date de cessation
        | cessation d'activité | date de cessation d'activité | closed on
        | closed date | closing date | date closed | gesloten op | sluitingsdatum
        | datum sluiting | stopzetting | закрито | дата закриття
        | дата припинення діяльності""",
    ),
)
