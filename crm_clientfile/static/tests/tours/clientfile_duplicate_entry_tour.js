import {registry} from "@web/core/registry";

registry.category("web_tour.tours").add("clientfile_duplicate_entry_tour", {
    steps: () => [
        {
            content: "it is a company",
            trigger: ".o_field_widget[name=company_type] input[data-value=company]",
            run: "click",
        },
        {
            content: "type the name of one that exists",
            trigger:
                ".o_field_widget[name=name] textarea, .o_field_widget[name=name] input",
            run: "edit GARAGE PETIT SARL",
        },
        {
            content: "and its phone number",
            trigger: ".o_field_widget[name=phone] input",
            run: "edit 04 77 12 34 56",
        },
        {
            content: "leave the field",
            trigger: ".o_field_widget[name=email] input",
            run: "click",
        },
        {
            content: "the one that exists is shown, with the reasons",
            trigger: ".o_clientfile_double:contains(Garage Petit):contains(phone)",
        },
        {
            content: "open it instead",
            trigger: ".o_clientfile_double_open",
            run: "click",
        },
        {
            content: "it is open, and nothing was saved",
            trigger:
                ".o_form_saved .o_field_widget[name=name] input:value('Garage Petit')",
        },
    ],
});
