import {registry} from "@web/core/registry";

registry.category("web_tour.tours").add("clientfile_request_tour", {
    steps: () => [
        {
            content: "note a request that came by letter",
            trigger: "button:contains(Note a request)",
            run: "click",
        },
        {
            content: "choose the right",
            trigger: ".modal [name=kind] input, .modal [name=kind] select",
            run: "click",
        },
        {
            trigger:
                ".o_select_menu_item:contains(Rectification), .modal option:contains(Rectification)",
            run: "click",
        },
        {
            content: "whose it is",
            trigger: ".modal [name=partner_id] input",
            run: "edit Claire Martin",
        },
        {
            trigger: ".o-autocomplete--dropdown-item:contains(Claire Martin)",
            run: "click",
        },
        {
            content: "the e-mail is known",
            trigger: ".modal [name=person_email] input:value(claire@example.com)",
        },
        {
            content: "note it",
            trigger: ".modal button[name=action_receive]",
            run: "click",
        },
        {
            content: "take it in hand",
            trigger: "button[name=action_start]",
            run: "click",
        },
        {
            content: "answer",
            trigger: ".o_form_statusbar button:contains(Answer or close)",
            run: "click",
        },
        {
            content: "say what was done",
            trigger: ".modal [name=outcome] textarea",
            run: "edit The address was corrected.",
        },
        {
            content: "close the request",
            trigger: ".modal button[name=action_close]",
            run: "click",
        },
        {
            content: "it is answered",
            trigger: ".o_statusbar_status .o_arrow_button_current[data-value=answered]",
        },
    ],
});
