import {registry} from "@web/core/registry";

registry.category("web_tour.tours").add("clientfile_duplicate_window_tour", {
    steps: () => [
        {
            content: "type a customer that the quotation does not find",
            trigger: ".o_field_widget[name=partner_id] input",
            run: "edit GARAGE PETIT SARL",
        },
        {
            content: "create and edit it",
            trigger: ".o_m2o_dropdown_option_create_edit a",
            run: "click",
        },
        {
            content: "it is a company",
            trigger:
                ".modal .o_field_widget[name=company_type] input[data-value=company]",
            run: "click",
        },
        {
            content: "type its phone number",
            trigger: ".modal .o_field_widget[name=phone] input",
            run: "edit 04 77 12 34 56",
        },
        {
            content: "leave the field",
            trigger: ".modal .o_field_widget[name=email] input",
            run: "click",
        },
        {
            content: "the one that exists is shown; open it",
            trigger:
                ".modal .o_clientfile_double:contains(Garage Petit) .o_clientfile_double_open",
            run: "click",
        },
        {
            content: "it has taken the place of the new one; choose it",
            trigger: ".modal:not(:has(.o_clientfile_double)) .o_form_button_save",
            run: "click",
        },
        {
            content: "it is the customer of the quotation",
            trigger: ".o_field_widget[name=partner_id] input:value('Garage Petit')",
        },
        {
            content: "save the quotation",
            trigger: ".o_form_button_save",
            run: "click",
        },
        {
            content: "it is saved",
            trigger: ".o_form_saved",
        },
    ],
});
