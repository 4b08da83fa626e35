import {registry} from "@web/core/registry";

registry.category("web_tour.tours").add("clientfile_protection_tour", {
    steps: () => [
        {
            content: "breaches are urgent first",
            trigger: ".o_clientfile_protection table:contains(Late)",
        },
        {
            content: "open the texts to check",
            trigger: ".o_clientfile_protection button[name=texts]",
            run: "click",
        },
        {
            content: "the list is there",
            trigger: ".o_list_view .o_data_row",
        },
    ],
});
