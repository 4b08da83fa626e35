import {registry} from "@web/core/registry";

registry.category("web_tour.tours").add("clientfile_duplicate_bulk_tour", {
    steps: () => [
        {
            content: "tick the pair",
            trigger: ".o_data_row:contains(Garage Petit) .o_list_record_selector input",
            run: "click",
        },
        {
            content: "merge each group",
            trigger: "button[name=action_merge_in_bulk]",
            run: "click",
        },
        {
            content: "confirm",
            trigger: ".modal-footer .btn-primary",
            run: "click",
        },
        {
            content: "it is done",
            trigger: ".o_statusbar_status .o_arrow_button_current[data-value=done]",
        },
        {
            content: "the group is merged; open the merge",
            trigger: ".o_data_row:contains(Merged) button[name=action_open_merge]",
            run: "click",
        },
        {
            content: "undo it",
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
