{
    "name": "Client File: portal",
    "summary": "What the customer sees and does in the portal",
    "version": "19.0.1.0.0",
    "category": "Sales/CRM",
    "author": "Client File contributors",
    "website": "https://github.com/clientfile/clientfile",
    "license": "LGPL-3",
    "depends": ["crm_clientfile_gdpr", "portal", "website", "account_payment"],
    "data": [
        "security/crm_clientfile_portal_groups.xml",
        "views/clientfile_portal_menus.xml",
    ],
}
