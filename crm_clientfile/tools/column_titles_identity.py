"""Titles of the columns that say who a customer is and how we stand with him.

They come from forms and exports in French, Dutch, English and Ukrainian: Odoo (labels
and technical names), Sage 100, EBP, Ciel, Dolibarr, HubSpot.
"""

from .import_field import define_field

IDENTITY_FIELDS = (
    define_field(
        "name",
        "text",
        """name | nom | nom complet | nom du client | nom client | nom du tiers
        | nom tiers | raison sociale | nom / raison sociale | raison sociale / nom
        | dénomination | dénomination sociale | intitulé | intitulé du compte | société
        | entreprise | nom de la société | nom société | nom de l'entreprise
        | nom entreprise | client | organisme | organisation | display_name
        | complete_name | nom affiché | company | company name | full name | customer
        | customer name | client name | account name | organisation name | organization
        | site name | business name | legal name | naam | volledige naam | bedrijf
        | bedrijfsnaam | firmanaam | firma | klant | klantnaam | naam van de klant
        | naam van het bedrijf | organisatie | maatschappelijke naam | назва
        | повна назва | найменування | назва компанії | назва організації
        | назва клієнта | клієнт | контрагент | компанія | підприємство | організація
        | ПІБ | повне ім'я""",
    ),
    define_field(
        "is_company",
        "boolean",
        """is_company | is a company | is company | company type | company_type
        | est une société | est une entreprise | type de tiers | type de client
        | nature du client | société / particulier | particulier / société
        | particulier / professionnel | pro / particulier | personne morale
        | is een bedrijf | type klant | klanttype | soort klant | bedrijf / particulier
        | customer type | є компанією | це компанія | тип клієнта | тип контрагента
        | юридична особа | фізична / юридична особа""",
    ),
    define_field(
        "first_name",
        "text",
        """prénom | prénoms | prénom du contact | prénom contact | first name
        | firstname | given name | forename | contact first name | voornaam
        | voornaam contact | roepnaam | ім'я | імя""",
    ),
    define_field(
        "last_name",
        "text",
        """nom de famille | nom patronymique | nom d'usage | nom du contact
        | nom contact | last name | lastname | surname | family name
        | contact last name | achternaam | familienaam | naam contact | прізвище""",
    ),
    define_field(
        "civility",
        "text",
        """civilité | civility | titre de civilité | titre | title | title_id
        | salutation | honorific | aanspreking | aanhef | aanspreektitel | звертання""",
    ),
    define_field("sex", "text", "sexe | genre | sex | gender | geslacht | стать"),
    define_field(
        "birth_date",
        "date",
        """date de naissance | né le | née le | né(e) le | birth date | birthdate
        | date of birth | birthday | dob | geboortedatum | geboren op
        | дата народження""",
    ),
    define_field(
        "function",
        "text",
        """fonction | profession | poste | poste occupé | métier | intitulé du poste
        | function | job position | job title | jobtitle | position | occupation
        | functie | beroep | functietitel | посада | професія""",
    ),
    define_field(
        "trade_name",
        "text",
        """nom commercial | enseigne | nom d'enseigne | nom alternatif | marque
        | nom alternatif (commercial, marque, ...) | trade name | trading name
        | commercial name | brand name | alias name | handelsnaam | commerciële naam
        | uithangbord | торгова назва | торгова марка | комерційна назва""",
    ),
    define_field(
        "legal_form",
        "text",
        """forme juridique | statut juridique | type d'entité légale | qualité
        | legal form | legal entity type | rechtsvorm | juridische vorm
        | організаційно-правова форма | правова форма | форма власності | ОПФ""",
    ),
    define_field(
        "ref",
        "text",
        """ref | référence | référence client | réf client | réf. | n° client
        | no client | numéro client | numéro de client | code client | code tiers
        | code (tiers) | code du tiers | identifiant client | id client | compte client
        | n° de compte | numéro compte | numéro de compte | code
        | code comptable client | ct_num | reference | customer code | customer number
        | customer no | customer id | client code | client number | client id
        | account number | internal reference | référence interne | klantnummer
        | klant nr | klantnr | klantcode | klant id | klantreferentie | referentie
        | interne referentie | код клієнта | номер клієнта | код контрагента
        | № клієнта | код | внутрішній код | внутрішнє посилання | артикул клієнта""",
    ),
    define_field(
        "file_reference",
        "text",
        """référence dossier | référence du dossier | n° dossier | numéro de dossier
        | numéro dossier | dossier | réf dossier | file reference | file number
        | case number | dossiernummer | dossierreferentie | dossier nr | номер справи
        | справа | номер досьє""",
    ),
    define_field(
        "siren",
        "siren",
        """siren | n° siren | numéro siren | code siren | siren number | sirennummer
        | id. prof. 1 (siren) | id prof 1 | idprof1""",
    ),
    define_field(
        "siret",
        "siret",
        """siret | n° siret | numéro siret | code siret | siret number | siretnummer
        | siret de l'établissement | id. prof. 2 (siret) | id prof 2 | idprof2
        | ct_siret""",
    ),
    define_field(
        "vat",
        "vat",
        """vat | tva | n° tva | no tva | numéro tva | numéro de tva | code tva
        | tva intra | numéro de tva intracommunautaire | n° tva intracommunautaire
        | identifiant tva | tva intracommunautaire | n° tva intracom | tva intracom
        | n° identifiant | vat number | vat no | vat id | vat code | tax id
        | tax number | tin | numéro fiscal | identifiant fiscal | btw | btw-nummer
        | btw nr | btw-nr | fiscaal nummer | ct_identifiant | ІПН | ПДВ | номер ПДВ
        | індивідуальний податковий номер | податковий номер | номер платника ПДВ""",
    ),
    define_field(
        "ape",
        "ape",
        """ape | naf | code ape | code naf | ape / naf | naf / ape | code naf (ape)
        | code ape / naf | id. prof. 3 (naf-ape) | id prof 3 | idprof3 | ct_ape | nace
        | code nace | nace code | nacebel | nace-code | nacebel-code | КВЕД | код КВЕД
        | основний КВЕД""",
    ),
    define_field(
        "be_enterprise",
        "be_enterprise",
        """n° d'entreprise | numéro d'entreprise | no d'entreprise | n° entreprise
        | numéro entreprise | n° bce | numéro bce | bce | enterprise number
        | company number | cbe number | ondernemingsnummer | ondernemingsnr | kbo
        | kbo-nummer | kbo nr | номер підприємства""",
    ),
    define_field(
        "company_registry",
        "text",
        """company_registry | company id | company registry | registre de commerce
        | numéro d'immatriculation | rcs | n° rcs | registration number
        | company registration number | registre du commerce | identifiant légal
        | handelsregister | handelsregisternummer | kvk | kvk-nummer | bedrijfs-id
        | ЄДРПОУ | код ЄДРПОУ | код за ЄДРПОУ | реєстраційний номер | РНОКПП""",
    ),
    define_field(
        "employee_count",
        "integer",
        """effectif | effectifs | nombre de salariés | nombre d'employés | nb salariés
        | nb employés | salariés | employees | number of employees | employee count
        | headcount | staff | aantal werknemers | aantal medewerkers | werknemers
        | personeelsbestand | кількість працівників | кількість співробітників
        | чисельність | чисельність персоналу""",
    ),
    define_field(
        "turnover",
        "amount",
        """chiffre d'affaires | chiffre d'affaires annuel | ca | ca annuel | turnover
        | revenue | annual revenue | annual turnover | omzet | jaaromzet | оборот
        | річний оборот | виручка | річний дохід""",
    ),
    define_field(
        "industry",
        "text",
        """secteur | secteur d'activité | activité | domaine d'activité | industry
        | industry_id | branche | sector | line of business | sector van activiteit
        | bedrijfstak | activiteit | галузь | сфера діяльності | вид діяльності""",
    ),
    define_field(
        "is_prospect",
        "boolean",
        """prospect | est prospect | est un prospect | is prospect | is a prospect
        | is_prospect | is een prospect | потенційний клієнт""",
    ),
    define_field(
        "is_client",
        "boolean",
        """est client | est un client | client (oui/non) | client actif | is customer
        | is a customer | is_customer | is client | is_client | is klant | is een klant
        | є клієнтом""",
    ),
    define_field(
        "is_supplier",
        "boolean",
        """fournisseur | est fournisseur | est un fournisseur | is supplier
        | is_supplier | is a supplier | supplier | vendor | is a vendor | is vendor
        | leverancier | is leverancier | is een leverancier | постачальник
        | є постачальником""",
    ),
    define_field(
        "client_since",
        "date",
        """client depuis | client depuis le | date d'entrée | date d'entrée en relation
        | date de première commande | ancienneté client | customer since | client since
        | klant sinds | klant sedert | клієнт з | клієнт від | дата першої покупки""",
    ),
    define_field(
        "parent_name",
        "text",
        """parent_id | parent_id/name | société liée | société de rattachement
        | société mère | maison mère | siège | entreprise de rattachement
        | parent company | related company | parent | parent account
        | associated company | employer | employeur | moederbedrijf
        | gerelateerd bedrijf | hoofdkantoor | werkgever | материнська компанія
        | головна компанія | пов'язана компанія""",
    ),
    define_field(
        "parent_ref",
        "text",
        """parent_id/ref | parent_id/id | parent ref | parent reference | parent code
        | parent company code | code société mère | code du siège | n° client du siège
        | référence société | code société | code société de rattachement
        | moederbedrijf code | code hoofdkantoor | код материнської компанії
        | код головної компанії""",
    ),
    define_field(
        "contact_role",
        "text",
        """rôle | rôle du contact | type de contact | role | contact role
        | contact type | rol | rol van de contactpersoon | роль | роль контакту
        | тип контакту""",
    ),
    define_field(
        "address_type",
        "text",
        """type | type d'adresse | type adresse | nature de l'adresse | address type
        | adrestype | type adres | тип адреси""",
    ),
    define_field(
        "comment",
        "text",
        """comment | comments | commentaire | commentaires | note | notes | remarque
        | remarques | observation | observations | mémo | bloc-notes | notes internes
        | internal notes | description | remarks | memo | opmerking | opmerkingen
        | nota | notities | omschrijving | коментар | коментарі | примітка | примітки
        | нотатки | опис""",
    ),
)
