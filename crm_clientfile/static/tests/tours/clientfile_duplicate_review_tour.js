import {registry} from "@web/core/registry";

registry.category("web_tour.tours").add("clientfile_duplicate_review_tour", {
    steps: () => [
        {
            content: "search for duplicates",
            trigger: "button[name=action_start_full]",
            run: "click",
        },
        {
            content: "the search is done",
            trigger: ".o_statusbar_status .o_arrow_button_current[data-value=done]",
        },
        {
            content: "open the queue",
            trigger: "button[name=action_open_pairs]",
            run: "click",
        },
        {
            content: "open the pair",
            trigger: ".o_data_row:contains(Garage Petit) td[name=reason_text]",
            run: "click",
        },
        {
            content: "both are side by side, differences marked",
            trigger: "[name=comparison] tr.table-warning td:contains(9 rue du Lac)",
        },
        {
            content: "merge them",
            trigger: "button[name=action_merge]:visible",
            run: "click",
        },
        {
            content: "the address is chosen",
            trigger: ".modal .o_data_row:contains(9 rue du Lac)",
        },
        {
            content: "confirm",
            trigger: ".modal-footer button[name=action_merge]",
            run: "click",
        },
        {
            content: "the merge is shown; undo it",
            trigger: "button[name=action_undo]",
            run: "click",
        },
        {
            content: "confirm the undoing",
            trigger: ".modal-footer .btn-primary",
            run: "click",
        },
        {
            content: "it is undone",
            trigger: ".o_statusbar_status .o_arrow_button_current[data-value=undone]",
        },
    ],
});
