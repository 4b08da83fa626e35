import {inputFiles} from "@web/../tests/utils";
import {registry} from "@web/core/registry";

registry.category("web_tour.tours").add("clientfile_consent_paper_tour", {
    steps: () => [
        {
            content: "open the consents of the person",
            trigger: ".nav-link[name=clientfile_consents]",
            run: "click",
        },
        {
            content: "note one",
            trigger: "button[name=action_clientfile_record_consent]",
            run: "click",
        },
        {
            content: "by telephone",
            trigger: ".modal [name=is_phone] input",
            run: "click",
        },
        {
            content: "choose how it was said",
            trigger: ".modal [name=source] input, .modal [name=source] select",
            run: "click",
        },
        {
            content: "on paper",
            trigger:
                ".o_select_menu_item:contains(On paper), .modal option:contains(On paper)",
            run: "click",
        },
        {
            content: "without the paper there is no evidence",
            trigger: ".modal button[name=action_record]",
            run: "click",
        },
        {
            content: "the window waits for the scan",
            trigger: ".modal .o_field_invalid[name=file]",
            async run() {
                const file = new File(["signed by hand"], "consent.pdf", {
                    type: "application/pdf",
                });
                await inputFiles(".modal [name=file] input[type=file]", [file]);
            },
        },
        {
            content: "the scan is there",
            trigger: ".modal [name=file] input:value(consent.pdf)",
        },
        {
            content: "note it",
            trigger: ".modal button[name=action_record]",
            run: "click",
        },
        {
            content: "it stands on the page of the person",
            trigger: "body:not(.modal-open) .o_data_row:contains(Consent given)",
        },
    ],
});
