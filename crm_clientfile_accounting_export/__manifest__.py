{
    "name": "Client File: accounting export",
    "summary": "Account rules, export files for accountants, e-invoice checks",
    "version": "19.0.1.0.0",
    "category": "Accounting/Accounting",
    "author": "Client File contributors",
    "website": "https://github.com/clientfile/clientfile",
    "license": "LGPL-3",
    "depends": ["crm_clientfile", "account_edi_ubl_cii"],
    "data": [
        "security/crm_clientfile_accounting_export_groups.xml",
        "views/clientfile_accounting_export_menus.xml",
    ],
}
