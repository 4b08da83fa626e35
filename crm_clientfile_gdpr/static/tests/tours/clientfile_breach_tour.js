import {registry} from "@web/core/registry";

registry.category("web_tour.tours").add("clientfile_breach_tour", {
    steps: () => [
        {
            content: "record a breach",
            trigger: ".o_list_button_add",
            run: "click",
        },
        {
            content: "say what happened",
            trigger: "[name=name] textarea, [name=name] input",
            run: "edit List of customers sent to a wrong address",
        },
        {
            content: "decide",
            trigger: ".nav-link[name=decision]",
            run: "click",
        },
        {
            content: "the persons are told",
            trigger: "[name=persons_decision] label:contains(The persons are told)",
            run: "click",
        },
        {
            content: "write the letter",
            trigger: ".nav-link[name=letters]",
            run: "click",
        },
        {
            content: "what happened",
            trigger: "[name=letter_text] textarea",
            run: "edit A list went to a wrong address.",
        },
        {
            content: "what was done",
            trigger: "[name=letter_measures] textarea",
            run: "edit It was deleted there.",
        },
        {
            content: "save it",
            trigger: ".o_form_button_save",
            run: "click",
        },
        {
            content: "the hours run",
            trigger: ".o_field_widget[name=remaining]:contains(left)",
        },
        {
            content: "add persons",
            trigger: "button[name=action_add_persons]",
            run: "click",
        },
        {
            content: "choose one",
            trigger: ".modal [name=partner_ids] input",
            run: "edit Claire",
        },
        {
            content: "take her",
            trigger: ".ui-autocomplete .dropdown-item:contains(Claire Tour)",
            run: "click",
        },
        {
            content: "she was found",
            trigger: ".modal .o_field_widget[name=count]:contains(1)",
        },
        {
            content: "add her",
            trigger: ".modal button[name=action_add]",
            run: "click",
        },
        {
            content: "she is listed",
            trigger: "button[name=action_open_persons]:contains(1)",
        },
        {
            content: "write to her",
            trigger: "button[name=action_write_persons]",
            run: "click",
        },
        {
            content: "nobody is left, look at the list",
            trigger:
                ".o_form_view:not(:has(button[name=action_write_persons])) button[name=action_open_persons]",
            run: "click",
        },
        {
            content: "she got an e-mail",
            trigger: ".o_data_row:contains(Claire Tour):contains(E-mail)",
        },
    ],
});
