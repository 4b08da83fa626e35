{
    "name": "Client File: data protection",
    "summary": "Consent, rights of persons, retention and registers (GDPR)",
    "version": "19.0.1.0.0",
    "category": "Sales/CRM",
    "author": "Client File contributors",
    "website": "https://github.com/clientfile/clientfile",
    "license": "LGPL-3",
    "depends": [
        "crm_clientfile",
        "privacy_lookup",
        "mass_mailing",
        "mass_mailing_sms",
    ],
    "data": [
        "security/crm_clientfile_gdpr_groups.xml",
        "views/clientfile_gdpr_menus.xml",
    ],
}
