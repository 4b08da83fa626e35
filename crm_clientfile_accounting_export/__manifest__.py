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
        "security/clientfile_accounting_rules.xml",
        "security/ir.model.access.csv",
        "views/clientfile_accounting_export_menus.xml",
        "views/clientfile_account_rule_views.xml",
        "views/clientfile_account_trial_views.xml",
        "views/clientfile_accounting_target_views.xml",
        "views/clientfile_export_layout_views.xml",
        "views/clientfile_export_mapping_views.xml",
        "views/clientfile_export_party_views.xml",
        "views/clientfile_exported_move_views.xml",
        "views/clientfile_accounting_export_views.xml",
        "views/clientfile_accounting_menu_items.xml",
        "views/account_move_views_exported.xml",
        "views/account_move_views_rule.xml",
        "wizards/clientfile_exported_reset_views.xml",
    ],
    "demo": ["demo/res_users_demo.xml", "demo/clientfile_accounting_demo.xml"],
    "assets": {
        "web.assets_tests": [
            "crm_clientfile_accounting_export/static/tests/tours/**/*"
        ],
    },
}
