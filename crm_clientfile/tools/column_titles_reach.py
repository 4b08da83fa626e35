"""Titles of the columns that say where a customer is and how to reach him.

Sources as in ``column_titles_identity``.
"""

from .import_field import define_field

REACH_FIELDS = (
    define_field(
        "street",
        "street",
        """street | rue | adresse | adresse postale | adresse 1 | adresse ligne 1
        | ligne d'adresse 1 | adresse de facturation | n° et rue | numéro et rue | voie
        | adresse complète | adresse du siège | ct_adresse | address | street address
        | address line 1 | billing address | billing street | mailing street
        | postal address | straat | adres | adresregel 1 | straat en nummer
        | straat + nr | facturatieadres | factuuradres | postadres | вулиця | адреса
        | поштова адреса | юридична адреса | фактична адреса""",
    ),
    define_field(
        "street2",
        "street",
        """street2 | rue 2 | adresse 2 | adresse ligne 2 | complément
        | ligne d'adresse 2 | complément d'adresse | complément adresse | suite adresse
        | bâtiment | bât | ct_complement | address 2 | address line 2
        | street address 2 | address 2nd line | straat 2 | straat2 | adres 2
        | adresregel 2 | toevoeging | bus | вулиця 2 | адреса 2 | додаткова адреса""",
    ),
    define_field(
        "zip",
        "zip",
        """zip | code postal | cp | c.p. | code postal de facturation | zip code
        | zipcode | postal code | postcode | post code | ct_codepostal | postnummer
        | поштовий індекс | індекс""",
    ),
    define_field(
        "city",
        "text",
        """city | ville | commune | localité | ville de facturation | town | locality
        | ct_ville | stad | plaats | gemeente | woonplaats | місто | населений пункт
        | село""",
    ),
    define_field(
        "state",
        "text",
        """state | state_id | état | province | département | région
        | département/canton | canton | state/region | county | region | état/région
        | provincie | регіон | staat | область | район""",
    ),
    define_field(
        "country",
        "country",
        """country | country_id | country code | pays | code pays | pays de facturation
        | ct_pays | country/region | nation | land | landcode | країна | код країни""",
    ),
    define_field(
        "zip_city",
        "text",
        """cp ville | code postal ville | code postal et ville | cp / ville | ville cp
        | ville (code postal) | zip city | postcode city | zip and city
        | postcode plaats | postcode en plaats | postcode + gemeente
        | postcode gemeente | postcode en gemeente | індекс місто | індекс та місто""",
    ),
    define_field(
        "phone",
        "phone",
        """phone | téléphone | tél | tél. | tel | tél fixe | téléphone fixe | fixe
        | n° de téléphone | numéro de téléphone | n° téléphone | n° tél | ligne directe
        | téléphone bureau | tél bureau | téléphone professionnel | tél pro | standard
        | téléphone principal | ct_telephone | phone number | telephone
        | telephone number | work phone | business phone | office phone | main phone
        | landline | telefoon | telefoonnummer | telefoon nr | tel. nr.
        | vaste telefoon | vaste lijn | телефон | номер телефону | № телефону | тел.
        | тел | робочий телефон | стаціонарний телефон""",
    ),
    define_field(
        "phone_2",
        "phone",
        """autre téléphone | téléphone secondaire | téléphone domicile | tél domicile
        | téléphone personnel | tél perso | second téléphone | other phone | home phone
        | secondary phone | alternative phone | tweede telefoon | telefoon thuis
        | privételefoon | додатковий телефон | домашній телефон | інший телефон""",
    ),
    define_field(
        "mobile",
        "phone",
        """mobile | portable | tél portable | téléphone portable | tél mobile
        | téléphone mobile | n° de portable | gsm | gsm-nummer | n° gsm | cell
        | cell phone | cellphone | mobile phone | mobile phone number | mobile number
        | mobiel | mobiele telefoon | mobiel nummer | мобільний | мобільний телефон
        | моб. | моб. тел. | моб. телефон | номер мобільного""",
    ),
    define_field(
        "fax",
        "phone",
        """fax | télécopie | télécopieur | n° de fax | numéro de fax | n° fax
        | fax number | ct_telecopie | faxnummer | факс | номер факсу""",
    ),
    define_field(
        "email",
        "email",
        """email | mail | courriel | adresse email | adresse mail
        | adresse électronique | adresse courriel | mél | email professionnel
        | email pro | email contact | ct_email | e-mail address | work email
        | email address | email primary | e-mailadres | mailadres | електронна пошта
        | ел. пошта | пошта | електронна адреса | емейл | імейл""",
    ),
    define_field(
        "email_2",
        "email",
        """autre email | autre mail | email secondaire | email personnel | email perso
        | email facturation | other email | secondary email | second email
        | personal email | additional email | tweede email | ander e-mailadres
        | privé email | додаткова електронна пошта | інша пошта""",
    ),
    define_field(
        "website",
        "url",
        """website | site web | site internet | site | url | adresse web | page web
        | web | ct_site | web site | website url | website link | homepage | domain
        | company domain name | webstek | webpagina | сайт | вебсайт | веб-сайт
        | адреса сайту""",
    ),
    define_field(
        "preferred_channel",
        "text",
        """canal préféré | canal de communication préféré | moyen de contact préféré
        | mode de contact | contact préféré | preferred channel
        | preferred contact method | preferred contact | communication preference
        | voorkeurskanaal | voorkeur contact | gewenst kanaal | бажаний канал
        | бажаний спосіб зв'язку | спосіб зв'язку""",
    ),
    define_field(
        "lang",
        "lang",
        """lang | langue | code langue | langue préférée | language
        | preferred language | taal | taalcode | voorkeurstaal | мова
        | мова спілкування""",
    ),
    define_field(
        "salesperson",
        "text",
        """user_id | commercial | vendeur | représentant | collaborateur
        | commercial/collaborateur - nom | attaché commercial | commercial attitré
        | responsable commercial | chargé de clientèle | salesperson | sales person
        | sales rep | salesman | account manager | account owner | contact owner
        | company owner | owner | verkoper | vertegenwoordiger | accountbeheerder
        | продавець | менеджер | торговий представник | відповідальний менеджер""",
    ),
    define_field(
        "tags",
        "text",
        """category_id | étiquettes | étiquette | tags | tag | mots clés | mots-clés
        | catégories | catégorie | famille | famille clients | labels | label
        | keywords | categories | category | categorieën | trefwoorden | мітки | теги
        | мітка | категорія | категорії""",
    ),
    define_field(
        "linkedin",
        "url",
        """linkedin | profil linkedin | page linkedin | linkedin url | linkedin profile
        | linkedin company page | linkedin bio | лінкедін""",
    ),
    define_field(
        "facebook",
        "url",
        """facebook | page facebook | facebook url | facebook page | фейсбук
        | facebook company page""",
    ),
    define_field(
        "instagram",
        "url",
        "instagram | compte instagram | instagram url | інстаграм | insta",
    ),
    define_field(
        "x_twitter",
        "url",
        """twitter | x (twitter) | x / twitter | compte x | compte twitter
        | twitter handle | twitter username | твіттер""",
    ),
    define_field(
        "whatsapp",
        "phone",
        "whatsapp | numéro whatsapp | whatsapp number | whatsapp phone number | ватсап",
    ),
)
