import {registry} from "@web/core/registry";

registry.category("web_tour.tours").add("clientfile_ledger_tour", {
    steps: () => [
        {
            content: "Open the history",
            trigger: ".o_notebook .nav-link[name='clientfile_ledger']",
            run: "click",
        },
        {
            content: "The account ends with what is owed",
            trigger: ".o_clientfile_ledger_closing:contains('84.50')",
        },
        {
            content: "Both entries and the order are there",
            trigger: ".o_clientfile_ledger .o_data_row:nth-child(3)",
        },
        {
            content: "Look for the invoice",
            trigger: ".o_clientfile_ledger .o_searchview_input",
            run: "edit TOUR",
        },
        {
            content: "Among the documents",
            trigger: ".o_searchview_autocomplete .o-dropdown-item:contains('Document')",
            run: "click",
        },
        {
            content: "Only the invoice is left",
            trigger:
                ".o_clientfile_ledger tbody:not(:has(.o_data_row:nth-child(2))) .o_data_row:contains('TOUR')",
        },
        {
            content: "Ask for the statement",
            trigger: ".o_clientfile_ledger_print",
            run: "click",
        },
        {
            content: "The window knows the customer",
            trigger:
                ".modal .o_field_widget[name='partner_ids'] .o_tag:contains('Tour')",
        },
        {
            content: "Close it",
            trigger: ".modal .btn[special='cancel'], .modal .o_form_button_cancel",
            run: "click",
        },
        {
            content: "Open the invoice",
            trigger:
                "body:not(:has(.modal)) .o_clientfile_ledger .o_data_row:contains('TOUR') td[name='date']",
            run: "click",
        },
        {
            content: "It is the invoice",
            trigger: ".o_form_view .o_field_widget[name='invoice_line_ids']",
        },
    ],
});
